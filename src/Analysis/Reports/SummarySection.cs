using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Reports;

/// <summary>The table of the sweep: what it came to under each version.</summary>
internal sealed class SummarySection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        List<string> paragraphs =
        [
            "Explicit: every step was a rule evaluated on current facts before what it depends on was lost. Needless: rebuilt although catching up was possible and faster. Recovery: of the first replica that fell "
                + "behind, from reachable again to in step.",
        ];
        if (findings.Summary.TellsSafety)
        {
            paragraphs.Add("Committed data lost: acknowledged entries that the serving primary no longer has. Lineage not clean: entries are back that a later term had excluded.");
        }

        return new ReportSection("summary", "The sweep in numbers") { Paragraphs = paragraphs, Tables = [Table(findings.Summary)] };
    }

    /// <summary>The table: the file has counts, from which every share follows exactly, and recovery times in seconds; the page shares and times with their units.</summary>
    internal static ReportTable Table(SweepSummary summary) => new("summary", "What the sweep came to under each version", Columns(summary.TellsSafety), [.. summary.Protocols.Select(Row)]) { IsTurned = true };

    private static IReadOnlyList<ReportColumn> Columns(bool tellsSafety)
    {
        string? Safety(string heading) => tellsSafety ? heading : null;
        return
        [
            new("protocol", "version", IsNumber: false),
            new("trials", "scenarios"),
            .. Fates.All.Select(fate => new ReportColumn(Fates.Column(fate), Fates.Label(fate), BeginsGroup: fate == Fates.All[0]) { Fate = fate }),
            new("explicit", "explicit", BeginsGroup: true),
            new("needless_rebuilds", "needless rebuilds"),
            new("with_losses", Safety("committed data lost"), BeginsGroup: true),
            new("lost_entries", Safety("entries lost")),
            new("with_leaks", Safety("lineage not clean")),
            new("leaked_entries", Safety("entries leaked")),
            new("recoveries", "recoveries", BeginsGroup: true),
            new("recovery_s_median", "recovery, median"),
            new("recovery_s_p99", "recovery, p99"),
            new("recovery_s_max", "recovery, longest"),
        ];
    }

    private static ReportRow Row(ProtocolSummary line) => new(
        [
            TableCells.Version(line.Protocol),
            TableCells.Count(line.TrialCount),
            .. Fates.All.Select(fate => Share(line, line.Fates[fate])),
            Share(line, line.ExplicitCount),
            Share(line, line.NeedlessRebuildCount),
            TableCells.Count(line.LossCount),
            TableCells.Count(line.LostEntries),
            TableCells.Count(line.LeakCount),
            TableCells.Count(line.LeakedEntries),
            TableCells.Count(line.RecoveryCount),
            TableCells.Time(line.RecoveryMedianS),
            TableCells.Time(line.RecoveryP99S),
            TableCells.Time(line.RecoveryMaxS),
        ],
        line.Protocol.Name);

    private static ReportCell Share(ProtocolSummary line, long count) => TableCells.Count(count) with { Text = NumberText.Percent(line.ShareOf(count)) };
}
