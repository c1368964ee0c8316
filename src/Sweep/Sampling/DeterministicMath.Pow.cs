namespace WalSweep.Sweep.Sampling;

public static partial class DeterministicMath
{
    /// <summary>Past this size of y · ln x the power is 0 or ∞, whatever the last bits say.</summary>
    private const double _certainExponent = 800.0;

    /// <summary>x raised to the power y, for bases that are not negative.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent, any double.</param>
    /// <returns>
    /// x^y within 0.54 units in the last place (1 where the result is subnormal). Exactly 1 when x = 1 or y = 0. 0^y is 0 for y &gt; 0
    /// and +∞ for y &lt; 0, and the infinities follow as limits; NaN if x is negative or either is NaN.
    /// </returns>
    /// <remarks>
    /// e^(y ln x), the logarithm and the product carried to about 2^-68, for the exponential magnifies their error by up to 745.
    /// </remarks>
    public static double Pow(double x, double y)
    {
        if (!IsPositiveNormal(x))
        {
            return PowOfSpecial(x, y);
        }

        LogInTwoParts(x, 0, out double log, out double logTail);
        return ExpOfProduct(y, log, logTail);
    }

    private static double PowOfSpecial(double x, double y)
    {
        if (!(x >= 0.0) || double.IsNaN(y))
        {
            return double.NaN;
        }

        if (y == 0.0)
        {
            return 1.0;
        }

        if (x > 0.0 && x < _smallestNormal)
        {
            LogInTwoParts(x * _twoTo54, -54, out double log, out double logTail);
            return ExpOfProduct(y, log, logTail);
        }

        return x > 0.0 == y > 0.0 ? double.PositiveInfinity : 0.0;
    }

    /// <summary>e^(y · (log + logTail)).</summary>
    private static double ExpOfProduct(double y, double log, double logTail)
    {
        double product = y * log;
        if (!(Math.Abs(product) < _certainExponent))
        {
            // y is NaN, or it is infinite and the base 1, or the result is out of range.
            return double.IsNaN(y) ? y : log == 0.0 ? 1.0 : product > 0.0 ? double.PositiveInfinity : 0.0;
        }

        double yTop = TopHalf(y);
        double yRest = y - yTop;
        double logTop = TopHalf(log);
        double logRest = log - logTop;
        double productTail = ((((yTop * logTop) - product) + (yTop * logRest)) + (yRest * logTop)) + (yRest * logRest);
        return ExpOfSum(product, productTail + (y * logTail));
    }

    /// <summary>ln(x · 2^shift) as log + logTail, within 2^-68 of itself, for positive normal x.</summary>
    private static void LogInTwoParts(double x, int shift, out double log, out double logTail)
    {
        ReduceLog(x, shift, out double high, out double low, out double r);

        // high + r, and then - r²/2, are summed with their errors. The halves of r make r² = rTop² + (r - rTop)(r + rTop) exact.
        double rTop = TopHalf(r);
        double square = -0.5 * (rTop * rTop);
        double squareRest = -0.5 * ((r - rTop) * (r + rTop));
        double sum = high + r;
        double sumTail = (high - sum) + r;
        double total = sum + square;
        double totalTail = (sum - total) + square;

        // From r³/3 to r^9/9; the next term is below 2^-68 of the result.
        double rr = r * r;
        double series = ((1.0 / 3) - r * (1.0 / 4))
            + rr * (((1.0 / 5) - r * (1.0 / 6)) + rr * (((1.0 / 7) - r * (1.0 / 8)) + rr * (1.0 / 9)));
        double rest = sumTail + totalTail + (squareRest + (low + (rr * r) * series));
        log = total + rest;
        logTail = (total - log) + rest;
    }
}
