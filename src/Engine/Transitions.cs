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
    private const int PrimaryBit = 1 << (int)ReplicaState.Primary;

    /// <summary>Whether a replica may go from one state to another.</summary>
    /// <remarks>Where the simulator calls it, what is entered is a constant, so that the table comes down to one constant too.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLegal(ReplicaState from, ReplicaState to) => (LeftFor(to) >> (int)from & 1) != 0;

    // A bit per state that may be left. A transition that is not here is a bug in the simulator.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LeftFor(ReplicaState to) => to switch
    {
        ReplicaState.InSync => CatchingUpBit | PromotionHoldBit | CatchUpAfterRebuildBit,
        ReplicaState.Lagging => InSyncBit | CatchingUpBit | PromotionHoldBit | PrimaryBit,
        ReplicaState.CatchingUp => LaggingBit | DegradedBit,
        ReplicaState.PromotionHold => CatchingUpBit | CatchUpAfterRebuildBit,
        ReplicaState.NeedsRebuild => LaggingBit | CatchingUpBit | RebuildingBit | CatchUpAfterRebuildBit,
        ReplicaState.Rebuilding => NeedsRebuildBit | DegradedBit,
        ReplicaState.CatchUpAfterRebuild => RebuildingBit,
        ReplicaState.Degraded => InSyncBit | CatchingUpBit | PrimaryBit,
        ReplicaState.Failed => RebuildingBit | CatchUpAfterRebuildBit,
        ReplicaState.Primary => InSyncBit | LaggingBit | PromotionHoldBit | NeedsRebuildBit | DegradedBit,
        _ => 0,
    };
}
