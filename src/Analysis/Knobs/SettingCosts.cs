using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Knobs;

/// <summary>What the trials of one version came to under one setting of one knob, or of two.</summary>
/// <param name="Trials">How many there are.</param>
/// <param name="CaughtUp">In how many of them the replica caught up.</param>
/// <param name="NeedlessRebuilds">In how many its first recovery rebuilt although a catch-up was possible and faster.</param>
/// <param name="Aborted">In how many a catch-up or a rebuild, of whichever replica, was given up other than by a fault: rows count the two together.</param>
/// <param name="NotRecovered">How many ended without recovery.</param>
/// <param name="PinnedByteS">WAL pinned beyond the retention, mean of all trials, in byte·s; NaN without trials.</param>
/// <param name="PinnedBand">The 95 % interval of that mean, as <see cref="CellPinned.MeanIntervalByteS"/> has it; without ends where nothing was pinned.</param>
/// <param name="RecoveryS">
/// The median time of the first recovery, over the trials that had something to recover from and those that ended without recovery, which count as longer than any: ∞ where most are such. Within
/// <see cref="CellTimes.RelativeError"/>; NaN if there was nothing to recover from in any.
/// </param>
/// <param name="RecoveryBand">The 95 % interval of that median, by order statistics of the same trials; an end for which they are too few is NaN.</param>
public readonly record struct SettingCosts(long Trials, long CaughtUp, long NeedlessRebuilds, long Aborted, long NotRecovered, double PinnedByteS, Interval PinnedBand, double RecoveryS, Interval RecoveryBand)
{
    /// <summary>Settings with fewer trials are neither drawn nor compared.</summary>
    public const int LeastTrials = Sample.Least;

    /// <summary>Whether the trials are enough to draw and to compare.</summary>
    public bool HasEnoughTrials => Trials >= LeastTrials;

    /// <summary>Of all trials in some cells of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="protocolIndex">The version.</param>
    /// <param name="cells">Which cells, none twice.</param>
    public static SettingCosts Of(MapCounts map, int protocolIndex, IReadOnlyList<(int X, int Y)> cells)
    {
        int[] indexes = [.. cells.Select(cell => map.Cells.Of(protocolIndex, cell.X, cell.Y))];
        FateCounts[] fates = [.. cells.Select(cell => map.Kinds.CellAt(protocolIndex, cell.X, cell.Y))];
        var (trials, never) = (fates.Sum(cell => cell.Total), fates.Sum(cell => cell.NotRecovered));
        return new(
            trials,
            fates.Sum(cell => cell.CaughtUp),
            cells.Sum(cell => map.Kinds.NeedlessRebuildsAt(protocolIndex, cell.X, cell.Y)),
            cells.Sum(cell => map.Kinds.AbortedAt(protocolIndex, cell.X, cell.Y)),
            never,
            map.Pinned.MeanByteS(indexes, trials),
            map.Pinned.MeanIntervalByteS(indexes, trials),
            map.RecoveredS.Quantile(indexes, 500, never),
            map.RecoveredS.QuantileInterval(indexes, 500, never));
    }
}
