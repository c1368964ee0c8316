using MathNet.Numerics.Distributions;
using WalSweep.Analysis.Statistics;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Statistics;

/// <summary>Rates of rejection and coverage are finite sums over what may come out.</summary>
public sealed class McNemarTests(ITestOutputHelper output)
{
    private const long Most = 100_000_000_000;

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 6, 2.0 / 64)]
    [InlineData(8, 1, 20.0 / 512)]
    [InlineData(2, 10, 2 * 79.0 / 4096)]
    public void ThePValueIsTwiceTheSmallerTailOfACoin(long first, long second, double expected)
    {
        Assert.Equal(expected, McNemar.PValue(first, second), 1e-14);
        Assert.Equal(expected, McNemar.PValue(second, first), 1e-14);
    }

    [Fact]
    public void ManyPairsNeitherUnderflowNorOverflow()
    {
        Assert.Equal(0, McNemar.PValue(0, Most));
        Assert.Equal(1, McNemar.LogPValue(0, Most) / ((1 - Most) * Math.Log(2)), 1e-14);
        var z = 3.0;
        var away = (long)(z * Math.Sqrt(Most) / 2);
        Assert.Equal(2 * Normal.CDF(0, 1, -z), McNemar.PValue((Most / 2) - away, (Most / 2) + away), 1e-7);
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.PValue(-1, 3));
    }

    /// <summary>The size of the test is exact for every number of discordant pairs, so for every distribution of that number as well.</summary>
    [Fact]
    public void TwoVersionsThatDoNotDifferAreToldApartAtMostAsOftenAsStated()
    {
        var most = 0.0;
        for (var discordant = 0; discordant <= 2000; discordant += 1 + (discordant / 20))
        {
            foreach (var level in new[] { 0.01, 0.05, 0.2 })
            {
                var size = 0.0;
                for (var first = 0; first <= discordant; first++)
                {
                    size += McNemar.PValue(first, discordant - first) <= level ? Binomial.PMF(0.5, discordant, first) : 0;
                }

                Assert.True(size <= level + 1e-9, $"{discordant} pairs at {level}: {size}");
                most = level == 0.05 ? Math.Max(most, size) : most;
            }
        }

        output.WriteLine(FormattableString.Invariant($"at 5 %: at most {most:P3}"));
        Assert.InRange(most, 0.045, 0.05);
    }

    [Fact]
    public void WithoutDiscordantPairsTheDifferenceHasItsClosedForm()
    {
        const double Square = 1.959963984540054 * 1.959963984540054;
        foreach (var pairs in new[] { 1, 50, 1_000_000, Most })
        {
            var interval = McNemar.Difference(0, 0, pairs);
            Assert.Equal(1, interval.High * (pairs + Square) / Square, 1e-9);
            Assert.Equal(-interval.High, interval.Low);
        }

        Assert.Equal(new Interval(-1, 1), McNemar.Difference(0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.Difference(3, 3, 5));
    }

    /// <summary>The likelihood is looked for on a grid, without the formula for its largest value.</summary>
    [Theory]
    [InlineData(14, 5, 100)]
    [InlineData(0, 4, 30)]
    [InlineData(12, 2, 14)]
    [InlineData(7, 7, 40)]
    public void TheEndsOfTheDifferenceAreWhereTheScoreTestTurns(int first, int second, int pairs)
    {
        var interval = McNemar.Difference(first, second, pairs);
        Assert.Equal(1.96, Math.Abs(Score(interval.High)), 2e-3);
        Assert.Equal(1.96, Math.Abs(Score(interval.Low)), 2e-3);
        Assert.InRange((first - second) / (double)pairs, interval.Low, interval.High);

        double Score(double difference)
        {
            var (best, bestQ) = (double.NegativeInfinity, 0.0);
            const int Steps = 200_000;
            for (var step = 0; step <= Steps; step++)
            {
                var q = Math.Max(0, -difference) + (step / (double)Steps * (1 - Math.Abs(difference)) / 2);
                var likelihood = Times(first, q + difference) + Times(second, q) + Times(pairs - first - second, 1 - (2 * q) - difference);
                (best, bestQ) = likelihood > best ? (likelihood, q) : (best, bestQ);
            }

            return (first - second - (pairs * difference)) / Math.Sqrt(pairs * ((2 * bestQ) + difference - (difference * difference)));
        }

        static double Times(int count, double probability) => count == 0 ? 0 : count * Math.Log(Math.Max(probability, 1e-300));
    }

    [Theory]
    [InlineData(60, 0.1, 0.1)]
    [InlineData(60, 0.3, 0.05)]
    [InlineData(120, 0.02, 0.05)]
    [InlineData(120, 0.25, 0.25)]
    public void TheDifferenceIsHeldAboutAsOftenAsStatedBySmallSamples(int pairs, double onlyFirst, double onlySecond)
    {
        var coverage = 0.0;
        for (var first = 0; first <= pairs; first++)
        {
            var probability = Binomial.PMF(onlyFirst, pairs, first);
            for (var second = 0; probability > 1e-9 && second <= pairs - first; second++)
            {
                var both = probability * Binomial.PMF(onlySecond / (1 - onlyFirst), pairs - first, second);
                coverage += both > 1e-9 && McNemar.Difference(first, second, pairs).Contains(onlyFirst - onlySecond) ? both : 0;
            }
        }

        output.WriteLine(FormattableString.Invariant($"{pairs} pairs, {onlyFirst} and {onlySecond}: {coverage:P2}"));
        Assert.InRange(coverage, 0.935, 0.97);
    }

    /// <summary>Both counts far above 100, by the two normal laws they then follow: a sum over a grid of both, with steps of a tenth of a deviation.</summary>
    [Fact]
    public void TheDifferenceOfManyPairsIsHeldIn94To96Percent()
    {
        const int Pairs = 10_000_000;
        const double FirstMean = 4000;
        const double SecondMean = 2500;
        var (coverage, weights) = (0.0, 0.0);
        for (var i = -50; i <= 50; i++)
        {
            for (var j = -50; j <= 50; j++)
            {
                var weight = Math.Exp(-((i * i) + (j * j)) / 200.0);
                var interval = McNemar.Difference((long)(FirstMean + (i * Math.Sqrt(FirstMean) / 10)), (long)(SecondMean + (j * Math.Sqrt(SecondMean) / 10)), Pairs);
                weights += weight;
                coverage += interval.Contains((FirstMean - SecondMean) / Pairs) ? weight : 0;
            }
        }

        Assert.InRange(coverage / weights, 0.94, 0.96);
    }
}
