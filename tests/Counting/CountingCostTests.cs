using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Rows;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Counting;

/// <summary>What counting rows costs that is no time: the columns it has read, and the memory it takes.</summary>
public sealed class CountingCostTests(ITestOutputHelper output)
{
    /// <summary>Its three parameters that vary are, place by place, those of the sample's columns.</summary>
    private static readonly SweepConfig _config = Configs.Parse("""
        {
          "name": "wide", "count": 100000, "protocols": ["v1", "v1_5", "v2"],
          "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "retention_bytes": { "log_uniform": ["1MiB", "1GiB"] }, "catchup_rate": { "of": "write_rate", "times": { "uniform": [0.5, 4] } } },
          "weather": { "outage": { "log_uniform": ["100ms", "1h"] } }
        }
        """);

    private static readonly string[] _always = ["recovery_s", "ended", "path", "explicit"];

    /// <summary>A map of one pair of quantities, and what its two axes take of a row beside fates and recovery times.</summary>
    [Theory]
    [InlineData(MapPlan.OutageByWriteRate, "outage_s", "write_rate_per_s")]
    [InlineData(MapPlan.OutageByRetention, "outage_s", "retention_bytes")]
    [InlineData(MapPlan.OutageByLoad, "outage_s", "write_rate_per_s", "catchup_rate_per_s")]
    [InlineData(MapPlan.Plane, "backlog_entries", "retention_bytes", "write_rate_per_s", "catchup_rate_per_s")]
    public void A_map_takes_no_column_that_it_does_not_need(string name, params string[] ofAxes)
    {
        var map = new MapPlan(_config).Maps.Single(map => map.Name == name);
        var columns = RowTrials.OfMap(_config, SweepColumns.SchemaOf(_config), map).Columns;
        Assert.Equal(_always.Concat(ofAxes).Order(StringComparer.Ordinal), columns.Select(column => column.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Files of 2 and of 20 row groups are counted one after another by one thread; what it allocates from having opened one to opening the next is noted. The runtime changes what a file takes, now and then, when it has compiled
    /// something anew. Between two changes files of both kinds take the same to the byte, while anything that a row group took would always be there 18 times more.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Twenty_row_groups_take_no_more_memory_than_two(bool isOfOneMap)
    {
        const int PerGroup = 100;
        int[] groups = [.. Enumerable.Repeat((int[])[2, 20], 6).SelectMany(kinds => kinds), 2];
        var sample = SampleOf(seed: 21, groups.Sum() * PerGroup);
        byte[][] files = [.. groups.Select((count, index) => sample.Write(groups[..index].Sum() * PerGroup, count * PerGroup, PerGroup))];
        var (opening, opened) = (new long[files.Length], new long[files.Length]);
        var scan = RowScan.Open([.. files.Select((_, index) => $"file {index}")], index =>
        {
            opening[index] = GC.GetAllocatedBytesForCurrentThread();
            var reader = RowReader.Open(files[index], $"file {index}");
            opened[index] = GC.GetAllocatedBytesForCurrentThread();
            return reader;
        });
        var rows = isOfOneMap
            ? MapRows.Count(_config, scan, new MapPlan(_config).Maps.Single(map => map.Name == MapPlan.Plane), threads: 1).Kinds
            : SweepRows.Count(_config, scan, threads: 1).Maps[0].Kinds;
        var counted = rows.OutsideCount(0) + Enumerable.Range(0, rows.X.CellCount * rows.Y.CellCount).Sum(cell => rows.CellAt(0, cell % rows.X.CellCount, cell / rows.X.CellCount).Total);
        Assert.Equal(groups.Sum() * PerGroup, counted);
        long[] costs = [.. Enumerable.Range(1, files.Length - 2).Select(index => opening[index + 1] - opened[index])];
        output.WriteLine($"seed 21: bytes for files of {string.Join(" and ", groups[1..3])} row groups in turn: {string.Join(", ", costs)}");
        Assert.InRange(costs.Min(), 0, 64 << 10);
        Assert.Contains(costs.Zip(costs.Skip(1)), neighbours => neighbours.First == neighbours.Second);
    }

    /// <summary>With all that a sweep has: maps of scenarios and of trials, limits, pairs, every kind of outcome.</summary>
    [Fact]
    public void Adding_to_all_the_counts_of_a_sweep_allocates_nothing()
    {
        var config = ConfigReader.Load(Golden.PathOf("configs/knobs.json"));
        var counts = SweepTally.CountsOf(config);
        var batch = new TrialBatch(config.Protocols.Count, config.Specs.VariedCount(config.Durability));
        var sample = SampleOf(seed: 22, TrialBatch.Capacity);
        var (random, varied) = (new Random(22), new double[batch.Varied.Length]);
        foreach (var outcomes in sample.Outcomes)
        {
            for (var protocol = 0; protocol < batch.ProtocolCount; protocol++)
            {
                batch.SetTrial(protocol, in outcomes[protocol]);
            }

            for (var index = 0; index < varied.Length; index++)
            {
                varied[index] = Math.Exp(random.NextDouble() * 20);
            }

            batch.AddScenario(varied, random.NextDouble() * 1000, Durability.SyncQuorum);
        }

        var passes = 0;
        Assert.Equal(0, Allocations.EachTime(() =>
        {
            for (var pass = 0; pass < 50; pass++, passes++)
            {
                counts.Add(batch);
            }
        }));
        Assert.Equal(passes * TrialBatch.Capacity, counts.TotalsOf(0).TrialCount);
    }

    /// <summary>Trials whose times agree: who has no recovery has no hold.</summary>
    private static RowSample SampleOf(int seed, int scenarios)
    {
        var sample = new RowSample(seed, scenarios);
        foreach (var outcomes in sample.Outcomes)
        {
            for (var protocol = 0; protocol < outcomes.Length; protocol++)
            {
                outcomes[protocol] = outcomes[protocol] with { HoldS = outcomes[protocol].RecoveryS / 2 };
            }
        }

        return sample;
    }
}
