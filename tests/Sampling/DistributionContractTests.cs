using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using WalSweep.Sweep.Sampling;
using Xunit;

namespace WalSweep.Tests.Sampling;

/// <summary>What holds for every kind alike, and what the factories refuse.</summary>
public sealed class DistributionContractTests
{
    private static readonly Dictionary<string, Func<double, Distribution>> OneOfEachKind = new()
    {
        ["uniform"] = unit => Distribution.Uniform(-2 * unit, 7 * unit),
        ["log_uniform"] = unit => Distribution.LogUniform(0.1 * unit, 3_600 * unit),
        ["exponential"] = unit => Distribution.Exponential(30 * unit),
        ["exponential, truncated"] = unit => Distribution.Exponential(30 * unit, 3 * unit, 300 * unit),
        ["weibull"] = unit => Distribution.Weibull(30 * unit, 0.7),
        ["weibull, truncated"] = unit => Distribution.Weibull(30 * unit, 0.7, 1 * unit, 3_600 * unit),
        ["lognormal"] = unit => Distribution.LogNormal(30 * unit, 1.2),
        ["lognormal, truncated"] = unit => Distribution.LogNormal(30 * unit, 1.2, 40 * unit, 50 * unit),
        ["choice"] = unit => Distribution.Choice([4 * unit, 2 * unit, 3 * unit]),
        ["choice, weighted"] = unit => Distribution.Choice([4 * unit, 2 * unit, 3 * unit], [1, 2, 3]),
        ["empirical"] = unit => Distribution.Empirical([1.5 * unit, 8 * unit, 1.5 * unit, 6 * unit]),
    };

