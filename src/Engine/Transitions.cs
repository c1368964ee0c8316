using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>The legal transitions between replica states. The simulator checks every one against it.</summary>
public static class Transitions
{
    private const int InSyncBit = 1 << (int)ReplicaState.InSync;
    private const int LaggingBit = 1 << (int)ReplicaState.Lagging;
    private const int CatchingUpBit = 1 << (int)ReplicaState.CatchingUp;
    private const int PromotionHoldBit = 1 << (int)ReplicaState.PromotionHold;
    private const int NeedsRebuildBit = 1 << (int)ReplicaState.NeedsRebuild;
    private const int RebuildingBit = 1 << (int)ReplicaState.Rebuilding;
    private const int CatchUpAfterRebuildBit = 1 << (int)ReplicaState.CatchUpAfterRebuild;
    private const int DegradedBit = 1 << (int)ReplicaState.Degraded;
    private const int FailedBit = 1 << (int)ReplicaState.Failed;

    // One row per state left: a bit per state entered. A transition that is not here is a bug in the simulator.
    private static ReadOnlySpan<int> Legal =>
    [
        /* InSync */ LaggingBit | DegradedBit,
        /* Lagging */ CatchingUpBit | NeedsRebuildBit,
        /* CatchingUp */ LaggingBit | PromotionHoldBit | InSyncBit | NeedsRebuildBit | DegradedBit,
        /* PromotionHold */ InSyncBit | LaggingBit,
        /* NeedsRebuild */ RebuildingBit,
        /* Rebuilding */ CatchUpAfterRebuildBit | NeedsRebuildBit | FailedBit,
        /* CatchUpAfterRebuild */ PromotionHoldBit | InSyncBit | NeedsRebuildBit | FailedBit,
        /* Degraded */ RebuildingBit | CatchingUpBit,
        /* Failed */ 0,
    ];

    /// <summary>Whether a replica may go from one state to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLegal(ReplicaState from, ReplicaState to) => (Legal[(int)from] >> (int)to & 1) != 0;
}
