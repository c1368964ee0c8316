using Spectre.Console;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;

namespace WalSweep.Cli;

/// <summary>One measure of the summary in words, with its value under each protocol.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Values">One per protocol.</param>
/// <param name="Colour">The colour of a fate as far as terminals have it, else the terminal's own.</param>
/// <param name="BeginsGroup">Whether another kind of measure begins here.</param>
internal sealed record SummaryLine(string Name, IReadOnlyList<string> Values, Color Colour, bool BeginsGroup)
{
    // Black on the chart; here the terminal's own colour, which is readable on its ground.
    private static readonly Color[] _fateColours = [Color.Blue, Color.Olive, Color.Red, Color.Default];

    internal static List<SummaryLine> Of(SweepSummary summary)
    {
        var lines = new List<SummaryLine> { Line(summary, "scenarios", protocol => NumberText.Count(protocol.TrialCount)) };
        foreach (Fate fate in Fates.All)
        {
            SummaryLine line = Line(summary, Fates.Label(fate), protocol => NumberText.Percent(protocol.ShareOf(fate)), fate == Fate.CaughtUp);
            lines.Add(line with { Colour = _fateColours[(int)fate] });
        }

        lines.Add(Line(summary, "explicit", protocol => NumberText.Percent(protocol.ShareOf(protocol.ExplicitCount)), beginsGroup: true));
        lines.Add(Line(summary, "needless rebuilds", protocol => NumberText.Percent(protocol.ShareOf(protocol.NeedlessRebuildCount))));
        lines.Add(Line(summary, "recovery, median", protocol => NumberText.Duration(protocol.RecoveryMedianS), beginsGroup: true));
        lines.Add(Line(summary, "recovery, p99", protocol => NumberText.Duration(protocol.RecoveryP99S)));
        lines.Add(Line(summary, "recovery, longest", protocol => NumberText.Duration(protocol.RecoveryMaxS)));
        return lines;
    }

    private static SummaryLine Line(SweepSummary summary, string name, Func<ProtocolSummary, string> value, bool beginsGroup = false) =>
        new(name, [.. summary.Protocols.Select(protocol => value(protocol))], Color.Default, beginsGroup);
}
