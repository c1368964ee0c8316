using WalSweep.Engine;
using WalSweep.Tests.Engine;
using WalSweep.Tests.Naive;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Metamorphic;

/// <summary>How outcomes change with what befalls the replicas, and with what is kept for them.</summary>
public class FaultTests(ITestOutputHelper output)
{
    private const int _seed = 20261205;

    private static int Scenarios => LongTier.IsOn ? 500_000 : 20_000;

    [Fact]
    public void Without_a_fault_there_is_nothing_to_recover_from()
    {
        output.WriteLine($"seed {_seed}, {Scenarios} scenarios");
        var scenarios = new RandomScenarios(_seed);
        for (var index = 0; index < Scenarios; index++)
        {
            var calm = new TestScenario(scenarios.Next().Parameters, []);
            foreach (var version in ProtocolVersion.All)
            {
                var outcome = calm.Run(version);
                AssertNoRecovery(in outcome, $"scenario {index}, {version}");
                Assert.Equal((0, 0.0), (outcome.Events, outcome.EndS));
            }
        }
    }

    /// <summary>The load, the control plane and delays within the time-out leave every replica in step.</summary>
    [Fact]
    public void Faults_that_leave_no_acknowledgement_overdue_are_nothing_to_recover_from()
    {
        output.WriteLine($"seed {_seed + 1}, {Scenarios} scenarios");
        var random = new Random(_seed + 1);
        var scenarios = new RandomScenarios(_seed + 1);
        var faults = 0;
        for (var index = 0; index < Scenarios; index++)
        {
            var scenario = scenarios.Next();
            var p = scenario.Parameters;
            var roomS = (p.BarrierTimeoutS - (2 * p.LatencyS) - p.FsyncS) / 2;
            var timeline = scenario.Timeline
                .Where(fault => fault.Kind is FaultKind.WriteRate or FaultKind.ControlPlaneDown or FaultKind.ControlPlaneUp or FaultKind.SpikeStart or FaultKind.SpikeEnd)
                .Select(fault => fault.Kind == FaultKind.SpikeStart ? fault with { Value = roomS * (1 - (1e-9 / roomS)) * (1 - (random.NextDouble() * 0.9)) } : fault)
                .ToArray();
            faults += timeline.Length;
            foreach (var version in ProtocolVersion.All)
            {
                var outcome = new TestScenario(p, timeline).Run(version);
                AssertNoRecovery(in outcome, $"seed {_seed + 1}, scenario {index}, {version}");
                Assert.Equal(timeline.Length, outcome.Events);
            }
        }

        Assert.True(faults > Scenarios, $"only {faults} faults");
    }

    /// <summary>
    /// One outage of one replica, whatever the load and the control plane do meanwhile. With several replicas out at once it would not hold: one that catches up thanks to the longer retention takes its share of
    /// the catch-up rate, and another may then not keep within its budgets.
    /// </summary>
    [Fact]
    public void A_longer_retention_never_turns_catch_up_into_rebuild_under_V2_with_one_outage()
    {
        output.WriteLine($"seed {_seed + 2}, {Scenarios} scenarios");
        var random = new Random(_seed + 2);
        var scenarios = new RandomScenarios(_seed + 2);
        var (kept, saved) = (0, 0);
        for (var index = 0; index < Scenarios; index++)
        {
            var scenario = WithOneOutage(scenarios.Next());
            var p = scenario.Parameters;
            var longer = new TestScenario(p with { RetentionBytes = p.RetentionBytes * Math.Exp(random.NextDouble() * Math.Log(100)) }, scenario.Timeline);
            var (before, after) = (scenario.Run(ProtocolVersion.V2), longer.Run(ProtocolVersion.V2));
            Assert.True(before.Rebuilds > 0 || after.Rebuilds == 0, $"seed {_seed + 2}, scenario {index}\n{OutcomeText.Of(before)}\n{OutcomeText.Of(after)}");
            kept += before.Path == RecoveryPath.Catchup && after.Path == RecoveryPath.Catchup ? 1 : 0;
            saved += before.Rebuilds > 0 && after.Path == RecoveryPath.Catchup ? 1 : 0;
        }

        Assert.True(kept > Scenarios / 10 && saved > Scenarios / 100, $"seed {_seed + 2}: only {kept} catch-ups stayed catch-ups and only {saved} rebuilds became catch-ups");
    }

    /// <summary>The first outage of replica 1, with the load and the control plane as they were.</summary>
    private static TestScenario WithOneOutage(TestScenario scenario)
    {
        var down = scenario.Timeline.First(fault => fault.Node == 1 && fault.Kind is FaultKind.LinkDown or FaultKind.Crash);
        var up = scenario.Timeline.First(fault => fault.Node == 1 && fault.TimeS >= down.TimeS && (down.Kind == FaultKind.LinkDown
            ? fault.Kind is FaultKind.LinkUp
            : fault.Kind is FaultKind.RestartSameAddress or FaultKind.RestartNewAddress));
        return new TestScenario(scenario.Parameters, [.. scenario.Timeline.Where(fault => fault.Node == 0 || fault == down || fault == up)]);
    }

    private static void AssertNoRecovery(in Outcome o, string what)
    {
        var nothing = GoldenTrial.Quiet with { WalPeakBytes = o.WalPeakBytes, Events = o.Events, EndS = o.EndS };
        Assert.True(OutcomeText.Of(nothing) == OutcomeText.Of(o), $"{what}\n{OutcomeText.Of(o)}");
    }
}
