using WalSweep.Engine;

namespace WalSweep.Tests.Engine;

/// <summary>Collects the transitions of a trial.</summary>
internal sealed class TransitionLog : TrialWatcher
{
    public List<(int Node, ReplicaState From, ReplicaState To, Cause Cause)> Entries { get; } = [];

    protected override void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) => Entries.Add((node, from, to, cause));
}
