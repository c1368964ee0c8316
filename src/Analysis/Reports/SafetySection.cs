using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>What was lost and what leaked, by durability mode, with the upper confidence limit where none was seen.</summary>
internal sealed class SafetySection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("safety", "Is committed data safe?");
        if (!findings.Summary.TellsSafety)
        {
            return section with { Missing = new MissingData("In this sweep no primary is ever lost, and nothing was lost or leaked", "configs/failover.json") };
        }

        return section with
        {
            Paragraphs =
            [
                "Shares of the scenarios under a durability mode in which acknowledged entries are gone at the end, or entries are back that a later term had excluded. The upper limits are exact (Clopper and Pearson): "
                    + "also where none was seen, the true share is below the limit with 97.5 % confidence.",
            ],
            Tables =
            [
                new ReportTable(
                    "safety", "Losses and leaks by durability mode",
                    [
                        new("mode", "durability", IsNumber: false), new("protocol", "version", IsNumber: false), new("trials", "scenarios"),
                        new("losses", "lose", BeginsGroup: true), new("loss_share", "share"), new("loss_high", "upper limit"),
                        new("leaks", "leak", BeginsGroup: true), new("leak_share", "share"), new("leak_high", "upper limit"),
                    ],
                    [.. findings.Config.Durability.Modes.SelectMany(mode => findings.Config.Protocols.Index().Select(protocol => Row(findings, mode, protocol.Item, protocol.Index)))]),
            ],
        };
    }

    private static ReportRow Row(SweepFindings findings, Durability mode, ProtocolVersion version, int protocolIndex)
    {
        var totals = findings.Counts.TotalsOf(protocolIndex);
        var (trials, losses, leaks) = (totals.CountOf(mode), totals.LossCountOf(mode), totals.LeakCountOf(mode));
        return new ReportRow([ReportCell.Of(Spelling.Of(mode)), TableCells.Version(version), TableCells.Count(trials), .. Of(losses, trials), .. Of(leaks, trials)], version.Name);
    }

    /// <summary>How many, their share, and how large the true share may be: what matters here is often rare, so small shares have their digits.</summary>
    private static IEnumerable<ReportCell> Of(long count, long trials)
    {
        yield return TableCells.Count(count);
        if (trials == 0)
        {
            yield return new("–", "");
            yield return new("–", "");
            yield break;
        }

        var (share, high) = ((double)count / trials, Proportion.Exact(count, trials).High);
        yield return TableCells.Number(share, NumberText.RarePercent(share));
        yield return TableCells.Number(high, NumberText.RarePercent(high));
    }
}
