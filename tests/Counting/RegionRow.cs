using WalSweep.Engine;

namespace WalSweep.Tests.Counting;

/// <summary>What maps and tables need of one trial, written down by hand.</summary>
public readonly record struct RegionRow(
    double X,
    double Y,
    Ending Ended,
    RecoveryPath Path,
    bool IsExplicit,
    bool NeedlessRebuild,
    double RecoveryS,
    long LostEntries = 0,
    long LeakedEntries = 0)
{
    public Outcome Outcome => new()
    {
        Ended = Ended,
        Path = Path,
        Explicit = IsExplicit,
        NeedlessRebuild = NeedlessRebuild,
        RecoveryS = RecoveryS,
        HoldS = double.IsNaN(RecoveryS) ? double.NaN : RecoveryS / 2,
        BestRecoveryS = RecoveryS,
        LostEntries = LostEntries,
        LeakedEntries = LeakedEntries,
    };
}
