namespace WalSweep.Sweep.Sampling;

public sealed partial class Distribution
{
    private Distribution(Kind kind, double scale, double shape, double min, double max, bool whole = false)
    {
        _kind = kind;
        _scale = scale;
        _shape = shape;
        Min = min;
        Max = max;
        IsWhole = whole;

        double end = whole ? max + 1.0 : max; // The last whole number owns the unit above it.
        (_start, _span, _power) = kind switch
        {
            Kind.Uniform => (min, end - min, 0.0),
            Kind.LogUniform => (0.0, DeterministicMath.Log(end / min), 0.0),
            Kind.Exponential => ExponentialWindow(min / scale, end / scale, 1.0),
            Kind.Weibull => ExponentialWindow(
                DeterministicMath.Pow(min / scale, shape), DeterministicMath.Pow(end / scale, shape), 1.0 / shape),
            Kind.LogNormal => NormalWindow(
                DeterministicMath.Log(min / scale) / shape, DeterministicMath.Log(end / scale) / shape, shape),
            _ => (0.0, 0.0, 0.0),
        };
        if (!(_span != 0.0 && double.IsFinite(_span) && double.IsFinite(_start)))
        {
            throw Refused($"practically no probability lies between {new DrawnNumber(min)} and {new DrawnNumber(max)}; the bounds must enclose some");
        }

        if (!double.IsFinite(Sample(CounterRandom.LargestUniform)))
        {
            throw Refused($"the largest samples overflow; give an upper bound");
        }
    }

    private Distribution(double[] values, double[] cumulative, bool whole = false)
    {
        _kind = cumulative.Length > 0 ? Kind.WeightedValues : Kind.EqualValues;
        _values = values;
        _cumulative = cumulative;
        Min = values[0];
        Max = values[^1];
        IsWhole = whole;
    }

    /// <summary>Equally dense between two bounds.</summary>
    /// <param name="min">The lower bound.</param>
    /// <param name="max">The upper bound, above min.</param>
    /// <exception cref="ArgumentException">A bound is not finite, or they are not in order.</exception>
    public static Distribution Uniform(double min, double max)
    {
        RequireFiniteBounds(min, max);
        RequireFinite(max - min, "the distance between the bounds");
        return new Distribution(Kind.Uniform, 0.0, 0.0, min, max);
    }

    /// <summary>A value whose logarithm is uniform: equal ratios are equally likely.</summary>
    /// <param name="min">The lower bound, above 0.</param>
    /// <param name="max">The upper bound, above min.</param>
    /// <exception cref="ArgumentException">A bound is not finite and positive, or they are not in order.</exception>
    public static Distribution LogUniform(double min, double max)
    {
        RequirePositive(min, "the lower bound");
        RequireFiniteBounds(min, max);
        RequireFinite(max / min, "the ratio of the bounds");
        return new Distribution(Kind.LogUniform, min, 0.0, min, max);
    }

    /// <summary>Memoryless: F(x) = 1 - exp(-x/mean), between the bounds.</summary>
    /// <param name="mean">The mean before truncation, above 0.</param>
    /// <param name="min">The lower bound, 0 unless given.</param>
    /// <param name="max">The upper bound, none unless given.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the bounds enclose practically no probability.</exception>
    public static Distribution Exponential(double mean, double min = 0.0, double max = double.PositiveInfinity)
    {
        RequirePositive(mean, "the mean");
        RequireTruncation(min, max);
        return new Distribution(Kind.Exponential, mean, 0.0, min, max);
    }

    /// <summary>F(x) = 1 - exp(-(x/scale)^shape), between the bounds.</summary>
    /// <param name="scale">The 63 % point before truncation, above 0.</param>
    /// <param name="shape">Below 1 the longer it has lasted the longer it will; above 1 the reverse. Above 0.</param>
    /// <param name="min">The lower bound, 0 unless given.</param>
    /// <param name="max">The upper bound, none unless given.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the bounds enclose practically no probability.</exception>
    public static Distribution Weibull(double scale, double shape, double min = 0.0, double max = double.PositiveInfinity)
    {
        RequirePositive(scale, "the scale");
        RequirePositiveRatio(shape, "the shape");
        RequireTruncation(min, max);
        return new Distribution(Kind.Weibull, scale, shape, min, max);
    }

