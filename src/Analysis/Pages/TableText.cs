using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WalSweep.Analysis.Pages;

/// <summary>Tables of a report as text: for a terminal, as Markdown, as JSON lines. What a terminal could take for a command is not seen to here.</summary>
public static class TableText
{
    private const string _gap = "   ";

    /// <summary>For people: aligned columns under their headings.</summary>
    public static IEnumerable<string> Aligned(ReportTable table)
    {
        var (headings, rows, shown) = Shown(table);
        int[] widths = [.. shown.Index().Select(column => rows.Select(row => row[column.Index].Length).Append(headings[column.Index].Length).Max())];
        string Line(string[] cells) => string.Join(_gap, cells.Select((cell, index) => shown[index].IsNumber ? cell.PadLeft(widths[index]) : cell.PadRight(widths[index]))).TrimEnd();
        yield return table.Caption;
        yield return Line(headings);
        foreach (var row in rows)
        {
            yield return Line(row);
        }
    }

    /// <summary>The same as Markdown.</summary>
    public static IEnumerable<string> Markdown(ReportTable table)
    {
        var (headings, rows, shown) = Shown(table);
        string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
        yield return $"## {table.Caption}";
        yield return "";
        yield return Line(headings);
        yield return Line(shown.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (var row in rows)
        {
            yield return Line(row);
        }
    }

    /// <summary>For programs: one JSON object a row, with the table's name and every column; numbers as numbers with all digits, nothing where there is no value.</summary>
    public static IEnumerable<string> JsonLines(ReportTable table)
    {
        foreach (var row in table.Rows)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteString("table", table.Name);
                foreach (var (column, cell) in table.Columns.Zip(row.Cells).Where(pair => pair.Second.Value.Length > 0))
                {
                    if (column.IsNumber && double.TryParse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                    {
                        json.WritePropertyName(column.Name);
                        json.WriteRawValue(cell.Value);
                    }
                    else
                    {
                        json.WriteString(column.Name, cell.Value);
                    }
                }

                json.WriteEndObject();
            }

            yield return Encoding.UTF8.GetString(buffer.ToArray());
        }
    }

    /// <summary>What people are shown: columns with a heading, and of a table that is told version by version each version as a column.</summary>
    private static (string[] Headings, List<string[]> Rows, List<ReportColumn> Columns) Shown(ReportTable table)
    {
        int[] places = [.. Enumerable.Range(0, table.Columns.Count).Where(index => table.Columns[index].Heading is not null)];
        if (!table.IsTurned)
        {
            return ([.. places.Select(place => table.Columns[place].Heading!)], [.. table.Rows.Select(row => places.Select(place => row.Cells[place].Text).ToArray())], [.. places.Select(place => table.Columns[place])]);
        }

        List<string[]> lines = [.. places.Skip(1).Select(place => (string[])[table.Columns[place].Heading!, .. table.Rows.Select(row => row.Cells[place].Text)])];
        return (["", .. table.Rows.Select(row => row.Cells[places[0]].Text)], lines, [new ReportColumn("", "", IsNumber: false), .. table.Rows.Select(_ => new ReportColumn("", ""))]);
    }
}
