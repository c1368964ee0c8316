namespace WalSweep.Analysis.Boundaries;

/// <summary>What the limits between catch-up and rebuild are made of. Times in seconds, rates in entries a second, sizes in bytes.</summary>
internal enum LimitNumber : byte
{
    /// <summary>w.</summary>
    WriteRatePerS,

    /// <summary>c, or what it is as a multiple of w where a configuration says it so.</summary>
    Catchup,

    /// <summary>ρ = w/c where an axis measures it; NaN where it follows from the two above.</summary>
    Load,

    /// <summary>What retention_bytes says.</summary>
    RetentionBytes,

    /// <summary>What is kept for the checkpoint in any case.</summary>
    WindowBytes,

    /// <summary>What the WAL device holds, at which what is kept ends in any case.</summary>
    CapacityBytes,

    /// <summary>An entry.</summary>
    EntryBytes,

    /// <summary>τ.</summary>
    ReservationTtlS,

    /// <summary>B.</summary>
    ReservationBytes,

    /// <summary>k.</summary>
    MaxRounds,

    /// <summary>What a session may replay, in entries.</summary>
    MaxCatchupEntries,

    /// <summary>What a session may last.</summary>
    MaxCatchupTimeS,

    /// <summary>How long V1.5 keeps WAL for who is silent.</summary>
    RetentionTimeS,

    /// <summary>The least size of a barrier, in entries.</summary>
    BarrierEntries,

    /// <summary>There, onto the disk, and back.</summary>
    RoundTripS,

    /// <summary>d: from the end of an outage until the next handshake is over.</summary>
    DelayS,
}
