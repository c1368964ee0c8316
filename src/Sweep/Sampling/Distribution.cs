namespace WalSweep.Sweep.Sampling;

/// <summary>
/// How one parameter varies: an immutable description, sampled from a single uniform by its quantile function.
/// </summary>
/// <remarks>
/// <para>
/// Values are in the parameter's natural units (seconds, bytes, entries per second). One uniform makes one value, never more, and the
/// value does not fall as the uniform grows (but for the rounding of its last digit): common random numbers stay common when a
/// parameter of the distribution moves.
/// </para>
/// <para>
/// The unbounded kinds can be truncated to [min, max]. A truncated distribution is the original one given that the value falls inside;
/// it is sampled by restricting the uniform to [F(min), F(max)], so no draw is rejected. Both ends are computed without cancellation,
/// so windows far out in a tail keep their accuracy.
/// </para>
/// <para>
/// Multiplying every dimensioned parameter by a power of two multiplies every sample by it exactly (shape and sigma are pure numbers).
/// </para>
/// </remarks>
public sealed partial class Distribution
{
    private readonly Kind _kind;
    private readonly double _scale; // The unit: mean, scale, median, lower bound.
    private readonly double _shape; // Weibull's shape, the lognormal's sigma.
    private readonly double _start; // The window that u is stretched over, in the kind's own coordinate: start + u · span.
    private readonly double _span;
    private readonly double _power; // What turns that coordinate into a multiple of the scale.
    private readonly double[] _values = []; // Choice and empirical: ascending,
    private readonly double[] _cumulative = []; // and of weighted values the weights up to and including each, as parts of one.

    private enum Kind : byte
    {
        Uniform,
        LogUniform,
        Exponential,
        Weibull,
        LogNormal,
        EqualValues,
        WeightedValues,
    }

    /// <summary>The smallest value a sample can take.</summary>
    public double Min { get; }

    /// <summary>The largest value a sample can take; +∞ where there is no bound.</summary>
    public double Max { get; }

    /// <summary>Whether every sample is a whole number by construction; see <see cref="ToWhole"/>.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether it is log-uniform with no exponent so large that <see cref="DeterministicMath.Exp(double)"/> treats it apart.</summary>
    internal bool IsSimpleLogUniform => _kind == Kind.LogUniform && _span < DeterministicMath.LargestSimpleExponent;

    /// <summary>Of a log-uniform distribution: a sample is scale · e^(u · span) but for its last rounding.</summary>
    internal (double Scale, double Span) ScaleAndSpan => (_scale, _span);

    /// <summary>The value at cumulative probability u.</summary>
    /// <param name="u">A number in the open interval (0, 1), as <see cref="CounterRandom.ToUniform"/> gives.</param>
    /// <returns>A finite value in [<see cref="Min"/>, <see cref="Max"/>].</returns>
    /// <remarks>Allocates nothing. Listed values cost O(1), or O(log n) with weights.</remarks>
    public double Sample(double u)
    {
        double value = _kind switch
        {
            Kind.Uniform => _start + (u * _span),
            Kind.LogUniform => _scale * DeterministicMath.Exp(u * _span),
            Kind.Exponential => _scale * ExponentialQuantile(u),
            Kind.Weibull => _scale * DeterministicMath.Pow(ExponentialQuantile(u), _power),
            Kind.LogNormal => _scale * DeterministicMath.Exp(_power * StandardNormal.Quantile(_start + (u * _span))),
            Kind.EqualValues => _values[(int)Math.Ceiling(u * _values.Length) - 1],
            _ => _values[FirstAtLeast(_cumulative, u)],
        };
        if (IsWhole)
        {
            value = Math.Floor(value);
        }

        // The last rounding of a product may step over a bound by one unit in the last place.
        return value < Min ? Min : value > Max ? Max : value;
    }

    /// <summary>The unit exponential's quantile inside the window: start - ln(1 - u · span).</summary>
    private double ExponentialQuantile(double u) => _start - DeterministicMath.Log1p(-(u * _span));

    /// <summary>The first index whose entry reaches u; the last entry is 1.</summary>
    private static int FirstAtLeast(double[] ascending, double u)
    {
        int low = 0;
        int high = ascending.Length - 1;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (ascending[middle] < u)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The same distribution for a parameter that counts: every sample is a whole number.</summary>
    /// <returns>
    /// The floor of this distribution with its upper bound raised by one, so that each whole number n in [min, max] gets the
    /// probability of [n, n + 1): uniform(1, 4) gives 1, 2, 3 and 4 a quarter each, log_uniform weights n by ln((n + 1)/n), exponential
    /// becomes geometric. Listed values stay what they are.
    /// </returns>
    /// <exception cref="ArgumentException">A bound or a listed value is not a whole number of at most 2^53 in size.</exception>
    public Distribution ToWhole()
    {
        if (IsWhole)
        {
            return this;
        }

        if (_values.Length > 0)
        {
            foreach (double value in _values)
            {
                RequireWhole(value, "every listed value");
            }

            return new Distribution(_values, _cumulative, whole: true);
        }

        RequireWhole(Min, "the lower bound");
        if (!double.IsPositiveInfinity(Max))
        {
            RequireWhole(Max, "the upper bound");
        }

        return new Distribution(_kind, _scale, _shape, Min, Max, whole: true);
    }
}
