using System.Globalization;
using System.Xml.Linq;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Charts;

public sealed class ForestFigureTests
{
    private const string _svg = "{http://www.w3.org/2000/svg}";

    [Theory]
    [InlineData(FigureShape.Wide, "forest.svg")]
    [InlineData(FigureShape.Narrow, "forest-narrow.svg")]
    public void A_small_figure_is_drawn_as_before(FigureShape shape, string fileName) => Golden.Check($"tests/Charts/golden/{fileName}", Draw(Times(), shape));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Bytes_do_not_depend_on_the_culture(string culture) => Assert.Equal(Draw(Times()), SweepSummaryTests.In(culture, () => Draw(Times())));

    [Fact]
    public void A_difference_stands_between_the_marks_of_the_axis()
    {
        // −10 s and +1 s have marks on the axis from 1 ms to 100 s; the ends of intervals lie on their own sides of the differences.
        var svg = RegionFigureTests.Parse(Draw(Of(new ForestMeasure("recovery", -1, [Line(ProtocolVersion.V1, -10, -100, -0.001), Line(ProtocolVersion.V15, 1, 0.5, 2)]))));
        double TickAt(string label) => (double)svg.Elements(_svg + "text").Single(text => text.Value == label).Attribute("x")!;
        var groups = Pairs(svg);
        double[] MarkOf(XElement group) => [.. Points(group.Elements(_svg + "path").Single(path => ((string)path.Attribute("d")!).EndsWith('Z'))).Select(point => point.X)];
        Assert.Equal(TickAt("−10\u00a0s"), MarkOf(groups[0]).Average(), 0.02);
        Assert.Equal(TickAt("+1\u00a0s"), MarkOf(groups[1]).Average(), 0.02);
        double zero = TickAt("0");
        Assert.Equal(TickAt("+1\u00a0s") - zero, zero - TickAt("−1\u00a0s"), 0.02);
        var interval = Points(groups[0].Elements(_svg + "path").First());
        Assert.InRange(interval[0].X, 0, TickAt("−10\u00a0s"));
        Assert.InRange(interval[1].X, TickAt("−1\u00a0s"), zero);
    }

    /// <summary>Better, worse, neither, not told apart: on which side of zero the interval lies, and whether more of the measure is good.</summary>
    [Theory]
    [InlineData(-1, -2, -3, -1, "bettermark")]
    [InlineData(-1, 2, 1, 3, "worsemark")]
    [InlineData(1, 2, 1, 3, "bettermark")]
    [InlineData(1, -2, -3, -1, "worsemark")]
    [InlineData(0, 2, 1, 3, "evenmark")]
    [InlineData(-1, 2, -1, 5, "openmark")]
    [InlineData(-1, 2, 0, 4, "openmark")]
    public void The_mark_says_what_is_better_and_how_sure_that_is(int better, double difference, double low, double high, string expected)
    {
        var group = Pairs(RegionFigureTests.Parse(Draw(Of(new ForestMeasure("what", better, [Line(ProtocolVersion.V1, difference, low, high)]))))).Single();
        Assert.Equal(expected, (string?)group.Elements(_svg + "path").Last().Attribute("class"));
    }

