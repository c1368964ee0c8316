using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;
using WalSweep.Tests.Replay;
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

    /// <summary>What a row of the design says besides, under a name of its own.</summary>
    private static readonly string[] _variants =
        ["restart_new_address_unrecoverable", "slow_control_plane_history_lost", "lagging_pair_unequal", "lagging_pair_bounded", "restart_during_rebuild_bounded"];

    private static readonly string[] _failover =
    [
        "mixed_states_quorum", "mixed_states_all", "ack_then_primary_crash", "unacked_then_primary_crash", "degraded_then_primary_crash", "zombie_primary", "promotion_lineage",
        "nobody_eligible", "chain_of_custody", "live_partition_heals", "primary_restarts", "extent_payload_resolvable", "extent_payload_lost", "old_state_from_current_extent",
    ];

    public static TheoryData<string> All => [.. _recovery, .. _variants, .. _failover];

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
        Assert.Equal(_recovery.Concat(_variants).Concat(_failover).Order(StringComparer.Ordinal), Scripts.Shipped);

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
    [MemberData(nameof(All))]
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

    /// <summary>The states that the row names stand side by side at one moment, and only sync_all blocks then.</summary>
    [Theory]
    [InlineData("mixed_states_quorum", "v1_5", false)]
    [InlineData("mixed_states_quorum", "v2", false)]
    [InlineData("mixed_states_all", "v1_5", true)]
    [InlineData("mixed_states_all", "v2", true)]
    public void One_replica_catches_up_while_another_is_rebuilt_and_two_are_in_step(string name, string version, bool blocks)
    {
        var state = Trace(name, version).Last(one => one.TimeS < 1.1);
        Assert.Equal([ReplicaState.Primary, ReplicaState.InSync, ReplicaState.InSync, ReplicaState.CatchingUp, ReplicaState.Rebuilding], state.Nodes.Select(node => node.State));
        Assert.Equal((blocks, blocks ? 0.0 : 1000.0), (state.IsBlocked, state.AdmittedPerS));
    }

    /// <summary>WAL is kept for the replica that is further behind, also when the other is in step already.</summary>
    [Fact]
    public void What_V1_5_keeps_of_an_unequal_pair_is_what_the_slower_needs()
    {
        var together = Trace("lagging_pair_unequal", "v1_5").Where(one => one.TimeS >= 2.023 && one.Nodes[1].IsPinned).ToList();
        Assert.Contains(together, state => state.Nodes[2].State == ReplicaState.InSync && state.HeadEntries - state.TailEntries > 8000);
        Assert.All(together, state => Assert.Equal(Math.Min(state.Nodes[1].PositionEntries, state.HeadEntries - 1024), state.TailEntries, 1e-6));
        Assert.Contains(together, state => state.Nodes[2].IsPinned && state.Nodes[2].PositionEntries > state.TailEntries + 7000);
    }

    /// <summary>The limit of one reservation is no limit of the other, nor of both together.</summary>
    [Fact]
    public void Under_V2_one_of_two_reservations_is_revoked_and_the_other_stays()
    {
        var states = Trace("lagging_pair_bounded", "v2").ToList();
        var revoked = states.First(state => state.Nodes[1].State == ReplicaState.NeedsRebuild);
        Assert.Equal(14.3229, revoked.TimeS, 1e-9);
        Assert.Equal((ReplicaState.CatchingUp, true, false), (revoked.Nodes[2].State, revoked.Nodes[2].IsPinned, revoked.Nodes[1].IsPinned));
        Assert.All(states.Where(state => state.TimeS > 1.5), state => Assert.NotEqual(ReplicaState.NeedsRebuild, state.Nodes[2].State));
    }

    private static IEnumerable<TraceState> Trace(string name, string version) =>
        Replays.Trace(name, ProtocolVersion.All.Single(one => one.ToString() == version)).Events.Select(one => one.After);

    private static ScenarioComparison Run(string name) => ScenarioComparison.Run(ScenarioReader.Load(Golden.PathOf(Scripts.PathOf(name))));
}
