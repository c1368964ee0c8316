using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Reports;

/// <summary>What recoveries take and cost under each version: quantiles with intervals.</summary>
internal sealed class CostSection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings) => new("costs", "What it takes and costs")
    {
        Paragraphs =
        [
            "Means and quantiles over all scenarios of a version, with 95 % intervals: of quantiles from order statistics, of means by the normal law. "
                + "Regret is what the first recovery took beyond the best that any protocol could have done with what was there. "
                + $"Numbers are within {NumberText.Percent(LogHistogram.RelativeError)} of what was counted.",
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
                            new(quantity.Label, quantity.Column), TableCells.Version(version), TableCells.Count(quantity.Of(index).Count),
                            .. Estimate(quantity, quantity.Of(index).Mean, quantity.Of(index).MeanInterval()),
                            .. ((int[])[500, 900, 990]).SelectMany(perMille => Estimate(quantity, quantity.Of(index).Quantile(perMille), quantity.Of(index).QuantileInterval(perMille))),
                            quantity.Cell(quantity.Of(index).Max),
                        ],
                        version.Name))),
                ]),
        ],
    };

    private static Quantity[] Quantities(SweepFindings findings) =>
    [
        new("recovery", "recovery_s", index => findings.Counts.TotalsOf(index).RecoveryS, NumberText.CountedDuration),
        new("recovery without PromotionHold", "recovery_without_hold_s", index => findings.Counts.TotalsOf(index).RecoveryWithoutHoldS, NumberText.CountedDuration),
        new("regret", "regret_s", index => findings.Counts.TotalsOf(index).RegretS, NumberText.CountedDuration),
        new("writes blocked", "blocked_s", index => findings.Counts.TotalsOf(index).BlockedS, NumberText.CountedDuration),
        new("exposed", "exposed_s", index => findings.Counts.TotalsOf(index).ExposedS, NumberText.CountedDuration),
        new("WAL pinned, byte·s", "wal_pinned_byte_s", index => findings.Counts.TotalsOf(index).PinnedMiBS, NumberText.ByteSeconds, ProtocolTotals.MiB),
        new("bytes moved", "transferred_bytes", index => findings.Counts.TotalsOf(index).TransferredMiB, NumberText.Bytes, ProtocolTotals.MiB),
    ];

    private static IEnumerable<ReportCell> Estimate(Quantity quantity, double value, Interval interval)
    {
        var (estimate, low, high) = (quantity.Cell(value), quantity.Cell(interval.Low), quantity.Cell(interval.High));
        yield return double.IsNaN(interval.Low) || double.IsNaN(interval.High) ? estimate : estimate with { Text = $"{estimate.Text} ({low.Text} – {high.Text})" };
        yield return low with { Text = "" };
        yield return high with { Text = "" };
    }

    /// <summary>Something that was counted of all trials.</summary>
    /// <param name="Label">What people call it.</param>
    /// <param name="Column">Its name in files, with the unit of the numbers there: that of the rows.</param>
    /// <param name="Of">The numbers of a version.</param>
    /// <param name="Text">A number in that unit for people.</param>
    /// <param name="CountedIn">What 1 in the histogram is in that unit.</param>
    private sealed record Quantity(string Label, string Column, Func<int, LogHistogram> Of, Func<double, string> Text, double CountedIn = 1)
    {
        public ReportCell Cell(double counted) => TableCells.Number(counted * CountedIn, TextOf(counted));

        private string TextOf(double counted) =>
            double.IsNaN(counted) ? "–" : double.IsPositiveInfinity(counted) ? $"more than {Text(LogHistogram.Highest * CountedIn)}" : Text(counted * CountedIn);
    }
}
