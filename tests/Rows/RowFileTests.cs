using System.Globalization;
using System.Security.Cryptography;
using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Rows;

public sealed class RowFileTests
{
    /// <summary>The columns that every sweep has and what stands in each, stated a second time, apart from <see cref="RowColumns"/>.</summary>
    internal static readonly (string Name, Func<WeatherSummary, Outcome, object?> Value)[] Contract =
    [
        ("outages", (w, _) => w.Outages), ("outage_s", (w, _) => w.FirstOutageS), ("outage_total_s", (w, _) => w.OutageTotalS),
        ("restarted", (w, _) => w.Restarted), ("address_changed", (w, _) => w.AddressChanged), ("correlated", (w, _) => w.Correlated),
        ("burst", (w, _) => w.Burst), ("spike", (w, _) => w.Spike), ("control_outage", (w, _) => w.ControlOutage),
        ("primary_lost", (w, _) => w.PrimaryLosses > 0), ("primary_losses", (w, _) => w.PrimaryLosses), ("primary_isolated", (w, _) => w.PrimaryIsolated),
        ("payload_lost", (w, _) => w.PayloadLost), ("base_newer", (w, _) => w.BaseNewer),
        ("backlog_entries", (_, o) => double.IsNaN(o.BacklogEntries) ? null : (long)o.BacklogEntries),
        ("committed_safe", (_, o) => o.LostEntries == 0), ("lost_entries", (_, o) => (long)o.LostEntries),
        ("lineage_clean", (_, o) => o.LeakedEntries == 0), ("leaked_entries", (_, o) => (long)o.LeakedEntries),
        ("ended", (_, o) => "completed,stalled,degraded,failed,unavailable,event_budget".Split(',')[(int)o.Ended]),
        ("recovery_s", (_, o) => OrNull(o.RecoveryS)), ("hold_s", (_, o) => OrNull(o.HoldS)), ("worst_recovery_s", (_, o) => OrNull(o.WorstRecoveryS)),
        ("path", (_, o) => "no_gap,catchup,rebuild,catchup_then_rebuild,none".Split(',')[(int)o.Path]),
        ("catchups", (_, o) => o.Catchups), ("rebuilds", (_, o) => o.Rebuilds), ("aborts", (_, o) => o.Aborts), ("explicit", (_, o) => o.Explicit),
        ("reason", (_, o) => _reasons.Split(',')[(int)o.Reason]),
        ("catchup_s", (_, o) => o.CatchupTimeS), ("rebuild_s", (_, o) => o.RebuildTimeS), ("blocked_s", (_, o) => o.BlockedS),
        ("unavailable_s", (_, o) => o.UnavailableS), ("exposed_s", (_, o) => o.ExposedS),
        ("wal_peak_bytes", (_, o) => o.WalPeakBytes), ("wal_pinned_byte_s", (_, o) => o.WalPinnedByteS), ("transferred_bytes", (_, o) => o.TransferredBytes),
        ("reconnects", (_, o) => o.Reconnects), ("stale_address_retries", (_, o) => (long)o.StaleAddressRetries), ("promotions", (_, o) => o.Promotions), ("events", (_, o) => o.Events),
        ("needless_rebuild", (_, o) => o.NeedlessRebuild), ("best_recovery_s", (_, o) => OrNull(o.BestRecoveryS)),
    ];

    private const string _reasons =
        "recovered,not_retained,not_converging,reservation_refused,reservation_expired,reservation_revoked,payload_lost,history_lost_midway,budget_rounds,"
        + "budget_entries,budget_time,no_progress,stale_address,waiting_control_plane,degraded_excluded,no_eligible_candidate,divergent,budget_sessions,wal_full,"
        + "rebuild_attempts,horizon";

