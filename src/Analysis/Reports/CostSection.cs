using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Reports;

/// <summary>What recoveries take and cost under each version: quantiles with intervals.</summary>
internal sealed class CostSection : IReportSection
{
    private const double MiB = 1 << 20;

    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings) => new("costs", "What it takes and costs")
    {
        Paragraphs =
        [
            "Means and quantiles over all scenarios of a version, with 95 % intervals: of quantiles from order statistics, of means by the normal law. "
                + "Regret is what the first recovery took beyond the best that any protocol could have done with what was there. "
                + "Numbers are within 0.8 % of what was counted.",
        ],
        Tables =
        [
            new ReportTable(
                "costs", "Times and costs under each version",
                [
                    new("quantity", "what", IsNumber: false), new("protocol", "version", IsNumber: false), new("count", "scenarios"),
                    new("mean", "mean", BeginsGroup: true), new("mean_low", null), new("mean_high", null),
                    new("p50", "median"), new("p50_low", null), new("p50_high", null),
                    new("p90", "p90"), new("p90_low", null), new("p90_high", null),
                    new("p99", "p99"), new("p99_low", null), new("p99_high", null), new("max", "most"),
                ],
                [
                    .. Quantities(findings).SelectMany(quantity => findings.Config.Protocols.Select((version, index) => new ReportRow(
                        [
                            ReportCell.Of(quantity.Name), new(version.Label, version.Name), Cells.Count(quantity.Of(index).Count),
                            .. Estimate(quantity.Of(index).Mean, quantity.Of(index).MeanInterval(), quantity.Text),
                            .. ((int[])[500, 900, 990]).SelectMany(perMille => Estimate(quantity.Of(index).Quantile(perMille), quantity.Of(index).QuantileInterval(perMille), quantity.Text)),
                            Cells.Number(quantity.Of(index).Max, quantity.Text(quantity.Of(index).Max)),
                        ],
                        version.Name))),
                ]),
        ],
    };

    private static IEnumerable<(string Name, Func<int, LogHistogram> Of, Func<double, string> Text)> Quantities(SweepFindings findings) =>
    [
        ("recovery", index => findings.Counts.TotalsOf(index).RecoveryS, NumberText.Duration),
        ("recovery without PromotionHold", index => findings.Counts.TotalsOf(index).RecoveryWithoutHoldS, NumberText.Duration),
        ("regret", index => findings.Counts.TotalsOf(index).RegretS, NumberText.Duration),
        ("writes blocked", index => findings.Counts.TotalsOf(index).BlockedS, NumberText.Duration),
        ("exposed", index => findings.Counts.TotalsOf(index).ExposedS, NumberText.Duration),
        ("WAL pinned, byte·s", index => findings.Counts.TotalsOf(index).PinnedMiBS, value => double.IsNaN(value) ? "–" : $"{NumberText.Bytes(value * MiB)}·s"),
        ("bytes moved", index => findings.Counts.TotalsOf(index).TransferredMiB, value => double.IsNaN(value) ? "–" : NumberText.Bytes(value * MiB)),
    ];

    private static IEnumerable<ReportCell> Estimate(double value, Interval interval, Func<double, string> text)
    {
        var shown = double.IsNaN(interval.Low) || double.IsNaN(interval.High) ? text(value) : $"{text(value)} ({text(interval.Low)} – {text(interval.High)})";
        yield return Cells.Number(value, shown);
        yield return Cells.Number(interval.Low, "");
        yield return Cells.Number(interval.High, "");
    }
}
