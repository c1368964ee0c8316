using Spectre.Console;
using WalSweep.Analysis.Regions;

namespace WalSweep.Cli;

/// <summary>
/// The table a run ends with: one column per protocol, one line per measure. On a terminal it has rules and the fates their colours; elsewhere, or where the
/// protocols do not fit beside each other, it is plain text in aligned columns. Both say the same.
/// </summary>
internal static class SummaryTable
{
    private const int _columnGap = 3;

    /// <summary>Writes the table.</summary>
    /// <param name="summary">What to show.</param>
    /// <param name="streams">Where to.</param>
    public static void Write(SweepSummary summary, Streams streams)
    {
        List<SummaryLine> lines = SummaryLine.Of(summary);
        if (streams.OutputIsTerminal && PlainWidth(summary, lines) + 4 <= streams.Width)
        {
            WriteRuled(summary, lines, streams);
        }
        else
        {
            WritePlain(summary, lines, streams);
        }
    }

    private static void WriteRuled(SweepSummary summary, List<SummaryLine> lines, Streams streams)
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
        foreach (ProtocolSummary protocol in summary.Protocols)
        {
            table.AddColumn(new TableColumn(new Text(protocol.Protocol.Label, new Style(decoration: Decoration.Bold))).RightAligned());
        }

        foreach (SummaryLine line in lines)
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

    private static void WritePlain(SweepSummary summary, List<SummaryLine> lines, Streams streams)
    {
        int nameWidth = lines.Max(line => line.Name.Length);
        List<int> widths = ValueWidths(summary, lines);
        WriteRow("", summary.Protocols.Select(protocol => protocol.Protocol.Label));
        foreach (SummaryLine line in lines)
        {
            WriteRow(line.Name, line.Values);
        }

        void WriteRow(string name, IEnumerable<string> values)
        {
            IEnumerable<string> padded = values.Select((value, index) => value.PadLeft(widths[index] + _columnGap));
            streams.Give(name.PadRight(nameWidth) + string.Concat(padded));
        }
    }

    private static int PlainWidth(SweepSummary summary, List<SummaryLine> lines) =>
        lines.Max(line => line.Name.Length) + ValueWidths(summary, lines).Sum(valueWidth => valueWidth + _columnGap);

    private static List<int> ValueWidths(SweepSummary summary, List<SummaryLine> lines) =>
        [.. summary.Protocols.Select((protocol, index) => Math.Max(protocol.Protocol.Label.Length, lines.Max(line => line.Values[index].Length)))];
}
