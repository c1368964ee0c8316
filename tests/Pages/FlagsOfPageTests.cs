using System.Globalization;
using WalSweep.Analysis.Maps;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>The squares on cells in which simulation and analysis disagree.</summary>
[Collection(CountedPage.Name)]
public sealed class FlagsOfPageTests(CountedPage page)
{
    /// <summary>Numbers of a picture have two decimals.</summary>
    private const double _roundingPx = 0.011;

    /// <summary>
    /// Which cells disagree is found from the file of the boundaries: beyond where both put the line on its other side. Every one of them has its square, in its middle and within it, and no other has.
    /// </summary>
    [Fact]
    public void A_square_stands_in_the_middle_of_each_cell_that_disagrees_and_nowhere_else()
    {
        var all = 0;
        foreach (var (figure, name, table) in ((string, string, string)[])
            [("regions", MapPlan.OutageByWriteRate, "outage-write-rate"), ("regions-load", MapPlan.OutageByLoad, "outage-write-rate"), ("plane", MapPlan.Plane, "plane")])
        {
            var map = page.MapOf(name);
            var rows = RowsOf($"boundary-rows-{table}.csv").Where(row => row["map"] == name).ToList();
            foreach (var layout in (string[])["", "-narrow"])
            {
                var pictured = PicturedMap.AllOf(page.PathOf($"{figure}{layout}.svg"));
                foreach (var (protocolIndex, version) in page.Config.Protocols.Index())
                {
                    var expected = Disagreeing(map, protocolIndex, [.. rows.Where(row => row["protocol"] == version.Name)]);
                    Assert.Equal(expected, Flagged(map, pictured[protocolIndex]));
                    all += expected.Count;
                }
            }
        }

        Assert.True(all > 30, $"{all} squares");
    }

    /// <summary>The cells with squares, in order; each square is checked to lie in the middle of its cell.</summary>
    private static List<(int Row, int Column)> Flagged(SweepMap map, PicturedMap pictured)
    {
        var cells = new List<(int Row, int Column)>();
        var (width, height) = (pictured.Box.Width / map.X.Axis.CellCount, pictured.Box.Height / map.Y.Axis.CellCount);
        foreach (var flag in pictured.Flags())
        {
            var (x, y) = (flag.X + (flag.Width / 2) - pictured.Box.X, pictured.Box.Y + pictured.Box.Height - flag.Y - (flag.Height / 2));
            var cell = (Row: (int)Math.Floor(y / height), Column: (int)Math.Floor(x / width));
            Assert.Equal((cell.Column + 0.5) * width, x, _roundingPx);
            Assert.Equal((cell.Row + 0.5) * height, y, _roundingPx);
            Assert.InRange(flag.Width, 2, width);
            Assert.InRange(flag.Height, 2, height);
            cells.Add(cell);
        }

        return [.. cells.Order()];
    }

    /// <summary>A cell with scenarios, all of it below where the first limit to bite lies and all of it beyond the band of the boundary, or the other way round.</summary>
    private List<(int Row, int Column)> Disagreeing(SweepMap map, int protocolIndex, List<Dictionary<string, string>> rows)
    {
        var (x, cellCount) = (map.X.Axis, map.X.Axis.CellCount);
        Assert.Equal(map.Y.Axis.CellCount, rows.Count);
        var filled = page.Trials.Where(trial => trial.ProtocolIndex == protocolIndex).Select(trial => page.CellOf(map, trial)).ToHashSet();
        var cells = new List<(int Row, int Column)>();
        foreach (var (row, values) in rows.Index())
        {
            // In cells from the left; a line that does not exist is on no side of any.
            double At(string column) => values[column] switch
            {
                "" => double.NaN,
                "inf" => cellCount,
                var text => Math.Clamp(Math.Log(double.Parse(text, CultureInfo.InvariantCulture) / x.Min) / Math.Log(x.Max / x.Min), 0, 1) * cellCount,
            };
            var (bandLow, bandHigh, low, high) = (At("band_low"), At("band_high"), At("analytic_low"), At("analytic_high"));
            var disagreeing = Enumerable.Range(0, cellCount).Where(cell => filled.Contains((row * cellCount) + cell)).Where(cell =>
                (IsBefore(cell, low) && IsBeyond(cell, bandHigh)) || (IsBeyond(cell, high) && IsBefore(cell, bandLow))).ToList();
            Assert.Equal(values["cells_disagreeing"], disagreeing.Count.ToString(CultureInfo.InvariantCulture));
            cells.AddRange(disagreeing.Select(cell => (row, cell)));
        }

        return cells;

        static bool IsBefore(int cell, double line) => cell + 1 <= line + 1e-9;
        static bool IsBeyond(int cell, double line) => cell >= line - 1e-9;
    }

    private List<Dictionary<string, string>> RowsOf(string file)
    {
        string[] lines = File.ReadAllLines(page.PathOf(file));
        string[] columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(value => value.First, value => value.Second))];
    }
}
