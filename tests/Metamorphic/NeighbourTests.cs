using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Running;
using WalSweep.Tests.Engine;
using WalSweep.Tests.Running;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Metamorphic;

/// <summary>A row depends on its scenario and its protocol, and on nothing that ran before in the same worker.</summary>
public class NeighbourTests(ITestOutputHelper output)
{
    private const int _seed = 20261206;
    private const int _rows = 600;

    /// <summary>With primaries that are lost and without, one after another.</summary>
    [Fact]
    public void Trials_in_any_order_in_one_buffer_are_those_in_buffers_of_their_own()
    {
        output.WriteLine($"seed {_seed}");
        var scenarios = Enum.GetValues<ScenarioFamily>().SelectMany(family =>
        {
            var next = family.Drawing(_seed);
            return Enumerable.Range(0, LongTier.IsOn ? 50_000 : 2_000).Select(_ => next());
        }).ToArray();
        var trials = scenarios.SelectMany(scenario => ProtocolVersion.All.Select(version => (Scenario: scenario, Version: version))).ToArray();
        new Random(_seed).Shuffle(trials);
        var state = new TrialState();
        foreach (var (scenario, version) in trials)
        {
            var shared = Simulation.Run(version, scenario.Scenario, ref state);
            Assert.Equal(OutcomeText.Of(scenario.Run(version)), OutcomeText.Of(shared));
        }
    }

    [Theory]
    [InlineData(ScenarioFamily.Replicas)]
    [InlineData(ScenarioFamily.Failovers)]
    public void The_order_of_protocols_in_a_configuration_changes_no_byte(ScenarioFamily family)
    {
        var config = Sweep(family);
        var reversed = WithProtocols(config, config.Protocols.Reverse());
        Assert.Equal(ConfigLock.Digest(config), ConfigLock.Digest(reversed));
        Assert.Equal(Write(Worker(config), new Part(0, 0, _rows)), Write(Worker(reversed), new Part(0, 0, _rows)));
    }

    [Theory]
    [InlineData(ScenarioFamily.Replicas)]
    [InlineData(ScenarioFamily.Failovers)]
    public void A_protocol_has_the_same_rows_whichever_others_run_beside_it(ScenarioFamily family)
    {
        var config = Sweep(family);
        var together = Rows(Write(Worker(config), new Part(0, 0, _rows)));
        foreach (var version in config.Protocols)
        {
            var alone = Rows(Write(Worker(WithProtocols(config, [version])), new Part(0, 0, _rows)));
            Assert.Equal(together.Where(row => row.Contains($"protocol={version.Name} ", StringComparison.Ordinal)), alone);
        }
    }

    [Theory]
    [InlineData(ScenarioFamily.Replicas)]
    [InlineData(ScenarioFamily.Failovers)]
    public void A_scenario_has_the_same_rows_in_whichever_part_it_is_and_whatever_the_worker_did_before(ScenarioFamily family)
    {
        var config = Sweep(family);
        var whole = Rows(Write(Worker(config), new Part(0, 0, _rows)));
        var worker = Worker(config);
        var pieces = new SortedDictionary<long, List<string>>();
        foreach (var (first, count) in ((long, long)[])[(500, 100), (0, 1), (133, 367), (1, 132)])
        {
            pieces[first] = Rows(Write(worker, new Part(0, first, count)));
        }

        Assert.Equal(whole, pieces.Values.SelectMany(rows => rows));
    }

    private static SweepConfig Sweep(ScenarioFamily family) => family == ScenarioFamily.Replicas ? SmallSweep.Config(_rows) : ConfigReader.Load(Golden.PathOf("configs/failover.json"));

    private static SweepConfig WithProtocols(SweepConfig config, IEnumerable<ProtocolVersion> protocols)
    {
        var text = System.Text.Json.Nodes.JsonNode.Parse(ConfigLock.Write(config))!;
        text["protocols"] = new System.Text.Json.Nodes.JsonArray([.. protocols.Select(version => (System.Text.Json.Nodes.JsonNode)version.Name)]);
        return Configuration.Configs.Parse(text.ToJsonString());
    }

    private static PartSimulator Worker(SweepConfig config) => new(new SweepJob(config, SmallSweep.Options(2, config), rowsEvery: 1));

    private static byte[] Write(PartSimulator worker, Part part)
    {
        using var file = new MemoryStream();
        Assert.True(worker.TryWrite(part, file, CancellationToken.None, out _));
        return file.ToArray();
    }

    /// <summary>Each row as text, with every bit of its numbers.</summary>
    private static List<string> Rows(byte[] file)
    {
        using var reader = RowReader.Open(file, "part");
        var columns = reader.Schema.Columns;
        var cursor = reader.Read([.. columns]);
        var rows = new List<string>();
        while (cursor.MoveNext())
        {
            for (var row = 0; row < cursor.RowCount; row++)
            {
                rows.Add(string.Concat(columns.Select((column, index) => $"{column.Name}={column.Text(cursor.Number(index, row))} ")));
            }
        }

        return rows;
    }
}
