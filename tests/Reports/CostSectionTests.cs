using System.Globalization;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Reports;
using WalSweep.Engine;
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
        var table = new CostSection().Tell(new SweepFindings(config, 1, counts.Summarize([new ProtocolName("v2", "V2")]), counts)).Tables.Single();
        var row = table.Rows.Single(row => row.Cells[0].Value == quantity);
        foreach (var column in (string[])["mean", "p50", "p90", "p99", "max"])
        {
            var value = double.Parse(row.Cells[table.Columns.Index().Single(one => one.Item.Name == column).Index].Value, CultureInfo.InvariantCulture);
            Assert.InRange(value, expected * (1 - (1.0 / 127)), expected * (1 + (1.0 / 127)));
        }
    }
}