    [Fact]
    public void Of_too_few_scenarios_nothing_is_drawn_and_where_none_differs_that_is_said()
    {
        var content = Of(
            new ForestMeasure("few", -1, [new ForestLine(ProtocolVersion.V1, 99, 50, -1, new Interval(-2, -0.5)), new ForestLine(ProtocolVersion.V15, 0, 0, double.NaN, Interval.Unbounded), new ForestLine(ProtocolVersion.V15, 500, 0, 0, new Interval(0, 0))]),
            new ForestMeasure("none", -1, [new ForestLine(ProtocolVersion.V1, 500, 0, 0, new Interval(0, 0))]));
        var svg = RegionFigureTests.Parse(Draw(content));
        var groups = Pairs(svg);
        Assert.Equal(3, groups.Length);
        Assert.Empty(groups[0].Elements(_svg + "path"));
        Assert.Empty(groups[1].Elements(_svg + "path"));
        Assert.Equal("openmark", (string?)groups[2].Elements(_svg + "path").Single().Attribute("class"));
        Assert.Equal(["99 scenarios with both, too few", "no scenario has both", "no scenario differs"], groups.Select(group => group.Elements(_svg + "text").Last().Value));
        Assert.Contains(svg.Elements(_svg + "text"), text => text.Value == "no scenario differs under any");
        Assert.EndsWith("none: no scenario differs under any.", new ForestFigure(content, FigureShape.Wide).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_of_shares_are_in_percentage_points_everywhere()
    {
        var figure = new ForestFigure(Of(new ForestMeasure("caught up", 1, [Line(ProtocolVersion.V1, 0.12, 0.1, 0.14), Line(ProtocolVersion.V15, -0.031, -0.04, -0.02)])) with { AreShares = true }, FigureShape.Wide);
        XElement svg = RegionFigureTests.Parse(Drawn.Alone(figure));
        string[] texts = [.. svg.Descendants(_svg + "text").Select(text => text.Value.Replace('\u00a0', ' '))];
        Assert.Contains("+12 pp (+10 pp – +14 pp)", texts);
        Assert.Contains("−3.1 pp (−4.0 pp – −2.0 pp)", texts);
        Assert.Contains("+10 pp", texts);
        Assert.Contains(texts, text => text.Contains("percentage points (pp)", StringComparison.Ordinal));
        Assert.Contains("percentage points (pp)", figure.Description, StringComparison.Ordinal);

        // Percent is left to confidence.
        Assert.All(texts.Append(figure.Description), text => Assert.DoesNotContain("%", text.Replace("95 %", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_are_hidden_with_either_version()
    {
        var groups = Pairs(RegionFigureTests.Parse(DrawForPage(Times())));
        Assert.Equal(["v1 v2", "v1_5 v2", "v1 v2", "v1_5 v2"], groups.Select(group => (string?)group.Attribute("data-versions")));
    }

    /// <summary>Many magnitudes, both kinds, both shapes: labels of the axis do not touch, and nothing is drawn outside the picture.</summary>
    [Theory]
    [InlineData(FigureShape.Wide)]
    [InlineData(FigureShape.Narrow)]
    public void The_axis_is_readable_whatever_the_differences_are(FigureShape shape)
    {
        foreach (bool areShares in new[] { false, true })
        {
            for (int exponent = -5; exponent <= (areShares ? 0 : 6); exponent++)
            {
                for (int decades = 0; decades <= 9; decades += 3)
                {
                    double most = Math.Pow(10, exponent) * (areShares ? 0.99 : 3.7), least = most / Math.Pow(10, decades);
                    var figure = new ForestFigure(Of(new ForestMeasure("what", 1, [Line(ProtocolVersion.V1, -least, -1.1 * least, -0.9 * least), Line(ProtocolVersion.V15, most, 0.9 * most, most)])) with { AreShares = areShares }, shape);
                    var svg = RegionFigureTests.Parse(Drawn.Alone(figure));
                    var labels = svg.Elements(_svg + "text").Where(text => (string?)text.Attribute("class") == "tick").Select(text => (X: (double)text.Attribute("x")!, Reach: Text(text) / 2)).ToList();
                    Assert.InRange(labels.Count, 3, 40);
                    Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.First.X + pair.First.Reach < pair.Second.X - pair.Second.Reach, $"{shape}, {most}, {least}, shares {areShares}"));
                    Assert.All(svg.Descendants(_svg + "path").Where(path => path.Parent!.Name.LocalName == "g").SelectMany(Points), point => Assert.InRange(point.X, 10, figure.WidthPx - 10));
                }
            }
        }

        static double Text(XElement text) => WalSweep.Analysis.Text.DisplayText.WidthPx(text.Value, Theme.NoteSizePx);
    }

    [Theory]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("]]><!-- \0 \u001b[31m \u202e")]
    public void Hostile_text_anywhere_stays_text(string text)
    {
        var content = new ForestFigureContent("forest", text, text, ProtocolVersion.V2, [new ForestMeasure(text, 1, [Line(ProtocolVersion.V1, 1, 0.5, 2)])], AreShares: false);
        foreach (string svg in (string[])[Draw(content), DrawForPage(content)])
        {
            XElement root = RegionFigureTests.Parse(svg);
            Assert.DoesNotContain(root.DescendantsAndSelf(), element => element.Name.LocalName is not ("svg" or "title" or "desc" or "style" or "pattern" or "path" or "rect" or "g" or "text"));
        }
    }

    private static ForestFigureContent Times() => Of(
        new ForestMeasure("recovery", -1, [Line(ProtocolVersion.V1, -36.2, -36.5, -35.9), Line(ProtocolVersion.V15, 1.5, -0.2, 3.2)]),
        new ForestMeasure("blocked", -1, [Line(ProtocolVersion.V1, -0.004, -0.006, -0.002), Line(ProtocolVersion.V15, 12, 9, 15)]));

    private static ForestFigureContent Of(params ForestMeasure[] measures) => new("forest", "What V2 saves and costs in time", "synthetic", ProtocolVersion.V2, measures, AreShares: false);

    private static ForestLine Line(ProtocolVersion against, double difference, double low, double high) => new(against, 1000, 900, difference, new Interval(low, high));

    private static XElement[] Pairs(XElement svg) => [.. svg.Elements(_svg + "g").Where(group => (string?)group.Attribute("class") == "pair")];

    private static List<(double X, double Y)> Points(XElement path) =>
        [.. ((string)path.Attribute("d")!)[1..].TrimEnd('Z').Split('L').Select(point => point.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).Select(point => (point[0], point[1]))];

    private static string Draw(ForestFigureContent content, FigureShape shape = FigureShape.Wide) => Drawn.Alone(new ForestFigure(content, shape));

    private static string DrawForPage(ForestFigureContent content) => Drawn.ForPage(new ForestFigure(content, FigureShape.Wide));
}
