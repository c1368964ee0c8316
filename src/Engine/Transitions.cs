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

    private static readonly int[] _enteredFrom = [.. Enum.GetValues<ReplicaState>().Order().Select(EnteredFrom)];

    /// <summary>Whether a replica may go from one state to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLegal(ReplicaState from, ReplicaState to) => (_enteredFrom[(int)from] >> (int)to & 1) != 0;

    // A bit per state that may be entered. A transition that is not here is a bug in the simulator.
    private static int EnteredFrom(ReplicaState from) => from switch
    {
        ReplicaState.InSync => LaggingBit | DegradedBit,
        ReplicaState.Lagging => CatchingUpBit | NeedsRebuildBit,
        ReplicaState.CatchingUp => LaggingBit | PromotionHoldBit | InSyncBit | NeedsRebuildBit | DegradedBit,
        ReplicaState.PromotionHold => InSyncBit | LaggingBit,
        ReplicaState.NeedsRebuild => RebuildingBit,
        ReplicaState.Rebuilding => CatchUpAfterRebuildBit | NeedsRebuildBit | FailedBit,
        ReplicaState.CatchUpAfterRebuild => PromotionHoldBit | InSyncBit | NeedsRebuildBit | FailedBit,
        ReplicaState.Degraded => RebuildingBit | CatchingUpBit,
        _ => 0,
    };
}
