namespace WalSweep.Sweep.Sampling;

/// <summary>
/// The normal distribution with mean 0 and variance 1, by <see cref="DeterministicMath"/> and so bit-identical on every machine.
/// </summary>
public static class StandardNormal
{
    private const double _inverseRootOfTwoPi = 0.3989422804014327; // 1 / √(2π)

    // Wichura's coefficients, from r^7 down: |p - 1/2| ≤ 0.425, then the tails to e^-25, then what is left.
    private static readonly double[] _centreAbove =
    [
        2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
        13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
    ];

    private static readonly double[] _centreBelow =
    [
        5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
        5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0,
    ];

    private static readonly double[] _shoulderAbove =
    [
        7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
        3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
    ];

    private static readonly double[] _shoulderBelow =
    [
        1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
        0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0,
    ];

    private static readonly double[] _farTailAbove =
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
        0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
    ];

    private static readonly double[] _farTailBelow =
    [
        2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
        0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0,
    ];

    /// <summary>The quantile function, Φ⁻¹(p).</summary>
    /// <param name="p">A probability.</param>
    /// <returns>
    /// The z with Φ(z) = p, within 1e-15 of itself. Odd about p = 1/2 as far as 1 - p is exact; -∞ for 0, +∞ for 1, NaN outside.
    /// </returns>
    /// <remarks>
    /// M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988), PPND16: three
    /// rational approximations, of which 85 % of the arguments need only the first, without logarithm or root.
    /// </remarks>
    public static double Quantile(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            return q * Ratio(_centreAbove, _centreBelow, 0.180625 - (q * q));
        }

        double tail = q < 0.0 ? p : 1.0 - p;
        if (!(tail > 0.0))
        {
            return tail == 0.0 ? (q < 0.0 ? double.NegativeInfinity : double.PositiveInfinity) : double.NaN;
        }

        double r = Math.Sqrt(-DeterministicMath.Log(tail));
        double z = r <= 5.0 ? Ratio(_shoulderAbove, _shoulderBelow, r - 1.6) : Ratio(_farTailAbove, _farTailBelow, r - 5.0);
        return q < 0.0 ? -z : z;
    }

    /// <summary>The distribution function, Φ(z).</summary>
    /// <param name="z">Any double.</param>
    /// <returns>Φ(z) within 1e-15 of itself, also in the lower tail, as far down as normal doubles reach (z = -37.5).</returns>
    /// <remarks>
    /// Near 0 the series of Φ - 1/2 (G. Marsaglia, J. Stat. Software 11(4), 2004), beyond 1 Laplace's continued fraction of the tail
    /// (NIST DLMF 7.9.1), both with more terms than needed: this runs when a distribution is built, not when it is sampled.
    /// </remarks>
    public static double Cdf(double z)
    {
        if (Math.Abs(z) <= 1.0)
        {
            return 0.5 + (Density(z) * OddSeries(z));
        }

        double tail = Density(z) / ContinuedFraction(Math.Abs(z));
        return z < 0.0 ? tail : 1.0 - tail;
    }

    /// <summary>exp(-z²/2)/√(2π), with z² taken in two parts because the exponential magnifies its rounding.</summary>
    private static double Density(double z)
    {
        const double certainlyZero = 40.0;
        if (Math.Abs(z) > certainlyZero)
        {
            return 0.0;
        }

        double top = DeterministicMath.TopHalf(z);
        return _inverseRootOfTwoPi * DeterministicMath.Exp(-0.5 * (top * top)) * DeterministicMath.Exp(-0.5 * ((z - top) * (z + top)));
    }

    /// <summary>z + z³/3 + z⁵/15 + …, dividing by the next odd number each time.</summary>
    private static double OddSeries(double z)
    {
        const int terms = 16; // At z = 1 the next is below 2^-60.
        double sum = 1.0;
        for (int n = terms; n > 0; n--)
        {
            sum = 1.0 + (z * z / ((2 * n) + 1) * sum);
        }

        return z * sum;
    }

    /// <summary>z + 1/(z + 2/(z + 3/…)), for z ≥ 1.</summary>
    private static double ContinuedFraction(double z)
    {
        const int terms = 500; // At z = 1 the rest is below 2^-60; beyond it is smaller still.
        double value = z;
        for (int n = terms; n > 0; n--)
        {
            value = z + (n / value);
        }

        return value;
    }

    /// <summary>The quotient of two polynomials in r, coefficients from r^7 down: the two Horner chains overlap in the processor.</summary>
    private static double Ratio(double[] numerator, double[] denominator, double r)
    {
        double above = 0.0;
        double below = 0.0;
        for (int i = 0; i < numerator.Length; i++)
        {
            above = (above * r) + numerator[i];
            below = (below * r) + denominator[i];
        }

        return above / below;
    }
}
