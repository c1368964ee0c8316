using Spectre.Console;

namespace WalSweep.Cli;

/// <summary>One measure in words, with its value under each protocol version.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Values">One per version.</param>
/// <param name="Colour">Its colour on a terminal.</param>
/// <param name="BeginsGroup">Whether another kind of measure begins here.</param>
internal sealed record VersionLine(string Name, IReadOnlyList<string> Values, Color Colour, bool BeginsGroup);

/// <summary>
/// A table with one column per protocol version and one line per measure. On a terminal it has rules and colours; elsewhere, or where the
/// versions do not fit beside each other, it is plain text in aligned columns. Both say the same.
/// </summary>
internal static class VersionTable
{
    private const int _columnGap = 3;

    /// <summary>Writes the table.</summary>
    /// <param name="labels">The versions.</param>
    /// <param name="lines">What to show.</param>
    /// <param name="streams">Where to.</param>
    public static void Write(IReadOnlyList<string> labels, List<VersionLine> lines, Streams streams)
    {
        if (streams.OutputIsTerminal && PlainWidth(labels, lines) + 4 <= streams.Width)
        {
            WriteRuled(labels, lines, streams);
        }
        else
        {
            WritePlain(labels, lines, streams);
        }
    }

    private static void WriteRuled(IReadOnlyList<string> labels, List<VersionLine> lines, Streams streams)
    {
        using var drawn = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = streams.NoColour ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(drawn),
        });
        console.Profile.Width = streams.Width;
        console.Profile.Capabilities.Unicode = true;
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn(new Text("")));
        foreach (string label in labels)
        {
            table.AddColumn(new TableColumn(new Text(label, new Style(decoration: Decoration.Bold))).RightAligned());
        }

        foreach (VersionLine line in lines)
        {
            if (line.BeginsGroup)
            {
                table.AddEmptyRow();
            }

            var style = new Style(line.Colour);
            table.AddRow([new Text(line.Name, style), .. line.Values.Select(value => new Text(value, style))]);
        }

        console.Write(table);
        streams.GiveLines(drawn.ToString());
    }

    private static void WritePlain(IReadOnlyList<string> labels, List<VersionLine> lines, Streams streams)
    {
        int nameWidth = lines.Max(line => line.Name.Length);
        List<int> widths = ValueWidths(labels, lines);
        WriteRow("", labels);
        foreach (VersionLine line in lines)
        {
            WriteRow(line.Name, line.Values);
        }

        void WriteRow(string name, IEnumerable<string> values)
        {
            IEnumerable<string> padded = values.Select((value, index) => value.PadLeft(widths[index] + _columnGap));
            streams.Give((name.PadRight(nameWidth) + string.Concat(padded)).TrimEnd());
        }
    }

    private static int PlainWidth(IReadOnlyList<string> labels, List<VersionLine> lines) =>
        lines.Max(line => line.Name.Length) + ValueWidths(labels, lines).Sum(valueWidth => valueWidth + _columnGap);

    private static List<int> ValueWidths(IReadOnlyList<string> labels, List<VersionLine> lines) =>
        [.. labels.Select((label, index) => Math.Max(label.Length, lines.Max(line => line.Values[index].Length)))];
}
