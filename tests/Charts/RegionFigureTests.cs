using System.Globalization;
using System.Numerics;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Charts;

public sealed class RegionFigureTests
{
    private const string _svg = "{http://www.w3.org/2000/svg}";

    [Theory]
    [InlineData(FigureShape.Wide, "regions.svg")]
    [InlineData(FigureShape.Narrow, "regions-narrow.svg")]
    public void A_small_figure_is_drawn_as_before(FigureShape shape, string fileName) =>
        Golden.Check($"tests/Charts/golden/{fileName}", Draw(Content(SyntheticSweep.Accumulate(400, 8, 6)), shape));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Bytes_do_not_depend_on_the_culture(string culture)
    {
        RegionFigureContent content = Content(SyntheticSweep.Accumulate(400, 8, 6));
        Assert.Equal(Draw(content), SweepSummaryTests.In(culture, () => Draw(content)));
    }

    [Fact]
    public void A_figure_of_the_usual_grid_stays_small()
    {
        string svg = Draw(Content(SyntheticSweep.Accumulate(20_000)));
        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, 400_000);
        string fine = Draw(Content(SyntheticSweep.Accumulate(20_000, 60, 40)));
        Assert.InRange(Encoding.UTF8.GetByteCount(fine), 1, 450_000);
    }

    [Fact]
    public void Every_cell_with_scenarios_is_drawn_in_its_place_with_its_colour_and_counts()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(400, 8, 6);
        XElement[] panels = [.. Panels(Draw(Content(accumulator)))];
        Assert.Equal(3, panels.Length);
        for (int p = 0; p < 3; p++)
        {
            XElement[] cells = [.. MapOf(panels[p]).Elements(_svg + "rect")];
            double[] lefts = [.. cells.Skip(1).Select(cell => (double)cell.Attribute("x")!).Distinct().Order()];
            double[] tops = [.. cells.Skip(1).Select(cell => (double)cell.Attribute("y")!).Distinct().OrderDescending()];
            Assert.Equal((8, 6), (lefts.Length, tops.Length));
            Assert.Equal("nodata", (string?)cells[0].Attribute("class"));
            var drawn = cells.Skip(1).ToDictionary(
                cell => (Array.IndexOf(lefts, (double)cell.Attribute("x")!), Array.IndexOf(tops, (double)cell.Attribute("y")!)));
            for (int xIndex = 0; xIndex < 8; xIndex++)
            {
                for (int yIndex = 0; yIndex < 6; yIndex++)
                {
                    FateCounts counts = accumulator.Maps[0].Kinds.CellAt(p, xIndex, yIndex);
                    Assert.Equal(counts.Total > 0, drawn.TryGetValue((xIndex, yIndex), out XElement? cell));
                    if (cell is not null)
                    {
                        Assert.Equal(StyleOf(counts), (string?)cell.Attribute("class"));
                        Assert.Contains($": {counts.Total} = ", cell.Value, StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    /// <summary>Where chance decides which of two fates is the more frequent, a cell has the colours of both: else neighbours would differ by chance alone.</summary>
    [Fact]
    public void A_cell_in_which_two_fates_are_mixed_has_the_colours_of_both()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(4000, 8, 6);
        string svg = Draw(Content(accumulator));
        XElement[] panels = [.. Panels(svg)];
        int mixed = 0;
        for (int p = 0; p < 3; p++)
        {
            BoxPx map = BoxOf(MapOf(panels[p]).Elements(_svg + "rect").First());
            var halves = new List<(string Style, string Path)>();
            for (int cell = 0; cell < 8 * 6; cell++)
            {
                FateCounts counts = accumulator.Maps[0].Kinds.CellAt(p, cell % 8, cell / 8);
                if (counts.Total > 0 && StylesOf(counts) is [_, var other])
                {
                    var box = new BoxPx(map.X + (map.Width * (cell % 8) / 8), map.Bottom - (map.Height * ((cell / 8) + 1) / 6), map.Width / 8, map.Height / 6);
                    halves.Add((other, FormattableString.Invariant($"M{box.X:0.##} {box.Bottom:0.##}L{box.Right:0.##} {box.Y:0.##}L{box.Right:0.##} {box.Bottom:0.##}Z")));
                }
            }

            Assert.Equal(halves, panels[p].Elements(_svg + "path").Where(path => ((string)path.Attribute("class")!).StartsWith('f') && path.Attribute("d")!.Value.EndsWith('Z')).Select(path => ((string)path.Attribute("class")!, (string)path.Attribute("d")!)));
            mixed += halves.Count;
        }

        Assert.InRange(mixed, 10, 3 * 8 * 6 / 2);
        Assert.Contains("mixed: two fates are about equally frequent", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Neighbours_of_a_fine_grid_join_without_changing_what_is_covered()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(20_000, 60, 40);
        XElement[] panels = [.. Panels(Draw(Content(accumulator)))];
        for (int p = 0; p < 3; p++)
        {
            XElement[] rects = [.. MapOf(panels[p]).Elements(_svg + "rect")];
            Assert.All(rects, rect => Assert.Empty(rect.Elements()));
            BoxPx[] boxes = [.. rects.Select(BoxOf)];
            BoxPx map = boxes[0];
            for (int xIndex = 0; xIndex < 60; xIndex++)
            {
                for (int yIndex = 0; yIndex < 40; yIndex++)
                {
                    double x = map.X + (map.Width * (xIndex + 0.5) / 60);
                    double y = map.Bottom - (map.Height * (yIndex + 0.5) / 40);
                    FateCounts counts = accumulator.Maps[0].Kinds.CellAt(p, xIndex, yIndex);
                    XElement top = rects[Array.FindLastIndex(boxes, box => box.Overlaps(new BoxPx(x - 0.01, y - 0.01, 0.02, 0.02)))];
                    Assert.Equal(counts.Total == 0 ? "nodata" : StyleOf(counts), (string?)top.Attribute("class"));
                }
            }
        }
    }

    [Fact]
    public void Headline_numbers_are_those_of_the_summary()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(1000, 8, 6);
        SweepSummary summary = accumulator.Summarize(SyntheticSweep.Protocols, hasFailover: false);
        XElement[] panels = [.. Panels(Draw(Content(accumulator)))];
        for (int p = 0; p < 3; p++)
        {
            string[] texts = [.. panels[p].Elements(_svg + "text").Select(text => text.Value)];
            Assert.Equal(SyntheticSweep.Protocols[p].Label, texts[0]);
            Assert.Equal(NumberText.Percent(summary.Protocols[p].Fates.CaughtUp / 1000.0) + " caught up", texts[1]);
            Assert.Equal(NumberText.Percent(summary.Protocols[p].Fates.RebuiltByDecision / 1000.0), texts[2]);
            Assert.Equal(NumberText.Percent(summary.Protocols[p].Fates.RebuiltByAccident / 1000.0), texts[4]);
            Assert.Equal(NumberText.Percent(summary.Protocols[p].Fates.NotRecovered / 1000.0), texts[6]);
        }
    }

    [Fact]
    public void A_region_bears_the_name_of_its_own_fate()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(20_000);
        XElement[] panels = [.. Panels(Draw(Content(accumulator)))];
        for (int p = 0; p < 3; p++)
        {
            XElement[] cells = [.. MapOf(panels[p]).Elements(_svg + "rect").Skip(1)];
            XElement[] names = [.. panels[p].Elements(_svg + "text").Where(text => (string?)text.Attribute("class") == "region")];
            Assert.Contains(names, name => name.Value == "caught up");
            foreach (XElement name in names)
            {
                string[] styles = [.. Enum.GetValues<Fate>().Where(fate => Fates.Label(fate).Contains(name.Value, StringComparison.Ordinal)).Select(fate => $"f{(int)fate}")];
                double halfWidth = DisplayText.WidthPx(name.Value, 11.5) / 2;
                var box = new BoxPx((double)name.Attribute("x")! - halfWidth, (double)name.Attribute("y")! - 9, 2 * halfWidth, 11);
                XElement[] under = [.. cells.Where(cell => BoxOf(cell).Overlaps(box))];
                Assert.NotEmpty(under);
                Assert.All(under, cell => Assert.True(name.Value == "mixed" ? IsMixed(panels[p], BoxOf(cell)) : styles.Contains(((string)cell.Attribute("class")!)[..2]) && !IsMixed(panels[p], BoxOf(cell))));
            }
        }
    }

    [Theory]
    [InlineData("v2_no_promotion_hold", 3)]
    [InlineData("v2_no_reservation", 2)]
    public void Names_that_do_not_fit_a_third_of_the_width_get_half_of_it(string name, int columns)
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(10, 2, 2);
        var version = ProtocolVersion.Find(name)!;
        RegionFigureContent content = Content(accumulator) with { Summary = accumulator.Summarize([version, version, version], hasFailover: false) };
        List<XElement> texts = [.. Panels(Draw(content)).Select(panel => panel.Elements(_svg + "text").First())];
        Assert.All(texts, text => Assert.Equal(version.Label, text.Value));
        Assert.Equal(columns, texts.Select(text => text.Attribute("x")!.Value).Distinct().Count());
    }

    [Fact]
    public void An_empty_map_and_one_protocol_are_drawn_without_inventing_anything()
    {
        var empty = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), 1);
        var content = new RegionFigureContent("empty", "", "", empty.Maps[0].Kinds, empty.Summarize([ProtocolVersion.V2], hasFailover: false), []);
        XElement panel = Assert.Single(Panels(Draw(content)));
        Assert.Single(MapOf(panel).Elements(_svg + "rect"));
        Assert.Contains(panel.Elements(_svg + "text"), text => text.Value == "– caught up");
    }

    [Fact]
    public void A_figure_says_which_of_a_sweep_s_maps_it_is()
    {
        const string Topic = "What became of the replica over outage and write rate, under V1, V1.5 and V2";
        RegionFigureContent content = Content(SyntheticSweep.Accumulate(10, 2, 2));
        XElement svg = Parse(Draw(content));
        Assert.Equal(["Where catch-up ends and rebuild begins", Topic, "synthetic, seed 1"], svg.Elements(_svg + "text").Take(3).Select(text => text.Value));
        Assert.Equal($"Where catch-up ends and rebuild begins – {Topic}", svg.Element(_svg + "title")!.Value);
        Assert.Equal(Topic, new RegionFigure(content with { Title = "" }, FigureShape.Wide).Title);
    }

    /// <summary>Boundaries of three kinds, and curves of both slopes: no label on a bar, on a level line or on a curve, and the labels are there.</summary>
    [Theory]
    [InlineData(FigureShape.Wide)]
    [InlineData(FigureShape.Narrow)]
    public void Labels_of_curves_stand_clear_of_bars_and_curves(FigureShape shape)
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(20_000);
        CellKinds fates = accumulator.Maps[0].Kinds;
        ReferenceCurve rising = new("T ∝ w", "a line that rises", [.. Enumerable.Range(0, 97).Select(i => (fates.X.ValueAt(i / 96.0), fates.Y.ValueAt(i / 96.0)))]);
        RegionFigureContent content = Content(accumulator) with { Bands = [.. Enumerable.Range(0, 3).Select(protocol => MapBoundary.BandOf(fates, protocol))] };
        content = content with { Curves = [.. content.Curves, rising] };
        XElement[] panels = [.. Panels(Draw(content, shape))];
        Assert.Contains(panels, panel => Boundary(panel).Any());
        foreach (XElement panel in panels)
        {
            XElement[] labels = [.. panel.Elements(_svg + "text").Where(text => (string?)text.Attribute("class") == "curvelabel")];
            Assert.Equal(2, labels.Length);
            BoxPx[] lines = [.. Boundary(panel).Concat(panel.Elements(_svg + "path").Where(path => ((string)path.Attribute("class")!).StartsWith("curve", StringComparison.Ordinal))).SelectMany(Segments)];
            Assert.All(labels, label => Assert.DoesNotContain(lines, line => line.Overlaps(TextBox(label))));
        }

        static IEnumerable<XElement> Boundary(XElement panel) => panel.Elements(_svg + "g").Where(group => (string?)group.Attribute("class") == "boundary").Elements();

        static BoxPx TextBox(XElement text)
        {
            double width = DisplayText.WidthPx(text.Value, 11.5);
            double x = (double)text.Attribute("x")! - ((string?)text.Attribute("text-anchor") == "end" ? width : 0);
            return new BoxPx(x, (double)text.Attribute("y")! - 9, width, 11);
        }

        // Of a slanting line small steps, each a box.
        static IEnumerable<BoxPx> Segments(XElement path)
        {
            double[][] points = [.. ((string)path.Attribute("d")!)[1..].Split('L').Select(point => point.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
            return from ends in points.Zip(points.Skip(1))
                   from step in Enumerable.Range(0, 101)
                   select new BoxPx(
                       ends.First[0] + ((ends.Second[0] - ends.First[0]) * step / 100) - 0.5, ends.First[1] + ((ends.Second[1] - ends.First[1]) * step / 100) - 0.5, 1, 1);
        }
    }

    [Theory]
    [InlineData(FigureShape.Wide)]
    [InlineData(FigureShape.Narrow)]
    public void The_labels_of_rows_stand_clear_of_the_name_of_their_axis(FigureShape shape)
    {
        var retention = new Axis("retention_bytes", "retention bytes", AxisUnit.Bytes, AxisScale.Logarithmic, 1 << 22, 1L << 32, 18);
        var accumulator = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), retention, 1);
        XElement rows = Parse(Draw(new RegionFigureContent("rows", "", "", accumulator.Maps[0].Kinds, accumulator.Summarize([ProtocolVersion.V2], hasFailover: false), []), shape))
            .Elements(_svg + "g").Single(group => (string?)group.Attribute("class") == "rows");
        XElement[] labels = [.. rows.Elements(_svg + "text").Where(text => (string?)text.Attribute("class") == "tick")];
        Assert.Contains(labels, label => label.Value == "256\u00a0MiB");
        string turned = (string)rows.Elements(_svg + "text").Single(text => (string?)text.Attribute("class") == "axis").Attribute("transform")!;
        double baseline = double.Parse(turned["translate(".Length..turned.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        const double DescentPx = 4;
        Assert.All(labels, label => Assert.True((double)label.Attribute("x")! - DisplayText.WidthPx(label.Value, Theme.NoteSizePx) > baseline + DescentPx, label.Value));
    }

    [Fact]
    public void Trials_outside_the_map_are_mentioned()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(10, 8, 6);
        Assert.DoesNotContain("outside", Draw(Content(accumulator)), StringComparison.Ordinal);
        var outside = new RegionRow(double.NaN, 1000, Ending.Completed, RecoveryPath.NoGap, true, false, 0);
        accumulator.Add(outside, outside, outside);
        Assert.Contains("(3 trials lie outside the maps", Draw(Content(accumulator)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_of_other_protocols_is_refused()
    {
        RegionFigureContent content = Content(SyntheticSweep.Accumulate(1, 8, 6)) with { Summary = new SweepSummary([]) };
        ArgumentException error = Assert.Throws<ArgumentException>(() => new RegionFigure(content, FigureShape.Wide));
        Assert.StartsWith("Expected a summary of 3 protocols, found 0.", error.Message, StringComparison.Ordinal);
    }

    internal static RegionFigureContent Content(SweepAccumulator accumulator) => new(
        "regions",
        "Where catch-up ends and rebuild begins",
        "synthetic, seed 1",
        accumulator.Maps[0].Kinds,
        accumulator.Summarize(SyntheticSweep.Protocols, hasFailover: false),
        [SyntheticSweep.Product("w·T = R", "above it more is written than the WAL retains", accumulator.Maps[0].Kinds.X, SyntheticSweep.RetentionEntries)]);

    internal static string Draw(RegionFigureContent content, FigureShape shape = FigureShape.Wide) => Drawn.Alone(new RegionFigure(content, shape));

    internal static XElement Parse(string svg)
    {
        using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }

    private static IEnumerable<XElement> Panels(string svg) =>
        Parse(svg).Elements(_svg + "g").Where(group => (string?)group.Attribute("class") == "panel");

    /// <summary>Of the two groups of cells in a panel, the bar and the map, the one that begins with the ground for empty cells.</summary>
    private static XElement MapOf(XElement panel) =>
        panel.Elements(_svg + "g").Single(group => (string?)group.Elements().FirstOrDefault()?.Attribute("class") == "nodata");

    private static BoxPx BoxOf(XElement rect) => new(
        (double)rect.Attribute("x")!, (double)rect.Attribute("y")!, (double)rect.Attribute("width")!, (double)rect.Attribute("height")!);

    /// <summary>Whether a half of another colour lies over a cell.</summary>
    private static bool IsMixed(XElement panel, BoxPx cell) => panel.Elements(_svg + "path").Where(path => ((string)path.Attribute("class")!)[0] == 'f').Any(path =>
    {
        double[] from = [.. ((string)path.Attribute("d")!)[1..].Split('L')[0].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return Math.Abs(from[0] - cell.X) < 0.02 && Math.Abs(from[1] - cell.Bottom) < 0.02;
    });

    private static string StyleOf(FateCounts counts) => StylesOf(counts)[0];

    /// <summary>The style of a cell; of one whose two most frequent fates may be equally frequent that of both, in the order of fates.</summary>
    private static string[] StylesOf(FateCounts counts)
    {
        Fate[] byCount = [.. Enum.GetValues<Fate>().OrderByDescending(fate => counts[fate])];
        var (most, second) = (counts[byCount[0]], counts[byCount[1]]);
        bool isMixed = counts.Total >= 10 && second > 0 && CoinPValue(most, second) >= 0.05;
        double share = isMixed ? (most + second) / 2.0 / counts.Total : (double)most / counts.Total;
        int shade = counts.Total < 10 || share < 0.5 ? 0 : share < 0.75 ? 1 : share < 0.95 ? 2 : 3;
        return [.. byCount.Take(isMixed ? 2 : 1).Order().Select(fate => $"f{(int)fate}{shade}")];
    }

    /// <summary>Twice the probability of so few heads or fewer of a coin, by adding up binomial coefficients.</summary>
    private static double CoinPValue(long more, long fewer)
    {
        var (term, sum, tosses) = (BigInteger.One, BigInteger.Zero, more + fewer);
        for (long heads = 0; heads <= fewer; heads++)
        {
            sum += term;
            term = term * (tosses - heads) / (heads + 1);
        }

        return Math.Min(1, Math.Exp(Math.Log(2) + BigInteger.Log(sum) - (tosses * Math.Log(2))));
    }
}