    public static TheoryData<string> Kinds => new(OneOfEachKind.Keys);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Samples_rise_with_u_and_stay_within_the_bounds(string kind)
    {
        Distribution distribution = OneOfEachKind[kind](1.0);
        double previous = distribution.Min;
        foreach (double u in ManyUniforms())
        {
            double sample = distribution.Sample(u);
            Assert.True(double.IsFinite(sample));
            Assert.True(
                sample >= previous * (previous > 0 ? 1 - 1e-15 : 1 + 1e-15) && sample <= distribution.Max,
                FormattableString.Invariant($"{kind}: {sample:R} at {u:R} after {previous:R}"));
            previous = sample;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_unit_of_a_power_of_two_scales_every_sample_exactly(string kind)
    {
        Distribution original = OneOfEachKind[kind](1.0);
        foreach (int power in new[] { -20, -1, 1, 30 })
        {
            double unit = Math.ScaleB(1.0, power);
            Distribution scaled = OneOfEachKind[kind](unit);
            Assert.All(ManyUniforms(), u => Assert.Equal(original.Sample(u) * unit, scaled.Sample(u)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sampling_allocates_nothing(string kind)
    {
        Distribution distribution = OneOfEachKind[kind](1.0);
        double sum = 0;
        Assert.Equal(0, Allocations.EachTime(() => sum += SumOf(distribution, 10_000)));
        Assert.True(double.IsFinite(sum));
    }

    [Fact]
    public void The_bounds_are_those_given_or_the_kinds_own()
    {
        AssertBounds(Distribution.Uniform(-2, 7), -2, 7);
        AssertBounds(Distribution.Exponential(30), 0, double.PositiveInfinity);
        AssertBounds(Distribution.Weibull(30, 2, 5), 5, double.PositiveInfinity);
        AssertBounds(Distribution.LogNormal(30, 2, 0, 90), 0, 90);
        AssertBounds(Distribution.Choice([4, 2, 3], [1, 2, 3]), 2, 4);
        AssertBounds(Distribution.Empirical([4, 2, 3, 2]), 2, 4);
        AssertBounds(Distribution.Uniform(1, 4).ToWhole(), 1, 4);
    }

    [Fact]
    public void A_truncated_distribution_reaches_its_bounds()
    {
        foreach (Distribution d in new[]
        {
            Distribution.Exponential(30, 3, 300), Distribution.Weibull(30, 0.7, 3, 300),
            Distribution.LogNormal(30, 1.2, 3, 300), Distribution.LogNormal(1, 1.2, 3, 300),
        })
        {
            // The outermost uniforms are 2^-53 from the ends; where the density is 1e-8, that is still 1e-8 of the value.
            Assert.Equal(3, d.Sample(CounterRandom.SmallestUniform), 1e-12);
            Assert.Equal(300, d.Sample(CounterRandom.LargestUniform), 1e-7);
        }
    }

    [Fact]
    public void An_empirical_sample_is_the_least_whose_share_reaches_u() => Check.One(
        FsCheck.Config.QuickThrowOnFailure.WithReplay(20_240_607, 1),
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonEmptyArray<NormalFloat>>(),
            ArbMap.Default.ArbFor<ulong>(),
            (samples, bits) =>
            {
                double[] values = Array.ConvertAll(samples.Get, x => x.Get);
                double u = CounterRandom.ToUniform(bits * 0x9E3779B97F4A7C15); // Small generated numbers spread over the interval.
                double expected = values.Order().First(x => values.Count(y => y <= x) >= u * values.Length);
                return Distribution.Empirical(values).Sample(u) == expected;
            }));

    [Fact]
    public void A_whole_distribution_keeps_lists_and_refuses_fractions()
    {
        Assert.Equal(5, Distribution.Choice([2, 5]).ToWhole().Sample(0.9));
        Assert.Equal(2, Distribution.Choice([2, 5], [9, 1]).ToWhole().Sample(0.89));
        Distribution whole = Distribution.Uniform(1, 4).ToWhole();
        Assert.Same(whole, whole.ToWhole());
        Assert.True(whole.IsWhole);
        Assert.Equal(4, whole.Sample(CounterRandom.LargestUniform));
        Refuses("the lower bound must be a whole number of at most 2^53 in size, but 0.5 is given", () => Distribution.Uniform(0.5, 4).ToWhole());
        Refuses("the upper bound must be a whole", () => Distribution.Exponential(3, 0, 4.5).ToWhole());
        Refuses("every listed value must be a whole", () => Distribution.Empirical([1, 2.5]).ToWhole());
        Refuses("the upper bound must be a whole", () => Distribution.Uniform(0, 1e16).ToWhole());
    }

    [Fact]
    public void Impossible_parameters_are_refused_in_a_sentence()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE"); // Decimal commas must not reach the messages.
        Refuses("the lower bound 2.5 must be below the upper bound 1.5", () => Distribution.Uniform(2.5, 1.5));
        Refuses("the lower bound 2 must be below the upper bound 2", () => Distribution.Uniform(2, 2));
        Refuses("the upper bound must be finite, but Infinity is given", () => Distribution.Uniform(2, double.PositiveInfinity));
        Refuses("the distance between the bounds must be finite", () => Distribution.Uniform(-1e308, 1e308));
        Refuses("the lower bound must be finite and above 0, but 0 is given", () => Distribution.LogUniform(0, 2));
        Refuses("the ratio of the bounds must be finite", () => Distribution.LogUniform(1e-200, 1e200));
        Refuses("the mean must be finite and above 0, but -1.5 is given", () => Distribution.Exponential(-1.5));
        Refuses("the lower bound must be finite and not negative, but -1 is given", () => Distribution.Exponential(1, -1));
        Refuses("the lower bound 3 must be below the upper bound NaN", () => Distribution.Exponential(1, 3, double.NaN));
        Refuses("the scale must be finite and above 0", () => Distribution.Weibull(0, 1));
        Refuses("the shape must be finite and above 0", () => Distribution.Weibull(1, double.NaN));
        Refuses("the largest samples overflow; give an upper bound", () => Distribution.Weibull(1, 0.001));
        Refuses("the median must be finite and above 0", () => Distribution.LogNormal(-2, 1));
        Refuses("sigma must be finite and above 0", () => Distribution.LogNormal(2, 0));
        Refuses("practically no probability lies between 1E+100 and 1E+101", () => Distribution.LogNormal(2, 1, 1e100, 1e101));
        Refuses("practically no probability", () => Distribution.Weibull(1, 40, 1e300, double.MaxValue));
        Refuses("the list is empty; at least one value is needed", () => Distribution.Choice([]));
        Refuses("the value 1.5 is listed twice", () => Distribution.Choice([1.5, 2, 1.5]));
        Refuses("there are 2 values but 1 weights", () => Distribution.Choice([1, 2], [1]));
        Refuses("every weight must be finite and above 0, but 0 is given", () => Distribution.Choice([1, 2], [1, 0]));
        Refuses("the sum of the weights must be finite", () => Distribution.Choice([1, 2], [1e308, 1e308]));
        Refuses("every sample must be finite, but NaN is given", () => Distribution.Empirical([1, double.NaN]));
        Refuses("the list is empty; at least one value is needed", () => Distribution.Empirical([]));
    }

    private static void AssertBounds(Distribution distribution, double min, double max) =>
        Assert.Equal((min, max), (distribution.Min, distribution.Max));

    private static void Refuses(string beginning, Func<Distribution> build) =>
        Assert.StartsWith(beginning, Assert.Throws<DistributionException>(build).Message, StringComparison.Ordinal);

    private static double SumOf(Distribution distribution, int count)
    {
        double sum = 0.0;
        for (int i = 0; i < count; i++)
        {
            sum += distribution.Sample(CounterRandom.Uniform(5, i, 0, 0));
        }

        return sum;
    }

    /// <summary>Ascending: the extremes, a grid, and neighbours a single step apart.</summary>
    private static IEnumerable<double> ManyUniforms()
    {
        yield return CounterRandom.SmallestUniform;
        for (int i = 1; i < 1_000; i++)
        {
            double u = CounterRandom.ToUniform((ulong)i * (ulong.MaxValue / 1_000));
            yield return u;
            yield return u + (2 * CounterRandom.SmallestUniform);
        }

        yield return CounterRandom.LargestUniform;
    }
}
