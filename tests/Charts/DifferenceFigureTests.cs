using System.Text;
using System.Xml.Linq;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Charts;

public sealed class DifferenceFigureTests
{
    private const string _svg = "{http://www.w3.org/2000/svg}";

    [Theory]
    [InlineData(FigureShape.Wide, "differences.svg")]
    [InlineData(FigureShape.Narrow, "differences-narrow.svg")]
    public void A_small_figure_is_drawn_as_before(FigureShape shape, string fileName) =>
        Golden.Check($"tests/Charts/golden/{fileName}", Draw(Content(4000), shape));

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public void Bytes_depend_on_the_data_alone(string culture) => Assert.Equal(Draw(Content(400)), SweepSummaryTests.In(culture, () => Draw(Content(400))));

    [Fact]
    public void Every_pair_of_fates_has_its_change()
    {
        // Rows: caught up, decision, accident, not recovered under the first; columns the same under the second.
        string[] byHand = ["=IIW", "C=WW", "CB=W", "CBB="];
        const string letters = "CBIW=";
        Assert.All(Fates.All, first => Assert.All(Fates.All, second => Assert.Equal(letters.IndexOf(byHand[(int)first][(int)second], StringComparison.Ordinal), (int)FateChanges.Of(first, second))));
        Assert.Equal([true, true, false, false], FateChanges.Changes.Select(FateChanges.IsBetter));
        Assert.Equal([false, false, true, true], FateChanges.Changes.Select(FateChanges.IsWorse));
        Assert.False(FateChanges.IsBetter(FateChange.Unchanged) || FateChanges.IsWorse(FateChange.Unchanged));
    }

    /// <summary>Catches up, by decision, caught up to decision, decision to accident, the same; then what is shown and of how many.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0, 9, FateChange.Unchanged, 0)]
    [InlineData(5, 0, 0, 0, 9, FateChange.Unchanged, 0)]
    [InlineData(6, 0, 0, 0, 9, FateChange.CatchesUp, 6)]
    [InlineData(3, 3, 0, 0, 0, FateChange.CatchesUp, 6)]
    [InlineData(3, 4, 0, 0, 0, FateChange.RebuildsBetter, 7)]
    [InlineData(0, 0, 4, 3, 0, FateChange.RebuildsInstead, 7)]
    [InlineData(0, 0, 1, 8, 0, FateChange.FaresWorse, 9)]
    [InlineData(40, 40, 60, 0, 5, FateChange.Unchanged, 0)]
    [InlineData(40, 45, 50, 0, 5, FateChange.RebuildsBetter, 85)]
    public void A_cell_shows_the_leading_change_of_the_direction_that_leads_significantly(long up, long decided, long instead, long worse, long same, FateChange leading, long inDirection)
    {
        var cell = new ChangeCounts((first, second) => (first, second) switch
        {
            (Fate.NotRecovered, Fate.CaughtUp) => up,
            (Fate.RebuiltByAccident, Fate.RebuiltByDecision) => decided,
            (Fate.CaughtUp, Fate.RebuiltByDecision) => instead,
            (Fate.RebuiltByDecision, Fate.RebuiltByAccident) => worse,
            (Fate.CaughtUp, Fate.CaughtUp) => same,
            _ => 0,
        });
        Assert.Equal((leading, inDirection, up + decided + instead + worse + same), (cell.Leading, cell.InDirection, cell.Total));
    }

    [Theory]
    [InlineData(1, 100, 0)]
    [InlineData(5, 100, 1)]
    [InlineData(24, 100, 1)]
    [InlineData(1, 4, 2)]
    [InlineData(74, 100, 2)]
    [InlineData(3, 4, 3)]
    public void Shades_begin_at_5_25_and_75_percent(long count, long total, int shade) => Assert.Equal(shade, DifferenceTheme.ShadeOf(count, total));

    [Fact]
    public void Every_cell_has_the_colour_and_shade_and_counts_of_a_recount()
    {
        XElement[] panels = [.. Panels(Draw(Content(4000)))];
        Assert.Equal(2, panels.Length);
        for (int first = 0; first < 2; first++)
        {
            var cells = Recount(4000, first);
            XElement[] drawn = [.. MapOf(panels[first]).Elements(_svg + "rect")];
            Assert.Equal("nodata", (string?)drawn[0].Attribute("class"));
            Assert.Equal(cells.Count, drawn.Length - 1);
            double width = (double)drawn[0].Attribute("width")! / 8, height = (double)drawn[0].Attribute("height")! / 6;
            foreach (XElement cell in drawn.Skip(1))
            {
                int x = (int)Math.Round(((double)cell.Attribute("x")! - (double)drawn[0].Attribute("x")!) / width);
                int y = 5 - (int)Math.Round(((double)cell.Attribute("y")! - (double)drawn[0].Attribute("y")!) / height);
                var pairs = cells[(x, y)];
                Assert.Equal(StyleOf(pairs), (string?)cell.Attribute("class"));
                Assert.Contains($": {pairs.Count} = ", cell.Value, StringComparison.Ordinal);
            }
        }

        Assert.True(panels.SelectMany(panel => MapOf(panel).Elements(_svg + "rect").Select(cell => (string?)cell.Attribute("class"))).Distinct().Count() >= 6);
    }

