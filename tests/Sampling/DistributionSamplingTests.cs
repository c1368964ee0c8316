using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using WalSweep.Sweep.Sampling;
using Xunit;

namespace WalSweep.Tests.Sampling;

/// <summary>
/// Samples against closed forms and MathNet.Numerics. Each statistical test would reject a right sampler with probability 1e-4; the
/// draws come from a fixed seed.
/// </summary>
public sealed class DistributionSamplingTests
{
    private const double ErrorRate = 1e-4;
    private const int SampleCount = 100_000;
    private const ulong Seed = 0x5EED_0000_0002;

    /// <summary>Name, the distribution under test, its quantile function and distribution function by other hands.</summary>
    private static readonly (string Name, Distribution Subject, Func<double, double> Quantile, Func<double, double> Cdf)[] Continuous =
    [
        ("uniform", Distribution.Uniform(-2, 7),
            u => ContinuousUniform.InvCDF(-2, 7, u), x => ContinuousUniform.CDF(-2, 7, x)),
        ("log_uniform", Distribution.LogUniform(0.05, 7_200),
            u => 0.05 * Math.Pow(144_000, u), x => Math.Log(x / 0.05) / Math.Log(144_000)),
        ("exponential", Distribution.Exponential(30),
            u => Exponential.InvCDF(1 / 30.0, u), x => Exponential.CDF(1 / 30.0, x)),
        ("weibull, long-tailed", Distribution.Weibull(40, 0.6),
            u => 40 * Math.Pow(-Math.Log(1 - u), 1 / 0.6), x => Weibull.CDF(0.6, 40, x)),
        ("weibull, wearing out", Distribution.Weibull(40, 3.5),
            u => 40 * Math.Pow(-Math.Log(1 - u), 1 / 3.5), x => Weibull.CDF(3.5, 40, x)),
        ("lognormal", Distribution.LogNormal(20, 1.3),
            u => LogNormal.InvCDF(Math.Log(20), 1.3, u), x => LogNormal.CDF(Math.Log(20), 1.3, x)),
        Truncated("exponential, truncated", Distribution.Exponential(30, 5, 50), 5, 50,
            u => Exponential.InvCDF(1 / 30.0, u), x => Exponential.CDF(1 / 30.0, x)),
        Truncated("weibull, truncated", Distribution.Weibull(40, 0.6, 1, 600), 1, 600,
            u => 40 * Math.Pow(-Math.Log(1 - u), 1 / 0.6), x => Weibull.CDF(0.6, 40, x)),
        Truncated("weibull, truncated below", Distribution.Weibull(40, 2, 30), 30, double.PositiveInfinity,
            u => 40 * Math.Pow(-Math.Log(1 - u), 1 / 2.0), x => Weibull.CDF(2, 40, x)),
        Truncated("lognormal, truncated", Distribution.LogNormal(20, 1.3, 2, 200), 2, 200,
            u => LogNormal.InvCDF(Math.Log(20), 1.3, u), x => LogNormal.CDF(Math.Log(20), 1.3, x)),
        Truncated("lognormal, upper half", Distribution.LogNormal(20, 1.3, 30, 90), 30, 90,
            u => LogNormal.InvCDF(Math.Log(20), 1.3, u), x => LogNormal.CDF(Math.Log(20), 1.3, x)),
    ];

