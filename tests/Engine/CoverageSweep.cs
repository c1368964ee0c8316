using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Tests.Engine;

/// <summary>What a sweep comes to pass: which transitions and reasons, under which versions, and in which scenario first.</summary>
internal sealed class CoverageSweep
{
    public const int Seed = 4711;
    public const int RandomCount = 15_000;
    public const int FailoverCount = 10_000;

    /// <summary>With the scripted one.</summary>
    public const int TotalCount = 1 + RandomCount + FailoverCount;

    public const int CommittedCount = 5_000;

    /// <summary>The scenario that is no random one stands before them, at this place.</summary>
    public const int Scripted = 0;

    private static readonly Lazy<CoverageSweep> _ofRandomScenarios = new(RunRandomScenarios);

    private readonly Dictionary<(ProtocolVersion Version, ReplicaState From, ReplicaState To), int> _firstTransitions = [];
    private readonly Dictionary<(ProtocolVersion Version, Cause Reason), int> _firstReasons = [];
    private readonly TransitionLog _log = new();
    private TrialState _state;

    /// <summary>
    /// The sweep over wide random scenarios, run once for all tests; its scenario <see cref="Scripted"/> is <see cref="CutInTheFinalBarrier"/>, number n the n-th of the seed, and after <see cref="RandomCount"/>
    /// of them come those in which primaries are lost too.
    /// </summary>
    public static CoverageSweep OfRandomScenarios => _ofRandomScenarios.Value;

    /// <summary>With which causes each transition happens.</summary>
    public Dictionary<(ProtocolVersion Version, ReplicaState From, ReplicaState To), SortedSet<Cause>> Causes { get; } = [];

    /// <summary>The first scenarios of a committed sweep, as its rows number them.</summary>
    public static CoverageSweep OfCommitted(string config)
    {
        var sweep = new CoverageSweep();
        var source = ConfigReader.Load(Golden.PathOf($"configs/{config}.json")).CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        for (var index = 0; index < CommittedCount; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out _);
            sweep.Add(index, new Scenario(in parameters, timeline.AsSpan(0, faults)));
        }

        return sweep;
    }

    /// <summary>The first scenario in which a transition happens under a version, or null.</summary>
    public int? First(ProtocolVersion version, ReplicaState from, ReplicaState to) => _firstTransitions.TryGetValue((version, from, to), out var index) ? index : null;

    /// <summary>The first scenario that has a reason under a version, or null.</summary>
    public int? First(ProtocolVersion version, Cause reason) => _firstReasons.TryGetValue((version, reason), out var index) ? index : null;

    private static CoverageSweep RunRandomScenarios()
    {
        var sweep = new CoverageSweep();
        var scenarios = new RandomScenarios(Seed);
        var failovers = new RandomFailovers(Seed);
        for (var index = Scripted; index < TotalCount; index++)
        {
            var scenario = index == Scripted ? CutInTheFinalBarrier() : index <= RandomCount ? scenarios.Next() : failovers.Next();
            sweep.Add(index, scenario.Scenario);
        }

        return sweep;
    }

    private void Add(int index, Scenario scenario)
    {
        foreach (var version in ProtocolVersion.All)
        {
            _log.Entries.Clear();
            _firstReasons.TryAdd((version, _log.Run(version, in scenario, ref _state).Reason), index);
            foreach (var (_, from, to, cause) in _log.Entries)
            {
                _firstTransitions.TryAdd((version, from, to), index);
                (Causes.TryGetValue((version, from, to), out var causes) ? causes : Causes[(version, from, to)] = []).Add(cause);
            }
        }
    }

    /// <summary>
    /// Too rare for chance: V1 finds at its cycle that nothing was missed (no writes came), and the link fails again within the one round trip that the final barrier takes.
    /// </summary>
    private static TestScenario CutInTheFinalBarrier() => new(
        new ScenarioParameters { Replicas = 1, WriteRatePerS = 0, LatencyS = 0.03, ControlPhaseS = 5 },
        [new(1, FaultKind.LinkDown, 1), new(2, FaultKind.LinkUp, 1), new(5.04, FaultKind.LinkDown, 1), new(6, FaultKind.LinkUp, 1)]);
}
