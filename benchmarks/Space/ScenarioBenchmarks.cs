using BenchmarkDotNet.Attributes;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Benchmarks.Space;

/// <summary>What drawing one scenario costs, by configuration: nanoseconds and bytes a scenario.</summary>
[MemoryDiagnoser]
public class ScenarioBenchmarks
{
    private const int _scenarios = 1024;

    private readonly Fault[] _timeline = new Fault[ScenarioSource.TimelineCapacity];
    private ScenarioSource _source = null!;
    private double[] _varied = null!;
    private long _next;

    [Params("quickstart", "overnight")]
    public string Config { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _source = ConfigReader.Load(Path.Combine(Repository.Root, "configs", Config + ".json")).CreateSource();
        _varied = new double[_source.VariedCount];
    }

    [Benchmark(OperationsPerInvoke = _scenarios)]
    public long Draw()
    {
        var faults = 0L;
        for (var i = 0; i < _scenarios; i++)
        {
            faults += _source.Draw(_next++, out _, _timeline, _varied, out _);
        }

        return faults;
    }
}
