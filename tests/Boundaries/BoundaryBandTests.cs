using MathNet.Numerics.Distributions;
using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Statistics;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Boundaries;

/// <summary>
/// Maps of 18 rows of 24 cells, whose boundaries lie anywhere on the axis: how many of 100 bands of 95 % hold all 18 at once. Of bands that hold them in 95 % exactly, 88 or fewer of 100 would do so once in 150 times; seeds are fixed.
/// </summary>
public sealed class BoundaryBandTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_127;
    private const int Rows = 18;
    private const int Cells = 24;

    /// <summary>The share as a function of the distance from the boundary, in cells; and how many trials a cell has.</summary>
    [Theory]
    [InlineData("step", 20, 1.0)]
    [InlineData("step", 60, 1.0)]
    [InlineData("step", 200, 0.5)]
    [InlineData("step", 3, 4.0)]
    [InlineData("step", 1, 10.0)]
    [InlineData("steep logistic", 20, 1.5)]
    [InlineData("logistic", 20, 2.5)]
    [InlineData("logistic", 3, 6.0)]
    [InlineData("logistic", 400, 1.0)]
    [InlineData("flat logistic", 20, 5.0)]
    [InlineData("flat logistic", 3, 12.0)]
    [InlineData("ramp", 20, 1.5)]
    public void TheBandHoldsAllBoundariesOfAMapAtOnce(string law, int trialsOfACell, double mostMedianHalfWidth) =>
        AssertHeld(law, (random, _) => trialsOfACell, boundary => boundary.BandCells, mostMedianHalfWidth);

    [Theory]
    [InlineData("step")]
    [InlineData("logistic")]
    public void TheBandHoldsAllBoundariesWhereTrialsAreUneven(string law) =>
        AssertHeld(law, (random, row) => random.Next(3) == 0 ? 0 : random.Next(1 + (4 * row)), boundary => boundary.BandCells, 8);

    /// <summary>A step from 1 to 0.4, or from 0.6 to 0, moves the share of a cell across one half long before, or after, it passes the cell's middle: without symmetry the band needs the whole cell.</summary>
    [Theory]
    [InlineData("1 to 0.4", 300)]
    [InlineData("0.6 to 0", 300)]
    [InlineData("1 to 0.4", 20)]
    public void WithoutSymmetryTheWidestBandHoldsThem(string law, int trialsOfACell) =>
        AssertHeld(law, (random, _) => trialsOfACell, boundary => new Interval(Math.Max(0, boundary.LowEdge - 1), Math.Min(Cells, boundary.HighEdge + 1)), 24);

    /// <summary>Coins everywhere, so that every edge is a boundary and every test is at its limit.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(500)]
    public void AnEdgeBetweenCoinsIsExcludedAtMostAsOftenAsStated(int trialsOfACell)
    {
        var random = new Random(Seed);
        var rows = LongTier.IsOn ? 40_000 : 4000;
        var (first, middle, last) = (0, 0, 0);
        var trials = Enumerable.Repeat((long)trialsOfACell, Cells).ToArray();
        for (var row = 0; row < rows; row++)
        {
            var boundary = Boundary.Of(trials, [.. trials.Select(count => (long)Enumerable.Range(0, ((int)count + 31) / 32).Sum(word => Heads(random, Math.Min(32, (int)count - (32 * word)))))]);
            first += boundary.LowEdge > 0 ? 1 : 0;
            middle += boundary.LowEdge > Cells / 2 || boundary.HighEdge < Cells / 2 ? 1 : 0;
            last += boundary.HighEdge < Cells ? 1 : 0;
        }

        // The first and the last edge are tested from one side only, with half of the error. A true statement fails here once in a million runs.
        output.WriteLine($"seed {Seed}, {trialsOfACell} a cell: {first}, {middle} and {last} of {rows} excluded");
        foreach (var (excluded, error) in new[] { (first, 0.025), (middle, 0.05), (last, 0.025) })
        {
            Assert.True(1 - Binomial.CDF(error, rows, excluded - 1) > 1e-6, $"seed {Seed}: {excluded} of {rows} at {error}");
        }

        Assert.True(first > 0 && last > 0, $"seed {Seed}: nothing was ever excluded");
    }

    [Fact]
    public void TheErrorIsDividedBetweenRowsThatHaveEnough()
    {
        // Four rows, one of them empty: divided by three, 2⁻⁸ ≤ 0.05/12 and eight trials are the least; the row with seven gets nothing, and the others half each.
        var band = BoundaryBand.Of(2, [20, 20, 4, 3, 0, 0, 5, 4], [20, 0, 4, 0, 0, 0, 5, 0]);
        Assert.Equal(8, Boundary.LeastTrials(0.05 / 3));
        Assert.Equal([true, false, false, true], band.Rows.Select(row => row.HasBand));
        Assert.Equal(Boundary.Of([20, 20], [20, 0], 0.05 / 2), band.Rows[0]);
        Assert.Equal(Boundary.Of([5, 4], [5, 0], 0.05 / 2), band.Rows[3]);
        Assert.Equal(new Interval(0.5, 1.5), band.Rows[0].BandCells);
        Assert.Equal((1.0, true), (band.Rows[1].EstimateCells, double.IsNaN(band.Rows[2].EstimateCells)));
        Assert.All(BoundaryBand.Of(3, [0, 0, 0], [0, 0, 0]).Rows, row => Assert.False(row.HasBand));
        Assert.Empty(BoundaryBand.Of(3, [], []).Rows);
        Assert.Throws<ArgumentException>(() => BoundaryBand.Of(3, [1, 1], [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BoundaryBand.Of(1, [1], [0], 1.5));
    }

    private void AssertHeld(string law, Func<Random, int, int> trialsOf, Func<Boundary, Interval> band, double mostMedianHalfWidth)
    {
        var maps = LongTier.IsOn ? 1000 : 100;
        var held = 0;
        var halfWidths = new List<double>();
        var errors = new List<double>();
        for (var map = 0; map < maps; map++)
        {
            var random = new Random(Seed + map);
            var (trials, hits, boundaries) = Draw(random, law, trialsOf);
            var rows = BoundaryBand.Of(Cells, trials, hits).Rows;
            held += rows.Select((row, index) => !row.HasBand || band(row).Contains(boundaries[index])).All(isHeld => isHeld) ? 1 : 0;
            halfWidths.AddRange(rows.Where(row => row.HasBand).Select(row => band(row).HalfWidth));
            errors.AddRange(rows.Select((row, index) => Math.Abs(row.EstimateCells - boundaries[index])).Where(error => !double.IsNaN(error)));
        }

        halfWidths.Sort();
        errors.Sort();
        var median = halfWidths[halfWidths.Count / 2];
        output.WriteLine(FormattableString.Invariant(
            $"seeds {Seed} and the {maps - 1} after it, {law}: {held} of {maps} held, {halfWidths.Count} rows with a band, half-width {median:F2} in the median, estimate off by {errors[errors.Count / 2]:F2} in the median"));
        Assert.True(held >= maps * 89 / 100, $"seeds from {Seed}: {held} of {maps} held");
        Assert.True(halfWidths.Count >= maps * Rows / 2, $"seeds from {Seed}: only {halfWidths.Count} rows have a band");
        Assert.True(median <= mostMedianHalfWidth, $"seeds from {Seed}: the half-width is {median} cells in the median");
    }

    /// <summary>Trials lie evenly in their cell, each with the share of its own place.</summary>
    private static (long[] Trials, long[] Hits, double[] Boundaries) Draw(Random random, string law, Func<Random, int, int> trialsOf)
    {
        var (trials, hits, boundaries) = (new long[Rows * Cells], new long[Rows * Cells], new double[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            boundaries[row] = Cells * random.NextDouble();
            for (var cell = 0; cell < Cells; cell++)
            {
                var slot = (row * Cells) + cell;
                trials[slot] = trialsOf(random, row);
                for (var trial = 0; trial < trials[slot]; trial++)
                {
                    hits[slot] += random.NextDouble() < Share(law, cell + random.NextDouble() - boundaries[row]) ? 1 : 0;
                }
            }
        }

        return (trials, hits, boundaries);
    }

    private static double Share(string law, double cellsBeyond) => law switch
    {
        "step" => cellsBeyond < 0 ? 1 : 0,
        "1 to 0.4" => cellsBeyond < 0 ? 1 : 0.4,
        "0.6 to 0" => cellsBeyond < 0 ? 0.6 : 0,
        "ramp" => Math.Clamp(0.5 - (cellsBeyond / 2), 0, 1),
        "steep logistic" => 1 / (1 + Math.Exp(cellsBeyond / 0.3)),
        "logistic" => 1 / (1 + Math.Exp(cellsBeyond)),
        "flat logistic" => 1 / (1 + Math.Exp(cellsBeyond / 3)),
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "no such law"),
    };

    private static int Heads(Random random, int tosses) => System.Numerics.BitOperations.PopCount((uint)(random.NextInt64(1L << 32) >> (32 - tosses)));
}
