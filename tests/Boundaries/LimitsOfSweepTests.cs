using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Reports;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Boundaries;

/// <summary>The limits of analysis: where they lie, worked out by hand, and whether the simulator keeps to them.</summary>
public sealed class LimitsOfSweepTests(ITestOutputHelper output)
{
    private const string Outage = """ "weather": { "outage": { "log_uniform": ["100ms", "1h"] } } """;

    /// <summary>w = 1,000/s, c = 4,000/s, entries of 4 KiB, R = 64 MiB = 16,384 entries, ε = 64; d = 0.5 s + (1 + 1 + 1) ms + 1 ms.</summary>
    private const string Constant = """ "write_rate": "1k/s", "catchup_rate": "4k/s", "retention_bytes": "64MiB", "entry_bytes": "4KiB", "latency": "1ms", "fsync": "1ms", "reconnect_interval": "1s" """;

    [Theory]
    [InlineData("v2", "w·(T + d) = R", 16.384 - 0.504)]
    [InlineData("v2", "w·(T + d)·ρᵏ = ε", (64 * 64 / 1000.0) - 0.504)]
    [InlineData("v2", "catch-up = τ", ((7 - 0.003) * 3) - 0.504)]
    [InlineData("v2", "w·(T + d) = R + B", 16.384 + 262.144 - 0.504)]
    [InlineData("v2", "replayed = N", (20_000 * 0.75 / 1000) - 0.504)]
    [InlineData("v2", "catch-up = S", (11 * 3) - 0.504)]
    [InlineData("v1_5", "w·(T + d) = R", 16.384 - 0.504)]
    [InlineData("v1_5", "T + d = H", 300 - 0.504)]
    [InlineData("v2_no_reservation", "T + d = H", 300 - 0.504)]
    [InlineData("v2_no_reservation", "w·(T + d)·ρᵏ = ε", (64 * 64 / 1000.0) - 0.504)]
    [InlineData("v2_no_convergence_budget", "catch-up = τ", ((7 - 0.003) * 3) - 0.504)]
    public void A_limit_over_the_outage_lies_where_algebra_puts_it(string version, string label, double outageS)
    {
        var limit = Assert.Single(LimitsOver(MapPlan.FirstTwo, version), limit => limit.Label == label);
        Assert.True(limit.IsExact);
        Assert.Equal(outageS, limit.XOf(5), 9);

        // Over scenarios: the probe comes at once or a whole interval later, an entry more or less is rounding, and what ends with a barrier to go may have had that much more to do.
        var barrierS = label is "catch-up = τ" or "catch-up = S" or "replayed = N" ? 0.064 : 0;
        var (low, high) = limit.RangeOver(4, 6);
        Assert.Equal(outageS - 0.5 - 0.001, low, 9);
        Assert.Equal(outageS + 0.5 + 0.001 + barrierS, high, 9);
    }

    [Fact]
    public void Every_version_has_the_limits_of_its_rules_and_no_other()
    {
        string[] labels(string version) => [.. LimitsOver(MapPlan.FirstTwo, version).Select(limit => limit.Label)];
        Assert.Empty(labels("v1"));
        Assert.Equal(["w·(T + d) = R", "w = c", "T + d = H"], labels("v1_5"));
        Assert.Equal(["w·(T + d) = R", "w·(T + d)·ρᵏ = ε", "catch-up = τ", "w·(T + d) = R + B", "replayed = N", "catch-up = S"], labels("v2"));
        Assert.Equal(labels("v2"), labels("v2_no_promotion_hold"));
        Assert.Equal(["w·(T + d) = R", "w·(T + d)·ρᵏ = ε", "replayed = N", "catch-up = S", "T + d = H"], labels("v2_no_reservation"));
        Assert.Equal(["w·(T + d) = R", "catch-up = τ", "w·(T + d) = R + B", "w = c"], labels("v2_no_convergence_budget"));
    }

    [Fact]
    public void Without_a_number_there_is_no_limit() =>
        Assert.Equal(
            ["w·(T + d) = R"],
            Over(Sweep(["v2"], $$""" {{Constant}}, "max_rounds": "none", "reservation_ttl": "none", "reservation_bytes": "none", "promotion_hold": { "uniform": ["1s", "10s"] } """), MapPlan.FirstTwo).Select(limit => limit.Label));

