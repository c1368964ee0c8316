using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using WalSweep.Analysis.Statistics;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Statistics;

/// <summary>Tails against their definition in whole numbers, against MathNet where it is right, and against limits where it is not.</summary>
public sealed class BinomialTailsTests(ITestOutputHelper output)
{
    private const long Most = 100_000_000_000;

    /// <summary>Shares that are exact in binary, so that the sum of the definition is a whole number over a power of two.</summary>
    [Theory]
    [InlineData(1, 512)]
    [InlineData(2, 100)]
    [InlineData(30, 512)]
    [InlineData(300, 3)]
    [InlineData(300, 1000)]
    [InlineData(1000, 512)]
    public void TailsAreTheSumsOfTheirDefinition(int trials, int shareOf1024)
    {
        var share = shareOf1024 / 1024.0;
        var (sum, choices) = (BigInteger.Zero, BigInteger.One);
        for (var successes = 0; successes < trials; successes++)
        {
            var mass = choices * BigInteger.Pow(shareOf1024, successes) * BigInteger.Pow(1024 - shareOf1024, trials - successes);
            sum += mass;
            choices = choices * (trials - successes) / (successes + 1);
            var scale = trials * 10 * Math.Log(2);
            Assert.Equal(BigInteger.Log(mass) - scale, BinomialTails.LogMass(successes, trials, share), 3e-12);
            Assert.Equal(BigInteger.Log(sum) - scale, BinomialTails.LogAtMost(successes, trials, share), 3e-12);
            Assert.Equal(BigInteger.Log((BigInteger.One << (10 * trials)) - sum) - scale, BinomialTails.LogAtLeast(successes + 1, trials, share), 3e-12);
        }
    }

    [Fact]
    public void LongSumsOfACoinAreThoseOfWholeNumbers()
    {
        const int Trials = 20_000;
        var (sum, choices, worst) = (BigInteger.Zero, BigInteger.One, 0.0);
        for (var successes = 0; successes < Trials * 52 / 100; successes++)
        {
            sum += choices;
            choices = choices * (Trials - successes) / (successes + 1);
            if (successes % 100 == 0)
            {
                worst = Math.Max(worst, Math.Abs(BigInteger.Log(sum) - (Trials * Math.Log(2)) - BinomialTails.LogAtMost(successes, Trials, 0.5)));
            }
        }

        output.WriteLine(FormattableString.Invariant($"logarithms off by at most {worst:E1}"));
        Assert.InRange(worst, 0, 3e-11);
    }

    /// <summary>Why there are tails of our own: this test fails when MathNet's have become right for large numbers, and ours can go.</summary>
    [Fact]
    public void MathNetIsNotRightForLargeNumbers()
    {
        var worst = 0.0;
        foreach (var trials in new[] { 10_000, 1_000_000, 100_000_000, 10_000_000_000, Most })
        {
            worst = 0;
            foreach (var away in new[] { -8, -2, 0 })
            {
                var successes = (long)((0.3 * trials) + (away * Math.Sqrt(0.21 * trials)));
                var theirs = Math.Log(SpecialFunctions.BetaRegularized(trials - successes, successes + 1, 0.7));
                worst = Math.Max(worst, Math.Abs(theirs - BinomialTails.LogAtMost(successes, trials, 0.3)));
            }

            output.WriteLine(FormattableString.Invariant($"{trials} trials: tails off by up to {worst:E1} of themselves"));
        }

        var left = Math.Exp(BinomialTails.LogAtLeast(9, Most, Beta.InvCDF(9, Most - 8, 0.025)));
        output.WriteLine(FormattableString.Invariant($"the quantile that should leave 0.025 leaves {left:F4}"));
        Assert.True(worst > 1e-5 && Math.Abs(left - 0.025) > 1e-4);
    }

    [Theory]
    [InlineData(100_000, 0.3)]
    [InlineData(1_000_000, 0.001)]
    [InlineData(1_000_000, 0.9)]
    public void TailsAreThoseOfMathNetWhereItIsRight(int trials, double share)
    {
        var deviation = Math.Sqrt(trials * share * (1 - share));
        for (var away = -6; away <= 6; away += 2)
        {
            var successes = (long)((trials * share) + (away * deviation));
            Assert.Equal(Math.Log(SpecialFunctions.BetaRegularized(trials - successes, successes + 1, 1 - share)), BinomialTails.LogAtMost(successes, trials, share), 1e-8);
        }
    }

    /// <summary>Where few are expected, Poisson's law differs from the binomial one by a relative 10⁻⁹ at most here.</summary>
    [Fact]
    public void FewAmongThe10To11thTrialsFollowPoisson()
    {
        for (var successes = 0; successes <= 40; successes++)
        {
            Assert.Equal(new Poisson(12).CumulativeDistribution(successes), Math.Exp(BinomialTails.LogAtMost(successes, Most, 12.0 / Most)), 1e-9);
        }
    }

    /// <summary>With a coin the next term after the normal law is of order z⁴/n: 10⁻⁸ at most here.</summary>
    [Fact]
    public void ManyTossesOfACoinAreNormal()
    {
        var worst = 0.0;
        for (var away = -8; away <= 8; away++)
        {
            var successes = (Most / 2) + (long)(away * Math.Sqrt(Most) / 2);
            var z = (successes + 0.5 - (Most / 2)) / (Math.Sqrt(Most) / 2);
            worst = Math.Max(worst, Math.Abs(Math.Log(SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2) - BinomialTails.LogAtMost(successes, Most, 0.5)));
        }

        output.WriteLine(FormattableString.Invariant($"logarithms off by at most {worst:E1}"));
        Assert.InRange(worst, 0, 2e-8);
    }

    [Fact]
    public void TheEndsAreCertain()
    {
        Assert.Equal(0, BinomialTails.LogAtMost(0, 0, 0.3));
        Assert.Equal(0, BinomialTails.LogAtMost(7, 7, 0.3));
        Assert.Equal(0, BinomialTails.LogAtLeast(0, 7, 0.3));
        Assert.Equal(0, BinomialTails.LogAtMost(0, 7, 0));
        Assert.Equal(double.NegativeInfinity, BinomialTails.LogAtMost(6, 7, 1));
        Assert.Equal(Most * Math.Log(0.5), BinomialTails.LogAtMost(0, Most, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTails.LogAtMost(8, 7, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTails.LogAtMost(-1, 7, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTails.LogAtMost(1, 7, double.NaN));
    }
}
