using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Tests.Charts;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>What a page is made of. There is no golden page: it would be long, and every change of a colour would change it; what it must have is asked for here, and in a browser (<see cref="BrowserTests"/>).</summary>
public sealed class PageWriterTests
{
    private static readonly string _html = PageWriter.Write(SamplePages.Page());

    private static readonly XElement _page = SamplePages.Parse(_html);

    [Fact]
    public void The_same_report_gives_the_same_bytes_in_any_culture()
    {
        Assert.Equal(_html, PageWriter.Write(SamplePages.Page()));
        Assert.Equal(_html, SweepSummaryTests.In("tr-TR", () => PageWriter.Write(SamplePages.Page())));
        Assert.Equal(_html, SweepSummaryTests.In("ar-SA", () => PageWriter.Write(SamplePages.Page())));
    }

    [Fact]
    public void The_policy_permits_the_page_s_own_styles_and_script_by_their_hashes_and_nothing_else()
    {
        string policy = (string)_page.Named("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!;
        Dictionary<string, string[]> rules = policy.Split("; ").Select(rule => rule.Split(' ')).ToDictionary(words => words[0], words => words[1..]);
        Assert.Equal(["base-uri", "default-src", "form-action", "script-src", "style-src"], rules.Keys.Order());
        Assert.All(["base-uri", "default-src", "form-action"], name => Assert.Equal(["'none'"], rules[name]));
        Assert.Equal(SamplePages.ContentsOf(_html, "style").Select(Hash), rules["style-src"]);
        Assert.Equal([Hash(SamplePages.ContentsOf(_html, "script")[^1])], rules["script-src"]);
        Assert.Equal(2, SamplePages.ContentsOf(_html, "script").Length);
        Assert.DoesNotContain(_page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "style" or "src" or "srcset" or "action");
    }

    [Fact]
    public void Nothing_in_it_leads_elsewhere()
    {
        Assert.All(_page.Named("a"), link => Assert.Matches("^(#[a-z-]+|[a-z-]+\\.(svg|csv))$", (string)link.Attribute("href")!));
        Assert.All(SamplePages.ContentsOf(_html, "style"), style => Assert.DoesNotContain("@import", style, StringComparison.Ordinal));
        string[] addresses = [.. System.Text.RegularExpressions.Regex.Matches(_html, "(https?:)?//[a-z][^\"' <]*\\.[a-z]+[^\"' <]*").Select(match => match.Value).Distinct()];
        Assert.Equal(["http://www.w3.org/2000/svg"], addresses);
    }

    [Fact]
    public void Names_are_unique_and_what_refers_to_them_finds_them()
    {
        string[] ids = [.. _page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(_page.Named("a").Select(link => (string)link.Attribute("href")!).Where(href => href[0] == '#'), href => Assert.Contains(href[1..], ids));
        Assert.All(_page.Descendants().Attributes("aria-labelledby").SelectMany(labels => labels.Value.Split(' ')), id => Assert.Contains(id, ids));
    }

    [Fact]
    public void Headings_stand_in_order_and_the_language_is_said()
    {
        Assert.Equal("en", (string?)_page.Attribute("lang"));
        Assert.Equal(["h1", "h2", "h2", "h2"], _page.Descendants().Where(element => element.Name.LocalName is ['h', >= '1' and <= '6']).Select(heading => heading.Name.LocalName));
        Assert.Equal(["Maps", "Numbers", "Lacking"], _page.Named("nav").Single().Named("a").Select(link => link.Value));
        Assert.Equal(["First line.", "Second line."], _page.Named("header").Single().Named("p").Skip(1).Select(paragraph => paragraph.Value));
        Assert.Equal(["One.", "Two.", "Three."], _page.Named("div").Single(div => (string?)div.Attribute("class") == "opening").Named("p").Select(paragraph => paragraph.Value));
    }

    [Fact]
    public void A_section_that_lacks_its_data_says_which_configuration_has_it()
    {
        XElement section = _page.Named("section").Single(section => (string?)section.Attribute("id") == "lacking");
        Assert.Equal("In this sweep nothing flaps. A sweep of configs/quickstart.json has it: walsweep run configs/quickstart.json", section.Named("p").Single().Value);
        Assert.True(File.Exists(Golden.PathOf(SamplePages.Lacking().Missing!.Config)));
    }

    [Fact]
    public void Tables_say_what_their_rows_and_columns_are_and_bear_the_versions()
    {
        XElement upright = Table("Upright");
        Assert.Equal([("who", "col"), ("how many", "col"), ("a", "row"), ("b, c", "row")], upright.Named("th").Select(head => (head.Value, (string?)head.Attribute("scope"))));
        Assert.Equal(["1,000", "–"], upright.Named("td").Select(cell => cell.Value));
        Assert.Equal([null, "v1", null], upright.Named("tr").Select(row => (string?)row.Attribute("data-versions")));
        XElement turned = Table("Turned");
        Assert.Equal([("V1", "col", "v1"), ("V2", "col", "v2"), ("how many", "row", null)], turned.Named("th").Select(head => (head.Value, (string?)head.Attribute("scope"), (string?)head.Attribute("data-versions"))));
        Assert.Equal([("1", "v1"), ("2", "v2")], turned.Named("tbody").Single().Named("td").Select(cell => (cell.Value, (string?)cell.Attribute("data-versions"))));
    }

    /// <summary>A column is hidden with its version: so must its heading and all its cells be, whichever way the table stands.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Columns_of_a_version_bear_it_with_all_their_cells(bool isTurned)
    {
        var table = new ReportTable("causes", "Causes", [new("reason", "cause"), new("v1", "V1", Version: "v1"), new("v1_hidden", null, Version: "v1"), new("v2", "V2", Version: "v2"), new("all", "all")], [Row("a"), Row("b")]) { IsTurned = isTurned };
        XElement page = SamplePages.Parse(PageWriter.Write(SamplePages.Page() with { Sections = [new ReportSection("causes", "Causes") { Tables = [table] }] }));
        XElement shown = page.Named("table").Single();
        var parts = isTurned ? shown.Named("tr").Select(row => (row.Elements().First().Value, (string?)row.Attribute("data-versions"))) : shown.Named("tr").First().Elements().Select(head => (head.Value, (string?)head.Attribute("data-versions")));
        Assert.Equal([("cause", null), ("V1", "v1"), ("V2", "v2"), ("all", null)], parts);
        Assert.All(shown.Named("tbody").Single().Elements(), row => Assert.Equal(isTurned ? [null, null, null] : [null, "v1", "v2", null], row.Elements().Select(cell => (string?)cell.Attribute("data-versions"))));
        static ReportRow Row(string name) => new([ReportCell.Of(name), ReportCell.Of("1"), ReportCell.Of("2"), ReportCell.Of("3"), ReportCell.Of("4")]);
    }

    [Fact]
    public void A_table_s_file_has_every_column_in_full_digits()
    {
        using var csv = new StringWriter();
        SamplePages.Page().Sections[1].Tables[0].WriteCsv(csv);
        Assert.Equal("who,count,hidden\na,1000,7\n\"b, c\",,8\n", csv.ToString());
    }

    [Fact]
    public void A_row_that_is_too_short_is_refused()
    {
        var table = new ReportTable("odd", "Odd", [new("a", "a"), new("b", "b")], [new([ReportCell.Of("1")])]);
        using var csv = new StringWriter();
        Assert.Equal("Table odd: expected 2 cells in every row, found 1.", Assert.Throws<InvalidOperationException>(() => table.WriteCsv(csv)).Message);
        ReportPage page = SamplePages.Page() with { Sections = [new ReportSection("odd", "Odd") { Tables = [table] }] };
        Assert.Throws<InvalidOperationException>(() => PageWriter.Write(page));
    }

    [Fact]
    public void Two_of_one_name_are_refused()
    {
        ReportPage page = SamplePages.Page();
        Assert.Throws<ArgumentException>(() => PageWriter.Write(page with { Sections = [SamplePages.Lacking(), SamplePages.Lacking()] }));
        Assert.Throws<ArgumentException>(() => PageWriter.Write(page with { Sections = [.. page.Sections, new ReportSection("more", "More") { Figures = page.Sections[0].Figures }] }));
        Assert.Throws<ArgumentException>(() => PageWriter.Write(page with { Sections = [.. page.Sections, new ReportSection("more", "More") { Tables = page.Sections[1].Tables }] }));
    }

    /// <summary>All that the script knows of cells, against the counts: every cell of every version.</summary>
    [Fact]
    public void What_is_told_of_each_cell_are_its_counts()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(400, 8, 6);
        using var data = JsonDocument.Parse(SamplePages.ContentsOf(_html, "script")[0]);
        JsonElement[] grids = [.. data.RootElement.GetProperty("grids").EnumerateArray()];
        Assert.Equal(["V1", "V1.5", "V2"], grids.Select(grid => grid.GetProperty("name").GetString()));
        int told = 0;
        for (int p = 0; p < grids.Length; p++)
        {
            JsonElement[] cells = [.. grids[p].GetProperty("cells").EnumerateArray()];
            Assert.Equal(8 * 6, cells.Length);
            Assert.Equal(9, grids[p].GetProperty("x").GetProperty("edges").GetArrayLength());
            for (int i = 0; i < cells.Length; i++)
            {
                FateCounts counts = accumulator.Maps[0].Kinds.CellAt(p, i % 8, i / 8);
                Assert.Equal(counts.Total > 0, cells[i].ValueKind == JsonValueKind.Array);
                if (counts.Total > 0)
                {
                    told++;
                    Assert.Equal([$"{counts.Total}", .. Fates.All.Select(fate => Told(counts[fate], counts.Total)), HighestOfNone(counts)], cells[i].EnumerateArray().Select(value => value.GetString()));
                }
            }
        }

        Assert.InRange(told, 100, 3 * 8 * 6);
    }

    /// <summary>Clopper and Pearson's upper end of none, from its closed form.</summary>
    private static string HighestOfNone(FateCounts counts) => Fates.All.All(fate => counts[fate] > 0) ? "" : NumberText.Percent(1 - Math.Pow(0.025, 1.0 / counts.Total));

    [Fact]
    public void Both_layouts_of_a_figure_refer_to_the_same_cells_which_stand_in_the_page_once()
    {
        string[][] grids = [.. _page.Named("svg").Select(svg => svg.Named("rect").Attributes("data-grid").Select(grid => grid.Value).ToArray())];
        Assert.Equal([["0", "1", "2"], ["0", "1", "2"]], grids);
        Assert.All(_page.Named("svg"), svg => Assert.Equal(["v1", "v1_5", "v2"], svg.Named("g").Attributes("data-versions").Select(version => version.Value)));
    }

    /// <summary>A map of the usual grid costs the page less than its file, with both layouts and all that is told of its cells.</summary>
    [Fact]
    public void A_page_is_smaller_than_its_pictures()
    {
        RegionFigureContent content = RegionFigureTests.Content(SyntheticSweep.Accumulate(20_000));
        var section = new ReportSection("maps", "Maps") { Figures = [new ReportFigure(new RegionFigure(content, FigureShape.Wide), new RegionFigure(content, FigureShape.Narrow))] };
        int bytes = Encoding.UTF8.GetByteCount(PageWriter.Write(SamplePages.Page() with { Sections = [section] }));
        Assert.InRange(bytes, 1, Encoding.UTF8.GetByteCount(RegionFigureTests.Draw(content)));
    }

    [Fact]
    public void Layouts_with_different_grids_are_refused()
    {
        var three = new RegionFigure(RegionFigureTests.Content(SyntheticSweep.Accumulate(10, 8, 6)), FigureShape.Wide);
        var one = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), 1);
        var other = new RegionFigure(new RegionFigureContent("other", "", "", one.Maps[0].Kinds, one.Summarize([ProtocolVersion.V2], hasFailover: false), []), FigureShape.Narrow);
        var section = new ReportSection("maps", "Maps") { Figures = [new ReportFigure(three, other)] };
        Assert.Throws<InvalidOperationException>(() => PageWriter.Write(SamplePages.Page() with { Sections = [section] }));
    }

    private static string Told(long count, long total) => count == 0 ? "0" : $"{count} ({NumberText.Percent((double)count / total)}, 95 %: {NumberText.Percent(Proportion.Of(count, total).Low)} – {NumberText.Percent(Proportion.Of(count, total).High)})";

    private static XElement Table(string caption) => _page.Named("table").Single(table => table.Named("caption").Single().Value == caption);

    private static string Hash(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
}
