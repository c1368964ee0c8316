using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Charts;

/// <summary>No text of a user's becomes markup, and none makes a file that cannot be read.</summary>
public sealed class SvgSafetyTests
{
    private static readonly string[] _elements = ["svg", "title", "desc", "style", "pattern", "path", "rect", "g", "text"];

    /// <summary>Not data of a theory, because the way there cannot hold unpaired surrogates.</summary>
    private static readonly string[] _hostile =
    [
        "<script>alert(1)</script>",
        "</text><script>alert(1)</script>",
        "</style></svg><svg onload='alert(1)'>",
        "]]>",
        "<![CDATA[x]]>",
        "<!-- -- --><!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "\" onmouseover=\"alert(1)",
        "a\0b\u0001c\u001b[31md\u007f\u0085e",
        "high \ud800 low \udc00 end \udbff",
        "\ufffe\uffff\U0001ffff",
        "line\nbreak\r\ttab\u2028sep",
        "\u202eright to left\u2066\u200f",
        "&lt;b&gt; &amp; &#60;",
    ];

    private static readonly int _plainCount = RegionFigureTests.Parse(Draw("plain")).Elements().Count(IsCounted);

    [Fact]
    public void Hostile_text_anywhere_stays_text() => Assert.All(_hostile, text => Assert.True(IsHarmless(text)));

    [Fact]
    public void Any_text_anywhere_stays_text()
    {
        Gen<char> characters = Gen.OneOf(
            Gen.Elements([.. "<>&\"']![-/= \t\n\0\u001b\ud800\udc00\ufffe\u202e"]), Gen.Choose(0, 0xffff).Select(code => (char)code));
        Check.One(Seeds.Fixed, Prop.ForAll(characters.ArrayOf().ToArbitrary(), text => IsHarmless(new string(text))));
    }

    [Fact]
    public void Ordinary_text_arrives_as_it_was_given()
    {
        XElement svg = RegionFigureTests.Parse(Draw("R&D <night> \"sweep\" 10 µs – Straße 夜 🌒"));
        Assert.Contains(svg.Elements(), element => element.Name.LocalName == "text" && element.Value == "R&D <night> \"sweep\" 10 µs – Straße 夜 🌒");
    }

    [Fact]
    public void Endless_text_is_cut()
    {
        string svg = Draw(new string('x', 1_000_000));
        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, 400_000);
        Assert.Contains("…", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Regions")]
    [InlineData("a\"><script>")]
    public void A_figure_needs_a_harmless_name(string name)
    {
        RegionFigureContent content = RegionFigureTests.Content(SyntheticSweep.Accumulate(1, 2, 2)) with { Name = name };
        Assert.Throws<ArgumentException>(() => RegionFigureTests.Draw(content));
    }

    [Fact]
    public void The_figure_is_described_refers_only_to_itself_and_knows_dark_and_print()
    {
        XElement svg = RegionFigureTests.Parse(Draw("title"));
        Assert.Equal("img", (string?)svg.Attribute("role"));
        string[] labels = ((string)svg.Attribute("aria-labelledby")!).Split(' ');
        XElement[] named = [.. labels.Select(id => svg.Elements().Single(element => (string?)element.Attribute("id") == id))];
        Assert.Equal(["title", "desc"], named.Select(element => element.Name.LocalName));
        Assert.StartsWith("title – What became of the replica over ", named[0].Value, StringComparison.Ordinal);
        Assert.Contains("Okabe–Ito: caught up blue, rebuilt by decision yellow", named[1].Value, StringComparison.Ordinal);
        Assert.Contains("V2: 100\u00a0% caught up, 0\u00a0% rebuilt by decision", named[1].Value, StringComparison.Ordinal);
        string style = svg.Elements().Single(element => element.Name.LocalName == "style").Value;
        Assert.Contains("@media screen and (prefers-color-scheme:dark)", style, StringComparison.Ordinal);
        Assert.DoesNotContain("http", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "href" or "src");
    }

    private static bool IsHarmless(string text)
    {
        XElement svg = RegionFigureTests.Parse(Draw(text));
        bool elementsKnown = svg.DescendantsAndSelf().All(element => _elements.Contains(element.Name.LocalName));
        bool noHandlers = !svg.DescendantsAndSelf().Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        return elementsKnown && noHandlers && svg.Elements().Count(IsCounted) == _plainCount;
    }

    /// <summary>Elements whose number does not depend on how many lines a text takes.</summary>
    private static bool IsCounted(XElement element) => element.Name.LocalName is not "text";

    /// <summary>The text as title, subtitle, name of an axis, label and meaning of a curve.</summary>
    private static string Draw(string text)
    {
        var x = new Axis("x", text, AxisUnit.None, AxisScale.Linear, 0, 1, 2);
        var accumulator = SyntheticSweep.Accumulator(x, x, 1);
        accumulator.Add(new RegionRow(0.1, 0.1, default, default, true, false, 1));
        SweepSummary summary = accumulator.Summarize([ProtocolVersion.V2], hasFailover: false);
        var curve = new ReferenceCurve(text, text, [(0, 0), (1, 1)]);
        var content = new RegionFigureContent("hostile", text, text, accumulator.Maps[0].Kinds, summary, [curve]);
        return RegionFigureTests.Draw(content);
    }
}
