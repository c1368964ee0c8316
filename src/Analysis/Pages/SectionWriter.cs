using System.Text;
using System.Text.Json;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Pages;

/// <summary>Writes a section of a page.</summary>
internal static class SectionWriter
{
    /// <summary>How to be told of cells; shown by the script, which tells of them.</summary>
    private const string _hint = "Point at a cell for its numbers, or go to a map with Tab and from cell to cell with the arrow keys; a click or Enter keeps them, Escape closes them.";

    /// <summary>Writes it.</summary>
    internal static void Write(ReportSection section, HtmlWriter html)
    {
        IFigure[] shapes = [.. section.Figures.SelectMany(figure => figure.Shapes)];
        var drawn = shapes.Zip(SvgWriter.Together(shapes, Draw)).ToDictionary(drawing => drawing.First, drawing => drawing.Second);
        string headingId = $"{section.Id}-heading";
        html.Open("section", ("id", section.Id), ("aria-labelledby", headingId));
        html.Element("h2", section.Heading, ("id", headingId));
        foreach (string paragraph in section.Paragraphs)
        {
            html.Element("p", paragraph);
        }

        if (section.Missing is not null)
        {
            html.Element("p", section.Missing.Sentence, ("class", "missing"));
        }

        foreach (var figure in section.Figures)
        {
            WriteFigure(figure, drawn, html);
        }

        foreach (var table in section.Tables)
        {
            WriteTable(table, html);
        }

        WriteCommands(section.Commands, html);
        html.Close();
    }

    private static void WriteFigure(ReportFigure figure, Dictionary<IFigure, Drawing> drawn, HtmlWriter html)
    {
        html.Open("figure");
        var grids = WriteShape(drawn[figure.Wide], figure.Narrow is null ? "only" : "wide", html);
        if (figure.Narrow is not null && WriteShape(drawn[figure.Narrow], "narrow", html).Count != grids.Count)
        {
            throw new InvalidOperationException($"Figure {figure.Wide.Name}: expected {grids.Count} grids in its layout for phones.");
        }

        if (grids.Count > 0)
        {
            html.Data("cells", json => WriteGrids(grids, json));
            html.Element("p", _hint, ("class", "hint"));
        }

        html.Open("figcaption", ("class", "files"));
        WriteFiles(figure.Shapes.Select(shape => shape.Name + SvgWriter.Extension), html);
        html.Close();
        html.Close();
    }

    private static Drawing Draw(IFigure figure)
    {
        using var buffer = new MemoryStream();
        var grids = SvgWriter.WriteForPage(figure, buffer);
        return new Drawing(Encoding.UTF8.GetString(buffer.ToArray()), grids);
    }

    private static IReadOnlyList<CellGrid> WriteShape(Drawing drawing, string styleClass, HtmlWriter html)
    {
        html.Open("div", ("class", styleClass));
        html.Svg(drawing.Svg);
        html.Close();
        return drawing.Grids;
    }

