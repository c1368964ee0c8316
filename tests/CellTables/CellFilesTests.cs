using System.Text.Json;
using WalSweep.Analysis.CellTables;
using WalSweep.Analysis.Counting;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Parquet;
using WalSweep.Tests.Running;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.CellTables;

/// <summary>The counts of maps as files: what a recount of all rows gives, however the sweep was run and whichever rows it stores.</summary>
public sealed class CellFilesTests(ITestOutputHelper output)
{
    private const int Count = (5 * SmallSweep.ScenariosPerPart) + 77;

    /// <summary>What each map of <see cref="Wide"/> lays against what, in SQL over its rows.</summary>
    private static readonly Dictionary<string, object> _wideMaps = new()
    {
        ["outage-write-rate"] = new { x = "outage_s", y = "write_rate_per_s" },
        ["outage-retention"] = new { x = "outage_s", y = "retention_bytes" },
        ["outage-load"] = new { x = "outage_s", y = "write_rate_per_s / catchup_rate_per_s" },
        ["plane"] = new { x = "backlog_entries::double * 8192 / retention_bytes::double", y = "write_rate_per_s / catchup_rate_per_s" },
        ["knobs-retention-bytes-max-rounds"] = new { x = "retention_bytes", y = "max_rounds" },
        ["knobs-retention-bytes-promotion-hold"] = new { x = "retention_bytes", y = "promotion_hold_s" },
        ["knobs-max-rounds-promotion-hold"] = new { x = "max_rounds", y = "promotion_hold_s" },
    };

    /// <summary>Everything that maps can be laid over varies, and distributions have tails beyond their maps.</summary>
    private static SweepConfig Wide(string rows = "\"all\"") => Configs.Parse(
        $$"""
        {
          "name": "wide", "count": {{Count}}, "seed": 11, "rows": {{rows}}, "protocols": ["v1", "v2_no_reservation", "v2", "v1_5"], "durability": { "choice": ["best_effort", "sync_quorum", "sync_all"] },
          "parameters": {
            "entry_bytes": "8KiB", "write_rate": { "lognormal": { "median": "1k/s", "sigma": 0.8, "min": "100/s", "max": "50k/s" } }, "catchup_rate": { "of": "write_rate", "times": { "uniform": [0.5, 4] } },
            "retention_bytes": { "log_uniform": ["1MiB", "1GiB"] }, "max_rounds": { "choice": [4, 8, 32] }, "promotion_hold": { "uniform": ["0s", "30s"] }
          },
          "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "burst_probability": 0.3, "primary_losses": { "choice": [0, 1, 2] }, "primary_loss": { "log_uniform": ["1s", "10min"] }, "payload_loss_probability": 0.2 }
        }
        """);

    [NodeFact]
    public void A_recount_of_the_rows_by_another_program_gives_the_same()
    {
        Assert.True(Node.IsThere, "node and npm are not on the path, and CI=true demands that the rows are counted anew");
        using var folder = new TemporaryFolder();
        WriteCells(folder["out"], Wide(), 2);
        Assert.Equal(_wideMaps.Keys.SelectMany(map => (string[])[$"{map}{CellFiles.PairsSuffix}.parquet", $"{map}{CellFiles.RecoverySuffix}.parquet", $"{map}.parquet"]).Order(StringComparer.Ordinal), CellsOf(folder["out"]).Keys);
        string[][] pairs = [["v1", "v2"], ["v2_no_reservation", "v2"], ["v1_5", "v2"]];
        File.WriteAllText(folder["quantities.json"], JsonSerializer.Serialize(new { maps = _wideMaps, pairs, scenarios = Count }));
        Node.Install(output);
        var (exitCode, said) = Node.Run(output, "node", "cells.mjs", folder["out"], folder["quantities.json"]);
        Assert.True(exitCode == 0, said);
        Assert.Matches(@"7 maps, \d{5,} rows of cells: all the same", said);
    }

    [Fact]
    public void Which_rows_are_stored_changes_nothing_but_the_digest()
    {
        using var folder = new TemporaryFolder();
        WriteCells(folder["all"], Wide(), 2);
        WriteCells(folder["few"], Wide("{\"every\": 7}"), 2);
        var (all, few) = (CellsOf(folder["all"]), CellsOf(folder["few"]));
        Assert.Equal(3 * _wideMaps.Count, all.Count);
        Assert.Equal(all.Keys, few.Keys);
        foreach (var (name, bytes) in all)
        {
            Assert.Equal(bytes.Length, few[name].Length);
            var footerBytes = BitConverter.ToInt32(bytes, bytes.Length - 8) + 8;
            Assert.Equal(bytes[..^footerBytes], few[name][..^footerBytes]);
            var differing = MetadataOf(bytes).Except(MetadataOf(few[name])).Select(pair => pair.Key);
            Assert.Equal(["walsweep.config_sha256"], differing);
        }
    }

    [Fact]
    public void Threads_and_interruptions_change_no_byte()
    {
        using var folder = new TemporaryFolder();
        WriteCells(folder["one"], Wide(), 1);
        WriteCells(folder["three"], Wide(), 3);
        var runs = 0;
        while (Interrupted(folder["broken"], 900 + (2100 * runs)) != RunEnding.Complete)
        {
            // Written over and over, of ever more parts.
            WriteCells(folder["broken"], Wide(), threads: null);
            runs++;
        }

        Assert.InRange(runs, 2, 40);
        WriteCells(folder["broken"], Wide(), threads: null);
        var expected = CellsOf(folder["one"]);
        Assert.Equal(expected, CellsOf(folder["three"]));
        Assert.Equal(expected, CellsOf(folder["broken"]));
    }

