using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;

namespace WalSweep.Analysis.Counting;

/// <summary>Adds up what the finished parts of a sweep counted, each in its receipt: so it is the same however the sweep was run.</summary>
/// <param name="config">The sweep.</param>
/// <param name="layout">Where its results are.</param>
public sealed class ReceiptCounts(SweepConfig config, ResultsLayout layout)
{
    /// <summary>The sum.</summary>
    public SweepAccumulator Counts { get; } = SweepTally.CountsOf(config);

    /// <summary>Of how many scenarios it is.</summary>
    public long Scenarios { get; private set; }

    /// <summary>Takes a finished part, whose tally is a <see cref="SweepTally"/>.</summary>
    /// <exception cref="DamagedResultsException">Its tally is damaged.</exception>
    public void Add(PartReceipt receipt)
    {
        try
        {
            Counts.AddSaved(receipt.Tally);
        }
        catch (InvalidDataException damage)
        {
            throw new DamagedResultsException(layout.ReceiptPath(receipt.Part), damage);
        }

        Scenarios += receipt.Scenarios;
    }
}