    /// <summary>32 MiB are 8,192 entries: V2 keeps no more, while V1.5's writes slow down and nothing is lost.</summary>
    [Fact]
    public void A_device_smaller_than_the_retention_is_a_limit_of_V2()
    {
        var limits = Over(Sweep(["v1_5", "v2"], $$""" {{Constant}}, "wal_capacity_bytes": "32MiB", "promotion_hold": { "uniform": ["1s", "10s"] } """), MapPlan.FirstTwo);
        var capacity = Assert.Single(limits, limit => limit.Label == "w·(T + d) = capacity");
        Assert.Equal([ProtocolVersion.V2], capacity.Versions);
        Assert.Equal(8.192 - 0.504, capacity.XOf(5), 9);
        Assert.Equal(double.PositiveInfinity, limits.Single(limit => limit.Label == "w·(T + d) = R").XOf(5));
    }

    /// <summary>In the plane the write rate does not matter for retention, and what may still be missed until the handshake is at most the longest delay.</summary>
    [Fact]
    public void In_the_plane_retention_lies_at_one_less_what_may_be_missed_until_the_handshake()
    {
        var config = Sweep(["v2"], """ "write_rate": { "log_uniform": ["100/s", "1k/s"] }, "catchup_rate": { "of": "write_rate", "times": { "log_uniform": [0.5, 8] } }, "retention_bytes": { "log_uniform": ["64MiB", "1GiB"] } """);
        var limit = Over(config, MapPlan.Plane)[0];
        Assert.Equal(("backlog = R", 1.0), (limit.Label, limit.XOf(0.5)));
        Assert.True(limit.IsExact);
        var (low, high) = limit.RangeOver(0.4, 0.6);
        Assert.Equal(1, high, 3);
        Assert.Equal(1 - (1000 * (0.5 + 1 + 0.003 + 0.001) / 16384), low, 2);
    }

    [Fact]
    public void What_varies_widens_a_limit_to_all_that_it_may_be()
    {
        var config = Sweep(["v2"], """ "write_rate": { "log_uniform": ["100/s", "10k/s"] }, "retention_bytes": { "log_uniform": ["64MiB", "1GiB"] } """);
        var limit = Over(config, MapPlan.OutageByRetention)[0];
        Assert.False(limit.IsExact);
        var (low, high) = limit.RangeOver(64 * 1024 * 1024, 128 * 1024 * 1024);
        Assert.Equal((16383 / 10_000.0) - 1.004, low, 9);
        Assert.Equal((32769 / 100.0) - 0.004, high, 9);
        Assert.Equal((16384 / 1000.0) - 0.504, limit.XOf(64 * 1024 * 1024), 6);
    }

    /// <summary>
    /// A sweep with one lost link and nothing else, in which everything that limits are made of varies, loads above 1 included: wherever analysis says what happens, the simulator does so.
    /// </summary>
    /// <param name="retentionTime">Long enough that lag ends what V1.5 keeps, or so short that silence does.</param>
    [Theory]
    [InlineData("10min")]
    [InlineData("2s")]
    public void The_simulator_keeps_to_the_limits_of_every_version_where_only_one_link_is_lost(string retentionTime)
    {
        string[] versions = ["v1_5", "v2", "v2_no_reservation", "v2_no_convergence_budget"];
        var config = Sweep(
            versions,
            $$"""
            "write_rate": { "log_uniform": ["500/s", "2k/s"] }, "catchup_rate": { "of": "write_rate", "times": { "log_uniform": [0.7, 6] } }, "retention_bytes": { "log_uniform": ["128MiB", "512MiB"] },
            "reservation_ttl": { "uniform": ["20s", "40s"] }, "max_rounds": { "uniform": [6, 10] }, "retention_time": "{{retentionTime}}", "latency": { "uniform": ["100us", "1ms"] },
            "reservation_bytes": { "uniform": ["64MiB", "128MiB"] }, "max_catchup_time": { "uniform": ["30s", "60s"] }
            """);
        var compared = Compared(config, 40_000, seedNote: "one link lost");
        foreach (var (map, version, cells) in compared)
        {
            Assert.True(cells.Disagreeing.Count == 0, $"{map}, {version}: {cells.Disagreeing.Count} of {cells.ComparedCount} cells disagree: {string.Join(" ", cells.Disagreeing)}");
        }

        // The other half of the claim: it is of cells on both sides of every map, not of a few.
        Assert.Equal(4 * versions.Length, compared.Count);
        Assert.All(compared, entry => Assert.InRange(entry.Cells.ComparedCount, 60, int.MaxValue));
    }

