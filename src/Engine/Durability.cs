namespace WalSweep.Engine;

/// <summary>Who must hold a write durably before it is acknowledged to the client (docs/model.md §5).</summary>
public enum Durability : byte
{
    /// <summary>The primary alone.</summary>
    BestEffort,

    /// <summary>A majority of all nodes, the primary among them.</summary>
    SyncQuorum,

    /// <summary>The primary and every required replica.</summary>
    SyncAll,
}
