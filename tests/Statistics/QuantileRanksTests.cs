using MathNet.Numerics.Distributions;
using WalSweep.Analysis.Statistics;
using Xunit;

namespace WalSweep.Tests.Statistics;

/// <summary>How often two order statistics hold a quantile is a sum of binomial probabilities; what is drawn at random here are values, with a printed seed.</summary>
public sealed class QuantileRanksTests
{
    private const int Seed = 20_261_127;

    /// <summary>H. A. David, Order Statistics, and every table of the sign test: the median of n numbers at 95 %.</summary>
    [Theory]
    [InlineData(5, 0, 6)]
    [InlineData(6, 1, 6)]
    [InlineData(8, 1, 8)]
    [InlineData(9, 2, 8)]
    [InlineData(10, 2, 9)]
    [InlineData(20, 6, 15)]
    [InlineData(25, 8, 18)]
    [InlineData(50, 18, 33)]
    [InlineData(100, 40, 61)]
    public void RanksOfTheMedianAreThoseOfTables(long count, long low, long high) => Assert.Equal(new QuantileRanks(low, high), QuantileRanks.Of(count, 500));

    [Fact]
    public void RanksHoldTheQuantileAsStatedAndNarrowerOnesDoNotOnEitherSide()
    {
        foreach (var count in new[] { 1, 2, 10, 59, 60, 300, 1000 })
        {
            foreach (var perMille in new[] { 1, 50, 500, 900, 990, 999 })
            {
                foreach (var confidence in new[] { 0.6, 0.95, 0.99 })
                {
                    var (low, high) = QuantileRanks.Of(count, perMille, confidence);
                    var law = new Binomial(perMille / 1000.0, count);
                    var error = ((1 - confidence) / 2) + 1e-9;

                    // The low end is too high if fewer than its rank are below; one rank more would be so too often. The high end alike.
                    Assert.True(low == 0 || AtMost(law, low - 1) <= error, $"{count} {perMille} {confidence}");
                    Assert.True(high == count + 1 || 1 - AtMost(law, high - 1) <= error, $"{count} {perMille} {confidence}");
                    Assert.True(low == count || AtMost(law, low) > error - 2e-9, $"{count} {perMille} {confidence}");
                    Assert.True(high == 1 || 1 - AtMost(law, high - 2) > error - 2e-9, $"{count} {perMille} {confidence}");
                }
            }
        }
    }

    [Fact]
    public void RanksOf10To11NumbersAreThoseOfTheNormalLaw()
    {
        const long Count = 100_000_000_000;
        var reach = 1.959963984540054 * Math.Sqrt(Count * 0.99 * 0.01);
        var ranks = QuantileRanks.Of(Count, 990);
        Assert.Equal((0.99 * Count) - reach, ranks.Low, 3.0);
        Assert.Equal((0.99 * Count) + reach, ranks.High, 3.0);
        Assert.Equal(99_000_000_000, QuantileRanks.Nearest(Count, 990));
        Assert.Equal(long.MaxValue, QuantileRanks.Nearest(long.MaxValue, 1000));
    }

    [Fact]
    public void AnEndForWhichNumbersAreTooFewDoesNotExist()
    {
        var histogram = new LogHistogram();
        Assert.Equal(Interval.Unbounded, histogram.QuantileInterval(500));
        for (var value = 1; value <= 5; value++)
        {
            histogram.Add(value);
        }

        Assert.Equal(Interval.Unbounded, histogram.QuantileInterval(500));
        var upper = histogram.QuantileInterval(900);
        Assert.True(upper.Low <= 3 && double.IsNaN(upper.High) && upper.Contains(1e9) && !upper.Contains(1));
        histogram.Add(6);
        Assert.Equal(new Interval(1, 6), histogram.QuantileInterval(500));
    }

    /// <summary>Whatever the law: a continuous one, one with ties, one with a heavy tail. The interval may miss on a side in 2.5 %; that it misses so often that this has a probability of 10⁻⁶ fails the test.</summary>
    [Theory]
    [InlineData("exponential", 30)]
    [InlineData("ties", 40)]
    [InlineData("heavy", 200)]
    public void TheIntervalOfAHistogramHoldsTheTrueMedian(string law, int count)
    {
        var random = new Random(Seed);
        var checks = LongTier.IsOn ? 20_000 : 2000;
        var (below, above) = (0, 0);
        var histogram = new LogHistogram();
        for (var check = 0; check < checks; check++)
        {
            histogram.Clear();
            for (var number = 0; number < count; number++)
            {
                var uniform = 1 - random.NextDouble();
                histogram.Add(law switch { "exponential" => -Math.Log(uniform), "ties" => Math.Floor(6 * uniform), _ => Math.Pow(uniform, -2) });
            }

            var median = law switch { "exponential" => Math.Log(2), "ties" => 3, _ => 4.0 };
            var interval = histogram.QuantileInterval(500);

            // With the ties, 2 and 3 and all between are medians.
            below += interval.High < (law == "ties" ? 2 : median) ? 1 : 0;
            above += interval.Low > median ? 1 : 0;
        }

        Assert.True(1 - Binomial.CDF(0.025, checks, Math.Max(below, above) - 1) > 1e-6, $"seed {Seed}, {law}: {below} and {above} of {checks}");
    }

    [Fact]
    public void ARankHasTheValueThatIsThere()
    {
        var histogram = new LogHistogram();
        double[] values = [0, 1e-9, 0.5, 1, 1, 3, 1e6, 1e9];
        foreach (var value in values)
        {
            histogram.Add(value);
        }

        for (var rank = 1; rank <= values.Length; rank++)
        {
            var bounds = histogram.BoundsAtRank(rank);
            Assert.InRange(values[rank - 1], bounds.Low, bounds.High);
            Assert.InRange(histogram.ValueAtRank(rank), bounds.Low, bounds.High);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.ValueAtRank(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.ValueAtRank(9));
    }

    private static double AtMost(Binomial law, long successes) => successes < 0 ? 0 : law.CumulativeDistribution(successes);
}