    /// <summary>Weather and settings at the edges of what the algebra is of; each once called cells disagreeing that agree.</summary>
    [Theory]
    [InlineData("holds larger than the device", """ "retention_bytes": "1GiB", "wal_capacity_bytes": "64MiB", "write_rate": { "log_uniform": ["100/s", "50k/s"] } """, "1h")]
    [InlineData("probes a minute apart", """ "reconnect_interval": "1min", "retention_bytes": "256MiB", "write_rate": { "log_uniform": ["100/s", "10k/s"] } """, "1h")]
    [InlineData(
        "a final barrier nearly as long as the reservation",
        """ "latency": "400ms", "fsync": "0s", "barrier_timeout": "1s", "reservation_ttl": "900ms", "max_rounds": "none", "write_rate": { "log_uniform": ["1k/s", "2k/s"] }, "catchup_rate": { "of": "write_rate", "times": 50 }, "retention_bytes": "16GiB", "inflight_entries": 100000 """,
        "5min")]
    [InlineData("barriers as large as the budget of entries", """ "barrier_entries": 100000, "max_catchup_entries": 200000, "write_rate": { "log_uniform": ["20k/s", "80k/s"] }, "catchup_rate": { "of": "write_rate", "times": 2 }, "retention_bytes": "16GiB", "inflight_entries": 100000 """, "20s")]
    [InlineData("barriers as large as the budget of time", """ "barrier_entries": 100000, "max_catchup_time": "2s", "write_rate": { "log_uniform": ["20k/s", "80k/s"] }, "catchup_rate": { "of": "write_rate", "times": 2 }, "retention_bytes": "16GiB", "inflight_entries": 100000 """, "20s")]
    [InlineData("a catch-up rate that does not follow the writes", """ "write_rate": { "log_uniform": ["100/s", "30k/s"] }, "catchup_rate": "20k/s", "max_catchup_time": "20s" """, "1h")]
    [InlineData(
        "a window larger than some retentions",
        """ "write_rate": { "uniform": ["699/s", "701/s"] }, "catchup_rate": { "of": "write_rate", "times": { "uniform": [2, 5] } }, "checkpoint_window": "64MiB", "retention_bytes": { "choice": { "values": ["1MiB", "64MiB", "16GiB"], "weights": [1, 100, 1] } }, "max_rounds": "none", "reservation_ttl": "none" """,
        "1h")]
    public void Analysis_says_no_more_than_it_knows(string what, string parameters, string longest)
    {
        var compared = Compared(Sweep(["v1_5", "v2"], parameters, $$""" "weather": { "outage": { "log_uniform": ["100ms", "{{longest}}"] } } """), 10_000, what);
        foreach (var (map, version, cells) in compared)
        {
            Assert.True(cells.Disagreeing.Count == 0, $"{what}: {map}, {version}: {cells.Disagreeing.Count} of {cells.ComparedCount} cells disagree: {string.Join(" ", cells.Disagreeing)}");
        }
    }

    [Theory]
    [InlineData(""" "durability": "sync_all" """, false)]
    [InlineData(""" "durability": { "choice": ["best_effort", "sync_all"] } """, true)]
    public void Where_the_writes_stop_meanwhile_analysis_says_nothing(string durability, bool isDrawn)
    {
        var config = Configs.Parse($$"""{ "name": "limits", "seed": 7, "count": 1000, {{durability}}, "protocols": ["v2"], "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } }, {{Outage}} }""");
        var limits = Over(config, MapPlan.OutageByWriteRate);
        Assert.Equal(isDrawn, limits.Count > 0);
        Assert.All(limits, limit => Assert.Equal((double.NaN, double.NaN), limit.RangeOver(100, 200)));
        Assert.All(limits, limit => Assert.EndsWith("; where writes go on while a replica is away", limit.Meaning, StringComparison.Ordinal));
    }

