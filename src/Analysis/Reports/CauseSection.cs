using WalSweep.Analysis.Pages;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>What decided first recoveries, and whether it was decided explicitly.</summary>
internal sealed class CauseSection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        Cause[] causes = [.. Enum.GetValues<Cause>().Where(cause => findings.Config.Protocols.Index().Any(protocol => Total(findings, protocol.Index, cause) > 0))];
        return new ReportSection("causes", "Explicit or accidental")
        {
            Paragraphs =
            [
                "The cause that decided the fate of the first recovery, with the scenarios it decided, and how many of those were explicit: every step in them was a rule evaluated on current facts before what it depends on was lost.",
            ],
            Tables =
            [
                new ReportTable(
                    "causes", "What decided the first recovery",
                    [
                        new("reason", "cause", IsNumber: false),
                        .. findings.Config.Protocols.SelectMany(version => new[]
                        {
                            new ReportColumn(version.Name, version.Label, BeginsGroup: true, Version: version.Name), new ReportColumn($"{version.Name}_explicit", "explicit", Version: version.Name),
                        }),
                    ],
                    [
                        .. causes.Select(cause => new ReportRow(
                        [
                            ReportCell.Of(Spelling.Of(cause).Replace('_', ' ')) with { Value = Spelling.Of(cause) },
                            .. findings.Config.Protocols.Index().SelectMany(protocol => new[] { TableCells.Count(Total(findings, protocol.Index, cause)), TableCells.Count(findings.Counts.TotalsOf(protocol.Index).CountOf(cause, isExplicit: true)) }),
                        ])),
                    ]),
            ],
        };
    }

    private static long Total(SweepFindings findings, int protocolIndex, Cause cause) =>
        findings.Counts.TotalsOf(protocolIndex).CountOf(cause, isExplicit: true) + findings.Counts.TotalsOf(protocolIndex).CountOf(cause, isExplicit: false);
}
