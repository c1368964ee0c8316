using WalSweep.Engine;

namespace WalSweep.Tests;

/// <summary>What a test watches of a trial: it overrides what it needs of this, and runs trials through it.</summary>
internal abstract class TrialWatcher
{
    /// <summary>The same as the simulator takes it.</summary>
    public Forwarder Observer => new(this);

    public Outcome Run(ProtocolVersion version, in Scenario scenario, ref TrialState state)
    {
        var observer = Observer;
        return Simulation.Run(version, scenario, ref state, ref observer);
    }

    protected virtual void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause)
    {
    }

    protected virtual void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
    {
    }

    protected virtual void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
    }

    internal readonly struct Forwarder(TrialWatcher watcher) : ITrialObserver
    {
        public static bool IsWatching => true;

        public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) => watcher.OnTransition(in state, node, from, to, cause);

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

        public void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen) => watcher.OnPromotion(in state, reports, in view, chosen);

        public void OnTruncation(in TrialState state, int node, double droppedEntries)
        {
        }

        public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault) => watcher.OnEvent(in state, in parameters, kind, node, fault);

        public void OnEnd(in TrialState state)
        {
        }
    }
}