    /// <summary>c = 20,000/s, S = 20 s: (c − w)·S = w·(T + d), and the level line of w = c.</summary>
    [Fact]
    public void Where_the_catch_up_rate_stands_alone_the_write_rate_says_the_load()
    {
        var config = Sweep(["v1_5", "v2"], """ "write_rate": { "log_uniform": ["100/s", "30k/s"] }, "catchup_rate": "20k/s", "max_catchup_time": "20s" """);
        var limits = Over(config, MapPlan.OutageByWriteRate);
        Assert.Equal((20.0 * (20_000 - 5_000) / 5_000) - 0.504, limits.Single(limit => limit.Label == "catch-up = S").XOf(5_000), 6);
        Assert.Equal(20_000, limits.Single(limit => limit.Label == "w = c").LevelAt);
    }

    [Fact]
    public void The_delay_of_restarts_is_that_of_registration()
    {
        var config = Sweep(["v2"], """ "write_rate": { "log_uniform": ["100/s", "30k/s"] }, "registration_delay": "1min" """, """ "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "restart_probability": 1 } """);
        Assert.Equal((16_384 / 200.0) - 60.004, Over(config, MapPlan.OutageByWriteRate)[0].XOf(200), 6);
    }

    [Fact]
    public void Where_replicas_come_back_at_new_addresses_V15_disagrees_and_V2_does_not()
    {
        const string Parameters = """ "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "control_cycle": "30s" """;
        const string Weather = """ "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "restart_probability": 1, "address_change_probability": 1 } """;
        var compared = Compared(Sweep(["v1_5", "v2"], Parameters, Weather), 40_000, seedNote: "new addresses").Where(entry => entry.Map == MapPlan.OutageByWriteRate).ToList();
        Assert.InRange(compared[0].Cells.Disagreeing.Count, 30, compared[0].Cells.ComparedCount);
        Assert.Empty(compared[1].Cells.Disagreeing);
    }

    private static IReadOnlyList<AnalyticLimit> LimitsOver(string map, string version) => Over(
        Sweep([version], $$""" {{Constant}}, "max_rounds": 3, "reservation_ttl": "7s", "reservation_bytes": "1GiB", "max_catchup_entries": 20000, "max_catchup_time": "11s", "retention_time": "5min", "promotion_hold": { "uniform": ["1s", "10s"] } """), map);

    private static IReadOnlyList<AnalyticLimit> Over(SweepConfig config, string map) => new LimitsOfSweep(config).Over(new MapPlan(config).Maps.Single(candidate => candidate.Name == map));

    private static SweepConfig Sweep(IReadOnlyList<string> versions, string parameters, string weather = Outage) => Configs.Parse(
        $$"""{ "name": "limits", "seed": 7, "count": 1000000, "protocols": [{{string.Join(", ", versions.Select(version => $"\"{version}\""))}}], "parameters": { {{parameters}} }, {{weather}} }""");

    private List<(string Map, string Version, BoundaryComparison Cells)> Compared(SweepConfig config, int scenarios, string seedNote)
    {
        var counts = SweepTally.CountsOf(config);
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var outcomes = new Outcome[config.Protocols.Count];
        var state = new TrialState();
        for (var index = 0; index < scenarios; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out var weather);
            var scenario = new Scenario(in parameters, timeline.AsSpan(0, faults));
            for (var version = 0; version < outcomes.Length; version++)
            {
                outcomes[version] = Simulation.Run(config.Protocols[version], in scenario, ref state);
            }

            counts.Add(varied, weather.FirstOutageS, parameters.Durability, outcomes);
        }

        var findings = new SweepFindings(config, scenarios, counts.Summarize(config.Protocols, hasFailover: false), counts);
        List<(string, string, BoundaryComparison)> all =
        [
            .. from map in counts.Maps
               let boundary = findings.BoundaryOf(map)
               where boundary is not null
               from version in config.Protocols.Index()
               select (map.Map.Name, version.Item.Name, boundary.Comparisons[version.Index]),
        ];
        all.ForEach(entry => output.WriteLine($"{seedNote}, seed {config.Seed}, {scenarios} scenarios, {entry.Item1}, {entry.Item2}: {entry.Item3.ComparedCount} cells compared, {entry.Item3.Disagreeing.Count} disagree"));
        return all;
    }
}
