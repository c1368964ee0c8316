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

    /// <summary>An event has been dealt with.</summary>
    /// <param name="state">The state after it.</param>
    /// <param name="parameters">The scenario's numbers.</param>
    /// <param name="kind">What it was.</param>
    /// <param name="node">The node it was about; 0 for the volume.</param>
    /// <param name="fault">The fault if it was one.</param>
    void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault);
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
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
    }
}
