using BenchmarkDotNet.Attributes;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Benchmarks.Engine;

/// <summary>
/// What a trial costs, drawing and rows left out: the first 4,096 scenarios of a committed configuration, drawn beforehand, one protocol at a time. Nanoseconds and bytes are per
/// trial; the events per trial, by which to divide, are printed at the start of each case.
/// </summary>
[MemoryDiagnoser]
public class TrialBenchmarks
{
    private const int _trials = 4096;

    private readonly ScenarioParameters[] _parameters = new ScenarioParameters[_trials];
    private readonly Fault[][] _timelines = new Fault[_trials][];
    private TrialState _state;

    [Params("quickstart", "overnight", "failover")]
    public string Config { get; set; } = "";

    [ParamsSource(nameof(Protocols))]
    public ProtocolVersion Protocol { get; set; } = ProtocolVersion.V1;

    public static IEnumerable<ProtocolVersion> Protocols => ProtocolVersion.All;

    [GlobalSetup]
    public void Prepare()
    {
        var source = ConfigReader.Load(Path.Combine(Repository.Root, "configs", Config + ".json")).CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        for (var index = 0; index < _trials; index++)
        {
            var faults = source.Draw(index, out _parameters[index], timeline, varied, out _);
            _timelines[index] = timeline[..faults];
        }

        Console.WriteLine($"// {Config}, {Protocol}: {Run() / (double)_trials:F2} events per trial");
    }

    [Benchmark(OperationsPerInvoke = _trials)]
    public long Run()
    {
        var events = 0L;
        for (var index = 0; index < _trials; index++)
        {
            events += Simulation.Run(Protocol, new Scenario(in _parameters[index], _timelines[index]), ref _state).Events;
        }

        return events;
    }
}
