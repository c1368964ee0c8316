using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Counting;

/// <summary>Gives the rows of a sweep to an accumulator, as <see cref="SweepTally"/> gives it the trials of one that runs: both must come to the same.</summary>
public sealed class SweepRows : IRowSink
{
    private readonly RowTrials _trials;

    /// <summary>Makes one for a sweep.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="schema">The columns of its rows.</param>
    public SweepRows(SweepConfig config, RowSchema schema)
    {
        _trials = new RowTrials(config, schema);
        Counts = SweepTally.CountsOf(config);
    }

    /// <summary>What the rows came to.</summary>
    public SweepAccumulator Counts { get; }

    /// <summary>Counts everything that the rows of a scan say.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="scan">Its rows.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="cancel">Stops it.</param>
    public static SweepAccumulator Count(SweepConfig config, RowScan scan, int threads, CancellationToken cancel = default)
    {
        var columns = new RowTrials(config, scan.Schema).Columns;
        var sinks = scan.Run(columns, () => new SweepRows(config, scan.Schema), threads, cancel);
        var sum = sinks[0].Counts;
        foreach (var other in sinks.Skip(1))
        {
            sum.AddSaved(other.Counts.Save());
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Take(RowCursor batch) => _trials.Take(batch, Counts.Add);
}
