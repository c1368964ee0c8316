namespace WalSweep.Sweep.Space;

/// <summary>What a parameter's number counts, and so which units a configuration may write it in (see <see cref="Units"/>).</summary>
public enum UnitKind
{
    /// <summary>Seconds.</summary>
    Duration,

    /// <summary>Bytes, always whole.</summary>
    Size,

    /// <summary>WAL entries per second.</summary>
    EntryRate,

    /// <summary>Bytes per second.</summary>
    ByteRate,

    /// <summary>Things, always whole.</summary>
    Count,

    /// <summary>A pure number from 0 to 1.</summary>
    Probability,

    /// <summary>A pure number.</summary>
    Ratio,
}
