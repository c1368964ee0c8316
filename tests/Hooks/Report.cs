using WalSweep.Engine;

namespace WalSweep.Tests.Hooks;

/// <summary>Hand-made reports of nodes among which a primary is to be chosen.</summary>
internal static class Report
{
    /// <summary>What is not said is that of a node in step, in the epoch that the lost primary had, with all of its 100 entries whole, durable and perhaps committed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="state">Its state.</param>
    /// <param name="epoch">The newest epoch it has taken part in.</param>
    /// <param name="durable">The last entry on its disk.</param>
    /// <param name="apparent">The last entry it has seen; the last on its disk, unless said.</param>
    /// <param name="prefix">Up to where it can serve everything; the last on its disk, unless said.</param>
    /// <param name="committed">The last entry that may have been committed for all it knows.</param>
    public static CandidateReport Of(int node, ReplicaState state = ReplicaState.InSync, int epoch = 5, double durable = 100, double? apparent = null, double? prefix = null, double committed = 100) => new()
    {
        Node = node,
        State = state,
        Epoch = epoch,
        ApparentLsn = apparent ?? durable,
        DurableLsn = durable,
        RecoverablePrefixLsn = prefix ?? durable,
        PossiblyCommittedLsn = committed,
    };
}
