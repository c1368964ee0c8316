using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Knobs;

/// <summary>What the trials of one version came to under one setting of one limit, or of two.</summary>
/// <param name="Trials">How many there are.</param>
/// <param name="CaughtUp">In how many of them the replica caught up.</param>
/// <param name="NeedlessRebuilds">In how many its first recovery rebuilt although a catch-up was possible and faster.</param>
/// <param name="Aborted">In how many a catch-up or a rebuild, of whichever replica, was given up other than by a fault: rows count the two together.</param>
/// <param name="NotRecovered">How many ended without recovery.</param>
/// <param name="PinnedByteS">WAL pinned beyond the retention, mean of all trials, in byte·s; NaN without trials.</param>
/// <param name="PinnedBand">The 95 % interval of that mean, as <see cref="CellPinned.MeanIntervalByteS"/> has it; without ends where nothing was pinned.</param>
/// <param name="RecoveryS">The median of the first recoveries that ended, within <see cref="CellTimes.RelativeError"/>, as <see cref="CellTimes.Quantile(ReadOnlySpan{int}, int)"/> has it; NaN without any.</param>
/// <param name="RecoveryBand">The 95 % interval of that median; an end for which recoveries are too few is NaN.</param>
public readonly record struct SettingCosts(long Trials, long CaughtUp, long NeedlessRebuilds, long Aborted, long NotRecovered, double PinnedByteS, Interval PinnedBand, double RecoveryS, Interval RecoveryBand)
{
    /// <summary>Settings with fewer trials are neither drawn nor compared.</summary>
    public const int LeastTrials = 100;

    /// <summary>Whether the trials are enough to draw and to compare.</summary>
    public bool IsTold => Trials >= LeastTrials;

    /// <summary>Of all trials in some cells of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="protocolIndex">The version.</param>
    /// <param name="cells">Which cells, none twice.</param>
    public static SettingCosts Of(MapCounts map, int protocolIndex, IReadOnlyList<(int X, int Y)> cells)
    {
        int[] indexes = [.. cells.Select(cell => map.Cells.Of(protocolIndex, cell.X, cell.Y))];
        RegionCell[] fates = [.. cells.Select(cell => map.Fates.CellAt(protocolIndex, cell.X, cell.Y))];
        var trials = fates.Sum(cell => cell.Total);
        return new(
            trials,
            fates.Sum(cell => cell.CaughtUp),
            cells.Sum(cell => map.Fates.NeedlessRebuildsAt(protocolIndex, cell.X, cell.Y)),
            cells.Sum(cell => map.Fates.AbortedAt(protocolIndex, cell.X, cell.Y)),
            fates.Sum(cell => cell.NotRecovered),
            map.Pinned.MeanByteS(indexes, trials),
            map.Pinned.MeanIntervalByteS(indexes, trials),
            map.RecoveryS.Quantile(indexes, 500),
            map.RecoveryS.QuantileInterval(indexes, 500));
    }
}
