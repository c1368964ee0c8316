using System.Collections.Immutable;

namespace WalSweep.Analysis.Pairs;

/// <summary>A time of which the same scenario has one under each of two versions, so that they differ. The numbers are the order of tables.</summary>
public enum PairedTime : byte
{
    /// <summary>The first recovery, of scenarios that have one under both.</summary>
    Recovery = 0,

    /// <summary>The same without the part spent in PromotionHold.</summary>
    RecoveryWithoutHold = 1,

    /// <summary>What the first recovery took beyond the best possible, where both exist under both.</summary>
    Regret = 2,

    /// <summary>For how long writes were refused.</summary>
    Blocked = 3,

    /// <summary>For how long something acknowledged had fewer durable copies than promised.</summary>
    Exposed = 4,
}

/// <summary>The times that are compared, and their names.</summary>
public static class PairedTimes
{
    /// <summary>All of them, in the order of tables.</summary>
    public static ImmutableArray<PairedTime> All { get; } = [PairedTime.Recovery, PairedTime.RecoveryWithoutHold, PairedTime.Regret, PairedTime.Blocked, PairedTime.Exposed];

    private static readonly string[] _columns = ["recovery", "recovery_without_hold", "regret", "blocked", "exposed"];

    private static readonly string[] _labels = ["recovery", "recovery without PromotionHold", "regret", "writes blocked", "exposed"];

    /// <summary>The name in tables that machines read.</summary>
    public static string Column(PairedTime time) => _columns[(int)time];

    /// <summary>The name for people.</summary>
    public static string Label(PairedTime time) => _labels[(int)time];
}
