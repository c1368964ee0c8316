using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>The legal transitions between replica states. The simulator checks every one against it.</summary>
public static class Transitions
{
    private const int _inSyncBit = 1 << (int)ReplicaState.InSync;
    private const int _laggingBit = 1 << (int)ReplicaState.Lagging;
    private const int _catchingUpBit = 1 << (int)ReplicaState.CatchingUp;
    private const int _promotionHoldBit = 1 << (int)ReplicaState.PromotionHold;
    private const int _needsRebuildBit = 1 << (int)ReplicaState.NeedsRebuild;
    private const int _rebuildingBit = 1 << (int)ReplicaState.Rebuilding;
    private const int _catchUpAfterRebuildBit = 1 << (int)ReplicaState.CatchUpAfterRebuild;
    private const int _degradedBit = 1 << (int)ReplicaState.Degraded;
    private const int _primaryBit = 1 << (int)ReplicaState.Primary;

    /// <summary>Whether a replica may go from one state to another.</summary>
    /// <remarks>Where the simulator calls it, what is entered is a constant, so that the table comes down to one constant too.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLegal(ReplicaState from, ReplicaState to) => (LeftFor(to) >> (int)from & 1) != 0;

    // A bit per state that may be left. A transition that is not here is a bug in the simulator.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LeftFor(ReplicaState to) => to switch
    {
        ReplicaState.InSync => _catchingUpBit | _promotionHoldBit | _catchUpAfterRebuildBit,
        ReplicaState.Lagging => _inSyncBit | _catchingUpBit | _promotionHoldBit | _primaryBit,
        ReplicaState.CatchingUp => _laggingBit | _degradedBit,
        ReplicaState.PromotionHold => _catchingUpBit | _catchUpAfterRebuildBit,
        ReplicaState.NeedsRebuild => _laggingBit | _catchingUpBit | _rebuildingBit | _catchUpAfterRebuildBit,
        ReplicaState.Rebuilding => _needsRebuildBit | _degradedBit,
        ReplicaState.CatchUpAfterRebuild => _rebuildingBit,
        ReplicaState.Degraded => _inSyncBit | _catchingUpBit | _primaryBit,
        ReplicaState.Failed => _rebuildingBit | _catchUpAfterRebuildBit,
        ReplicaState.Primary => _inSyncBit | _laggingBit | _promotionHoldBit | _needsRebuildBit | _degradedBit,
        _ => 0,
    };
}
