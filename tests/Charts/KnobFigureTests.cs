using System.Globalization;
using System.Text;
using System.Xml.Linq;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using WalSweep.Tests.Knobs;
using Xunit;

namespace WalSweep.Tests.Charts;

/// <summary>The figures of knobs: what each setting costs, which settings are efficient, and the same of every two.</summary>
public sealed class KnobFigureTests
{
    private const string _svg = "{http://www.w3.org/2000/svg}";

    [Theory]
    [InlineData(FigureShape.Wide, "")]
    [InlineData(FigureShape.Narrow, "-narrow")]
    public void A_small_figure_is_drawn_as_before(FigureShape shape, string suffix)
    {
        Golden.Check($"tests/Charts/golden/knobs{suffix}.svg", Drawn.Alone(new KnobFigure(Content(), shape)));
        Golden.Check($"tests/Charts/golden/frontier{suffix}.svg", Drawn.Alone(new FrontierFigure(Efficient(), shape)));
        Golden.Check($"tests/Charts/golden/knobs-pairs{suffix}.svg", Drawn.Alone(new PairsFigure(Pairs(), shape)));
    }

    /// <summary>Of the first pair today's setting is efficient, of the second it is not.</summary>
    [Theory]
    [InlineData(FigureShape.Wide)]
    [InlineData(FigureShape.Narrow)]
    public void Every_two_knobs_have_a_map_with_a_mark_on_each_efficient_setting_and_todays_outlined(FigureShape shape)
    {
        var content = Pairs();
        var svg = Parse(Drawn.Alone(new PairsFigure(content, shape)));
        Assert.Equal(1 + content.Panels.Sum(panel => panel.Pair.Efficient.Count), svg.Elements(_svg + "rect").Count(rect => IsOf(rect, "knob-dot")));
        Assert.Equal(1 + 2, svg.Elements(_svg + "path").Count(path => IsOf(path, "knob-today")));
        Assert.Equal(["today's defaults among them", "today's defaults not among them"], svg.Elements(_svg + "text").Select(text => text.Value).Where(text => text.StartsWith("today's defaults", StringComparison.Ordinal)));
        Assert.Equal(content.Panels.Select(panel => $"{panel.Pair.Efficient.Count} of 12 efficient"), svg.Elements(_svg + "text").Select(text => text.Value).Where(text => text.EndsWith(" efficient", StringComparison.Ordinal)));

        // A mark lies in the middle of its cell.
        var cells = svg.Descendants(_svg + "g").First(group => (string?)group.Attribute("class") == "cells").Elements(_svg + "rect").Where(rect => rect.Element(_svg + "title") is not null).ToList();
        Assert.Equal(12, cells.Count);
        (double X, double Y) Middle(XElement rect) => ((double)rect.Attribute("x")! + ((double)rect.Attribute("width")! / 2), (double)rect.Attribute("y")! + ((double)rect.Attribute("height")! / 2));
        var dots = svg.Elements(_svg + "rect").Where(rect => IsOf(rect, "knob-dot")).Select(Middle).ToList();
        foreach (var (x, y) in content.Panels[0].Pair.Efficient)
        {
            var name = KnobWords.Setting(content.Panels[0].Pair, (x, y));
            var (cellX, cellY) = Middle(cells.Single(cell => cell.Value.StartsWith(name + ":", StringComparison.Ordinal)));
            Assert.Contains(dots, dot => Math.Abs(dot.X - cellX) < 0.02 && Math.Abs(dot.Y - cellY) < 0.02);
        }
    }

    [Fact]
    public void A_map_of_two_knobs_tells_of_its_settings_what_the_frontier_does()
    {
        using var output = new MemoryStream();
        var grids = SvgWriter.WriteForPage(new PairsFigure(Pairs(), FigureShape.Wide), output);
        using var other = new MemoryStream();
        var grid = Assert.Single(SvgWriter.WriteForPage(new FrontierFigure(Efficient(), FigureShape.Wide), other));
        Assert.Equal(2, grids.Count);
        Assert.Equal(grid.ValuesAt(1, 2)!, grids[0].ValuesAt(1, 2)!);
        Assert.Equal(grid.Fields, grids[0].Fields);
    }

