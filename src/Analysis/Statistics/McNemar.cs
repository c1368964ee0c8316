using WalSweep.Sweep.Sampling;

namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Two versions on the same scenarios, of which something is or is not: only the discordant pairs tell them apart, those where it is under the first version alone (<c>first</c>) and under the second alone (<c>second</c>).
/// Counts up to 10¹¹.
/// Sources: Q. McNemar, Psychometrika 12, 1947, with the exact distribution instead of the normal one; T. Tango, Statistics in Medicine 17, 1998, for the difference of shares.
/// </summary>
public static class McNemar
{
    private const int _mostSteps = 200;

    /// <summary>
    /// The exact p-value of "neither is more frequent": each discordant pair then falls to either side like a coin. Twice the smaller tail, at most 1; 0 where it is below the smallest number
    /// there is, and <see cref="LogPValue"/> still tells.
    /// </summary>
    /// <param name="first">Pairs that are so under the first version alone, at least 0.</param>
    /// <param name="second">Pairs that are so under the second version alone, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double PValue(long first, long second) => DeterministicMath.Exp(LogPValue(first, second));

    /// <summary>The natural logarithm of <see cref="PValue"/>.</summary>
    /// <inheritdoc cref="PValue"/>
    public static double LogPValue(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        return Math.Min(0, DeterministicMath.Log(2) + BinomialTails.LogAtMost(Math.Min(first, second), first + second, 0.5));
    }

    /// <summary>
    /// The interval for the difference of the two shares, (first − second)/pairs: Tango's, the differences that the score test does not reject. It keeps its confidence closely in small samples and where nearly
    /// all pairs agree, and is not a point where no pair is discordant. Without pairs: [−1, 1].
    /// </summary>
    /// <param name="first">Pairs that are so under the first version alone, at least 0.</param>
    /// <param name="second">Pairs that are so under the second version alone, at least 0.</param>
    /// <param name="pairs">All pairs, at least <paramref name="first"/> + <paramref name="second"/>.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Interval Difference(long first, long second, long pairs, double confidence = Interval.DefaultConfidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, first + second);
        var z = Interval.StandardErrors(confidence);
        return pairs == 0 ? new Interval(-1, 1) : new Interval(-UpperDifference(second, first, pairs, z), UpperDifference(first, second, pairs, z));
    }

    /// <summary>The largest difference whose score is not below −z, by halving between the estimate and 1; the score falls as the difference grows.</summary>
    private static double UpperDifference(double first, double second, double pairs, double z)
    {
        var (low, high) = ((first - second) / pairs, 1.0);
        for (var step = 0; step < _mostSteps; step++)
        {
            var middle = (low + high) / 2;
            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = Score(first, second, pairs, middle) >= -z ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>
    /// (first − second − pairs·d)/√(pairs·(2·q + d·(1 − d))), with q the most likely probability of a pair of the second kind under the difference d: the larger root of
    /// 2·pairs·q² + b·q − second·d·(1 − d) = 0.
    /// </summary>
    private static double Score(double first, double second, double pairs, double difference)
    {
        var b = (((2 * pairs) - first + second) * difference) - first - second;
        var c = -second * difference * (1 - difference);
        var root = Math.Sqrt((b * b) - (8 * pairs * c));
        var q = b <= 0 ? (root - b) / (4 * pairs) : -2 * c / (root + b);
        var variance = pairs * ((2 * q) + (difference * (1 - difference)));
        return variance > 0 ? (first - second - (pairs * difference)) / Math.Sqrt(variance) : 0;
    }
}
