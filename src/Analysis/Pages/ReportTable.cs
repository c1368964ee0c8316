using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Pages;

/// <summary>A table of a page, which is a CSV file too. The file has every column and values that programs can calculate with; the page shows texts for people.</summary>
/// <param name="Name">Names the file: lower-case letters, digits, hyphens; unlike that of any other table.</param>
/// <param name="Caption">What it is.</param>
/// <param name="Columns">Its columns. The first one names the row.</param>
/// <param name="Rows">Its rows.</param>
public sealed record ReportTable(string Name, string Caption, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRow> Rows)
{
    /// <summary>Names the file.</summary>
    public string Name { get; } = PlainName.Require(Name, "A table's name");

    /// <summary>The name of its file.</summary>
    public string FileName => $"{Name}.csv";

    /// <summary>Whether the page shows each row as a column: easier to read where there are few rows of many values.</summary>
    public bool IsTurned { get; init; }

    /// <summary>Whether it is too long to be read: the page names its file only.</summary>
    public bool IsFileOnly { get; init; }

    /// <summary>Writes it as CSV (RFC 4180, but with \n).</summary>
    /// <exception cref="InvalidOperationException">A row has more or fewer cells than there are columns.</exception>
    public void WriteCsv(TextWriter output)
    {
        RequireRectangle();
        output.Write(CsvText.Line(Columns.Select(column => column.Name)));
        foreach (var row in Rows)
        {
            output.Write(CsvText.Line(row.Cells.Select(cell => cell.Value)));
        }
    }

    /// <summary>Makes sure that every row has as many cells as there are columns.</summary>
    internal void RequireRectangle()
    {
        if (Rows.FirstOrDefault(row => row.Cells.Count != Columns.Count) is { } odd)
        {
            throw new InvalidOperationException($"Table {Name}: expected {Columns.Count} cells in every row, found {odd.Cells.Count}.");
        }
    }
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name in the file: the units stand in it, such as recovery_s_median.</param>
/// <param name="Heading">Its heading in the page; null if the page does not show it.</param>
/// <param name="IsNumber">Whether its values are numbers, to be aligned at their ends.</param>
/// <param name="BeginsGroup">Whether it is set apart from the one before.</param>
/// <param name="Version">The version of the protocol it is of, as columns name it, with which it is hidden; null if it is of none.</param>
public sealed record ReportColumn(string Name, string? Heading, bool IsNumber = true, bool BeginsGroup = false, string? Version = null)
{
    /// <summary>The fate that it counts, in whose colour it can be told; null if it counts none.</summary>
    public Fate? Fate { get; init; }
}

/// <summary>A row of a table.</summary>
/// <param name="Cells">One for each column.</param>
/// <param name="Version">The version of the protocol it is of, as columns name it, with which it is hidden; null if it is of none.</param>
public sealed record ReportRow(IReadOnlyList<ReportCell> Cells, string? Version = null);

/// <summary>A cell of a table.</summary>
/// <param name="Text">What the page shows.</param>
/// <param name="Value">What the file has: all digits, no units; empty where there is no value.</param>
public readonly record struct ReportCell(string Text, string Value)
{
    /// <summary>A cell that is the same for people and programs.</summary>
    public static ReportCell Of(string text) => new(text, text);
}
