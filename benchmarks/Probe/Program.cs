using System.Text.Json;
using WalSweep.Benchmarks.Probe;
using WalSweep.Engine;
using WalSweep.Sweep.Config;

// Usage: CONFIG. Measures drawing and each protocol on the configuration's first scenarios and prints the readings as JSON. It uses as
// little of the product as it can, because it must compile against every revision it is to compare.
const int WarmUpCpuMs = 2000;
const int Passes = 48;

var engine = new EnginePasses(ConfigReader.Load(args[0]).CreateSource());
Stage[] stages =
[
    new("draw", "scenario", false, engine.Draw),
    new("v1", "trial", true, first => engine.Run(ProtocolVersion.V1, first)),
    new("v1_5", "trial", true, first => engine.Run(ProtocolVersion.V15, first)),
    new("v2", "trial", true, first => engine.Run(ProtocolVersion.V2, first)),
];

// The runtime compiles anew what is called often, on a timer and on another thread: wait it out at work. The wait is for processor time,
// because on a busy machine little happens in two seconds by the clock.
while (Environment.CpuUsage.TotalTime.TotalMilliseconds < WarmUpCpuMs)
{
    foreach (var stage in stages)
    {
        stage.WarmUp();
    }
}

// Stages take turns, so that a disturbance of the machine does not meet one of them alone.
for (var pass = 0; pass < Passes; pass++)
{
    foreach (var stage in stages)
    {
        stage.Measure();
    }
}

Console.WriteLine(JsonSerializer.Serialize(stages.Select(stage => stage.ToReading())));
