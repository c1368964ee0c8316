using System.Runtime.CompilerServices;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>The rules that are looked at after every event: each of them is noticed when it is broken, and none is broken by what users run.</summary>
public class InvariantTests
{
    private const int _scenarios = 20_000;

    private delegate void Breach(ref TrialState state);

    /// <summary>Every rule, with a state that breaks it and no rule before it.</summary>
    private static readonly Dictionary<string, Breach> _breaches = new()
    {
        ["time went back"] = (ref TrialState state) => state.NowS = -1,
        ["the head went back"] = (ref TrialState state) => state.HeadEntries = -1,
        ["the commit went back"] = (ref TrialState state) => state.CommittedLsn = -1e9,
        ["more is committed than written"] = (ref TrialState state) => state.CommittedLsn = state.HeadEntries + 1,
        ["writes go on while blocked"] = (ref TrialState state) =>
            (state.Blocked, state.HeadEntries, state.HeadMotion.RatePerS) = (true, state.HeadEntries + 1e6, state.OfferedPerS),
        ["more is admitted than offered"] = (ref TrialState state) =>
            (state.Blocked, state.HeadMotion.RatePerS) = (false, 2 * state.OfferedPerS),
        ["the tail passed the head"] = (ref TrialState state) => state.TailFloor = state.HeadEntries + 1,
        ["more WAL is kept than the device holds"] = (ref TrialState state) =>
            (state.Replicas[1].Position, state.TailFloor) = (Motion.Still(-1e12, 0), -1e12),
        ["a pinned entry was dropped"] = (ref TrialState state) => state.TailFloor = state.Replicas[1].Position.At(state.NowS) + 1,
        ["the counts of replicas do not agree with the replicas"] = (ref TrialState state) => state.PinnedNodes = 0,
        ["something is due in the past"] = (ref TrialState state) => state.DueTimes[1].AtS = state.NowS - 1,
        ["a stream goes to a node that is not there"] = (ref TrialState state) => state.Replicas[2].Set(Hindrances.LinkDown, on: true),
        ["a replica is ahead of the head"] = (ref TrialState state) => state.Replicas[1].Position = Motion.Still(state.HeadEntries + 1, 0),
        ["a session goes on with a node that is not there"] = (ref TrialState state) => state.Replicas[1].Set(Hindrances.ProcessDown, on: true),
        ["a stream goes to a replica that is not in step"] = (ref TrialState state) =>
            (state.Replicas[2].State, state.InSync, state.LiveInSync) = (ReplicaState.Lagging, state.InSync - 1, state.LiveInSync - 1),
        ["the session does not fit the state"] = (ref TrialState state) => state.Replicas[1].State = ReplicaState.Lagging,
        ["more is acknowledged than there is"] = (ref TrialState state) => BreakSecond(ref state, acknowledgedLsn: state.HeadEntries, dueAtS: state.NowS + 1),
        ["the primary is somebody's replica"] = (ref TrialState state) => state.Replicas[0].State = ReplicaState.Failed,
        ["a primary serves that is not there"] = (ref TrialState state) => state.Replicas[0].Set(Hindrances.ProcessDown, on: true),
        ["writes go on without a primary that serves"] = (ref TrialState state) => (state.Serves, state.Blocked, state.HeadMotion.RatePerS) = (false, false, state.OfferedPerS),
        ["the primary is taken for one that was replaced"] = (ref TrialState state) => state.StaleNodes = 1,
        ["a broken stream will never be noticed"] = (ref TrialState state) => BreakSecond(ref state, acknowledgedLsn: 0, dueAtS: double.PositiveInfinity),
    };

    public static TheoryData<string> Rules => [.. _breaches.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_broken_rule_is_noticed(string rule)
    {
        var watcher = new BreakOnce { Break = _breaches[rule] };
        var violation = Assert.Throws<ModelViolationException>(() => RunCatchup(watcher));
        Assert.StartsWith(rule, violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_noticed_where_nothing_is_broken() => RunCatchup(new BreakOnce { Break = (ref TrialState _) => { } });

    [Fact]
    public void An_illegal_transition_stops_the_trial()
    {
        var watcher = new BreakOnce { Break = (ref TrialState state) => (state.Replicas[1].State, state.FailedReplicas) = (ReplicaState.Failed, 1), Check = false };
        var violation = Assert.Throws<ModelViolationException>(() => RunCatchup(watcher));
        Assert.Contains("may not go from Failed", violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quickstart")]
    [InlineData("overnight")]
    public void The_committed_sweeps_keep_every_rule(string config)
    {
        var source = ConfigReader.Load(Golden.PathOf($"configs/{config}.json")).CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        for (var index = 0; index < _scenarios; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out _);
            foreach (var version in index % 4 == 0 ? ProtocolVersion.All : ProtocolVersion.Generations)
            {
                var observer = default(InvariantObserver);
                observer.Reset();
                var failure = Record.Exception(() => { Simulation.Run(version, new Scenario(in parameters, timeline.AsSpan(0, faults)), ref state, ref observer); });
                Assert.True(failure is null, $"{config}, scenario {index}, {version}: {failure?.Message}");
            }
        }
    }

    /// <summary>A link outage of replica 1 under V2 that blocks the writes; the state is broken when the handshake has begun the replay, while replica 2 is live.</summary>
    private static void RunCatchup(BreakOnce watcher)
    {
        var parameters = new ScenarioParameters { Durability = Durability.SyncAll };
        Fault[] timeline = [new(1, FaultKind.LinkDown, 1), new(20, FaultKind.LinkUp, 1)];
        var state = new TrialState();
        watcher.Run(ProtocolVersion.V2, new Scenario(in parameters, timeline), ref state);
        Assert.True(watcher.IsBroken);
    }

    private static void BreakSecond(ref TrialState state, double acknowledgedLsn, double dueAtS)
    {
        ref var replica = ref state.Replicas[2];
        replica.Live = false;
        replica.AcknowledgedLsn = acknowledgedLsn;
        replica.Position = Motion.Still(state.HeadEntries - 1, state.NowS);
        state.DueTimes[2].AtS = dueAtS;
        (state.Live, state.LiveInSync) = (state.Live - 1, state.LiveInSync - 1);
    }

    /// <summary>Looks at the rules after every event, and breaks the state once before it does.</summary>
    private sealed class BreakOnce : TrialWatcher
    {
        private InvariantObserver _rules;

        public required Breach Break { get; init; }

        public bool Check { get; init; } = true;

        public bool IsBroken { get; private set; }

        public BreakOnce() => _rules.Reset();

        protected override void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
        {
            if (kind == EventKind.HandshakeDone)
            {
                IsBroken = true;
                Break(ref Unsafe.AsRef(in state));
            }

            if (Check)
            {
                _rules.OnEvent(in state, in parameters, kind, node, fault);
            }
        }
    }
}
