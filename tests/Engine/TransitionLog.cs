using WalSweep.Engine;

namespace WalSweep.Tests.Engine;

/// <summary>Collects the transitions of a trial.</summary>
internal readonly struct TransitionLog() : ITrialObserver
{
    public List<(int Node, ReplicaState From, ReplicaState To, Cause Cause)> Entries { get; } = [];

    public static bool IsWatching => true;

    public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) => Entries.Add((node, from, to, cause));

    public void OnDecision(in TrialState state, int node, Cause cause)
    {
    }

    public void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment)
    {
    }

    public void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict)
    {
    }

    public void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict)
    {
    }

    public void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict)
    {
    }

    public void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route)
    {
    }

    public void OnTruncation(in TrialState state, int node, double droppedEntries)
    {
    }

    public void OnEnd(in TrialState state)
    {
    }

    public void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
    {
    }

    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
    }
}
