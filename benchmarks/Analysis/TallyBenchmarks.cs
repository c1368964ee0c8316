using BenchmarkDotNet.Attributes;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Benchmarks.Analysis;

/// <summary>What counting adds to a scenario of a running sweep, all versions together, and a part of it: finding the cells of values on an axis. Every figure is per scenario, and per value.</summary>
[MemoryDiagnoser]
public class TallyBenchmarks
{
    private const int _scenarios = 1 << 15;

    private readonly double[] _outagesS = new double[_scenarios];
    private readonly int[] _cells = new int[_scenarios];
    private SweepTally _tally = null!;
    private Outcome[] _outcomes = null!;
    private double[] _varied = null!;
    private WeatherSummary[] _weather = null!;
    private Axis _outage = null!;
    private double[] _edges = null!;
    private int _protocols;

    [GlobalSetup]
    public void Setup()
    {
        var config = ConfigReader.Load(Path.Combine(Repository.Root, "configs", "quickstart.json"));
        _tally = new SweepTally(config);
        _protocols = config.Protocols.Count;
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var state = new TrialState();
        (_outcomes, _varied, _weather) = (new Outcome[_scenarios * _protocols], new double[_scenarios * source.VariedCount], new WeatherSummary[_scenarios]);
        for (var index = 0; index < _scenarios; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, Varied(index), out _weather[index]);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            for (var protocol = 0; protocol < _protocols; protocol++)
            {
                _outcomes[(index * _protocols) + protocol] = Simulation.Run(config.Protocols[protocol], in scenario, ref state);
            }

            _outagesS[index] = _weather[index].FirstOutageS;
        }

        _outage = new MapPlan(config).Maps[0].X.Axis;
        _edges = [.. Enumerable.Range(0, _outage.CellCount).Select(_outage.EdgeAt)];
    }

    [Benchmark(OperationsPerInvoke = _scenarios)]
    public void Tally()
    {
        for (var index = 0; index < _scenarios; index++)
        {
            for (var protocol = 0; protocol < _protocols; protocol++)
            {
                _tally.Add(protocol, Varied(index), in _weather[index], in _outcomes[(index * _protocols) + protocol]);
            }
        }
    }

    [Benchmark(OperationsPerInvoke = _scenarios)]
    public void CellsLookedUp() => _outage.FindCells(_outagesS, _cells);

    /// <summary>The other way, to compare with: against every edge, which the compiler may do several at a time.</summary>
    [Benchmark(OperationsPerInvoke = _scenarios)]
    public void CellsCompared()
    {
        for (var index = 0; index < _scenarios; index++)
        {
            var reached = 0;
            foreach (var edge in _edges)
            {
                reached += edge <= _outagesS[index] ? 1 : 0;
            }

            _cells[index] = _outagesS[index] > _outage.Max ? -1 : reached - 1;
        }
    }

    private Span<double> Varied(int index) => _varied.AsSpan(index * (_varied.Length / _scenarios), _varied.Length / _scenarios);
}