    public static TheoryData<string> ContinuousNames => new(Continuous.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(ContinuousNames))]
    public void Quantiles_agree_with_a_second_implementation(string name)
    {
        (_, Distribution subject, Func<double, double> quantile, _) = Array.Find(Continuous, c => c.Name == name);
        for (int i = 1; i < 10_000; i++)
        {
            double u = i / 10_000.0;
            AssertNear(quantile(u), subject.Sample(u), 1e-12, name, u);
        }
    }

    [Theory]
    [MemberData(nameof(ContinuousNames))]
    public void Samples_pass_the_Kolmogorov_Smirnov_test(string name)
    {
        (_, Distribution subject, _, Func<double, double> cdf) = Array.Find(Continuous, c => c.Name == name);
        double[] samples = Draw(subject);
        Array.Sort(samples);
        double distance = 0.0;
        for (int i = 0; i < samples.Length; i++)
        {
            double f = cdf(samples[i]);
            distance = Math.Max(distance, Math.Max(f - (i / (double)SampleCount), ((i + 1) / (double)SampleCount) - f));
        }

        // Kolmogorov's limit: P(√n D > t) ≈ 2 exp(-2t²).
        double critical = Math.Sqrt(-0.5 * Math.Log(ErrorRate / 2) / SampleCount);
        Assert.True(distance < critical, FormattableString.Invariant($"{name}, seed {Seed}: D = {distance}, critical {critical}"));
    }

    [Fact]
    public void Moments_are_those_of_the_closed_forms()
    {
        AssertMoments("uniform", Distribution.Uniform(-2, 7), 2.5, 4.5 / Math.Sqrt(3));
        AssertMoments("exponential", Distribution.Exponential(30), 30, 30);
        var weibull = new Weibull(1.5, 40);
        AssertMoments("weibull", Distribution.Weibull(40, 1.5), weibull.Mean, weibull.StdDev);
        var logNormal = new LogNormal(Math.Log(20), 0.5);
        AssertMoments("lognormal", Distribution.LogNormal(20, 0.5), logNormal.Mean, logNormal.StdDev);

        // log_uniform(a, b): E[x] = (b - a)/ln(b/a), E[x²] = (b² - a²)/(2 ln(b/a)).
        double mean = 9.0 / Math.Log(10);
        AssertMoments("log_uniform", Distribution.LogUniform(1, 10), mean, Math.Sqrt((99.0 / (2 * Math.Log(10))) - (mean * mean)));
    }

    [Fact]
    public void Choices_come_up_in_proportion_to_their_weights()
    {
        AssertFrequencies(Distribution.Choice([3, 1, 2]), [(1, 1), (2, 1), (3, 1)]);
        AssertFrequencies(Distribution.Choice([30, 10, 20, 40], [3, 1, 2, 0.5]), [(10, 1), (20, 2), (30, 3), (40, 0.5)]);
        AssertFrequencies(Distribution.Empirical([5, 1, 5, 9, 5]), [(1, 1), (5, 3), (9, 1)]);
    }

    [Fact]
    public void Whole_numbers_have_the_probability_of_their_unit_interval()
    {
        AssertFrequencies(Distribution.Uniform(1, 4).ToWhole(), [(1, 1), (2, 1), (3, 1), (4, 1)]);
        AssertFrequencies(Distribution.Uniform(-2, 0).ToWhole(), [(-2, 1), (-1, 1), (0, 1)]);
        AssertFrequencies(
            Distribution.LogUniform(1, 5).ToWhole(), [.. Enumerable.Range(1, 5).Select(n => ((double)n, Math.Log((n + 1.0) / n)))]);

        // Geometric, cut at 3.
        AssertFrequencies(
            Distribution.Exponential(2, 0, 3).ToWhole(), [.. Enumerable.Range(0, 4).Select(n => ((double)n, Math.Exp(-n / 2.0)))]);
    }

    [Fact]
    public void A_window_far_out_in_a_tail_keeps_its_accuracy()
    {
        // Memorylessness, where 1 - F is 1e-40: beyond 92 means an exponential starts anew.
        Distribution far = Distribution.Exponential(1, 92, 92.5);
        for (double u = 0.01; u < 1; u += 0.01)
        {
            double expected = 92 - Math.Log(1 - (u * (1 - Math.Exp(-0.5))));
            AssertNear(expected, far.Sample(u), 1e-15, "far exponential", u);
        }

        // The two tails of a lognormal around its median mirror each other, ten sigmas out.
        Distribution above = Distribution.LogNormal(1, 0.1, Math.Exp(1.0), Math.Exp(1.1));
        Distribution below = Distribution.LogNormal(1, 0.1, Math.Exp(-1.1), Math.Exp(-1.0));
        for (double u = 0.01; u < 1; u += 0.01)
        {
            AssertNear(1 / below.Sample(1 - u), above.Sample(u), 1e-13, "far lognormal", u);
        }
    }

    private static double[] Draw(Distribution distribution)
    {
        var samples = new double[SampleCount];
        for (int i = 0; i < SampleCount; i++)
        {
            samples[i] = distribution.Sample(CounterRandom.Uniform(Seed, i, 0, 0));
        }

        return samples;
    }

    private static (string Name, Distribution Subject, Func<double, double> Quantile, Func<double, double> Cdf) Truncated(
        string name, Distribution subject, double min, double max, Func<double, double> quantile, Func<double, double> cdf)
    {
        double below = cdf(min);
        double inside = cdf(max) - below;
        return (name, subject, u => quantile(below + (u * inside)), x => (cdf(x) - below) / inside);
    }

    private static void AssertMoments(string name, Distribution distribution, double mean, double standardDeviation)
    {
        double[] samples = Draw(distribution);
        double z = (samples.Mean() - mean) / (standardDeviation / Math.Sqrt(SampleCount));
        double bound = -Normal.InvCDF(0, 1, ErrorRate / 2);
        Assert.True(Math.Abs(z) < bound, FormattableString.Invariant($"{name}, seed {Seed}: the mean is off by {z} standard errors"));

        // The variance's own standard error, from the samples' fourth moment.
        double[] squares = Array.ConvertAll(samples, x => (x - mean) * (x - mean));
        double zOfVariance = (squares.Mean() - (standardDeviation * standardDeviation))
            / (squares.StandardDeviation() / Math.Sqrt(SampleCount));
        Assert.True(
            Math.Abs(zOfVariance) < bound,
            FormattableString.Invariant($"{name}, seed {Seed}: the variance is off by {zOfVariance} standard errors"));
    }

    private static void AssertFrequencies(Distribution distribution, (double Value, double Weight)[] expected)
    {
        Dictionary<double, int> counts = Draw(distribution).CountBy(x => x).ToDictionary();
        Assert.Subset(expected.Select(e => e.Value).ToHashSet(), counts.Keys.ToHashSet());
        double total = expected.Sum(e => e.Weight);
        double statistic = expected.Sum(e =>
        {
            double mean = SampleCount * e.Weight / total;
            double difference = counts.GetValueOrDefault(e.Value) - mean;
            return difference * difference / mean;
        });
        Assert.True(
            ChiSquared.CDF(expected.Length - 1, statistic) < 1 - ErrorRate,
            FormattableString.Invariant($"chi-square {statistic} on {expected.Length - 1} degrees, seed {Seed}"));
    }

    private static void AssertNear(double expected, double actual, double tolerance, string name, double u) => Assert.True(
        Math.Abs(actual - expected) <= tolerance * Math.Abs(expected),
        FormattableString.Invariant($"{name} at {u}: {actual:R} instead of {expected:R}"));
}
