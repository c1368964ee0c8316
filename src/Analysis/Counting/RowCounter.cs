using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Counting;

/// <summary>Counts the rows of a scan that one thread reads; what all threads counted is added up.</summary>
/// <typeparam name="TCounts">What is counted.</typeparam>
internal sealed class RowCounter<TCounts> : IRowSink
    where TCounts : CountGroup
{
    private readonly RowTrials _trials;
    private readonly TCounts _counts;
    private readonly Action<TrialBatch> _add;

    private RowCounter(RowTrials trials, TCounts counts, Action<TrialBatch> add) => (_trials, _counts, _add) = (trials, counts, add);

    /// <summary>Counts them all.</summary>
    /// <param name="scan">The rows.</param>
    /// <param name="trials">Makes what copies the columns that are to be read, for one thread.</param>
    /// <param name="empty">Makes empty counts, for one thread.</param>
    /// <param name="adding">Says how a batch is added to counts.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="cancel">Stops it.</param>
    internal static TCounts Count(RowScan scan, Func<RowTrials> trials, Func<TCounts> empty, Func<TCounts, Action<TrialBatch>> adding, int threads, CancellationToken cancel)
    {
        // The first says which columns are to be read before any thread begins.
        RowTrials? first = trials();
        RowCounter<TCounts> Sink()
        {
            var counts = empty();
            return new RowCounter<TCounts>(Interlocked.Exchange(ref first, null) ?? trials(), counts, adding(counts));
        }

        var sinks = scan.Run(first.Columns, Sink, threads, cancel);
        var sum = sinks[0]._counts;
        foreach (var other in sinks.Skip(1))
        {
            sum.AddSaved(other._counts.Save());
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Take(RowCursor batch) => _trials.Take(batch, _add);
}
