namespace WalSweep.Engine;

/// <summary>
/// Watches a trial. A struct type parameter of the simulator: with <see cref="NoObserver"/> it costs nothing.
/// </summary>
public interface ITrialObserver
{
    /// <summary>Whether anything is to be called at all; a constant of the type.</summary>
    static abstract bool IsWatching { get; }

    /// <summary>A replica changes its state.</summary>
    void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause);

    /// <summary>Something was decided or found out about a replica that does not change its state.</summary>
    void OnDecision(in TrialState state, int node, Cause cause);

    /// <summary>Hook 1 was asked what becomes of a replica that is out of step.</summary>
    void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment);

    /// <summary>Hook 2 was asked how a replay goes on.</summary>
    void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict);

    /// <summary>Hook 3 was asked whether a gap can be closed by replay.</summary>
    void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict);

    /// <summary>Hook 3 was asked whether a rebuild may hold the WAL it will need.</summary>
    void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict);

    /// <summary>Hook 4 was asked how a process that has started again becomes known.</summary>
    void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route);

    /// <summary>Hook 5 was asked which node becomes primary.</summary>
    /// <param name="state">The state before it does.</param>
    /// <param name="reports">What the running nodes that answer report.</param>
    /// <param name="view">What the hook saw besides the reports.</param>
    /// <param name="chosen">The index of the chosen node's report; −1 for none.</param>
    void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen);

    /// <summary>A handshake shows that a replica holds entries which its primary's lineage does not, and the version drops them.</summary>
    /// <param name="state">The state before they are dropped.</param>
    /// <param name="node">The replica.</param>
    /// <param name="droppedEntries">How many; +∞ if the two have nothing in common.</param>
    void OnTruncation(in TrialState state, int node, double droppedEntries);

    /// <summary>An event has been dealt with.</summary>
    /// <param name="state">The state after it.</param>
    /// <param name="parameters">The scenario's numbers.</param>
    /// <param name="kind">What it was.</param>
    /// <param name="node">The node it was about; −1 for none.</param>
    /// <param name="fault">The fault if it was one.</param>
    void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault);

    /// <summary>The trial is over, at a time not before its last event. What goes on goes on still: nothing has been closed or judged.</summary>
    void OnEnd(in TrialState state);
}

/// <summary>Watches nothing.</summary>
public readonly struct NoObserver : ITrialObserver
{
    /// <inheritdoc/>
    public static bool IsWatching => false;

    /// <inheritdoc/>
    public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause)
    {
    }

    /// <inheritdoc/>
    public void OnDecision(in TrialState state, int node, Cause cause)
    {
    }

    /// <inheritdoc/>
    public void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment)
    {
    }

    /// <inheritdoc/>
    public void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict)
    {
    }

    /// <inheritdoc/>
    public void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict)
    {
    }

    /// <inheritdoc/>
    public void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict)
    {
    }

    /// <inheritdoc/>
    public void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route)
    {
    }

    /// <inheritdoc/>
    public void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
    {
    }

    /// <inheritdoc/>
    public void OnTruncation(in TrialState state, int node, double droppedEntries)
    {
    }

    /// <inheritdoc/>
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
    }

    /// <inheritdoc/>
    public void OnEnd(in TrialState state)
    {
    }
}
