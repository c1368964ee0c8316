using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Engine;

public sealed class ObserverPairTests
{
    [Fact]
    public void BothAreToldOfEverythingInTurn()
    {
        var told = new List<string>();
        var pair = new ObserverPair<Diary, Diary>(new Diary("first", told), new Diary("second", told));
        var scenario = new RandomScenarios(20261201).Next();
        var state = new TrialState();
        int events = Simulation.Run(ProtocolVersion.V2, scenario.Scenario, ref state, ref pair).Events;
        Assert.True(told.Count > 2 * events, "expected every event and some transitions");
        foreach (string[] both in told.Chunk(2))
        {
            Assert.Equal(["first", "second"], both.Select(line => line.Split(' ')[0]));
            Assert.Equal(both[0].Split(' ')[1], both[1].Split(' ')[1]);
        }
    }

    [Fact]
    public void TheyWatchIfEitherDoes()
    {
        Assert.True(IsWatching<ObserverPair<Diary, NoObserver>>());
        Assert.True(IsWatching<ObserverPair<NoObserver, Diary>>());
        Assert.False(IsWatching<ObserverPair<NoObserver, NoObserver>>());
    }

    private static bool IsWatching<TObserver>()
        where TObserver : ITrialObserver => TObserver.IsWatching;

    private readonly struct Diary(string name, List<string> told) : ITrialObserver
    {
        public static bool IsWatching => true;

        public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) =>
            told.Add($"{name} {node}:{from}-{to}:{cause}");

        public void OnDecision(in TrialState state, int node, Cause cause) => told.Add($"{name} {node}:{cause}");

        public void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment) =>
            told.Add($"{name} {node}:contact:{treatment}");

        public void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict) =>
            told.Add($"{name} {node}:replay:{verdict.Step}");

        public void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict) =>
            told.Add($"{name} {node}:gap:{verdict.Recoverable}");

        public void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict) =>
            told.Add($"{name} {node}:rebuild:{verdict.Granted}");

        public void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route) =>
            told.Add($"{name} {node}:restart:{route}");

        public void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen) =>
            told.Add($"{name} promotion:{chosen}");

        public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault) =>
            told.Add($"{name} {kind}:{node}:{state.NowS}");

        public void OnTruncation(in TrialState state, int node, double droppedEntries) => told.Add($"{name} {node}:truncation:{droppedEntries}");

        public void OnEnd(in TrialState state) => told.Add($"{name} end:{state.NowS}");
    }
}
