using WalSweep.Analysis.Charts;
using WalSweep.Engine;

namespace WalSweep.Analysis.Pages;

/// <summary>
/// Writes a report as one HTML file that holds all it needs: opened from a disk or sent by mail it asks for nothing from anywhere. Equal pages give equal bytes. The figures stand in it twice where they
/// have a layout for phones, and the style shows one of the two; what is told of their cells stands in it once, for both.
/// </summary>
public static class PageWriter
{
    /// <summary>When the dark style applies unless the reader says otherwise.</summary>
    private const string _systemIsDark = "screen and (prefers-color-scheme:dark)";

    /// <summary>Writes the page.</summary>
    /// <exception cref="ArgumentException">Two sections, or two figures, or two tables, have the same name; or a figure's is not made of lower-case letters, digits and hyphens.</exception>
    /// <exception cref="InvalidOperationException">A table has rows of different length, or the two layouts of a figure have different grids.</exception>
    public static string Write(ReportPage page)
    {
        RequireDistinctNames(page);
        var html = new HtmlWriter();
        html.Open("html", ("lang", "en"));
        WriteHead(page, html);
        html.Open("body");
        html.Element("a", "To the content", ("class", "skip"), ("href", "#main"));
        WriteHeader(page, html);
        html.Open("main", ("id", "main"));
        WriteOpening(page, html);
        WriteContents(page.Sections, html);
        WriteControls(page.Versions, html);
        foreach (var section in page.Sections)
        {
            SectionWriter.Write(section, html);
        }

        html.Close();
        html.Open("div", ("id", "tip"), ("role", "tooltip"), ("hidden", ""));
        html.Close();
        html.Open("div", ("id", "said"), ("role", "status"), ("class", "unseen"));
        html.Close();
        html.Own("script", PageAssets.Script);
        html.Close();
        html.Close();
        return html.ToString();
    }

    private static void WriteHead(ReportPage page, HtmlWriter html)
    {
        List<IFigure> figures = [.. page.Sections.SelectMany(section => section.Figures).SelectMany(figure => figure.Shapes)];
        string light = PageAssets.LightStyle(figures);
        string dark = PageAssets.DarkStyle(figures);
        html.Open("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageAssets.SecurityPolicy([light, dark])));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Element("title", page.Title);
        html.Own("style", light);
        html.Own("style", dark, ("id", "dark"), ("media", _systemIsDark));
        html.Close();
    }

    private static void WriteHeader(ReportPage page, HtmlWriter html)
    {
        html.Open("header");
        html.Element("h1", page.Title, ("dir", "auto"));
        html.Element("p", page.Origin, ("class", "origin"));
        foreach (string line in page.Note.Split('\n').Where(line => line.Trim().Length > 0))
        {
            html.Element("p", line, ("dir", "auto"));
        }

        if (page.Warning is not null)
        {
            html.Element("p", page.Warning, ("class", "warning"));
        }

        html.Close();
    }

    private static void WriteOpening(ReportPage page, HtmlWriter html)
    {
        html.Open("div", ("class", "opening"));
        foreach (string sentence in page.Opening)
        {
            html.Element("p", sentence);
        }

        html.Close();
    }

    private static void WriteContents(IReadOnlyList<ReportSection> sections, HtmlWriter html)
    {
        html.Open("nav", ("aria-label", "Contents"));
        html.Open("ol");
        foreach (var section in sections)
        {
            html.Open("li");
            html.Element("a", section.Heading, ("href", $"#{section.Id}"));
            html.Close();
        }

        html.Close();
        html.Close();
    }

    /// <summary>The switches, which the script shows, since it alone can do anything on them.</summary>
    private static void WriteControls(IReadOnlyList<ProtocolVersion> versions, HtmlWriter html)
    {
        html.Open("div", ("class", "controls"), ("hidden", ""));
        if (versions.Count > 1)
        {
            WriteChoices("Versions", "checkbox", "version", versions.Select(version => (version.Name, version.Label, true)), html);
        }

        WriteChoices("Theme", "radio", "theme", [("auto", "as the system", true), ("light", "light", false), ("dark", "dark", false)], html);
        html.Close();
    }

    private static void WriteChoices(string legend, string type, string name, IEnumerable<(string Value, string Label, bool IsOn)> choices, HtmlWriter html)
    {
        html.Open("fieldset");
        html.Element("legend", legend);
        foreach (var (value, label, isOn) in choices)
        {
            html.Open("label");
            html.Void("input", ("type", type), ("name", name), ("value", value), ("checked", isOn ? "" : null), ("autocomplete", "off"));
            html.Element("span", label);
            html.Close();
        }

        html.Close();
    }

    private static void RequireDistinctNames(ReportPage page)
    {
        RequireDistinct("sections", page.Sections.Select(section => section.Id));
        RequireDistinct("figures", page.Sections.SelectMany(section => section.Figures).SelectMany(figure => figure.Shapes).Select(shape => shape.Name));
        RequireDistinct("tables", page.Sections.SelectMany(section => section.Tables).Select(table => table.Name));
    }

    private static void RequireDistinct(string what, IEnumerable<string> names)
    {
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new ArgumentException($"Expected {what} with names of their own, found '{same.Key}' twice.");
        }
    }
}
