using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>What docs/model.md §11 measures of one episode.</summary>
internal sealed class Recovery
{
    /// <summary>It ended because the node was made primary.</summary>
    public bool EndedByPromotion { get; set; }

    /// <summary>When the node was reachable again, or null.</summary>
    public long? ReachableAgain { get; set; }

    public double HeadWhenReachable { get; set; }

    public double Backlog { get; set; }

    public double Position { get; set; }

    public double Tail { get; set; }

    /// <summary>Whether its disk held something valid.</summary>
    public bool DiskValid { get; set; }

    /// <summary>The beginning of the first later term in which a catch-up was possible, or null.</summary>
    public long? CatchupPossibleFrom { get; set; }

    /// <summary>The mark of lost payloads when it was reachable.</summary>
    public double PayloadsLostUpTo { get; set; }

    public double Admitted { get; set; }

    public long? InSyncAgain { get; set; }

    public long HoldTicks { get; set; }

    public bool BeganCatchup { get; set; }

    public bool BeganRebuild { get; set; }

    /// <summary>The cause that first sent the replica to NeedsRebuild or Degraded.</summary>
    public Cause? RebuildCause { get; set; }

    public RecoveryPath Path => (BeganCatchup, BeganRebuild) switch
    {
        (true, true) => RecoveryPath.CatchupThenRebuild,
        (true, false) => RecoveryPath.Catchup,
        (false, true) => RecoveryPath.Rebuild,
        _ => InSyncAgain is null ? RecoveryPath.None : RecoveryPath.NoGap,
    };
}
