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

    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
    }
}