    /// <summary>A value whose logarithm is normal: F(x) = Φ(ln(x/median)/sigma), between the bounds.</summary>
    /// <param name="median">The median before truncation, above 0; the logarithm's mean is its logarithm.</param>
    /// <param name="sigma">The standard deviation of the logarithm, above 0.</param>
    /// <param name="min">The lower bound, 0 unless given.</param>
    /// <param name="max">The upper bound, none unless given.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the bounds enclose practically no probability.</exception>
    public static Distribution LogNormal(double median, double sigma, double min = 0.0, double max = double.PositiveInfinity)
    {
        RequirePositive(median, "the median");
        RequirePositiveRatio(sigma, "sigma");
        RequireTruncation(min, max);
        return new Distribution(Kind.LogNormal, median, sigma, min, max);
    }

    /// <summary>One of the values listed, equally likely or by weight.</summary>
    /// <param name="values">Distinct and finite, in any order: they are sorted, so that samples rise with u.</param>
    /// <param name="weights">One positive weight a value, of any sum; empty for equal ones.</param>
    /// <exception cref="ArgumentException">
    /// The list is empty, a value occurs twice or is not finite, a weight is not positive and finite, or the counts differ.
    /// </exception>
    public static Distribution Choice(ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        double[] sorted = SortedFinite(values, "every value");
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
            {
                throw Refused($"the value {new DrawnNumber(sorted[i])} is listed twice");
            }
        }

        if (weights.IsEmpty)
        {
            return new Distribution(sorted, []);
        }

        if (weights.Length != values.Length)
        {
            throw Refused($"there are {values.Length} values but {weights.Length} weights");
        }

        double[] sortedWeights = weights.ToArray();
        Array.Sort(values.ToArray(), sortedWeights);
        return new Distribution(sorted, Accumulate(sortedWeights));
    }

    /// <summary>The distribution of observed samples: every one equally likely, nothing in between.</summary>
    /// <param name="samples">Finite, in any order, repetitions included.</param>
    /// <returns>
    /// The inverse of the step function F(x) = (number of samples ≤ x)/n: the least sample x with F(x) ≥ u, which is the sorted sample
    /// of Number ⌈n·u⌉ (type 1 of R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996).
    /// </returns>
    /// <exception cref="ArgumentException">The list is empty, or a sample is not finite.</exception>
    public static Distribution Empirical(ReadOnlySpan<double> samples) => new(SortedFinite(samples, "every sample"), []);

    /// <summary>Survival falls from 1 at the window's start to 1 - span at its end, relative to the start (memorylessness).</summary>
    private static (double Start, double Span, double Power) ExponentialWindow(double from, double to, double power) =>
        (from, -DeterministicMath.Expm1(from - to), power);

    /// <summary>A window above the median is reflected below it, where probabilities have their full precision.</summary>
    private static (double Start, double Span, double Power) NormalWindow(double from, double to, double sigma)
    {
        double sign = from > 0.0 ? -1.0 : 1.0;
        double start = StandardNormal.Cdf(sign * from);
        return (start, StandardNormal.Cdf(sign * to) - start, sign * sigma);
    }

    private static double[] Accumulate(double[] weights)
    {
        var cumulative = new double[weights.Length];
        double sum = 0.0;
        for (int i = 0; i < weights.Length; i++)
        {
            RequirePositiveRatio(weights[i], "every weight");
            sum += weights[i];
            cumulative[i] = sum;
        }

        RequireFinite(sum, "the sum of the weights");
        for (int i = 0; i < cumulative.Length; i++)
        {
            cumulative[i] /= sum;
        }

        return cumulative;
    }

    private static double[] SortedFinite(ReadOnlySpan<double> values, string what)
    {
        if (values.IsEmpty)
        {
            throw Refused($"the list is empty; at least one value is needed");
        }

        double[] sorted = values.ToArray();
        foreach (double value in sorted)
        {
            RequireFinite(value, what);
        }

        Array.Sort(sorted);
        return sorted;
    }
}
