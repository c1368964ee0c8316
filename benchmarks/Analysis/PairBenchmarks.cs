using BenchmarkDotNet.Attributes;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Regions;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Benchmarks.Analysis;

/// <summary>What it costs to compare the two outcomes of a scenario: figures are per scenario and pair. The outcomes are recorded, V1's and V2's of the first scenarios of a shipped configuration.</summary>
[MemoryDiagnoser]
public class PairBenchmarks
{
    private const int Scenarios = 4096;

    private readonly Outcome[] _first = new Outcome[Scenarios];
    private readonly Outcome[] _second = new Outcome[Scenarios];
    private readonly Fate[] _firstFates = new Fate[Scenarios];
    private readonly Fate[] _secondFates = new Fate[Scenarios];
    private readonly PairCounts _counts = new();

    [Params("quickstart", "overnight", "failover")]
    public string Config { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var config = ConfigReader.Load(Path.Combine(Repository.Root, "configs", $"{Config}.json"));
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        for (int index = 0; index < Scenarios; index++)
        {
            int faults = source.Draw(index, out var parameters, timeline, varied, out _);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            _first[index] = Simulation.Run(ProtocolVersion.V1, in scenario, ref state);
            _second[index] = Simulation.Run(ProtocolVersion.V2, in scenario, ref state);
            _firstFates[index] = Fates.Of(_first[index].Ended, _first[index].Path, _first[index].Explicit);
            _secondFates[index] = Fates.Of(_second[index].Ended, _second[index].Path, _second[index].Explicit);
        }
    }

    [Benchmark(OperationsPerInvoke = Scenarios)]
    public void Compare()
    {
        for (int index = 0; index < Scenarios; index++)
        {
            _counts.Add(in _first[index], _firstFates[index], in _second[index], _secondFates[index]);
        }
    }
}