    /// <summary>What is told of the cells, row by row from below; what is told of none is a 0.</summary>
    private static void WriteGrids(IReadOnlyList<CellGrid> grids, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("grids");
        foreach (var grid in grids)
        {
            json.WriteStartObject();
            json.WriteString("name", HtmlWriter.Shown(grid.Name));
            json.WriteString("none", HtmlWriter.Shown(grid.NothingToTell));
            WriteAxis("x", grid.X, json);
            WriteAxis("y", grid.Y, json);
            json.WriteStartArray("fields");
            foreach (var field in grid.Fields)
            {
                json.WriteStartObject();
                json.WriteString("label", HtmlWriter.Shown(field.Label));
                json.WriteString("before", field.Before);
                json.WriteString("after", field.After);
                json.WriteBoolean("typed", field.IsCommand);
                json.WriteString("otherwise", field.Otherwise);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteCells(grid, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAxis(string name, Axis axis, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteString("label", HtmlWriter.Shown(axis.Label));
        json.WriteStartArray("edges");
        for (int i = 0; i <= axis.CellCount; i++)
        {
            json.WriteStringValue(NumberText.Value(axis.EdgeAt(i), axis.Unit));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCells(CellGrid grid, Utf8JsonWriter json)
    {
        json.WriteStartArray("cells");
        for (int yIndex = 0; yIndex < grid.Y.CellCount; yIndex++)
        {
            for (int xIndex = 0; xIndex < grid.X.CellCount; xIndex++)
            {
                if (grid.ValuesAt(xIndex, yIndex) is not { } values)
                {
                    json.WriteNumberValue(0);
                    continue;
                }

                json.WriteStartArray();
                foreach (string value in values)
                {
                    json.WriteStringValue(HtmlWriter.Shown(value));
                }

                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteTable(ReportTable table, HtmlWriter html)
    {
        table.RequireRectangle();
        if (table.IsFileOnly)
        {
            html.Open("p", ("class", "files"));
            html.Element("span", $"{table.Caption}:");
            html.Element("a", table.FileName, ("href", table.FileName));
            html.Close();
            return;
        }

        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", table.Caption));
        html.Open("table");
        html.Element("caption", table.Caption);
        if (table.IsTurned)
        {
            WriteTurned(table, html);
        }
        else
        {
            WriteUpright(table, html);
        }

        html.Close();
        html.Close();
        html.Open("p", ("class", "files"));
        WriteFiles([table.FileName], html);
        html.Close();
    }

    private static void WriteUpright(ReportTable table, HtmlWriter html)
    {
        html.Open("thead");
        html.Open("tr");
        foreach (var column in table.Columns.Where(column => column.Heading is not null))
        {
            html.Element("th", column.Heading!, ("scope", "col"), ("class", StyleOf(column)), ("data-versions", column.Version));
        }

        html.Close();
        html.Close();
        html.Open("tbody");
        foreach (var row in table.Rows)
        {
            html.Open("tr", ("data-versions", row.Version));
            for (int i = 0; i < row.Cells.Count; i++)
            {
                if (table.Columns[i].Heading is not null)
                {
                    html.Element(i == 0 ? "th" : "td", row.Cells[i].Text, ("scope", i == 0 ? "row" : null), ("class", StyleOf(table.Columns[i])), ("data-versions", table.Columns[i].Version));
                }
            }

            html.Close();
        }

        html.Close();
    }

    private static void WriteTurned(ReportTable table, HtmlWriter html)
    {
        html.Open("thead");
        html.Open("tr");
        html.Element("td", table.Columns[0].Heading ?? "");
        foreach (var row in table.Rows)
        {
            html.Element("th", row.Cells[0].Text, ("scope", "col"), ("class", "number"), ("data-versions", row.Version));
        }

        html.Close();
        html.Close();
        html.Open("tbody");
        for (int i = 1; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            if (column.Heading is null)
            {
                continue;
            }

            html.Open("tr", ("class", column.BeginsGroup ? "group" : null), ("data-versions", column.Version));
            html.Element("th", column.Heading, ("scope", "row"));
            foreach (var row in table.Rows)
            {
                html.Element("td", row.Cells[i].Text, ("class", "number"), ("data-versions", row.Version));
            }

            html.Close();
        }

        html.Close();
    }

    private static string? StyleOf(ReportColumn column) => (column.IsNumber, column.BeginsGroup) switch
    {
        (true, true) => "number group",
        (true, false) => "number",
        (false, true) => "group",
        _ => null,
    };

    private static void WriteCommands(IReadOnlyList<ReportCommand> commands, HtmlWriter html)
    {
        if (commands.Count == 0)
        {
            return;
        }

        html.Open("dl");
        foreach (var command in commands)
        {
            html.Element("dt", command.Purpose);
            html.Open("dd");
            html.Element("code", command.Line);
            html.Close();
        }

        html.Close();
    }

    private static void WriteFiles(IEnumerable<string> names, HtmlWriter html)
    {
        html.Element("span", "Beside this page:");
        foreach (string name in names)
        {
            html.Element("a", name, ("href", name));
        }
    }

    /// <summary>A figure as part of a page, and the grids that it refers to.</summary>
    private sealed record Drawing(string Svg, IReadOnlyList<CellGrid> Grids);
}
