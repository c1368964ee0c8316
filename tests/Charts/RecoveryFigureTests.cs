using System.Xml.Linq;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Charts;

public sealed class RecoveryFigureTests
{
    private const string _svg = "{http://www.w3.org/2000/svg}";

    [Theory]
    [InlineData(FigureShape.Wide, "recovery.svg")]
    [InlineData(FigureShape.Narrow, "recovery-narrow.svg")]
    public void A_small_figure_is_drawn_as_before(FigureShape shape, string fileName) => Golden.Check($"tests/Charts/golden/{fileName}", Draw(Content(), shape));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Bytes_do_not_depend_on_the_culture(string culture) => Assert.Equal(Draw(Content()), SweepSummaryTests.In(culture, () => Draw(Content())));

    [Fact]
    public void Each_version_has_a_group_with_its_curve_its_band_and_its_line_of_the_legend()
    {
        string page = DrawForPage(Content());
        XElement[] groups = [.. RegionFigureTests.Parse(page).Elements(_svg + "g").Where(group => (string?)group.Attribute("class") == "version")];
        Assert.Equal(["v1", "v1_5", "v2"], groups.Select(group => (string?)group.Attribute("data-versions")));
        for (int i = 0; i < groups.Length; i++)
        {
            // One for the curve, one for the legend.
            Assert.Equal(2, groups[i].Elements(_svg + "path").Count(path => (string?)path.Attribute("class") == $"v{i}"));
            XElement[] areas = [.. groups[i].Elements(_svg + "path").Where(path => (string?)path.Attribute("class") == $"v{i}band")];
            Assert.Equal(2, areas.Length);
            Assert.All(areas, area => Assert.EndsWith("Z", (string?)area.Attribute("d"), StringComparison.Ordinal));
            Assert.Contains(groups[i].Elements(_svg + "text"), text => text.Value.StartsWith($"{SyntheticSweep.Protocols[i].Label}: ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_curve_stands_where_its_axes_say()
    {
        // 1,000 recoveries, half of them of 1 s and half of 100 s: level at 50 % between, and to the eye upright at both ends.
        var content = new RecoveryFigureContent("recovery", "", "", [new RecoveryCurve(ProtocolVersion.V2, Histogram([.. Enumerable.Repeat(1.0, 500), .. Enumerable.Repeat(100.0, 500)]))]);
        XElement svg = RegionFigureTests.Parse(Draw(content));
        XElement curve = svg.Descendants(_svg + "path").First(path => (string?)path.Attribute("class") == "v0");
        double[][] points = [.. ((string)curve.Attribute("d")!)[1..].Split('L').Select(point => point.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        double TickAt(string label, string coordinate) => (double)svg.Elements(_svg + "text").Single(text => text.Value == label).Attribute(coordinate)!;
        Assert.Equal(TickAt("100\u00a0%", "y") - 4, points[0][1], 0.02);
        Assert.Equal(TickAt("50\u00a0%", "y") - 4, points[^1][1], 0.02);
        double oneS = TickAt("1\u00a0s", "x");
        double tenS = TickAt("10\u00a0s", "x");

        // Slots of a histogram are up to 1/64 of their values wide.
        Assert.InRange(points[1][0], oneS, oneS + ((tenS - oneS) * Math.Log10(65.0 / 64)) + 0.02);
        Assert.InRange(points[^1][0], tenS + ((tenS - oneS) * (1 - Math.Log10(65.0 / 64))) - 0.02, tenS + (tenS - oneS) + 0.02);
    }

    [Fact]
    public void Versions_without_a_curve_are_said_to_have_none()
    {
        var content = new RecoveryFigureContent(
            "recovery", "", "",
            [
                new(ProtocolVersion.V1, Histogram(Enumerable.Range(1, 100).Select(i => (double)i))), new(ProtocolVersion.V15, Histogram([])), new(ProtocolVersion.V2, Histogram([5])),
                new(ProtocolVersion.V2WithoutReservation, Histogram(Enumerable.Repeat(5.0, 50))),
            ]);
        string description = new RecoveryFigure(content, FigureShape.Wide).Description;
        Assert.Contains("V1: 100 recoveries, median 50", description, StringComparison.Ordinal);
        Assert.Contains(" V1.5: no recovery.", description, StringComparison.Ordinal);
        Assert.Contains(" V2: 1 recovery, too few for a curve.", description, StringComparison.Ordinal);
        Assert.Contains(" V2 no reservation: 50 recoveries, too alike for a curve: median 5\u00a0s, 99th percentile 5\u00a0s.", description, StringComparison.Ordinal);
        XElement svg = RegionFigureTests.Parse(Draw(content));
        Assert.DoesNotContain(svg.Descendants(_svg + "path"), path => (string?)path.Attribute("class") is "v1" or "v2" or "v3");
        Assert.Contains(svg.Descendants(_svg + "text"), text => text.Value == "V1.5: no recovery");
    }

    [Theory]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("]]><!-- \0 \u001b[31m \u202e")]
    public void Hostile_text_anywhere_stays_text(string text)
    {
        RecoveryFigureContent content = Content() with { Title = text, Subtitle = text };
        foreach (string svg in (string[])[Draw(content), DrawForPage(content)])
        {
            XElement root = RegionFigureTests.Parse(svg);
            Assert.DoesNotContain(root.DescendantsAndSelf(), element => element.Name.LocalName is not ("svg" or "title" or "desc" or "style" or "pattern" or "path" or "rect" or "g" or "text"));
            Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Eight_versions_have_eight_looks_without_colour()
    {
        string[] rules = [.. Enumerable.Range(0, 8).Select(i => VersionTheme.Rules(isDark: false).Split('\n').Single(rule => rule.StartsWith($".ws .v{i}{{", StringComparison.Ordinal)))];
        Assert.Equal(8, rules.Select(rule => rule[rule.IndexOf("stroke-dasharray", StringComparison.Ordinal)..]).Distinct().Count());
    }

    private static RecoveryFigureContent Content()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(400, 8, 6);
        return new("recovery", "How long recovery takes", "synthetic", [.. SyntheticSweep.Protocols.Select((version, index) => new RecoveryCurve(version, accumulator.TotalsOf(index).RecoveryS))]);
    }

    private static LogHistogram Histogram(IEnumerable<double> values)
    {
        var histogram = new LogHistogram();
        foreach (double value in values)
        {
            histogram.Add(value);
        }

        return histogram;
    }

    private static string Draw(RecoveryFigureContent content, FigureShape shape = FigureShape.Wide) => Drawn.Alone(new RecoveryFigure(content, shape));

    private static string DrawForPage(RecoveryFigureContent content) => Drawn.ForPage(new RecoveryFigure(content, FigureShape.Wide));
}
