using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Counting;

/// <summary>Gives the rows of a sweep to an accumulator, as <see cref="SweepTally"/> gives it the trials of one that runs: both must come to the same.</summary>
public static class SweepRows
{
    /// <summary>Counts everything that the rows of a scan say.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="scan">Its rows.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="cancel">Stops it.</param>
    public static SweepAccumulator Count(SweepConfig config, RowScan scan, int threads, CancellationToken cancel = default) => RowCounter<SweepAccumulator>.Count(
        scan, () => RowTrials.OfEverything(config, scan.Schema), () => SweepTally.CountsOf(config), counts => counts.Add, threads, cancel);
}
