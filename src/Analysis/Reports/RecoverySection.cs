using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Pages;

namespace WalSweep.Analysis.Reports;

/// <summary>How long first recoveries take under each version: the whole distribution, its tail above all.</summary>
internal sealed class RecoverySection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("recovery-times", "How long recovery takes");
        RecoveryCurve[] curves = [.. findings.Config.Protocols.Select((version, index) => new RecoveryCurve(version, findings.Counts.TotalsOf(index).RecoveryS))];
        if (curves.All(curve => curve.RecoveryS.Count == 0))
        {
            return section with { Missing = new MissingData("In this sweep there is no recovery whose time could be taken", "configs/quickstart.json") };
        }

        if (curves.All(curve => curve.Times.Points.Count == 0))
        {
            return section with { Paragraphs = [$"The recoveries of this sweep are too few, or too alike, for a curve of their times. {string.Join(". ", curves.Select(RecoveryWords.Entry))}."] };
        }

        var content = new RecoveryFigureContent("recovery", "How long recovery takes", MapFigures.Subtitle(findings), curves);
        return section with
        {
            Paragraphs =
            [
                "A version may be quick as a rule and slow when it matters: on logarithmic axes the rare long recoveries have as much room as the usual ones. Only scenarios that recovered have a time, so a version that fails to recover in the "
                    + "hard ones may look quick here; how many recovered stands below the curves. The time of a recovery includes PromotionHold; the table of costs has it without.",
            ],
            Figures = [ReportFigure.Of(shape => new RecoveryFigure(content, shape))],
            Tables = [Points(curves)],
        };
    }

    private static ReportTable Points(RecoveryCurve[] curves) => new(
        "recovery-ccdf", "Share of recoveries that take longer than a time, with its 95 % interval",
        [new("protocol", "version", IsNumber: false), new("recovery_s", "longer than"), new("share_beyond", "share"), new("low", null), new("high", null)],
        [
            .. curves.SelectMany(curve => curve.Times.Points.Select(point => new ReportRow(
                [TableCells.Version(curve.Protocol), TableCells.Time(point.At), TableCells.Percent(point.Share), TableCells.Percent(point.Band.Low), TableCells.Percent(point.Band.High)],
                curve.Protocol.Name))),
        ])
    {
        IsFileOnly = true,
    };
}