    [Fact]
    public void A_page_tells_of_cells_by_grids_and_hides_a_panel_with_either_version()
    {
        using var output = new MemoryStream();
        var grids = SvgWriter.WriteForPage(new DifferenceFigure(Content(4000), FigureShape.Wide), output);
        string svg = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(["v1 v2", "v1_5 v2"], Panels(svg).Select(panel => (string?)panel.Attribute("data-versions")));
        Assert.Equal(["V2 against V1", "V2 against V1.5"], grids.Select(grid => grid.Name));
        for (int first = 0; first < 2; first++)
        {
            var cells = Recount(4000, first);
            for (int x = 0; x < 8; x++)
            {
                for (int y = 0; y < 6; y++)
                {
                    var values = grids[first].ValuesAt(x, y);
                    Assert.Equal(cells.TryGetValue((x, y), out var pairs), values is not null);
                    Assert.True(values is null || values.Count == grids[first].Fields.Count);
                    Assert.True(values is null || values[0] == $"{pairs!.Count}");
                    Assert.True(values is null || values[1].Split(' ')[0] == $"{pairs!.Count(IsBetter)}");
                    Assert.True(values is null || values[2].Split(' ')[0] == $"{pairs!.Count(IsWorse)}");
                }
            }
        }
    }

    [Fact]
    public void A_figure_says_which_of_a_sweep_s_maps_it_is()
    {
        DifferenceFigureContent content = Content(400);
        const string Topic = "What V2 changes against V1 and V1.5, over outage and write rate";
        XElement svg = RegionFigureTests.Parse(Draw(content));
        Assert.Equal(["A synthetic sweep", Topic, "synthetic, seed 1"], svg.Elements(_svg + "text").Take(3).Select(text => text.Value));
        Assert.Equal($"A synthetic sweep – {Topic}", svg.Element(_svg + "title")!.Value);
        Assert.StartsWith("What V2 changes against V1, over", DifferenceWords.Topic(content with { Pairs = [content.Pairs[0]] }), StringComparison.Ordinal);
    }

    /// <summary>What a cell shows if it shows a change, else what its scenarios do most often.</summary>
    [Theory]
    [InlineData(6, 0, 9, FateChange.CatchesUp)]
    [InlineData(5, 0, 9, FateChange.Unchanged)]
    [InlineData(5, 4, 4, FateChange.CatchesUp)]
    [InlineData(4, 5, 4, FateChange.RebuildsInstead)]
    public void What_is_typical_of_a_cell_is_what_it_shows_or_its_most_frequent(long up, long instead, long same, FateChange expected)
    {
        var cell = new ChangeCounts((first, second) => (first, second) switch
        {
            (Fate.NotRecovered, Fate.CaughtUp) => up,
            (Fate.CaughtUp, Fate.RebuiltByDecision) => instead,
            (Fate.CaughtUp, Fate.CaughtUp) => same,
            _ => 0,
        });
        Assert.Equal(expected, cell.Typical);
    }

