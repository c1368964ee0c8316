using WalSweep.Engine;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;
using Xunit;

namespace WalSweep.Tests.Scenarios;

/// <summary>Which scenarios are shipped, and that they show the hazards they are there for: what each version loses and leaks is counted, not asserted from its name.</summary>
public class NamedScenariosTests
{
    private static readonly string[] _recovery =
    [
        "brief_disconnect", "long_disconnect", "restart_same_address", "restart_new_address", "slow_control_plane", "writes_outrun_catchup", "endless_chase", "wal_capacity_pinned",
        "window_expires_midway", "reservation_expires", "flapping", "flapping_beyond_budget", "jitter_only", "lagging_pair", "restart_during_catchup", "restart_during_rebuild",
    ];

    private static readonly string[] _failover =
    [
        "mixed_states_quorum", "mixed_states_all", "ack_then_primary_crash", "unacked_then_primary_crash", "degraded_then_primary_crash", "zombie_primary", "promotion_lineage",
        "nobody_eligible", "chain_of_custody", "live_partition_heals", "primary_restarts", "extent_payload_resolvable", "extent_payload_lost", "old_state_from_current_extent",
    ];

    public static TheoryData<string> All => [.. _recovery, .. _failover];

    public static TheoryData<string> Failover => [.. _failover];

    /// <summary>Scenario and version of every trial in which acknowledged entries are lost, and of every trial in which excluded ones come back.</summary>
    private static readonly HashSet<(string Scenario, string Version)> _loses =
    [
        ("degraded_then_primary_crash", "v1"), ("zombie_primary", "v1"), ("promotion_lineage", "v1"), ("nobody_eligible", "v1"), ("nobody_eligible", "v1_5"), ("chain_of_custody", "v1"),
        ("live_partition_heals", "v1"), ("extent_payload_resolvable", "v1_5"), ("extent_payload_lost", "v1_5"),
    ];

    private static readonly HashSet<(string Scenario, string Version)> _leaks =
        [("promotion_lineage", "v1"), ("live_partition_heals", "v1"), ("primary_restarts", "v1"), ("primary_restarts", "v1_5")];

    [Fact]
    public void Every_named_scenario_is_shipped_and_no_other() =>
        Assert.Equal(_recovery.Concat(_failover).Order(StringComparer.Ordinal), Scripts.Shipped);

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_lost_and_leaked_is_what_the_scenario_is_there_to_show(string name)
    {
        foreach (var result in Run(name).Results)
        {
            var trial = (name, result.Version.ToString());
            Assert.Equal((trial, _loses.Contains(trial)), (trial, result.Row[RowColumns.LostEntries] > 0));
            Assert.Equal((trial, _leaks.Contains(trial)), (trial, result.Row[RowColumns.LeakedEntries] > 0));
        }
    }

    [Theory]
    [MemberData(nameof(Failover))]
    public void Something_is_expected_of_every_column(string name) =>
        Assert.All(Run(name).Results, result => Assert.Equal([], result.Unexpected.Select(column => column.Name)));

    [Fact]
    public void Under_V2_nobody_is_promoted_where_nobody_is_eligible()
    {
        var row = Run("nobody_eligible").Results.Single(result => result.Version == ProtocolVersion.V2).Row;
        Assert.Equal(0.0, row[RowColumns.Promotions]);
        Assert.Equal("unavailable", RowColumns.Ended.Text(row[RowColumns.Ended]));
        Assert.Equal("no_eligible_candidate", RowColumns.Reason.Text(row[RowColumns.Reason]));
        Assert.Equal("true", RowColumns.Explicit.Text(row[RowColumns.Explicit]));
    }

    private static ScenarioComparison Run(string name) => ScenarioComparison.Run(ScenarioReader.Load(Golden.PathOf(Scripts.PathOf(name))));
}
