using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Pages;
using WalSweep.Tests.Charts;
using WalSweep.Tests.Counting;

namespace WalSweep.Tests.Pages;

/// <summary>Pages that no sweep had to be run for, and how to look into them.</summary>
internal static partial class SamplePages
{
    /// <summary>A page with one of everything.</summary>
    public static ReportPage Page(int scenarios = 400) => new("Title", "First line.\nSecond line.", "of a synthetic sweep", ["One.", "Two.", "Three."], SyntheticSweep.Protocols, [Maps(scenarios), Numbers(), Lacking()]);

    public static ReportSection Maps(int scenarios)
    {
        RegionFigureContent content = RegionFigureTests.Content(SyntheticSweep.Accumulate(scenarios, 8, 6));
        return new ReportSection("maps", "Maps") { Paragraphs = ["What the maps show."], Figures = [new ReportFigure(new RegionFigure(content, FigureShape.Wide), new RegionFigure(content, FigureShape.Narrow))] };
    }

    public static ReportSection Lacking() => new("lacking", "Lacking") { Missing = new MissingData("In this sweep nothing flaps", "configs/quickstart.json") };

    /// <summary>The elements of a page: what is in its styles and scripts is left out, for it is no XML.</summary>
    public static XElement Parse(string html)
    {
        string bare = OwnContent().Replace(html, "${open}${close}");
        using var reader = XmlReader.Create(new StringReader(bare), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    public static IEnumerable<XElement> Named(this XElement element, string name) => element.Descendants().Where(inner => inner.Name.LocalName == name);

    /// <summary>What stands in the elements of a name that hold styles or scripts.</summary>
    public static string[] ContentsOf(string html, string element) =>
        [.. OwnContent().Matches(html).Where(match => match.Groups["name"].Value == element).Select(match => match.Groups["content"].Value)];

    private static ReportSection Numbers() => new("numbers", "Numbers")
    {
        Tables =
        [
            new("upright", "Upright", [new("who", "who", IsNumber: false), new("count", "how many"), new("hidden", null)],
                [new([ReportCell.Of("a"), new("1,000", "1000"), new("", "7")], "v1"), new([ReportCell.Of("b, c"), new("–", ""), new("", "8")])]),
            new("turned", "Turned", [new("version", "version"), new("count", "how many", BeginsGroup: true)], [new([new("V1", "v1"), ReportCell.Of("1")], "v1"), new([new("V2", "v2"), ReportCell.Of("2")], "v2")]) { IsTurned = true },
        ],
        Commands = [new("To see it", "walsweep status DIR")],
    };

    [GeneratedRegex("(?<open><(?<name>style|script)[^>]*>)(?<content>.*?)(?<close></\\k<name>>)", RegexOptions.Singleline)]
    private static partial Regex OwnContent();
}