    /// <summary>The least share has the lightest shade and the greatest the darkest; where all are alike there is one.</summary>
    [Fact]
    public void Shades_are_equal_steps_from_the_least_to_the_most_that_catch_up()
    {
        SettingCosts Of(long caughtUp) => new(200, caughtUp, 0, 0, 0, 0, Interval.Unbounded, double.NaN, Interval.Unbounded);
        var counts = new SweepAccumulator([new SweepMap("knobs-shades", MapQuantity.Parameter(SyntheticKnobs.Rounds, new ParameterValue(0, double.NaN)), MapQuantity.Nothing())], 1, []);
        foreach (var (rounds, caughtUp) in ((double, int)[])[(8, 20), (16, 100), (32, 180)])
        {
            for (var trial = 0; trial < 200; trial++)
            {
                counts.Add([rounds], 0, Durability.SyncQuorum, [new Outcome { Ended = Ending.Completed, Path = trial < caughtUp ? RecoveryPath.Catchup : RecoveryPath.Rebuild }]);
            }
        }

        var shades = new CaughtUpShades([KnobPair.Of(counts.Maps[0], 0)]);
        Assert.Equal((0.1, 0.9), (shades.Least, shades.Most));
        Assert.Equal([0, 0, 1, 4, 7, 7], new long[] { 20, 39, 41, 101, 179, 180 }.Select(caughtUp => shades.ShadeOf(Of(caughtUp))));
        Assert.Equal(CaughtUpShades.Count - 1, new CaughtUpShades([KnobPair.Of(SyntheticKnobs.Pair(), 1)]).ShadeOf(Of(200)));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Bytes_do_not_depend_on_the_culture(string culture)
    {
        foreach (var figure in Figures())
        {
            Assert.Equal(Drawn.Alone(figure), SweepSummaryTests.In(culture, () => Drawn.Alone(figure)));
        }
    }

    [Fact]
    public void Each_version_has_a_group_with_its_lines_and_its_line_of_the_legend()
    {
        XElement[] groups = [.. Parse(Drawn.ForPage(new KnobFigure(Content(), FigureShape.Wide))).Elements(_svg + "g").Where(group => (string?)group.Attribute("data-versions") is not null)];
        Assert.Equal(["v1_5", "v2"], groups.Select(group => (string?)group.Attribute("data-versions")));

        // Two knobs with six costs each, and the sample; V2, whose knobs they are, is drawn stronger.
        Assert.Equal([13, 0], groups[0].Elements(_svg + "path").Where(path => !IsOf(path, "v0band")).GroupBy(path => IsOf(path, "knob-main")).Select(lines => lines.Count()).Append(0));
        Assert.Equal(13, groups[1].Elements(_svg + "path").Count(path => IsOf(path, "v1 knob-main")));
        Assert.All(groups.Index(), group => Assert.Equal(1 + (2 * 6), group.Item.Elements(_svg + "path").Count(path => IsOf(path, $"v{group.Index}band"))));
        Assert.All(groups.Index(), group => Assert.Equal(6 * (4 + 3), group.Item.Elements(_svg + "rect").Count()));
        Assert.Contains(groups[1].Elements(_svg + "rect"), rect => rect.Value == "retention bytes 64\u00a0MiB – 256\u00a0MiB: V2, needless rebuilds 13\u00a0% (9.8\u00a0% – 16\u00a0%), 480 scenarios");
    }

    [Fact]
    public void The_default_stands_where_it_is_on_the_axis_and_is_named()
    {
        var svg = Parse(Drawn.Alone(new KnobFigure(Content(), FigureShape.Wide)));
        Assert.Equal(["default 64\u00a0MiB", "default 32"], svg.Elements(_svg + "text").Select(text => text.Value).Where(text => text.StartsWith("default", StringComparison.Ordinal)));
        XElement[] lines = [.. svg.Elements(_svg + "path").Where(path => IsOf(path, "curve"))];
        Assert.Equal((6 * 2) + 1, lines.Length);

        // 64 MiB is a quarter of the way from 16 MiB to 4 GiB.
        var frame = PointsOf(svg.Elements(_svg + "path").First(path => IsOf(path, "frame")));
        Assert.Equal(frame[0].X + ((frame[1].X - frame[0].X) / 4), PointsOf(lines[0])[0].X, 0.02);
    }

    [Fact]
    public void A_knob_whose_default_is_not_reached_says_so_and_one_with_too_few_scenarios_too()
    {
        var beyond = new Axis("max_rounds", "max rounds", AxisUnit.None, AxisScale.Logarithmic, 2, 16, 3);
        var knob = new KnobSettings(Knob.Of(beyond)!, [[default, default, default], [default, default, default]]);
        var svg = Parse(Drawn.Alone(new KnobFigure(Content() with { Knobs = [knob] }, FigureShape.Wide)));
        Assert.Contains(svg.Elements(_svg + "text"), text => text.Value == "default 32, not reached");
        Assert.Equal(6, svg.Elements(_svg + "text").Count(text => text.Value == "too few scenarios"));
        Assert.Single(svg.Descendants(_svg + "path"), path => IsOf(path, "curve"));
        Assert.Contains("max rounds, default 32, not reached: too few scenarios.", new KnobFigure(Content() with { Knobs = [knob] }, FigureShape.Wide).Description, StringComparison.Ordinal);
    }

    /// <summary>It has no place on an axis; the settings beside it keep theirs, and the description says what it is.</summary>
    [Fact]
    public void A_median_that_is_never_is_told_and_not_drawn()
    {
        SettingCosts Costs(double recoveryS) => new(200, 100, 1, 1, 1, 1 << 20, new Interval(1 << 19, 1 << 21), recoveryS, new Interval(recoveryS / 2, recoveryS * 2));
        var rounds = new Axis("max_rounds", "max rounds", AxisUnit.None, AxisScale.Logarithmic, 8, 64, 3);
        KnobFigure Figure(double last) => new(Content() with { Knobs = [new KnobSettings(Knob.Of(rounds)!, [[Costs(10), Costs(20), Costs(last)], [Costs(10), Costs(20), Costs(last)]])] }, FigureShape.Wide);
        int Points(KnobFigure figure) => Parse(Drawn.Alone(figure)).Descendants(_svg + "rect").Count(rect => rect.Value.Contains(", recovery ", StringComparison.Ordinal));
        Assert.Equal((2 * 3, 2 * 2), (Points(Figure(40)), Points(Figure(double.PositiveInfinity))));
        Assert.DoesNotContain("∞", Drawn.Alone(Figure(double.PositiveInfinity)), StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", Drawn.Alone(Figure(double.PositiveInfinity)), StringComparison.Ordinal);
        Assert.Contains("recovery from 10\u00a0s to never", Figure(double.PositiveInfinity).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_stand_where_their_costs_say_and_the_defaults_are_marked()
    {
        var content = Efficient();
        var svg = Parse(Drawn.Alone(new FrontierFigure(content, FigureShape.Wide)));
        XElement[] points = [.. svg.Elements(_svg + "rect").Where(rect => rect.Element(_svg + "title") is not null)];
        Assert.Equal(3 * content.Panel.Pair.Compared.Count, points.Length);
        Assert.Equal(3 * content.Panel.Pair.Efficient.Count, points.Count(point => IsOf(point, "knob-efficient")));

        // A map and three panels; a sample in the legend.
        Assert.Equal(5, svg.Elements(_svg + "path").Count(path => IsOf(path, "knob-today")));
        Assert.Equal(5, svg.Elements(_svg + "path").Count(path => IsOf(path, "knob-nearest")));
        Assert.Equal(3, svg.Elements(_svg + "text").Count(text => text.Value == "today"));

        // On logarithmic axes: 2, 4 and 8 of WAL pinned, the last with the second and third range of rounds, are equally far apart.
        double Middle(string setting) => (double)points.First(point => point.Value.StartsWith(setting, StringComparison.Ordinal)).Attribute("x")! + ((double)points.First(point => point.Value.StartsWith(setting, StringComparison.Ordinal)).Attribute("width")! / 2);
        var (two, four, eight) = (Middle("retention bytes 256\u00a0MiB – 1\u00a0GiB and max rounds 32 – 64"), Middle("retention bytes 16\u00a0MiB – 64\u00a0MiB and max rounds 32 – 64"), Middle("retention bytes 16\u00a0MiB – 64\u00a0MiB and max rounds 8 – 16"));
        Assert.Equal(eight - four, four - two, 0.02);
        Assert.Contains(svg.Descendants(_svg + "text"), text => text.Value == "today's defaults, retention bytes 64\u00a0MiB and max rounds 32: efficient");
        Assert.Contains(
            "not efficient: WAL pinned 320\u00a0MiB·s (320\u00a0MiB·s – 320\u00a0MiB·s), not caught up 0\u00a0% (0\u00a0% – 2.3\u00a0%), needless rebuilds 13\u00a0%",
            new FrontierFigure(Efficient(KnobPair.Of(WithRoundsFrom(16), 1)), FigureShape.Wide).Description, StringComparison.Ordinal);
    }

    /// <summary>In a page the map of the settings tells what its points need not.</summary>
    [Fact]
    public void What_is_told_of_settings_stands_in_the_page_once()
    {
        using var output = new MemoryStream();
        var grids = SvgWriter.WriteForPage(new FrontierFigure(Efficient(), FigureShape.Narrow), output);
        var grid = Assert.Single(grids);
        Assert.Equal(["160", "192\u00a0MiB·s (192\u00a0MiB·s – 192\u00a0MiB·s)", "0\u00a0% (0\u00a0% – 2.3\u00a0%)", "13\u00a0% (7.8\u00a0% – 19\u00a0%)", "20\u00a0% (14\u00a0% – 27\u00a0%)", "0\u00a0% (0\u00a0% – 2.3\u00a0%)", "22\u00a0s (20\u00a0s – 28\u00a0s)", "efficient"], grid.ValuesAt(1, 2)!);
        var svg = Encoding.UTF8.GetString(output.ToArray());
        Assert.Contains("<title>retention bytes 64\u00a0MiB – 256\u00a0MiB and max rounds 32 – 64</title>", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_names_what_is_noted_of_it_wherever_it_is_pointed_at()
    {
        var content = Efficient() with { Panel = new SettingsPanel(SyntheticKnobs.Versions[1], KnobPair.Of(SyntheticKnobs.Pair(), 1), new CellNotes(_ => [new CellField("typical", "replay ", " v2", IsCommand: true)], (_, x, y) => [x == 0 ? "" : $"{(10 * x) + y}"])) };
        var alone = Parse(Drawn.Alone(new FrontierFigure(content, FigureShape.Wide)));
        Assert.Equal(1 + 3, alone.Descendants(_svg + "title").Count(title => title.Value.EndsWith("; typical: replay 12 v2", StringComparison.Ordinal)));
        Assert.DoesNotContain(alone.Descendants(_svg + "title"), title => title.Value.Contains("replay  v2", StringComparison.Ordinal));
        using var output = new MemoryStream();
        var grid = Assert.Single(SvgWriter.WriteForPage(new FrontierFigure(content, FigureShape.Wide), output));
        Assert.Equal(("typical", "12", ""), (grid.Fields[^1].Label, grid.ValuesAt(1, 2)![^1], grid.ValuesAt(0, 2)![^1]));
        Assert.Contains("<title>retention bytes 64\u00a0MiB – 256\u00a0MiB and max rounds 32 – 64; typical: replay 12 v2</title>", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>However far values lie apart: the point nearest to the upper end of an axis, and a mark around it, are within the panel.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 1_000_000_000)]
    [InlineData(999, 1000)]
    public void Points_have_room_at_the_ends_of_their_axis(double least, double most)
    {
        SettingCosts Of(double pinned) => new(200, 0, 0, 0, 0, pinned, Interval.Unbounded, double.NaN, Interval.Unbounded);
        var axis = CostAxes.OfPoints(KnobCost.Pinned, [Of(least), Of(most)])!;
        Assert.InRange(axis.FractionOf(most), 0.5, 0.96);
        Assert.InRange(axis.FractionOf(least), axis.Scale == AxisScale.Linear ? 0 : 0.04, 1);
    }

    [Fact]
    public void Settings_without_recoveries_have_no_place_over_recovery()
    {
        var svg = Parse(Drawn.Alone(new FrontierFigure(Efficient(KnobPair.Of(SyntheticKnobs.WithoutRecoveries(), 0)), FigureShape.Wide)));
        Assert.Single(svg.Elements(_svg + "text"), text => text.Value == "no setting has a value to draw");
        Assert.DoesNotContain(svg.Descendants().Attributes(), attribute => attribute.Value.Contains("NaN", StringComparison.Ordinal));
    }

    [Fact]
    public void One_knob_alone_has_both_figures()
    {
        var pair = KnobPair.Of(SyntheticKnobs.Single(), 1);
        var svg = Parse(Drawn.Alone(new FrontierFigure(Efficient(pair), FigureShape.Wide)));
        Assert.DoesNotContain(svg.Descendants(), element => element.Value.Contains("everything else", StringComparison.Ordinal));
        Assert.Equal(4, svg.Descendants(_svg + "g").Single(group => (string?)group.Attribute("class") == "cells").Elements(_svg + "rect").Count(rect => IsOf(rect, "knob-efficient")));
        Assert.Contains("efficient: 4 of 4 settings", new FrontierFigure(Efficient(pair), FigureShape.Wide).Description, StringComparison.Ordinal);
        Assert.Equal(3, Parse(Drawn.Alone(new FrontierFigure(Efficient(KnobPair.Of(SyntheticKnobs.Pair(1), 1)), FigureShape.Wide))).Elements(_svg + "text").Count(text => text.Value == "too few scenarios"));
    }

    [Theory]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("]]><!-- \0 \u001b[31m \u202e")]
    public void Hostile_text_anywhere_stays_text(string text)
    {
        IFigure[] figures =
        [
            new KnobFigure(Content() with { Title = text, Subtitle = text }, FigureShape.Narrow),
            new FrontierFigure(Efficient() with { Title = text, Subtitle = text }, FigureShape.Narrow),
            new PairsFigure(Pairs() with { Title = text, Subtitle = text }, FigureShape.Narrow),
        ];
        foreach (var svg in figures.SelectMany(figure => new[] { Drawn.Alone(figure), Drawn.ForPage(figure) }))
        {
            var root = Parse(svg);
            Assert.DoesNotContain(root.DescendantsAndSelf(), element => element.Name.LocalName is not ("svg" or "title" or "desc" or "style" or "pattern" or "path" or "rect" or "g" or "text"));
            Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Nothing_stands_outside_the_picture()
    {
        foreach (var figure in Figures())
        {
            var all = Parse(Drawn.Alone(figure)).Descendants().Where(element => element.Name == _svg + "rect" && element.Parent!.Name != _svg + "pattern").ToList();
            Assert.NotEmpty(all);
            Assert.All(all, rect => Assert.InRange((double)rect.Attribute("x")! + (double)rect.Attribute("width")!, 0, figure.WidthPx));
            Assert.All(all, rect => Assert.InRange((double)rect.Attribute("y")! + (double)rect.Attribute("height")!, 0, figure.HeightPx));
        }
    }

    private static KnobFigureContent Content() => new("knobs", "What each setting of a knob costs", "synthetic", SyntheticKnobs.Versions, 1, KnobSettings.Of([SyntheticKnobs.Pair()]));

    private static FrontierFigureContent Efficient() => Efficient(KnobPair.Of(SyntheticKnobs.Pair(), 1));

    private static FrontierFigureContent Efficient(KnobPair pair) => new("frontier", "Efficient settings", "synthetic", new SettingsPanel(SyntheticKnobs.Versions[1], pair));

    private static PairsFigureContent Pairs() =>
        new("knobs-pairs", "Every two knobs", "synthetic", [Efficient().Panel, Efficient(KnobPair.Of(WithRoundsFrom(16), 1)).Panel]);

    private static IEnumerable<IFigure> Figures() =>
        new[] { FigureShape.Wide, FigureShape.Narrow }.SelectMany(shape => new IFigure[] { new KnobFigure(Content(), shape), new FrontierFigure(Efficient(), shape), new PairsFigure(Pairs(), shape) });

    /// <summary>The same counts, on an axis on which the default, 32, has the place of 16: not efficient, for more rounds cost less.</summary>
    private static MapCounts WithRoundsFrom(double least)
    {
        var rounds = new Axis("max_rounds", "max rounds", AxisUnit.None, AxisScale.Logarithmic, least, 8 * least, 3);
        return SyntheticKnobs.Pair(rounds);
    }

    private static bool IsOf(XElement element, string style) => ((string?)element.Attribute("class"))?.Contains(style, StringComparison.Ordinal) == true;

    private static (double X, double Y)[] PointsOf(XElement path) =>
        [.. ((string)path.Attribute("d")!)[1..].Split('L').Select(point => point.Split(' ')).Select(point => (double.Parse(point[0], CultureInfo.InvariantCulture), double.Parse(point[1], CultureInfo.InvariantCulture)))];

    private static XElement Parse(string svg) => RegionFigureTests.Parse(svg);
}
