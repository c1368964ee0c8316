using System.Numerics;

namespace WalSweep.Analysis.Statistics;

/// <summary>The standard error of a mean of whole numbers, from their exact sums: the variance is a quotient of whole numbers, so no digits cancel.</summary>
internal static class MeanError
{
    /// <summary>The standard error, in the unit of the numbers.</summary>
    /// <param name="count">How many numbers there are, at least 2.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="squares">The sum of their squares.</param>
    internal static double Of(long count, BigInteger sum, BigInteger squares) =>
        Math.Sqrt((double)((count * squares) - (sum * sum)) / count / (count - 1) / count);
}
