using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using WalSweep.Analysis.Boundaries;
using WalSweep.Tests.Counting;
using Xunit;
using Xunit.Abstractions;
using Interval = WalSweep.Analysis.Statistics.Interval;

namespace WalSweep.Tests.Boundaries;

/// <summary>One row: how often its band misses is summed over all that may come out, for many falling shares.</summary>
public sealed class BoundaryTests(ITestOutputHelper output)
{
    private static readonly Gen<(long Trials, long Hits)[]> _rows =
        Gen.Elements(0, 0, 1, 3, 20, 1000).SelectMany(trials => Gen.Choose(0, trials).Select(hits => ((long)trials, (long)hits))).ArrayOf().Where(row => row.Length > 0);

    private static readonly double[] _shares = [1, 0.9, 0.6, 0.5, 0.4, 0.1, 0];

    /// <summary>All falling sequences of the shares above over four cells, all numbers of hits in the cells: nothing is drawn.</summary>
    [Theory]
    [InlineData(6, 6, 6, 6, 0.05)]
    [InlineData(1, 8, 3, 9, 0.05)]
    [InlineData(3, 3, 3, 3, 0.4)]
    [InlineData(7, 0, 7, 7, 0.2)]
    [InlineData(4, 10, 4, 4, 0.3)]
    public void TheEdgeIsHeldAtLeastAsOftenAsStated(int first, int second, int third, int fourth, double error)
    {
        int[] trials = [first, second, third, fourth];
        var outcomes = Outcomes(trials, error);
        var (most, sequences) = (0.0, 0);
        foreach (var shares in FallingSequences())
        {
            var laws = shares.Select((share, cell) => Enumerable.Range(0, trials[cell] + 1).Select(hits => Binomial.PMF(share, trials[cell], hits)).ToArray()).ToArray();
            for (var edge = 0; edge <= 4; edge++)
            {
                if (shares[..edge].All(share => share >= 0.5) && shares[edge..].All(share => share <= 0.5))
                {
                    var missed = outcomes.Where(outcome => !Holds(outcome.Boundary, edge)).Sum(outcome => laws.Select((law, cell) => law[outcome.Hits[cell]]).Aggregate((a, b) => a * b));
                    Assert.True(missed <= error + 1e-9, $"edge {edge} of {string.Join(' ', shares)}: {missed}");
                    (most, sequences) = (Math.Max(most, missed), sequences + 1);
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"{sequences} edges of falling shares, missed in at most {most:P2} of {error:P0}"));
        Assert.InRange(most, error / 20, error);
    }

    [Fact]
    public void TheEstimateIsInTheBandAndTheBandOnTheAxis() => Prop.ForAll(_rows.ToArbitrary(), row =>
    {
        long[] trials = [.. row.Select(cell => cell.Trials)];
        var boundary = Boundary.Of(trials, [.. row.Select(cell => cell.Hits)], 0.2);
        Assert.Equal(trials.Sum(), boundary.Trials);
        Assert.Equal(boundary.Trials == 0, double.IsNaN(boundary.EstimateCells));
        Assert.Equal(!boundary.HasBand, double.IsNaN(boundary.BandCells.HalfWidth));
        if (boundary.HasBand)
        {
            Assert.True(boundary.BandCells.Contains(boundary.EstimateCells), boundary.ToString());
            Assert.InRange(boundary.BandCells.Low, 0, boundary.BandCells.High);
            Assert.InRange(boundary.BandCells.High, 0, row.Length);
        }
    }).Check(Seeds.Fixed);

    /// <summary>What is seen from the other end, misses for hits, is the same boundary.</summary>
    [Fact]
    public void TheRowReadBackwardsHasTheMirroredBoundary() => Prop.ForAll(_rows.ToArbitrary(), row =>
    {
        var boundary = Boundary.Of([.. row.Select(cell => cell.Trials)], [.. row.Select(cell => cell.Hits)], 0.2);
        var mirrored = Boundary.Of([.. row.Reverse().Select(cell => cell.Trials)], [.. row.Reverse().Select(cell => cell.Trials - cell.Hits)], 0.2);
        Assert.Equal((boundary.HasBand, row.Length - boundary.HighEdge, row.Length - boundary.LowEdge), (mirrored.HasBand, mirrored.LowEdge, mirrored.HighEdge));
        Assert.True(boundary.Trials == 0 || Math.Abs(row.Length - boundary.EstimateCells - mirrored.EstimateCells) < 1e-9);
    }).Check(Seeds.Fixed);

    [Fact]
    public void TheEstimateIsWhereTheFitOfTheMinMaxFormulaPassesOneHalf() => Prop.ForAll(_rows.ToArbitrary(), wholeRow =>
    {
        var row = wholeRow[..Math.Min(wholeRow.Length, 25)];
        var cells = row.Index().Where(cell => cell.Item.Trials > 0).ToArray();
        if (cells.Length == 0)
        {
            return;
        }

        double ShareAt(int place) => Enumerable.Range(place, cells.Length - place).Max(last => Enumerable.Range(0, place + 1).Min(first =>
            cells[first..(last + 1)].Sum(cell => (double)cell.Item.Hits) / cells[first..(last + 1)].Sum(cell => cell.Item.Trials)));
        (double Middle, double Share)[] fit =
            [(-0.5, 1), .. cells.Select((cell, place) => (cell.Index + 0.5, ShareAt(place))), (row.Length + 0.5, 0)];
        var halves = fit.Where(point => point.Share == 0.5).ToArray();
        var (above, below) = (fit.Last(point => point.Share > 0.5), fit.First(point => point.Share < 0.5));
        var expected = halves.Length > 0
            ? (halves[0].Middle + halves[^1].Middle) / 2
            : above.Middle + ((above.Share - 0.5) / (above.Share - below.Share) * (below.Middle - above.Middle));
        Assert.Equal(expected, IsotonicShare.CrossingCells([.. row.Select(cell => cell.Trials)], [.. row.Select(cell => cell.Hits)]), 1e-9);
    }).Check(Seeds.Fixed);

    [Theory]
    [InlineData(new long[] { 20, 20, 20, 20 }, new long[] { 20, 20, 0, 0 }, 2, 2, 2)]
    [InlineData(new long[] { 20, 20, 20, 20 }, new long[] { 20, 10, 0, 0 }, 1.5, 1, 2)]
    [InlineData(new long[] { 20, 20, 20, 20 }, new long[] { 20, 15, 0, 0 }, 1.5 + (1.0 / 3), 1, 2)]
    [InlineData(new long[] { 20, 20, 20, 20 }, new long[] { 20, 20, 20, 20 }, 4, 4, 4)]
    [InlineData(new long[] { 20, 20, 20, 20 }, new long[] { 0, 0, 0, 0 }, 0, 0, 0)]
    [InlineData(new long[] { 20, 0, 0, 20 }, new long[] { 20, 0, 0, 0 }, 2, 1, 3)]
    [InlineData(new long[] { 20, 20, 20, 20 }, new long[] { 20, 10, 10, 0 }, 2, 1, 3)]
    [InlineData(new long[] { 5, 5, 5, 5 }, new long[] { 5, 5, 0, 0 }, 2, 1, 3)]
    [InlineData(new long[] { 100_000_000_000, 100_000_000_000 }, new long[] { 50_001_000_000, 49_999_000_000 }, 1, 1, 1)]
    public void BoundariesOfRowsThatCanBeLookedAt(long[] trials, long[] hits, double estimate, int low, int high)
    {
        var boundary = Boundary.Of(trials, hits);
        Assert.True(boundary.HasBand);
        Assert.Equal(estimate, boundary.EstimateCells, 1e-9);
        Assert.Equal((low, high), (boundary.LowEdge, boundary.HighEdge));
        Assert.Equal((low == 0, high == trials.Length), (boundary.MayLieBefore, boundary.MayLieBeyond));
        Assert.Equal(new Interval(Math.Max(0, low - 0.5), Math.Min(trials.Length, high + 0.5)), boundary.BandCells);
    }

    [Fact]
    public void TooFewTrialsHaveNoBand()
    {
        // Seven alike have a probability of 2⁻⁷ < 0.025/2, six do not.
        Assert.Equal(7, Boundary.LeastTrials(0.05));
        Assert.True(Boundary.Of([4, 3], [0, 0]) is { HasBand: true, LowEdge: 0, HighEdge: 1 });
        var few = Boundary.Of([3, 3], [3, 0]);
        Assert.Equal((false, 1.0), (few.HasBand, few.EstimateCells));
        Assert.Equal(Interval.Unbounded, few.BandCells);
        Assert.False(few.MayLieBefore || few.MayLieBeyond);
        Assert.False(Boundary.Of([0, 0], [0, 0]).HasBand);
    }

    [Fact]
    public void AShareThatRisesHasABandThatSaysNothing()
    {
        var rising = Boundary.Of([20, 20], [0, 20]);
        Assert.True(rising is { HasBand: true, LowEdge: 0, HighEdge: 2, EstimateCells: 1, MayLieBefore: true, MayLieBeyond: true });
    }

    [Fact]
    public void WhatIsNoRowIsRefused()
    {
        Assert.Throws<ArgumentException>(() => Boundary.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => Boundary.Of([1], [2]));
        Assert.Throws<ArgumentException>(() => Boundary.Of([1], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Boundary.Of([1], [1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Boundary.Of([1], [1], double.NaN));
    }

    private static bool Holds(Boundary boundary, int edge) => edge >= boundary.LowEdge && edge <= boundary.HighEdge;

    private static List<(int[] Hits, Boundary Boundary)> Outcomes(int[] trials, double error)
    {
        var outcomes = new List<(int[] Hits, Boundary Boundary)>();
        for (var code = 0; code < trials.Aggregate(1, (product, count) => product * (count + 1)); code++)
        {
            var (rest, hits) = (code, new int[trials.Length]);
            for (var cell = 0; cell < trials.Length; cell++)
            {
                (rest, hits[cell]) = Math.DivRem(rest, trials[cell] + 1);
            }

            outcomes.Add((hits, Boundary.Of([.. trials.Select(count => (long)count)], [.. hits.Select(count => (long)count)], error)));
        }

        return outcomes;
    }

    private static IEnumerable<double[]> FallingSequences() =>
        from a in _shares from b in _shares where b <= a from c in _shares where c <= b from d in _shares where d <= c select new[] { a, b, c, d };
}
