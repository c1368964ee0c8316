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
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
        First.OnEvent(in state, in parameters, kind, node, fault);
        Second.OnEvent(in state, in parameters, kind, node, fault);
    }
}
