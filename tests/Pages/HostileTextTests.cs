using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>No text of a configuration or a file becomes markup, style or script, wherever in a page it stands.</summary>
public sealed class HostileTextTests
{
    /// <summary>Not data of a theory, because the way there cannot hold unpaired surrogates.</summary>
    private static readonly string[] _hostile =
    [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</SCRIPT ><img src=x onerror=alert(1)>",
        "</title></style></svg><svg onload='alert(1)'>",
        "<!-- <script>",
        "--><!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "]]><![CDATA[x",
        "\" onmouseover=\"alert(1)",
        "' onfocus='alert(1)' autofocus='",
        "javascript:alert(1)",
        "a\0b\u0001c\u001b[31md\u007f\u0085e",
        "high \ud800 low \udc00 end \udbff",
        "\ufffe\uffff\U0001ffff",
        "line\nbreak\r\ttab\u2028sep\u2029",
        "\u202eright to left\u2066\u200f",
        "&lt;b&gt; &amp; &#60; &#x3c;",
        "{{7*7}} ${7*7} `",
    ];

    private static readonly string _plainShape = ShapeOf(SamplePages.Parse(Write("plain")));

    private static readonly string[] _ownContent = [.. Own(Write("plain"))];

    [Fact]
    public void Hostile_text_anywhere_stays_text() => Assert.All(_hostile, text => Assert.True(IsHarmless(text)));

    [Fact]
    public void Any_text_anywhere_stays_text()
    {
        Gen<char> characters = Gen.OneOf(
            Gen.Elements([.. "<>&\"'`/=!-[]{}$ \t\n\0\u001b\ud800\udc00\ufffe\u202e"]), Gen.Choose(0, 0xffff).Select(code => (char)code));
        Check.One(Seeds.Fixed.WithMaxTest(60), Prop.ForAll(characters.ArrayOf().ToArbitrary(), text => IsHarmless(new string(text))));
    }

    [Fact]
    public void Ordinary_text_arrives_as_it_was_given()
    {
        const string Text = "R&D <night> \"sweep\" 10 µs – Straße 夜 🌒 'quoted'";
        XElement page = SamplePages.Parse(Write(Text));
        Assert.Equal(Text, page.Named("h1").Single().Value);
        Assert.Equal(Text, page.Named("title").First().Value);
        Assert.Contains(page.Named("td"), cell => cell.Value == Text);
        Assert.Equal(Text, (string?)page.Named("div").Single(div => (string?)div.Attribute("role") == "region").Attribute("aria-label"));
        Assert.Equal(Text, Grid(Write(Text)).GetProperty("x").GetProperty("label").GetString());
    }

    [Fact]
    public void Endless_text_is_cut() => Assert.InRange(Write(new string('x', 3_000_000)).Length, 1, 700_000);

    [Theory]
    [InlineData("")]
    [InlineData("Maps")]
    [InlineData("../x")]
    [InlineData("a\" onclick=\"")]
    public void What_names_files_and_anchors_is_harmless(string name)
    {
        Assert.Throws<ArgumentException>(() => new ReportSection(name, "Heading"));
        Assert.Throws<ArgumentException>(() => new ReportTable(name, "Caption", [], []));
    }

    [Theory]
    [InlineData("a</script>")]
    [InlineData("a<!--")]
    public void A_script_that_would_end_its_element_is_refused(string content) =>
        Assert.Throws<ArgumentException>(() => new HtmlWriter().Own("script", content));

    private static bool IsHarmless(string text)
    {
        string html = Write(text);
        XElement page = SamplePages.Parse(html);
        bool noHandlers = !page.DescendantsAndSelf().Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        bool linksAreOwn = page.Named("a").All(link => (string?)link.Attribute("href") is "#main" or "#section" or "table.csv" or "hostile.svg");
        return noHandlers && linksAreOwn && ShapeOf(page) == _plainShape && Own(html).SequenceEqual(_ownContent);
    }

    /// <summary>Every element but those whose number depends on how many lines a text takes in a picture.</summary>
    private static string ShapeOf(XElement page) =>
        string.Join(' ', page.DescendantsAndSelf().Where(element => element.Name.LocalName != "text").Select(element => element.Name.LocalName));

    /// <summary>Styles and scripts that are carried out, which no text may reach.</summary>
    private static IEnumerable<string> Own(string html) =>
        [.. SamplePages.ContentsOf(html, "style"), .. SamplePages.ContentsOf(html, "script").Where(script => !script.StartsWith('{'))];

    private static JsonElement Grid(string html) =>
        JsonDocument.Parse(SamplePages.ContentsOf(html, "script").Single(script => script.StartsWith('{'))).RootElement.GetProperty("grids")[0];

    /// <summary>The text in every place of a page that takes one. The note is one line, for lines of a note become paragraphs.</summary>
    private static string Write(string text)
    {
        string line = text.ReplaceLineEndings(" ").Replace('\n', ' ');
        string note = line.Trim().Length == 0 ? "empty" : line;
        var section = new ReportSection("section", text)
        {
            Paragraphs = [text],
            Missing = new MissingData(text, text),
            Figures = [new ReportFigure(Figure(text))],
            Tables = [new("table", text, [new(text, text, IsNumber: false), new("x", text)], [new([new(text, text), new(text, text)], text)])],
            Commands = [new(text, text)],
        };
        return PageWriter.Write(new ReportPage(text, note, text, [text], [ProtocolVersion.V1, ProtocolVersion.V2], [section]) { Warning = text });
    }

    private static RegionFigure Figure(string text)
    {
        var x = new Axis("x", text, AxisUnit.None, AxisScale.Linear, 0, 1, 2);
        var accumulator = SyntheticSweep.Accumulator(x, x, 1);
        accumulator.Add(new RegionRow(0.1, 0.1, Ending.Completed, RecoveryPath.Catchup, true, false, 1));
        SweepSummary summary = accumulator.Summarize([ProtocolVersion.V2], hasFailover: false);
        return new RegionFigure(new RegionFigureContent("hostile", text, text, accumulator.Maps[0].Kinds, summary, [new ReferenceCurve(text, text, [(0, 0), (1, 1)])]), FigureShape.Wide);
    }
}
