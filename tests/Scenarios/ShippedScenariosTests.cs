using WalSweep.Analysis.Comparison;
using WalSweep.Engine;
using WalSweep.Sweep.Scenarios;
using Xunit;

namespace WalSweep.Tests.Scenarios;

public class ShippedScenariosTests
{
    public static TheoryData<string> Names => [.. Scripts.Shipped];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_expectation_holds(string name)
    {
        var comparison = ScenarioComparison.Run(ScenarioReader.Load(Golden.PathOf(Scripts.PathOf(name))));
        Assert.Equal([], ComparisonSummary.Failures(comparison));
        Assert.Equal(ProtocolVersion.Generations, comparison.Results.Select(result => result.Version));
        Assert.All(comparison.Results, result => Assert.InRange(result.Expected.Count, 15, 100));
        Assert.InRange(comparison.Scenario.Note.Length, 200, 10_000);
    }

    [Fact]
    public void A_folder_stands_for_all_files_in_it_but_the_schema()
    {
        var all = ScenarioFolder.Load([], Golden.PathOf(Scripts.Folder));
        Assert.Equal(Scripts.Shipped, all.Select(scenario => scenario.Name));
        Assert.Equal(all.Select(scenario => scenario.Name), ScenarioFolder.Load([Golden.PathOf(Scripts.Folder)]).Select(scenario => scenario.Name));
    }

    [Fact]
    public void A_name_stands_for_the_shipped_file()
    {
        var asked = ScenarioFolder.Load(["flapping", "brief_disconnect"], Golden.PathOf(Scripts.Folder));
        Assert.Equal(["flapping", "brief_disconnect"], asked.Select(scenario => scenario.Name));
    }

    [Fact]
    public void What_a_trial_starts_with_stands_at_time_0_before_its_faults()
    {
        var scenario = Scripts.Parse(Scripts.With(
            "\"parameters\": {\"replicas\": 4}, \"initial\": [{\"node\": 3, \"state\": \"lagging\", \"missed\": \"5k\"}, {\"node\": 4, \"state\": \"needs_rebuild\"}]",
            "[{\"time\": \"0s\", \"fault\": \"isolation_start\", \"node\": 0}, {\"time\": \"2s\", \"fault\": \"payload_loss\"}, {\"time\": \"3s\", \"fault\": \"isolation_end\", \"node\": 0}]"));
        Assert.Equal(
            [
                new(0, FaultKind.StartsLagging, 3, 5000), new(0, FaultKind.StartsNeedingRebuild, 4), new(0, FaultKind.IsolationStart), new(2, FaultKind.PayloadLoss),
                new Fault(3, FaultKind.IsolationEnd),
            ],
            scenario.Timeline);
        var parameters = scenario.Parameters;
        Assert.Empty(new Scenario(in parameters, [.. scenario.Timeline]).Validate());
        Assert.Equal(3 + (8 * 3600), parameters.HorizonS);
    }

    /// <summary>A trial is what the engine makes of the same numbers without any file.</summary>
    [Fact]
    public void A_file_means_the_scenario_that_it_states()
    {
        var scenario = ScenarioReader.Load(Golden.PathOf(Scripts.PathOf("brief_disconnect")));
        var p = new ScenarioParameters
        {
            LatencyS = 0.0005,
            FsyncS = 0.0015,
            BarrierTimeoutS = 0.5025,
            VolumeBytes = 2000 * 1024 * 1024.0,
            HorizonS = 3 + (8 * 3600),
        };
        Assert.Equal([new Fault(1, FaultKind.LinkDown, 1), new Fault(3, FaultKind.LinkUp, 1)], scenario.Timeline);
        foreach (var result in ScenarioComparison.Run(scenario).Results)
        {
            var outcome = Simulation.Run(result.Version, new Scenario(in p, [.. scenario.Timeline]));
            Assert.Equal(outcome.RecoveryS, result.Row[WalSweep.Sweep.Rows.RowColumns.RecoveryS]);
            Assert.Equal(outcome.TransferredBytes, result.Row[WalSweep.Sweep.Rows.RowColumns.TransferredBytes]);
            Assert.Equal(outcome.Events, result.Row[WalSweep.Sweep.Rows.RowColumns.Events]);
        }

        Assert.Equal(p, scenario.Parameters);
    }
}
