using MathNet.Numerics.Distributions;
using WalSweep.Benchmarks.Regression;
using Xunit;

namespace WalSweep.Tests.Regression;

/// <summary>The interval holds the true ratio as often as it says, whatever the noise; a slowdown is found and its absence is not.</summary>
public sealed class PairedRatiosTests
{
    private const int Seed = 20_261_122;
    private const int Checks = 4000;

    /// <summary>How often a test of this file may fail although all is well: once in a million runs at each end.</summary>
    private const double ErrorRate = 1e-6;

    /// <summary>What a shared machine does to a run: its logarithm is added to that of the run's cost.</summary>
    public enum Noise
    {
        /// <summary>Two per cent either way.</summary>
        Normal,

        /// <summary>Never faster, now and then much slower.</summary>
        OneSided,

        /// <summary>Without a mean: some runs are spoilt altogether.</summary>
        Wild,
    }

    [Theory]
    [InlineData(8, 0.99, 0)]
    [InlineData(9, 0.99, 1)]
    [InlineData(10, 0.99, 3)]
    [InlineData(12, 0.99, 7)]
    [InlineData(20, 0.99, 37)]
    [InlineData(10, 0.95, 8)]
    [InlineData(25, 0.95, 89)]
    public void TheCriticalValuesAreThoseOfPublishedTables(int pairs, double confidence, int expected)
    {
        var (dropped, reached) = PairedRatios.MostDropped(pairs, confidence);
        Assert.Equal(expected, dropped);
        Assert.InRange(reached, confidence, 1);
    }

    [Theory]
    [InlineData(0.99, 8)]
    [InlineData(0.95, 6)]
    [InlineData(0.5, 2)]
    public void TheLeastNumberOfPairsIsEnoughAndOneLessIsNot(double confidence, int expected)
    {
        Assert.Equal(expected, PairedRatios.LeastPairs(confidence));
        var ratios = Enumerable.Range(1, expected).Select(pair => (double)pair).ToList();
        Assert.InRange(PairedRatios.Of(ratios, confidence).Confidence, confidence, 1);
        Assert.Throws<ArgumentException>(() => PairedRatios.Of(ratios[1..], confidence));
    }

    [Fact]
    public void WithTheLeastPairsTheIntervalIsAllThatWasSeen()
    {
        double[] ratios = [1.04, 0.97, 1.01, 1.2, 0.99, 1.03, 1.02, 1.05];
        var interval = PairedRatios.Of(ratios, 0.99);
        Assert.Equal(0.97, interval.Lower, 12);
        Assert.Equal(1.2, interval.Upper, 12);
        Assert.InRange(interval.Estimate, 1.01, 1.05);
    }

    [Fact]
    public void OneSpoiltPairHardlyMovesTheEstimate()
    {
        var calm = Enumerable.Range(0, 10).Select(pair => 1 + 0.001 * pair).ToArray();
        double[] spoilt = [.. calm[..9], 50];
        Assert.Equal(PairedRatios.Of(calm, 0.99).Estimate, PairedRatios.Of(spoilt, 0.99).Estimate, 0.002);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void WhatIsNoRatioIsRefused(double ratio) =>
        Assert.Throws<ArgumentException>(() => PairedRatios.Of([.. Enumerable.Repeat(1.0, 9), ratio], 0.99));

    [Theory]
    [InlineData(Noise.Normal, 10)]
    [InlineData(Noise.OneSided, 10)]
    [InlineData(Noise.Wild, 10)]
    [InlineData(Noise.OneSided, 17)]
    public void TheIntervalHoldsTheTrueRatioAsOftenAsItSays(Noise noise, int pairs)
    {
        const double TrueRatio = 1.3;
        var random = new Random(Seed);
        var (below, above, confidence) = (0, 0, 0.0);
        for (var check = 0; check < Checks; check++)
        {
            var interval = PairedRatios.Of(Draw(random, noise, pairs, TrueRatio), 0.99);
            confidence = interval.Confidence;
            below += interval.Upper < TrueRatio ? 1 : 0;
            above += interval.Lower > TrueRatio ? 1 : 0;
        }

        AssertBinomial(below, (1 - confidence) / 2);
        AssertBinomial(above, (1 - confidence) / 2);
    }

    [Fact]
    public void ASlowdownOfThreeTimesTheNoiseIsFoundNearlyAlways()
    {
        // Three standard deviations of the noise of one run.
        var random = new Random(Seed + 1);
        var found = Enumerable.Range(0, Checks).Count(_ => PairedRatios.Of(Draw(random, Noise.Normal, 10, 1.06), 0.99).Lower > 1);
        Assert.InRange(found / (double)Checks, 0.95, 1);
    }

    private static double[] Draw(Random random, Noise noise, int pairs, double trueRatio) =>
        [.. Enumerable.Range(0, pairs).Select(_ => trueRatio * Math.Exp(Disturbance(random, noise) - Disturbance(random, noise)))];

    private static double Disturbance(Random random, Noise noise) => noise switch
    {
        Noise.Normal => Normal.Sample(random, 0, 0.02),
        Noise.OneSided => Exponential.Sample(random, 50) + (random.Next(10) == 0 ? 0.3 : 0),
        _ => Cauchy.Sample(random, 0, 0.01),
    };

    private static void AssertBinomial(int count, double probability)
    {
        var law = new Binomial(probability, Checks);
        Assert.True(
            law.CumulativeDistribution(count) > ErrorRate && 1 - law.CumulativeDistribution(count - 1) > ErrorRate,
            $"seed {Seed}: {count} of {Checks}, expected a share of {probability}");
    }
}
