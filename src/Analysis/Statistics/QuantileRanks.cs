using WalSweep.Sweep.Sampling;

namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Which order statistics hold a quantile: the interval from the <paramref name="Low"/>th to the <paramref name="High"/>th smallest of the numbers, counted from 1, holds it at least as often as
/// stated, whatever the distribution is, one with ties included. The smallest number of which a share q are at or below is exceeded by the r-th smallest of n only if fewer than r of them are, whose
/// probability is at most that of a binomial distribution of n and q.
/// Source: H. A. David and H. N. Nagaraja, Order Statistics, 3rd edition, 2003, section 7.1.
/// </summary>
/// <param name="Low">Rank of the lower end; 0 if the numbers are too few for one.</param>
/// <param name="High">Rank of the upper end; one more than there are numbers if they are too few for one.</param>
public readonly record struct QuantileRanks(long Low, long High)
{
    /// <summary>A probability that exceeds the error by no more than its rounding does not exceed it.</summary>
    private const double _rounding = 1e-12;

    /// <summary>The ranks for a quantile of so many numbers. It takes less than a millisecond for up to 10⁶ numbers, a tenth of a second for 10¹¹.</summary>
    /// <param name="count">How many numbers there are, at least 0.</param>
    /// <param name="perMille">1…999: 500 is the median, 990 the 99th percentile.</param>
    /// <param name="confidence">Between 0 and 1; half of the error on each side.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static QuantileRanks Of(long count, int perMille, double confidence = Interval.DefaultConfidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(perMille, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perMille, 999);
        var logError = DeterministicMath.Log(Interval.ErrorOfOneSide(confidence)) + _rounding;
        return new QuantileRanks(LowRank(count, perMille / 1000.0, logError), count + 1 - LowRank(count, (1000 - perMille) / 1000.0, logError));
    }

    /// <summary>The rank of the nearest-rank quantile itself, 1…<paramref name="count"/>: the first number that enough of all do not exceed.</summary>
    /// <param name="count">How many numbers there are, at least 1.</param>
    /// <param name="perMille">1…1000.</param>
    public static long Nearest(long count, int perMille) => (long)(((Int128)count * perMille + 999) / 1000);

    /// <summary>The largest rank below which at most the error lies: P(X ≤ rank − 1) ≤ error, found by halving.</summary>
    private static long LowRank(long count, double share, double logError)
    {
        var (low, high) = (0L, count + 1);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = BinomialTails.LogAtMost(middle - 1, count, share) <= logError ? (middle, high) : (low, middle);
        }

        return low;
    }
}
