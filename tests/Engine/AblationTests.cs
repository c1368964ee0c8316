using WalSweep.Engine;
using WalSweep.Tests.Naive;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Engine;

/// <summary>
/// What each ablation takes from V2, and that it takes nothing else: the causes that go and come with the rule, and where the rule does not bear, V2 to the last bit.
/// </summary>
public class AblationTests(ITestOutputHelper output)
{
    private const int _seed = 20261127;
    private const int _scenarios = 6_000;

    private static readonly Dictionary<string, (Cause[] Never, Cause[] Gained)> _causes = new()
    {
        ["v2_no_reservation"] = ([Cause.ReservationRefused, Cause.ReservationExpired, Cause.ReservationRevoked], [Cause.HistoryLostMidway]),
        ["v2_no_convergence_budget"] = (
            [Cause.NotConverging, Cause.NoProgress, Cause.BudgetRounds, Cause.BudgetEntries, Cause.BudgetTime, Cause.BudgetSessions, Cause.HistoryLostMidway], []),
        ["v2_no_explicit_reassignment"] = ([Cause.Registered, Cause.HistoryLostMidway], [Cause.StaleAddress]),
        ["v2_no_lineage_promotion"] = ([Cause.HistoryLostMidway, Cause.StaleAddress], []),
        ["v2_no_promotion_hold"] = ([Cause.BarrierAcknowledged, Cause.HistoryLostMidway, Cause.StaleAddress], []),
    };

    public static TheoryData<string> Names => [.. ProtocolVersion.All.Except(ProtocolVersion.Generations).Select(version => version.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_causes_that_come_with_a_rule_go_with_it(string name)
    {
        output.WriteLine($"seed {_seed}, {_scenarios} scenarios");
        var (ofV2, own) = (CausesOf(ProtocolVersion.V2), CausesOf(ProtocolVersion.Find(name)!));
        var (never, gained) = _causes[name];
        Assert.Empty(own.Intersect(never));
        Assert.Equal(gained.Order(), own.Except(ofV2).Order());
        Assert.Empty(ofV2.Except(own).Except(never));
    }

    [Fact]
    public void Without_PromotionHold_is_V2_with_a_hold_of_no_time() => AssertEqual(
        "v2_no_promotion_hold", scenario => true, scenario => scenario.Parameters with { PromotionHoldS = 0 });

    [Fact]
    public void Without_lineage_promotion_is_V2_as_long_as_the_primary_stays() => AssertEqual(
        "v2_no_lineage_promotion", scenario => scenario.Timeline.All(fault => fault.Node > 0 || IsOfVolume(fault.Kind)), scenario => scenario.Parameters);

    [Fact]
    public void Without_explicit_reassignment_is_V2_as_long_as_no_process_restarts() => AssertEqual(
        "v2_no_explicit_reassignment", scenario => scenario.Timeline.All(fault => fault.Kind != FaultKind.Crash), scenario => scenario.Parameters);

    [Fact]
    public void Without_a_convergence_budget_is_V2_where_nothing_is_written_when_a_replica_returns()
    {
        // One round has no other target than the head when the head stands still.
        var p = new ScenarioParameters { WriteRatePerS = 1000, PromotionHoldS = 0.5 };
        Fault[] timeline = [new(1, FaultKind.LinkDown, 1), new(3, FaultKind.WriteRate, 0, 0), new(5, FaultKind.LinkUp, 1)];
        var scenario = new TestScenario(p, timeline);
        var (chased, inRounds) = (scenario.Run(ProtocolVersion.Find("v2_no_convergence_budget")!), scenario.Run(ProtocolVersion.V2));
        Assert.Equal((RecoveryPath.Catchup, Cause.Recovered, inRounds.HoldS), (chased.Path, chased.Reason, chased.HoldS));

        // The chase ends one barrier short of the head, the round at the head.
        Assert.Equal(inRounds.RecoveryS - chased.RecoveryS, p.BarrierEntries / p.CatchupRatePerS, 1e-9);
    }

    /// <summary>
    /// An order of the control plane carries the address; an orchestrator has to wait for the refresh, as it otherwise waits for the registration.
    /// </summary>
    [Fact]
    public void Without_explicit_reassignment_an_orchestrator_orders_when_the_address_is_refreshed()
    {
        var p = new ScenarioParameters { Replicas = 1, WriteRatePerS = 1000, ControlCycleS = 64, ControlPhaseS = 0, HeartbeatDelayS = 1, ReconnectIntervalS = 1, PlanDelayS = 2 };
        p.MaxCatchupEntries = 0;

        // Found at its old address and refused at the first round; it restarts at a new one before the order.
        Fault[] timeline = [new(1, FaultKind.LinkDown, 1), new(4, FaultKind.LinkUp, 1), new(6, FaultKind.Crash, 1), new(7, FaultKind.RestartNewAddress, 1)];
        var version = ProtocolVersion.Find("v2_no_explicit_reassignment")!;
        Assert.Equal(0, new TestScenario(p with { HorizonS = 63.999 }, timeline).Run(version).Rebuilds);
        Assert.Equal(1, new TestScenario(p with { HorizonS = 64 }, timeline).Run(version).Rebuilds);
    }

    private static bool IsOfVolume(FaultKind kind) => kind is FaultKind.WriteRate or FaultKind.ControlPlaneDown or FaultKind.ControlPlaneUp;

    private void AssertEqual(string name, Func<TestScenario, bool> where, Func<TestScenario, ScenarioParameters> parametersOfV2)
    {
        output.WriteLine($"seed {_seed}, {_scenarios} scenarios");
        var version = ProtocolVersion.Find(name)!;
        var scenarios = new RandomScenarios(_seed);
        var compared = 0;
        for (var index = 0; index < _scenarios; index++)
        {
            var scenario = scenarios.Next();
            if (where(scenario))
            {
                compared++;
                var expected = new TestScenario(parametersOfV2(scenario), scenario.Timeline).Run(ProtocolVersion.V2);
                var actual = scenario.Run(version);
                Assert.True(NaiveAgreementTests.AreEqual(in expected, in actual), $"seed {_seed}, scenario {index}\n{OutcomeText.Of(expected)}\n{OutcomeText.Of(actual)}");
            }
        }

        Assert.True(compared > _scenarios / 20, $"only {compared} of {_scenarios} scenarios compared");
    }

    private static SortedSet<Cause> CausesOf(ProtocolVersion version)
    {
        var scenarios = new RandomScenarios(_seed);
        var state = new TrialState();
        var causes = new SortedSet<Cause>();
        for (var index = 0; index < _scenarios; index++)
        {
            Simulation.Run(version, scenarios.Next().Scenario, ref state);
            causes.UnionWith(Enum.GetValues<Cause>().Where(cause => (state.CausesSeen >> (int)cause & 1) != 0));
        }

        return causes;
    }
}