    [Fact]
    public void Names_stand_on_cells_that_show_what_they_say()
    {
        XElement[] panels = [.. Panels(Draw(Content(40_000)))];
        string[] names = [.. panels.SelectMany(panel => panel.Elements(_svg + "text").Where(text => (string?)text.Attribute("class") == "region").Select(text => text.Value))];
        Assert.Contains("rebuilds better", names);
        Assert.All(names, name => Assert.Contains((string[])[.. FateChanges.Changes.Select(FateChanges.Label), "no clear difference"], label => label.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</style></svg><svg onload='alert(1)'>]]>")]
    [InlineData("a\0b\u001b\u202e\" onmouseover=\"x")]
    public void Hostile_text_stays_text(string text)
    {
        XElement svg = RegionFigureTests.Parse(Draw(Content(400) with { Title = text, Subtitle = text }));
        Assert.DoesNotContain(svg.DescendantsAndSelf(), element => element.Name.LocalName == "script");
        Assert.Single(svg.DescendantsAndSelf(), element => element.Name.LocalName == "svg");
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    /// <summary>Where a panel has no room for both versions all panels name the one that differs between them.</summary>
    [Fact]
    public void A_long_name_of_a_pair_leaves_room_for_its_headline()
    {
        DifferenceFigureContent content = Content(400);
        var ablation = ProtocolVersion.Find("v2_no_explicit_reassignment")!;
        content = content with { Pairs = [content.Pairs[0] with { First = ablation }, .. content.Pairs.Skip(1)] };
        foreach (var (panel, expected) in Panels(Draw(content, FigureShape.Narrow)).Zip((string[])["vs V2 no reassignment", "vs V1.5"]))
        {
            XElement[] texts = [.. panel.Elements(_svg + "text")];
            XElement name = texts.Single(text => (string?)text.Attribute("class") == "name"), headline = texts.Single(text => (string?)text.Attribute("class") == "headline");
            Assert.Equal(expected, name.Value);
            double right = (double)name.Attribute("x")! + DisplayText.WidthPx(name.Value, Theme.NameSizePx * DisplayText.BoldFactor);
            Assert.InRange(right, 0, (double)headline.Attribute("x")! - DisplayText.WidthPx(headline.Value, Theme.HeadlineSizePx * DisplayText.BoldFactor));
        }
    }

    [Fact]
    public void Without_data_everything_is_hatched()
    {
        XElement[] panels = [.. Panels(Draw(Content(0)))];
        Assert.All(panels, panel => Assert.Single(MapOf(panel).Elements(_svg + "rect")));
        Assert.All(panels, panel => Assert.DoesNotContain(panel.Elements(_svg + "text"), text => text.Value.Contains("NaN", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_colour_of_a_change_is_that_of_a_fate()
    {
        foreach (bool isDark in (bool[])[false, true])
        {
            string[] changes = [.. FateChanges.Changes.Select(change => ColourOf(DifferenceTheme.Rules(isDark), $"d{(int)change}3"))];
            string[] fates = [.. Fates.All.Select(fate => ColourOf(Theme.PageRules(isDark), $"f{(int)fate}3"))];
            Assert.Equal(8, changes.Concat(fates).Distinct().Count());
        }
    }

    internal static DifferenceFigureContent Content(int scenarios)
    {
        var x = SyntheticSweep.Outage(8);
        var y = SyntheticSweep.WriteRate(6);
        var map = new SweepMap("synthetic", MapQuantity.FirstOutage(x), MapQuantity.Parameter(y, new ParameterValue(0, double.NaN)));
        var counts = new SweepAccumulator([map], 3, [new(0, 2), new(1, 2)]);
        for (int scenario = 0; scenario < scenarios; scenario++)
        {
            counts.Add([.. Enumerable.Range(0, 3).Select(protocol => SyntheticSweep.Row(scenario, protocol))]);
        }

        DifferencePair[] pairs = [.. Enumerable.Range(0, 2).Select(pair => new DifferencePair(SyntheticSweep.Protocols[pair], SyntheticSweep.Protocols[2], new ChangeCounts(counts.CountsOf(pair).FatesOf), pair))];
        return new DifferenceFigureContent("differences", "A synthetic sweep", "synthetic, seed 1", counts.Maps[0], pairs);
    }

    internal static string Draw(DifferenceFigureContent content, FigureShape shape = FigureShape.Wide) => Drawn.Alone(new DifferenceFigure(content, shape));

    /// <summary>The pairs of fates in each cell that has any, from the rows.</summary>
    private static Dictionary<(int X, int Y), List<(Fate First, Fate Second)>> Recount(int scenarios, int first)
    {
        var (x, y) = (SyntheticSweep.Outage(8), SyntheticSweep.WriteRate(6));
        return Enumerable.Range(0, scenarios).Select(scenario => (First: SyntheticSweep.Row(scenario, first), Second: SyntheticSweep.Row(scenario, 2)))
            .GroupBy(rows => (x.CellOf(rows.Second.X), y.CellOf(rows.Second.Y)))
            .ToDictionary(group => group.Key, group => group.Select(rows => (FateOf(rows.First.Outcome), FateOf(rows.Second.Outcome))).ToList());
    }

    private static Fate FateOf(Outcome outcome) => Fates.Of(outcome.Ended, outcome.Path, outcome.Explicit);

    private static bool IsBetter((Fate First, Fate Second) pair) => (int)pair.Second < (int)pair.First;

    private static bool IsWorse((Fate First, Fate Second) pair) => (int)pair.Second > (int)pair.First;

    private static string StyleOf(List<(Fate First, Fate Second)> pairs)
    {
        int better = pairs.Count(IsBetter), worse = pairs.Count(IsWorse);
        if (McNemar.PValue(better, worse) >= 0.05)
        {
            return "dn";
        }

        int up = pairs.Count(pair => pair.First != Fate.CaughtUp && pair.Second == Fate.CaughtUp);
        int instead = pairs.Count(pair => pair.First == Fate.CaughtUp && (pair.Second is Fate.RebuiltByDecision or Fate.RebuiltByAccident));
        int change = better > worse ? (up >= better - up ? 0 : 1) : instead >= worse - instead ? 2 : 3;
        double share = (double)Math.Max(better, worse) / pairs.Count;
        return $"d{change}{(share < 0.05 ? 0 : share < 0.25 ? 1 : share < 0.75 ? 2 : 3)}";
    }

    private static string ColourOf(string rules, string style) => rules.Split('\n').Single(rule => rule.StartsWith($".ws .{style}{{", StringComparison.Ordinal)).Split("fill:")[1];

    private static IEnumerable<XElement> Panels(string svg) =>
        RegionFigureTests.Parse(svg).Elements(_svg + "g").Where(group => (string?)group.Attribute("class") == "panel");

    private static XElement MapOf(XElement panel) =>
        panel.Elements(_svg + "g").Single(group => (string?)group.Elements().FirstOrDefault()?.Attribute("class") == "nodata");
}
