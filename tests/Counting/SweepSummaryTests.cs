using System.Globalization;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Counting;

public sealed class SweepSummaryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Csv_holds_counts_and_exact_digits_in_any_culture(string culture)
    {
        var accumulator = SyntheticSweep.Accumulator(SyntheticSweep.Outage(), SyntheticSweep.WriteRate(), 2);
        var failed = new RegionRow(1, 1000, Ending.Failed, RecoveryPath.Rebuild, true, false, double.NaN);
        accumulator.Add(new RegionRow(1, 1000, Ending.Completed, RecoveryPath.Catchup, true, false, 0.25), failed);
        accumulator.Add(new RegionRow(1, 1000, Ending.Completed, RecoveryPath.Rebuild, false, true, 1234.5, LostEntries: 70, LeakedEntries: 3), failed);
        accumulator.Add(new RegionRow(1e9, 1000, Ending.Stalled, RecoveryPath.None, false, false, double.NaN, LostEntries: 7), failed);
        SweepSummary summary = accumulator.Summarize([ProtocolVersion.V1, ProtocolVersion.V2], hasFailover: false);
        string csv = In(culture, () =>
        {
            using var text = new StringWriter();
            SummarySection.Table(summary).WriteCsv(text);
            return text.ToString();
        });
        Assert.Equal(
            "protocol,trials,caught_up,rebuilt_by_decision,rebuilt_by_accident,not_recovered,explicit,needless_rebuilds,with_losses,lost_entries,with_leaks,leaked_entries,recoveries,recovery_s_median,recovery_s_p99,recovery_s_max"
            + "\nv1,3,1,0,1,1,1,1,2,77,1,3,2,0.251953125,1234.5,1234.5\nv2,3,0,0,0,3,3,0,0,0,0,0,0,,,\n", csv);
        Assert.Equal(1.0 / 3, summary.Protocols[0].ShareOf(Fate.NotRecovered));
    }

    [Fact]
    public void A_summary_needs_every_protocol()
    {
        SweepAccumulator accumulator = SyntheticSweep.Accumulate(1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => accumulator.Summarize([ProtocolVersion.V1], hasFailover: false));
        Assert.StartsWith("Expected 3 protocols, found 1.", error.Message, StringComparison.Ordinal);
    }

    internal static T In<T>(string culture, Func<T> action)
    {
        (CultureInfo culture, CultureInfo ui) before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
