using WalSweep.Engine;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;
using Xunit;

namespace WalSweep.Tests.Scenarios;

/// <summary>Trials of what a scenario file can state beyond a steady state and faults of replicas.</summary>
public sealed class StartingStateTests
{
    [Fact]
    public void A_replica_that_starts_lagging_catches_up_and_one_that_needs_a_rebuild_is_rebuilt()
    {
        var scenario = Scripts.Parse(Scripts.With(
            "\"parameters\": {\"replicas\": 4}, \"initial\": [{\"node\": 3, \"state\": \"lagging\", \"missed\": 5000}, {\"node\": 4, \"state\": \"needs_rebuild\"}]"));
        foreach (var result in ScenarioComparison.Run(scenario).Results)
        {
            Assert.Equal((double)Ending.Completed, result.Row[RowColumns.Ended]);
            Assert.True(result.Row[RowColumns.Rebuilds] >= 1, $"{result.Version} rebuilds");
            Assert.Equal(result.Version == ProtocolVersion.V1 ? 0 : 1, result.Row[RowColumns.Catchups]);
            Assert.Equal((0, 0), (result.Row[RowColumns.LostEntries], result.Row[RowColumns.Promotions]));
        }
    }

    [Fact]
    public void A_primary_that_crashes_is_replaced_when_its_lease_has_run_out()
    {
        var scenario = Scripts.Parse(Scripts.With(
            "\"parameters\": {\"lease_timeout\": \"12s\", \"control_cycle\": \"5s\", \"control_phase\": \"0s\"}",
            "[{\"time\": \"1s\", \"fault\": \"crash\", \"node\": 0}, {\"time\": \"1min\", \"fault\": \"restart_same_address\", \"node\": 0}]"));
        foreach (var result in ScenarioComparison.Run(scenario).Results)
        {
            // The lease runs out at 13 s; the next cycle is at 15 s.
            Assert.Equal((1, 14), (result.Row[RowColumns.Promotions], result.Row[RowColumns.UnavailableS]));
            Assert.Equal((double)Ending.Completed, result.Row[RowColumns.Ended]);
        }
    }

    [Fact]
    public void A_primary_that_is_back_before_its_lease_runs_out_is_not_replaced()
    {
        var scenario = Scripts.Parse(Scripts.With(
            "\"parameters\": {\"lease_timeout\": \"12s\"}",
            "[{\"time\": \"1s\", \"fault\": \"isolation_start\", \"node\": 0}, {\"time\": \"6s\", \"fault\": \"isolation_end\", \"node\": 0}]"));
        foreach (var result in ScenarioComparison.Run(scenario).Results)
        {
            Assert.Equal((0, 0, 1, 1), (result.Row[RowColumns.Promotions], result.Row[RowColumns.UnavailableS], result.Row[RowColumns.CommittedSafe], result.Row[RowColumns.LineageClean]));
        }
    }
}