    [Fact]
    public void EveryOutcomeIsReadAsItWas()
    {
        var sample = new RowSample(seed: 1, scenarios: 3000);
        using RowReader reader = RowReader.Open(sample.Write(scenariosPerGroup: 1024), "sample");
        Assert.Equal(
            ["scenario", "protocol", "write_rate_per_s", "retention_bytes", "backoff", .. Contract.Select(c => c.Name)],
            reader.Schema.Columns.Select(c => c.Name));
        Assert.Equal((3, "7"), (reader.File.RowGroups.Count, reader.File["seed"]));
        RowCursor cursor = reader.Read([.. reader.Schema.Columns]);
        while (cursor.MoveNext())
        {
            for (int row = 0; row < cursor.RowCount; row++)
            {
                int scenario = (int)((cursor.FirstRow + row) / 3), protocol = (int)((cursor.FirstRow + row) % 3);
                object?[] identity =
                [
                    RowSample.Number(scenario), RowSample.Schema.Protocols[protocol], sample.Varied[scenario][0], (long)sample.Varied[scenario][1],
                    sample.Varied[scenario][2] + 0.0,
                ];
                object?[] expected = [.. identity, .. Contract.Select(c => c.Value(sample.Weather[scenario], sample.Outcomes[scenario][protocol]))];
                object?[] found = [.. reader.Schema.Columns.Select((c, i) => Get(c, cursor[i], row))];
                Assert.Equal(expected, found);
            }
        }

        Assert.Equal(9000, cursor.FirstRow);
        Assert.Null(reader.FindOutOfRange());
    }

    [Fact]
    public void TheFileSaysWhatItsColumnsAre()
    {
        using RowReader reader = RowReader.Open(new RowSample(seed: 2, scenarios: 5).Write(5), "sample");
        Assert.Equal(RowSample.Schema.Columns.Select(c => (c.Name, c.Type, c.Unit, c.Meaning)), reader.Schema.Columns.Select(c => (c.Name, c.Type, c.Unit, c.Meaning)));
        Assert.Equal(("2", "v1,v1_5,v2"), (reader.File[RowSchema.VersionKey], reader.File[RowSchema.ProtocolsKey]));
        Assert.Equal("[s] How long the first outage lasts; 0 if there is none.", reader.File["walsweep.column.outage_s"]);
    }

    /// <summary>The bytes are promised: on any processor, in any culture. The file's digest was taken once and may change with the format version only.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void TheBytesAreThePromisedOnes(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            byte[] file = new RowSample(seed: 3, scenarios: 2500).Write(scenariosPerGroup: 1000);
            Golden.Check("tests/Rows/rows.golden.txt", $"{file.Length.ToString(CultureInfo.InvariantCulture)} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file))}\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void ValuesOutOfRangeAreFound()
    {
        var sample = new RowSample(seed: 4, scenarios: 40);
        sample.Outcomes[17][1].BlockedS = -0.5;
        using RowReader reader = RowReader.Open(sample.Write(40), "sample");
        Assert.Equal("sample: row 52, column 'blocked_s': expected 0 to 1E+30, found -0.5", reader.FindOutOfRange());
    }

    [Fact]
    public void OtherTablesAreRefused()
    {
        Parquet.TestTable other = Parquet.TestTables.Named().Single(t => t.Name == "one_row");
        ParquetFormatException error = Assert.Throws<ParquetFormatException>(() => RowReader.Open(other.Write(), "other"));
        Assert.Equal("other: footer: expected rows of schema version 2, found another table", error.Message);
    }

    [Fact]
    public void OtherColumnsAreRefused()
    {
        Column[] columns = [.. RowSample.Schema.Table.Columns];
        int catchups = RowSample.Schema.IndexOf(RowColumns.Catchups);
        columns[catchups] = new Column("renamed", columns[catchups].Type, columns[catchups].IsOptional);
        var schema = new TableSchema(columns);
        var table = new Parquet.TestTable("renamed", schema, [], (_, _) => null, [.. RowSample.Schema.Metadata]);
        ParquetFormatException error = Assert.Throws<ParquetFormatException>(() => RowReader.Open(table.Write(), "renamed"));
        Assert.Equal($"renamed: footer: expected column catchups Int32 at index {catchups}, found renamed Int32", error.Message);
    }

    private static double? OrNull(double value) => double.IsNaN(value) ? null : value;

    private static object? Get(RowColumn declared, ColumnBuffer column, int row) => Parquet.TestTable.Get(column, row, declared.Names ?? []);
}
