using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Boundaries;

/// <summary>
/// The boundaries of all rows of a map with one band: it holds the true ones of all its rows at once at least as often as stated. The error is divided evenly between the rows that have enough trials for the
/// division between all rows that have any (Bonferroni), which looks at numbers of trials alone; the others have no band.
/// </summary>
public sealed class BoundaryBand
{
    private BoundaryBand(IReadOnlyList<Boundary> rows, double confidence) => (Rows, Confidence) = (rows, confidence);

    /// <summary>One boundary a row, in the order of the rows.</summary>
    public IReadOnlyList<Boundary> Rows { get; }

    /// <summary>How often such a band holds all true boundaries, at least.</summary>
    public double Confidence { get; }

    /// <summary>The band of a map.</summary>
    /// <param name="cellsOfARow">Cells of a row, at least 1.</param>
    /// <param name="trials">Trials per cell, row by row.</param>
    /// <param name="hits">How many of them caught up, or whatever it is whose share does not rise along a row.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">The cells do not make whole rows, or as for <see cref="Boundary.Of"/>.</exception>
    public static BoundaryBand Of(int cellsOfARow, ReadOnlySpan<long> trials, ReadOnlySpan<long> hits, double confidence = Interval.DefaultConfidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cellsOfARow, 1);
        if (trials.Length != hits.Length || trials.Length % cellsOfARow != 0)
        {
            throw new ArgumentException($"{trials.Length} and {hits.Length} cells do not make rows of {cellsOfARow}", nameof(trials));
        }

        var totals = new long[trials.Length / cellsOfARow];
        for (var cell = 0; cell < trials.Length; cell++)
        {
            totals[cell / cellsOfARow] += trials[cell];
        }

        var error = 1 - confidence;
        var leastTrials = Boundary.LeastTrials(error / Math.Max(1, totals.Count(total => total > 0)));
        var rowError = error / Math.Max(1, totals.Count(total => total >= leastTrials));
        var rows = new Boundary[totals.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            var cells = new Range(row * cellsOfARow, (row + 1) * cellsOfARow);
            rows[row] = totals[row] >= leastTrials
                ? Boundary.Of(trials[cells], hits[cells], rowError)
                : Boundary.WithoutBand(trials[cells], hits[cells]);
        }

        return new BoundaryBand(rows, confidence);
    }
}
