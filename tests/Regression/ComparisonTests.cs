using WalSweep.Benchmarks.Probe;
using WalSweep.Benchmarks.Regression;
using Xunit;

namespace WalSweep.Tests.Regression;

/// <summary>What is an alarm and what is not.</summary>
public sealed class ComparisonTests
{
    private const int Pairs = 10;
    private const double Tolerance = 0.01;

    [Theory]
    [InlineData(1.0, nameof(Finding.Same))]
    [InlineData(1.008, nameof(Finding.Same))]
    [InlineData(1.02, nameof(Finding.Slower))]
    [InlineData(0.98, nameof(Finding.Faster))]
    public void TheWholeIntervalMustLieBeyondTheTolerance(double ratio, string expected)
    {
        var comparison = Compare(ratio, allocatedBytes: 0);
        Assert.Equal(expected, comparison.Finding.ToString());
        Assert.Equal(expected == nameof(Finding.Slower), comparison.IsRegression);
        Assert.Equal(ratio, comparison.Ratio.Estimate, 0.002);
    }

    [Fact]
    public void NoiseIsNoAlarm()
    {
        var olds = Enumerable.Repeat(Trial(100, 0), Pairs).ToList();
        var news = Enumerable.Range(0, Pairs).Select(pair => Trial(pair % 3 == 0 ? 90 : 120, 0)).ToList();
        Assert.Equal(Finding.Same, Comparison.Of(olds, news, Tolerance).Finding);
    }

    [Fact]
    public void OneByteInOneRunIsAnAlarmHoweverFastTheRevisionIs()
    {
        var olds = Enumerable.Repeat(Trial(100, 0), Pairs).ToList();
        var news = Enumerable.Range(0, Pairs).Select(pair => Trial(50, pair == 4 ? 1 : 0)).ToList();
        var comparison = Comparison.Of(olds, news, Tolerance);
        Assert.Equal(Finding.Faster, comparison.Finding);
        Assert.Equal(1, comparison.New.AllocatedBytes);
        Assert.True(comparison.IsRegression);
    }

    [Fact]
    public void WhatTheOlderRevisionAllocatedIsNoAlarm()
    {
        var olds = Enumerable.Repeat(Trial(100, 24), Pairs).ToList();
        var news = Enumerable.Repeat(Trial(100, 0), Pairs).ToList();
        Assert.False(Comparison.Of(olds, news, Tolerance).IsRegression);
    }

    /// <summary>
    /// Seven things, each exactly as much slower as is let pass: the worst case without a regression. Binomial bound at 1e-6 for a share of
    /// at most 7 × 0.5 % false alarms.
    /// </summary>
    [Fact]
    public void FalseAlarmsAreRare()
    {
        const int Seed = 7;
        const int Checks = 2000;
        var random = new Random(Seed);
        var alarms = Enumerable.Range(0, Checks).Count(_ => Enumerable.Range(0, 7).Any(_ =>
        {
            var olds = Enumerable.Range(0, Pairs).Select(_ => Trial(100 * Noise(random), 0)).ToList();
            var news = Enumerable.Range(0, Pairs).Select(_ => Trial(101 * Noise(random), 0)).ToList();
            return Comparison.Of(olds, news, Tolerance).IsRegression;
        }));
        var law = new MathNet.Numerics.Distributions.Binomial(0.035, Checks);
        Assert.True(1 - law.CumulativeDistribution(alarms - 1) > 1e-6, $"seed {Seed}: {alarms} of {Checks}");
    }

    internal static Comparison Compare(double ratio, long allocatedBytes)
    {
        var olds = Enumerable.Range(0, Pairs).Select(pair => Trial(100 + pair, 0)).ToList();
        var news = olds.Select((old, pair) => Trial(old.CpuNs * ratio * (1 + 0.0002 * (pair - 4.5)), allocatedBytes)).ToList();
        return Comparison.Of(olds, news, Tolerance);
    }

    /// <summary>Never less than 1, now and then much more.</summary>
    private static double Noise(Random random) => 1 + 0.03 * random.NextDouble() + (random.Next(8) == 0 ? 0.4 : 0);

    private static Reading Trial(double cpuNs, long allocatedBytes) => new("v2", "trial", cpuNs, 12.5, allocatedBytes);
}
