namespace WalSweep.Engine;

/// <summary>The primary's view of a replica (docs/model.md §8).</summary>
public enum ReplicaState : byte
{
    /// <summary>In step with the primary; the only state that counts for durability.</summary>
    InSync,

    /// <summary>Fell behind; its way back is not decided yet.</summary>
    Lagging,

    /// <summary>Replays the WAL it missed.</summary>
    CatchingUp,

    /// <summary>In step again and proving it before it counts (V2).</summary>
    PromotionHold,

    /// <summary>Only a rebuild can bring it back; waits for the order.</summary>
    NeedsRebuild,

    /// <summary>The volume is being copied to it.</summary>
    Rebuilding,

    /// <summary>Replays the WAL written since the base of its rebuild.</summary>
    CatchUpAfterRebuild,

    /// <summary>Excluded (V1); left by an order of the control plane only.</summary>
    Degraded,

    /// <summary>Given up after its last permitted rebuild.</summary>
    Failed,

    /// <summary>It is the primary itself.</summary>
    Primary,
}
