using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using WalSweep.Analysis.Statistics;
using WalSweep.Tests.Counting;
using Xunit;
using Xunit.Abstractions;
using Interval = WalSweep.Analysis.Statistics.Interval;

namespace WalSweep.Tests.Statistics;

/// <summary>Sums are whole numbers, so they are compared exactly; coverage is simulated with a printed seed, and fails by chance once in a million runs at each end.</summary>
public sealed class PairedDifferencesTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_127;
    private const double ErrorRate = 1e-6;

    private static readonly Gen<double> _times = Gen.OneOf(
        Gen.Constant(0.0), Gen.Choose(0, 3).Select(n => n * 1e-6), Gen.Choose(0, 1_000_000_000).Select(n => n * 1e-6), Gen.Choose(0, 300_000_000).Select(n => (double)n), Gen.Choose(0, 9).Select(n => n * 1e-7));

    private static readonly Gen<(double V, double W)[]> _pairs = _times.Zip(_times).Select(pair => (pair.Item1, pair.Item2)).ArrayOf();

    [Fact]
    public void MeanAndCountsAreTheirDefinition() => Prop.ForAll(_pairs.ToArbitrary(), pairs =>
    {
        var differences = Of(pairs);
        Assert.Equal(pairs.Count(pair => Whole(pair) < 0), differences.Below);
        Assert.Equal(pairs.Count(pair => Whole(pair) == 0), differences.Equal);
        Assert.Equal(pairs.Count(pair => Whole(pair) > 0), differences.Above);
        Assert.Equal(pairs.Length, differences.Count);
        if (pairs.Length < 2)
        {
            Assert.Equal(Interval.Unbounded, differences.MeanIntervalS());
            return;
        }

        var mean = pairs.Average(Whole) / 1e6m;
        Assert.Equal((double)mean, differences.MeanS, 1e-9 + (1e-12 * Math.Abs((double)mean)));
        var variance = pairs.Sum(pair => Math.Pow((double)((Whole(pair) / 1e6m) - mean), 2)) / (pairs.Length - 1);
        var reach = 1.959963984540054 * Math.Sqrt(variance / pairs.Length);
        Assert.Equal(reach, differences.MeanIntervalS().HalfWidth, (1e-9 * reach) + (1e-7 * Math.Abs((double)mean)) + 1e-12);
    }).Check(Seeds.Fixed);

    [Fact]
    public void AnyOrderOfAddingMergingAndSavingGivesTheSameBytes() => Prop.ForAll(_pairs.ToArbitrary(), _pairs.ToArbitrary(), (some, others) =>
    {
        var expected = Bytes(Of([.. some, .. others]));
        var merged = Of([.. others.Reverse()]);
        merged.Merge(Of(some));
        Assert.Equal(expected, Bytes(merged));

        var loaded = Of(some);
        var reader = new CountReader(Bytes(Of(others)));
        loaded.AddSaved(ref reader);
        reader.End();
        Assert.Equal(expected, Bytes(loaded));

        loaded.Clear();
        Assert.Equal(Bytes(new PairedDifferences()), Bytes(loaded));
    }).Check(Seeds.Fixed);

    /// <summary>2³⁷ = 1.4·10¹¹ pairs of the largest differences, by doubling: the squares alone are 1.4·10⁴¹ µs², which 128 bits cannot hold.</summary>
    [Fact]
    public void TheLargestSumsAreExact()
    {
        var differences = new PairedDifferences();
        differences.Add(PairedDifferences.LargestS, 0);
        differences.Add(0, PairedDifferences.LargestS);
        for (var doubling = 0; doubling < 36; doubling++)
        {
            var copy = new PairedDifferences();
            var reader = new CountReader(Bytes(differences));
            copy.AddSaved(ref reader);
            differences.Merge(copy);
        }

        Assert.Equal(1L << 37, differences.Count);
        Assert.Equal(0, differences.MeanS);
        var reach = 1.959963984540054 * PairedDifferences.LargestS / Math.Sqrt(differences.Count - 1);
        Assert.Equal(1, differences.MeanIntervalS().High / reach, 1e-12);
        differences.Add(PairedDifferences.LargestS, 0);
        Assert.Equal(1, differences.MeanS / (PairedDifferences.LargestS / differences.Count), 1e-12);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(1.1e9, 0)]
    public void WhatIsNoDifferenceOfTimesIsRefused(double v, double w) => Assert.Throws<ArgumentOutOfRangeException>(() => new PairedDifferences().Add(v, w));

    [Fact]
    public void NoBytesBringInWhatPairsCannotHave()
    {
        var random = new Random(Seed);
        var sound = Bytes(Of([.. Enumerable.Range(0, 50).Select(i => (i * 0.37, 5.0 + (i % 7)))]));
        var (refused, taken) = (0, 0);
        for (var round = 0; round < (LongTier.IsOn ? 100_000 : 2000); round++)
        {
            var bytes = sound.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var differences = new PairedDifferences();
            differences.Add(3, 1);
            var before = Bytes(differences);
            try
            {
                var reader = new CountReader(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length));
                differences.AddSaved(ref reader);
                taken++;
                Assert.True(Math.Abs(differences.MeanS) <= PairedDifferences.LargestS);
                Assert.False(double.IsNaN(differences.MeanIntervalS().HalfWidth) && differences.Count > 1);
            }
            catch (InvalidDataException)
            {
                refused++;
                Assert.Equal(before, Bytes(differences));
            }
        }

        output.WriteLine($"seed {Seed}: {refused} refused, {taken} taken");
        Assert.True(refused > taken, $"seed {Seed}: {refused} refused, {taken} taken");
    }

    [Fact]
    public void AddingAllocatesNothing()
    {
        var differences = new PairedDifferences();
        Assert.Equal(0, Allocations.EachTime(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                differences.Add(i % 100, 50);
            }
        }));
    }

    /// <summary>Two versions whose times differ by independent noise only: neither is longer, so the sign test may tell them apart in 5 %, and the interval of the mean may miss zero in 5 %.</summary>
    [Theory]
    [InlineData(101)]
    [InlineData(400)]
    public void WithoutADifferenceNoneIsFoundMoreOftenThanStated(int pairs)
    {
        var random = new Random(Seed);
        var checks = LongTier.IsOn ? 20_000 : 2000;
        var (told, meanHeld) = (0, 0);
        var differences = new PairedDifferences();
        for (var check = 0; check < checks; check++)
        {
            differences.Clear();
            for (var pair = 0; pair < pairs; pair++)
            {
                // Some scenarios come out the same; the others differ by skew noise either way.
                var w = 10 * random.NextDouble();
                differences.Add(random.Next(10) == 0 ? w : w - Math.Log(1 - random.NextDouble()), random.Next(10) == 0 ? w : w - Math.Log(1 - random.NextDouble()));
            }

            told += differences.LogSignTestPValue <= Math.Log(0.05) ? 1 : 0;
            meanHeld += differences.MeanIntervalS().Contains(0) ? 1 : 0;
        }

        output.WriteLine($"seed {Seed}, {pairs} pairs: told apart {told}, mean held {meanHeld} of {checks}");
        Assert.True(1 - Binomial.CDF(0.05, checks, told - 1) > ErrorRate, $"seed {Seed}: told apart {told} of {checks}");
        Assert.True(Binomial.CDF(0.94, checks, meanHeld) > ErrorRate && 1 - Binomial.CDF(0.96, checks, meanHeld - 1) > ErrorRate, $"seed {Seed}: the mean's interval held {meanHeld} of {checks}");
    }

    private static decimal Whole((double V, double W) pair) => (decimal)Math.Round((pair.V - pair.W) * 1e6);

    private static PairedDifferences Of((double V, double W)[] pairs)
    {
        var differences = new PairedDifferences();
        foreach (var (v, w) in pairs)
        {
            differences.Add(v, w);
        }

        return differences;
    }

    private static byte[] Bytes(PairedDifferences differences)
    {
        var writer = new CountWriter();
        differences.Save(writer);
        return writer.ToArray();
    }
}
