using Spectre.Console;
using WalSweep.Analysis.Pages;

namespace WalSweep.Cli;

/// <summary>The table a run ends with: that of the report, a column for each version.</summary>
internal static class SummaryTable
{
    // Black on the chart; here the terminal's own colour, which is readable on its ground.
    private static readonly Color[] _fateColours = [Color.Blue, Color.Olive, Color.Red, Color.Default];

    /// <summary>Writes the table.</summary>
    /// <param name="totals">What to show; its first column names the versions.</param>
    /// <param name="streams">Where to.</param>
    public static void Write(ReportTable totals, Streams streams) =>
        VersionTable.Write([.. totals.Rows.Select(version => version.Cells[0].Text)], [.. totals.Columns.Index().Skip(1).Where(column => column.Item.Heading is not null).Select(column => Line(totals, column.Index))], streams);

    private static VersionLine Line(ReportTable totals, int index)
    {
        var column = totals.Columns[index];
        return new VersionLine(column.Heading!, [.. totals.Rows.Select(version => version.Cells[index].Text)], column.Fate is { } fate ? _fateColours[(int)fate] : Color.Default, column.BeginsGroup);
    }
}
