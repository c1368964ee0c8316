using MathNet.Numerics.Distributions;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>A distribution of times or sizes, by its distribution function and that function's inverse.</summary>
internal sealed record Law(string Name, Func<double, double> Cdf, Func<double, double> Quantile)
{
    private const int _panels = 50_000;

    public static Law Weibull(double scale, double shape) =>
        new(FormattableString.Invariant($"Weibull({scale:F2}, {shape:F2})"), x => x <= 0 ? 0 : 1 - Math.Exp(-Math.Pow(x / scale, shape)), u => scale * Math.Pow(-Math.Log(1 - u), 1 / shape));

    public static Law Exponential(double mean) => Weibull(mean, 1);

    public static Law LogNormal(double median, double sigma)
    {
        var law = new LogNormal(Math.Log(median), sigma);
        return new(FormattableString.Invariant($"LogNormal({median:F2}, {sigma:F2})"), x => x <= 0 ? 0 : law.CumulativeDistribution(x), u => u <= 0 ? 0 : law.InverseCumulativeDistribution(u));
    }

    public static Law Uniform(double from, double to) =>
        new(FormattableString.Invariant($"Uniform({from:F2}, {to:F2})"), x => Math.Clamp((x - from) / (to - from), 0, 1), u => from + (u * (to - from)));

    /// <summary>One of the laws above with a scale of its own.</summary>
    public static Law Any(Random random, double leastScale, double mostScale)
    {
        var scale = leastScale + (random.NextDouble() * (mostScale - leastScale));
        return random.Next(4) switch
        {
            0 => Weibull(scale, 0.6 + (random.NextDouble() * 1.4)),
            1 => LogNormal(scale, 0.3 + (random.NextDouble() * 0.7)),
            2 => Uniform(0.2 * scale, 2 * scale),
            _ => Exponential(scale),
        };
    }

    public double Draw(Random random) => Quantile(random.NextDouble());

    /// <summary>The mean of a function of what is distributed so: the midpoint rule over 50,000 equally likely panels.</summary>
    public double Mean(Func<double, double> function)
    {
        var sum = 0.0;
        for (var panel = 0; panel < _panels; panel++)
        {
            sum += function(Quantile((panel + 0.5) / _panels));
        }

        return sum / _panels;
    }

    /// <summary>The variance of a function of what is distributed so.</summary>
    public double Variance(Func<double, double> function, double mean) => Mean(x => (function(x) - mean) * (function(x) - mean));
}
