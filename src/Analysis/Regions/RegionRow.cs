using WalSweep.Engine;

namespace WalSweep.Analysis.Regions;

/// <summary>What the regions need of one row: one trial of one protocol.</summary>
/// <param name="ProtocolIndex">Which of the sweep's protocols, 0-based in the order of the sweep.</param>
/// <param name="X">Value on the horizontal axis, in the axis's unit; NaN where the row has none.</param>
/// <param name="Y">Value on the vertical axis; NaN where the row has none.</param>
/// <param name="Ended">Column <c>ended</c>.</param>
/// <param name="Path">Column <c>path</c>.</param>
/// <param name="IsExplicit">Column <c>explicit</c>.</param>
/// <param name="NeedlessRebuild">Column <c>needless_rebuild</c>.</param>
/// <param name="RecoveryS">Column <c>recovery_s</c>, at least 0; NaN for NULL.</param>
/// <param name="LostEntries">Column <c>lost_entries</c>.</param>
/// <param name="LeakedEntries">Column <c>leaked_entries</c>.</param>
public readonly record struct RegionRow(
    int ProtocolIndex,
    double X,
    double Y,
    Ending Ended,
    RecoveryPath Path,
    bool IsExplicit,
    bool NeedlessRebuild,
    double RecoveryS,
    long LostEntries = 0,
    long LeakedEntries = 0);
