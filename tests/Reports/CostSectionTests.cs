using System.Globalization;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Reports;

public sealed class CostSectionTests
{
    /// <summary>The file has the units of the rows, whatever the page and the counters have.</summary>
    [Theory]
    [InlineData("recovery_s", 12.5)]
    [InlineData("recovery_without_hold_s", 11.5)]
    [InlineData("regret_s", 2.5)]
    [InlineData("blocked_s", 0.25)]
    [InlineData("exposed_s", 40)]
    [InlineData("wal_pinned_byte_s", 5_000_000)]
    [InlineData("transferred_bytes", 123_456_789)]
    public void Numbers_are_in_the_units_of_the_rows(string quantity, double expected)
    {
        var config = Configs.Parse("""{ "name": "one", "count": 1, "protocols": ["v2"] }""");
        var counts = SweepTally.CountsOf(config);
        counts.Add([], 0, Durability.SyncQuorum, [new Outcome
        {
            Ended = Ending.Completed, Path = RecoveryPath.Catchup, RecoveryS = 12.5, HoldS = 1, BestRecoveryS = 10, BlockedS = 0.25, ExposedS = 40, WalPinnedByteS = 5_000_000, TransferredBytes = 123_456_789,
        }]);
        var table = TableOf(config, counts);
        var row = table.Rows.Single(row => row.Cells[0].Value == quantity);
        foreach (var column in (string[])["mean", "p50", "p90", "p99", "max"])
        {
            var value = double.Parse(row.Cells[table.Columns.Index().Single(one => one.Item.Name == column).Index].Value, CultureInfo.InvariantCulture);
            Assert.InRange(value, expected * (1 - (1.0 / 127)), expected * (1 + (1.0 / 127)));
        }
    }

    /// <summary>Trials of the widest sweep, of which half pin more than 2²⁴ MiB·s under V1: what the table says is what sorting and adding them up comes to, within the error that the page states.</summary>
    [Fact]
    public void Numbers_of_a_wide_sweep_are_those_of_its_trials()
    {
        var config = ConfigReader.Load(Golden.PathOf("configs/overnight.json"));
        var simulated = new SimulatedFindings(config, 3_000);
        var table = new CostSection().Tell(simulated.Findings).Tables.Single();
        foreach (var protocol in config.Protocols)
        {
            Outcome[] trials = [.. simulated.Trials.Where(trial => trial.Version == protocol).Select(trial => trial.Outcome)];
            RequireNumbersOf(table, "wal_pinned_byte_s", protocol.Name, 1 << 20, [.. trials.Select(outcome => outcome.WalPinnedByteS)]);
            RequireNumbersOf(table, "transferred_bytes", protocol.Name, 1 << 20, [.. trials.Select(outcome => outcome.TransferredBytes)]);
            RequireNumbersOf(table, "exposed_s", protocol.Name, 1, [.. trials.Select(outcome => outcome.ExposedS)]);
        }
    }

    [Fact]
    public void What_is_larger_than_can_be_counted_is_said_to_be_and_no_number()
    {
        var config = Configs.Parse("""{ "name": "one", "count": 1, "protocols": ["v2"] }""");
        var counts = SweepTally.CountsOf(config);
        counts.Add([], 0, Durability.SyncQuorum, [new Outcome { Ended = Ending.Completed, WalPinnedByteS = 2 * LogHistogram.Highest * (1 << 20) }]);
        var table = TableOf(config, counts);
        var row = table.Rows.Single(row => row.Cells[0].Value == "wal_pinned_byte_s");
        foreach (var column in (string[])["mean", "p50", "p90", "p99"])
        {
            var cell = row.Cells[table.Columns.Index().Single(one => one.Item.Name == column).Index];
            Assert.Equal("inf", cell.Value);
            Assert.StartsWith("more than ", cell.Text, StringComparison.Ordinal);
        }
    }

    private static ReportTable TableOf(SweepConfig config, SweepAccumulator counts) =>
        new CostSection().Tell(new SweepFindings(config, config.Count, counts.Summarize(config.Protocols, hasFailover: false), counts)).Tables.Single();

    private static void RequireNumbersOf(ReportTable table, string quantity, string protocol, double countedIn, double[] numbers)
    {
        var row = table.Rows.Single(row => row.Cells[0].Value == quantity && row.Cells[1].Value == protocol);
        Array.Sort(numbers);
        (string Column, double Expected)[] wanted =
            [("mean", numbers.Average()), ("p50", numbers[(numbers.Length / 2) - 1]), ("p90", numbers[(numbers.Length * 9 / 10) - 1]), ("p99", numbers[(numbers.Length * 99 / 100) - 1]), ("max", numbers[^1])];
        foreach (var (column, expected) in wanted)
        {
            var value = double.Parse(row.Cells[table.Columns.Index().Single(one => one.Item.Name == column).Index].Value, CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(value - expected) <= (LogHistogram.RelativeError * expected) + (countedIn * LogHistogram.Lowest), $"{protocol} {quantity} {column}: {value} instead of {expected}");
        }
    }
}
