using MathNet.Numerics.Distributions;
using WalSweep.Analysis.Statistics;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Statistics;

/// <summary>How often an interval for a share holds it is a finite sum, so nothing here is drawn at random.</summary>
public sealed class ProportionTests(ITestOutputHelper output)
{
    private const long Most = 100_000_000_000;

    /// <summary>R. G. Newcombe, Statistics in Medicine 17, 1998, table I: methods 3 (score) and 5 (Clopper–Pearson).</summary>
    [Theory]
    [InlineData(81, 263, 0.2527, 0.3676, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0578, 0.1617, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1684, 0, 0.1611)]
    [InlineData(1, 29, 0.0009, 0.1776, 0.0061, 0.1718)]
    public void IntervalsAreThePublishedOnes(long successes, long trials, double exactLow, double exactHigh, double wilsonLow, double wilsonHigh)
    {
        var (exact, wilson) = (Proportion.Exact(successes, trials), Proportion.Wilson(successes, trials));
        Assert.Equal((exactLow, exactHigh), (Math.Round(exact.Low, 4), Math.Round(exact.High, 4)));
        Assert.Equal((wilsonLow, wilsonHigh), (Math.Round(wilson.Low, 4), Math.Round(wilson.High, 4)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    [InlineData(1_000_000)]
    [InlineData(Most)]
    public void NoneAndAllHaveTheirClosedForm(long trials)
    {
        // 1 − (α/2)^(1/n) by its series where it is small.
        var x = Math.Log(0.025) / trials;
        var limit = trials < 100 ? 1 - Math.Pow(0.025, 1.0 / trials) : -x * (1 + (x / 2 * (1 + (x / 3))));
        Assert.Equal(0, Proportion.Exact(0, trials).Low);
        Assert.Equal(1, Proportion.Exact(0, trials).High / limit, 1e-13);
        Assert.Equal(1, Proportion.Exact(trials, trials).High);
        Assert.Equal(1 - limit, Proportion.Exact(trials, trials).Low, 1e-15);
        Assert.Equal((0, 1), (Proportion.Wilson(0, trials).Low, Proportion.Wilson(trials, trials).High));
    }

    [Fact]
    public void OneOfTwoHasItsClosedForm()
    {
        // P(X ≥ 1) = 1 − (1 − p)² = α/2.
        Assert.Equal(1 - Math.Sqrt(0.975), Proportion.Exact(1, 2).Low, 1e-15);
        Assert.Equal(Math.Sqrt(0.975), Proportion.Exact(1, 2).High, 1e-15);
    }

    [Fact]
    public void ExactEndsAreMathNetsWhereItIsRight()
    {
        foreach (var trials in new[] { 3, 10, 50, 200, 1000 })
        {
            for (var successes = 1; successes < trials; successes += 1 + (trials / 15))
            {
                foreach (var confidence in new[] { 0.5, 0.95, 0.999 })
                {
                    var interval = Proportion.Exact(successes, trials, confidence);
                    Assert.Equal(Beta.InvCDF(successes, trials - successes + 1, (1 - confidence) / 2), interval.Low, 1e-10);
                    Assert.Equal(Beta.InvCDF(successes + 1, trials - successes, (1 + confidence) / 2), interval.High, 1e-10);
                }
            }
        }
    }

    /// <summary>Ends among so many trials that MathNet's quantile is 2 % off in the tail: by Poisson's law, whose quantiles are those of χ².</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(40)]
    public void FewAmongThe10To11thTrialsHaveTheEndsOfPoisson(long successes)
    {
        var interval = Proportion.Exact(successes, Most);
        Assert.Equal(ChiSquared.InvCDF(2 * successes, 0.025) / 2, interval.Low * Most, 1e-6);
        Assert.Equal(ChiSquared.InvCDF((2 * successes) + 2, 0.975) / 2, interval.High * Most, 1e-6);
        var mirrored = Proportion.Exact(Most - successes, Most);
        Assert.Equal(1 - interval.High, mirrored.Low, 1e-15);
        Assert.Equal(1 - interval.Low, mirrored.High, 1e-15);
    }

    [Fact]
    public void TheMiddleOf10To11TrialsIsNormal()
    {
        var interval = Proportion.Exact(Most / 2, Most);
        var reach = 1.959963984540054 / 2 / Math.Sqrt(Most);
        Assert.Equal(0.5 - reach, interval.Low, 1e-4 * reach);
        Assert.Equal(0.5 + reach, interval.High, 1e-4 * reach);
        Assert.Equal(0.5 - reach, Proportion.Of(Most / 2, Most).Low, 1e-4 * reach);
    }

    [Fact]
    public void TheExactIntervalHoldsEveryShareAtLeastAsOftenAsItStates()
    {
        var least = 1.0;
        foreach (var trials in new[] { 1, 2, 7, 30, 200, 1000 })
        {
            foreach (var confidence in new[] { 0.8, 0.95, 0.99 })
            {
                for (var share = 0.0005; share < 1; share += 0.0131)
                {
                    var coverage = Coverage(trials, share, successes => Proportion.Exact(successes, trials, confidence));
                    Assert.True(coverage >= confidence - 1e-9, $"{trials} trials with share {share} at {confidence}: {coverage}");
                    least = confidence == 0.95 ? Math.Min(least, coverage) : least;
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"95 %: at least {least:P2}"));
        Assert.InRange(least, 0.95, 0.96);
    }

    /// <summary>Rare losses: 10¹¹ trials of which 0.01 to 9 are expected, by Poisson's law.</summary>
    [Fact]
    public void TheIntervalOfRareThingsHoldsTheirShareAtLeastAsOftenAsItStates()
    {
        for (var expected = 0.01; expected < 3; expected *= 1.07)
        {
            var law = new Poisson(expected);
            var coverage = Enumerable.Range(0, 40).Where(successes => Proportion.Of(successes, Most).Contains(expected / Most)).Sum(law.Probability);
            Assert.True(coverage >= 0.95, $"{expected} expected: {coverage}");
        }
    }

    [Fact]
    public void TheIntervalToUseHoldsAShareWithManyOnBothSidesIn94To96Percent()
    {
        var (least, most) = (1.0, 0.0);
        foreach (var trials in new[] { 200, 500, 2000, 30_000, 1_000_000 })
        {
            for (var part = 0; part <= 60; part++)
            {
                var edge = 100.0 / trials;
                var share = edge + ((1 - (2 * edge)) * part / 60);
                var coverage = Coverage(trials, share, successes => Proportion.Of(successes, trials));
                Assert.True(coverage is >= 0.94 and <= 0.96, $"{trials} trials with share {share}: {coverage}");
                (least, most) = (Math.Min(least, coverage), Math.Max(most, coverage));
            }
        }

        output.WriteLine(FormattableString.Invariant($"{least:P2} to {most:P2}"));
    }

    /// <summary>
    /// Where Wilson's interval takes over from the exact one. Up to half the count at which it does it never comes into play, so the share is held at least as often as stated; from there on never less often
    /// than the many are; and from that count on not more often either, if the trials are so many that not both counts can be few.
    /// </summary>
    [Fact]
    public void TheIntervalToUseHoldsAShareIn94PercentAtLeastHoweverManyAreExpected()
    {
        var (few, between, many) = ((Least: 1.0, Most: 0.0), (Least: 1.0, Most: 0.0), (Least: 1.0, Most: 0.0));
        foreach (var trials in new[] { 20, 50, 90, 200, 400, 2000, 1_000_000 })
        {
            for (var expected = 0.1; expected <= Math.Min(120, trials / 2.0); expected *= 1.01)
            {
                var coverage = Coverage(trials, expected / trials, successes => Proportion.Of(successes, trials));
                ref var range = ref expected <= Proportion.FewCounts / 2 ? ref few : ref expected < Proportion.FewCounts ? ref between : ref many;
                range = (Math.Min(range.Least, coverage), Math.Max(range.Most, coverage));
                var (lowest, highest) = expected <= Proportion.FewCounts / 2 ? (0.95, 1) : expected < Proportion.FewCounts || trials < 200 ? (0.94, 1) : (0.94, 0.96);
                Assert.True(coverage >= lowest - 1e-5 && coverage <= highest, $"{trials} trials with {expected} expected: {coverage}");
            }
        }

        output.WriteLine(FormattableString.Invariant($"up to {Proportion.FewCounts / 2} expected {few.Least:P2} to {few.Most:P2}, up to {Proportion.FewCounts} {between.Least:P2} to {between.Most:P2}, beyond {many.Least:P2} to {many.Most:P2}"));
    }

    [Fact]
    public void WhatIsNoShareIsRefused()
    {
        Assert.Equal(new Interval(0, 1), Proportion.Of(0, 0));
        Assert.Equal(new Interval(0, 1), Proportion.Wilson(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Of(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Of(6, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Of(0, -5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Of(1, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Wilson(1, 5, double.NaN));
    }

    /// <summary>The probability of the successes whose interval holds the share; ends rise with successes, so these are a run, whose ends are found by halving on both sides of the mean.</summary>
    private static double Coverage(int trials, double share, Func<long, Interval> interval)
    {
        var first = First(trials, successes => !(interval(successes).High < share));
        var behind = First(trials, successes => interval(successes).Low > share);
        return (behind > trials ? 1 : Binomial.CDF(share, trials, behind - 1)) - (first == 0 ? 0 : Binomial.CDF(share, trials, first - 1));
    }

    /// <summary>The first number of successes of which something is so, or one more than there are trials.</summary>
    private static int First(int trials, Predicate<long> isSo)
    {
        var (low, high) = (-1, trials + 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = isSo(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }
}
