using Spectre.Console;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;

namespace WalSweep.Cli;

/// <summary>The lines of the table that a run ends with.</summary>
internal static class SummaryLines
{
    // Black on the chart; here the terminal's own colour, which is readable on its ground.
    private static readonly Color[] _fateColours = [Color.Blue, Color.Olive, Color.Red, Color.Default];

    internal static List<VersionLine> Of(SweepSummary summary)
    {
        var lines = new List<VersionLine> { Line(summary, "scenarios", protocol => NumberText.Count(protocol.TrialCount)) };
        foreach (Fate fate in Fates.All)
        {
            VersionLine line = Line(summary, Fates.Label(fate), protocol => NumberText.Percent(protocol.ShareOf(fate)), fate == Fate.CaughtUp);
            lines.Add(line with { Colour = _fateColours[(int)fate] });
        }

        lines.Add(Line(summary, "explicit", protocol => NumberText.Percent(protocol.ShareOf(protocol.ExplicitCount)), beginsGroup: true));
        lines.Add(Line(summary, "needless rebuilds", protocol => NumberText.Percent(protocol.ShareOf(protocol.NeedlessRebuildCount))));
        if (summary.TellsSafety)
        {
            lines.Add(Line(summary, "committed data lost", protocol => NumberText.Count(protocol.LossCount), beginsGroup: true));
            lines.Add(Line(summary, "entries lost", protocol => NumberText.Count(protocol.LostEntries)));
            lines.Add(Line(summary, "lineage not clean", protocol => NumberText.Count(protocol.LeakCount)));
            lines.Add(Line(summary, "entries leaked", protocol => NumberText.Count(protocol.LeakedEntries)));
        }

        lines.Add(Line(summary, "recovery, median", protocol => NumberText.Duration(protocol.RecoveryMedianS), beginsGroup: true));
        lines.Add(Line(summary, "recovery, p99", protocol => NumberText.Duration(protocol.RecoveryP99S)));
        lines.Add(Line(summary, "recovery, longest", protocol => NumberText.Duration(protocol.RecoveryMaxS)));
        return lines;
    }

    private static VersionLine Line(SweepSummary summary, string name, Func<ProtocolSummary, string> value, bool beginsGroup = false) =>
        new(name, [.. summary.Protocols.Select(protocol => value(protocol))], Color.Default, beginsGroup);
}
