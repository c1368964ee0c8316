namespace WalSweep.Engine;

/// <summary>Has a trial watched by two observers, the first before the second.</summary>
/// <typeparam name="TFirst">The first observer.</typeparam>
/// <typeparam name="TSecond">The second observer.</typeparam>
public struct ObserverPair<TFirst, TSecond> : ITrialObserver
    where TFirst : struct, ITrialObserver
    where TSecond : struct, ITrialObserver
{
    /// <summary>Told first. What it remembers is here.</summary>
    public TFirst First;

    /// <summary>Told second. What it remembers is here.</summary>
    public TSecond Second;

    /// <summary>Pairs them as they are.</summary>
    public ObserverPair(TFirst first, TSecond second) => (First, Second) = (first, second);

    /// <inheritdoc/>
    static bool ITrialObserver.IsWatching => TFirst.IsWatching || TSecond.IsWatching;

    /// <inheritdoc/>
    public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause)
    {
        First.OnTransition(in state, node, from, to, cause);
        Second.OnTransition(in state, node, from, to, cause);
    }

    /// <inheritdoc/>
    public void OnDecision(in TrialState state, int node, Cause cause)
    {
        First.OnDecision(in state, node, cause);
        Second.OnDecision(in state, node, cause);
    }

    /// <inheritdoc/>
    public void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment)
    {
        First.OnContact(in state, node, view, treatment);
        Second.OnContact(in state, node, view, treatment);
    }

    /// <inheritdoc/>
    public void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict)
    {
        First.OnReplay(in state, node, in view, verdict);
        Second.OnReplay(in state, node, in view, verdict);
    }

    /// <inheritdoc/>
    public void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict)
    {
        First.OnGap(in state, node, in view, verdict);
        Second.OnGap(in state, node, in view, verdict);
    }

    /// <inheritdoc/>
    public void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict)
    {
        First.OnRebuild(in state, node, in view, verdict);
        Second.OnRebuild(in state, node, in view, verdict);
    }

    /// <inheritdoc/>
    public void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route)
    {
        First.OnRestart(in state, node, view, route);
        Second.OnRestart(in state, node, view, route);
    }

    /// <inheritdoc/>
    public void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
    {
        First.OnPromotion(in state, reports, in view, chosen);
        Second.OnPromotion(in state, reports, in view, chosen);
    }

    /// <inheritdoc/>
    public void OnTruncation(in TrialState state, int node, double droppedEntries)
    {
        First.OnTruncation(in state, node, droppedEntries);
        Second.OnTruncation(in state, node, droppedEntries);
    }

    /// <inheritdoc/>
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
        First.OnEvent(in state, in parameters, kind, node, fault);
        Second.OnEvent(in state, in parameters, kind, node, fault);
    }

    /// <inheritdoc/>
    public void OnEnd(in TrialState state)
    {
        First.OnEnd(in state);
        Second.OnEnd(in state);
    }
}
