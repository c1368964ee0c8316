using System.Text.Json;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Space;
using Xunit;

namespace WalSweep.Tests.Running;

/// <summary>What a file of rows says of the parameters that have no column: enough to know each of them without the configuration.</summary>
public sealed class SweepMetadataTests
{
    private static readonly string[] _kinds = ["constant", "multiple", "auto"];

    [Fact]
    public void Constants_fixed_multiples_and_rules_are_told()
    {
        var told = MetadataOf(Load("quickstart"));
        Assert.Equal("4096B", told["walsweep.constant.entry_bytes"]);
        Assert.Equal("none", told["walsweep.constant.max_catchup_time"]);
        Assert.Equal("4194304B", told["walsweep.constant.snapshot_lag"]);
        Assert.Equal("wal_capacity_bytes − checkpoint_window", told["walsweep.auto.rebuild_reservation_bytes"]);
        Assert.StartsWith("max(1024, ", told["walsweep.auto.inflight_entries"], StringComparison.Ordinal);
        Assert.StartsWith("last fault + ", told["walsweep.auto.horizon"], StringComparison.Ordinal);

        told = MetadataOf(Configuration.Configs.With("\"parameters\": {\"write_rate\": {\"uniform\": [\"1k/s\", \"2k/s\"]}}"));
        Assert.Equal("{\"of\":\"write_rate\",\"times\":5}", told["walsweep.multiple.catchup_rate"]);
    }

    [Theory]
    [InlineData("quickstart")]
    [InlineData("overnight")]
    [InlineData("failover")]
    public void Every_parameter_is_a_column_or_told(string name)
    {
        var config = Load(name);
        var told = MetadataOf(config);
        foreach (var definition in ParameterSpace.All)
        {
            string[] kinds = [.. _kinds.Where(kind => told.ContainsKey($"walsweep.{kind}.{definition.Key}"))];
            bool isColumn = config.Specs.Varied.Contains(definition) || (definition.IsWeatherFact && config.Specs[definition] is DrawnSpec);
            Assert.True(kinds.Length == (isColumn ? 0 : 1), $"{definition.Key}: {string.Join(", ", kinds)}");
        }
    }

    [Fact]
    public void What_is_told_is_what_the_scenarios_have()
    {
        var config = Configuration.Configs.With(
            """
            "parameters": {
              "write_rate": { "uniform": ["1k/s", "2k/s"] }, "checkpoint_window": { "uniform": ["8MiB", "16MiB"] }, "wal_capacity_bytes": "4GiB",
              "snapshot_lag": { "of": "checkpoint_window", "times": 0.3 }, "fsync": { "of": "latency", "times": 0.5 }
            }
            """);
        var told = MetadataOf(config);
        Assert.Equal("0.0005s", told["walsweep.constant.fsync"]);
        var scene = new Scene(config);
        for (int scenario = 0; scenario < 50; scenario++)
        {
            scene.Draw(scenario);
            var p = scene.Parameters;
            Assert.Equal((p.FsyncS, p.WalCapacityBytes), (0.0005, 4.0 * (1 << 30)));
            Assert.Equal(p.CatchupRatePerS, p.WriteRatePerS * TimesOf(told, "catchup_rate", "write_rate"));
            Assert.Equal(p.SnapshotLagBytes, Math.Floor((p.CheckpointWindowBytes * TimesOf(told, "snapshot_lag", "checkpoint_window")) + 0.5));
        }
    }

    [Fact]
    public void Every_key_is_documented()
    {
        string page = Golden.Read("docs/rows.md");
        foreach (string key in MetadataOf(Load("overnight")).Keys.Union(MetadataOf(Load("failover")).Keys))
        {
            string group = key.Split('.') is [var first, var second, _] ? $"{first}.{second}." : key;
            Assert.True(page.Contains($"`{group}", StringComparison.Ordinal), $"docs/rows.md says nothing of {key}");
        }
    }

    private static SweepConfig Load(string name) => ConfigReader.Load(Golden.PathOf($"configs/{name}.json"));

    private static Dictionary<string, string> MetadataOf(SweepConfig config) =>
        new SweepJob(config, new RunOptions { Origin = "here", Threads = 1 }, config.RowsEvery).Metadata.ToDictionary();

    private static double TimesOf(Dictionary<string, string> told, string key, string expectedBase)
    {
        using var multiple = JsonDocument.Parse(told[$"walsweep.multiple.{key}"]);
        Assert.Equal(expectedBase, multiple.RootElement.GetProperty("of").GetString());
        return multiple.RootElement.GetProperty("times").GetDouble();
    }
}
