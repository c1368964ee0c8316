namespace WalSweep.Engine;

/// <summary>The generations of the replication protocol that can be run on a scenario.</summary>
public enum ProtocolVersion : byte
{
    /// <summary>Excludes a replica that falls behind and rebuilds it.</summary>
    V1,

    /// <summary>Keeps WAL for a replica that falls behind and lets it chase the head (Phase 13).</summary>
    V15,

    /// <summary>Recoverability check, reservation, catch-up within budgets, else an explicit rebuild.</summary>
    V2,
}