    [Fact]
    public void A_file_holds_its_map_cell_by_cell()
    {
        using var folder = new TemporaryFolder();
        var counts = WriteCells(folder["out"], SmallSweep.Config(Count), 2);
        var map = Assert.Single(counts.Maps);
        using var reader = TableReader.Open(new ResultsLayout(folder["out"]).CellsFolder + "/outage-write-rate.parquet");
        var cellCount = map.Kinds.X.CellCount * map.Kinds.Y.CellCount;
        Assert.Equal(3L * cellCount, reader.File.RowCount);
        Assert.Equal("outage-write-rate", reader.File["walsweep.map"]);
        int Of(string name) => reader.File.Schema.IndexOf(name);
        var cursor = reader.Read([Of("x_cell"), Of("y_cell"), Of("trials"), Of("not_recovered"), Of("recoveries"), Of("wal_pinned_byte_s"), Of("from_outage_s"), Of("to_write_rate_per_s"), Of("protocol")]);
        long trials = 0;
        while (cursor.MoveNext())
        {
            for (var row = 0; row < cursor.RowCount; row++)
            {
                var (protocol, x, y) = ((int)((cursor.FirstRow + row) / cellCount), cursor[0].Int32s[row], cursor[1].Int32s[row]);
                Assert.Equal(((string[])["v1", "v1_5", "v2"])[protocol], cursor.Names(8)[cursor[8].Bytes[row]]);
                Assert.Equal(map.Kinds.CellAt(protocol, x, y).Total, cursor[2].Int64s[row]);
                Assert.Equal(map.Kinds.CellAt(protocol, x, y).NotRecovered, cursor[3].Int64s[row]);
                Assert.Equal(map.RecoveryS.CountIn(map.Cells.Of(protocol, x, y)), cursor[4].Int64s[row]);
                Assert.Equal(map.Pinned.ByteSIn(map.Cells.Of(protocol, x, y)), cursor[5].Doubles[row]);
                Assert.Equal((map.Map.X.Axis.EdgeAt(x), map.Map.Y.Axis.EdgeAt(y + 1)), (cursor[6].Doubles[row], cursor[7].Doubles[row]));
                trials += cursor[2].Int64s[row];
            }
        }

        Assert.Equal(3L * Count, trials);
    }

    [Fact]
    public void Of_one_version_there_are_no_pairs_and_of_one_parameter_no_maps()
    {
        using var folder = new TemporaryFolder();
        WriteCells(folder["one"], Configs.Parse("""{ "name": "one", "count": 50, "protocols": ["v2"], "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } }, "weather": { "outage": { "log_uniform": ["100ms", "1h"] } } }"""), 1);
        Assert.Equal(["outage-write-rate-recovery.parquet", "outage-write-rate.parquet"], CellsOf(folder["one"]).Keys);
        WriteCells(folder["none"], Configs.Parse("""{ "name": "none", "count": 50, "protocols": ["v1", "v2"] }"""), 1);
        Assert.Empty(CellsOf(folder["none"]));
    }

    [Fact]
    public void Every_key_is_documented()
    {
        var page = Golden.Read("docs/results-folder.md");
        var config = Wide();
        var map = SweepTally.CountsOf(config).Maps[0];
        var ofRows = Golden.Read("docs/rows.md");
        foreach (var (key, _) in CellFiles.MetadataOf(config, map, 0))
        {
            var group = key.Split('.') is [var first, var second, _] ? $"`{first}.{second}." : $"`{key}`";
            Assert.True(page.Contains(group, StringComparison.Ordinal) || ofRows.Contains(group, StringComparison.Ordinal), $"neither page says anything of {key}");
        }
    }

    /// <summary>Runs a sweep, unless it is there, and writes its cells.</summary>
    private static SweepAccumulator WriteCells(string root, SweepConfig config, int? threads)
    {
        if (threads is { } count)
        {
            SmallSweep.Run(root, config, count);
        }

        var layout = new ResultsLayout(root);
        var counted = new ReceiptCounts(config, layout);
        SmallSweep.Audit(root, config, counted.Add);
        CellFiles.Write(layout.CellsFolder, config, counted.Counts, counted.Scenarios);
        return counted.Counts;
    }

    /// <summary>Runs until so many trials are over.</summary>
    private static RunEnding Interrupted(string root, int trialsUntilStop)
    {
        using var stop = new CancellationTokenSource();
        using var folder = SweepFolder.Open(root, Wide(), SmallSweep.ScenariosPerPart);
        var options = SmallSweep.Options(2, folder.Config);
        var trials = 0;
        ITally CreateTally() => new SweepRunnerTests.WatchedTally(options.CreateTally(), () =>
        {
            if (Interlocked.Increment(ref trials) == trialsUntilStop)
            {
                stop.Cancel();
            }
        });
        var runner = new SweepRunner(folder, options with { CreateTally = CreateTally });
        return runner.Run(runner.Audit(), new SmallSweep.Silence(), stop.Token).Ended;
    }

    private static SortedDictionary<string, byte[]> CellsOf(string root)
    {
        var files = TemporaryFolder.BytesOf(new ResultsLayout(root).CellsFolder);
        files.Remove(OwnFiles.ListName);
        return files;
    }

    private static Dictionary<string, string> MetadataOf(byte[] file)
    {
        using var reader = TableReader.Open(file, "memory");
        return reader.File.Metadata.ToDictionary();
    }
}
