using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Engine;

/// <summary>What must hold of every trial, checked over wide random scenarios.</summary>
public class RandomSweepTests(ITestOutputHelper output)
{
    private const int _seed = 20261122;

    private static readonly ProtocolVersion[] _versions = [.. ProtocolVersion.All];

    /// <summary>The versions to look at in a scenario, where looking at all of them in all scenarios would take long: the ablations in every fourth.</summary>
    private static IReadOnlyList<ProtocolVersion> VersionsIn(int index) => index % 4 == 0 ? _versions : ProtocolVersion.Generations;

    private static int Scenarios => LongTier.IsOn ? 3_000_000 : 40_000;

    [Fact]
    public void Every_rule_of_the_simulator_holds_after_every_event()
    {
        output.WriteLine($"seed {_seed}, {Scenarios} scenarios");
        var scenarios = new RandomScenarios(_seed);
        var state = new TrialState();
        for (var index = 0; index < Scenarios; index++)
        {
            var scenario = scenarios.Next();
            foreach (var version in _versions)
            {
                try
                {
                    CheckOutcome(Watch(scenario, version, ref state), in scenario.Parameters);
                }
                catch (Exception violation) when (violation is ModelViolationException or Xunit.Sdk.XunitException)
                {
                    Assert.Fail($"seed {_seed}, scenario {index}, {version}: {violation.Message}\n{Trace(scenario, version)}");
                }
            }
        }
    }

    [Fact]
    public void No_recovery_is_faster_than_the_best_possible()
    {
        var scenarios = new RandomScenarios(_seed + 1);
        var compared = 0;
        for (var index = 0; index < Scenarios / 2; index++)
        {
            var scenario = scenarios.Next();
            foreach (var version in VersionsIn(index))
            {
                var outcome = scenario.Run(version);
                if (outcome.BlockedS == 0 && !double.IsNaN(outcome.RecoveryS))
                {
                    compared++;
                    Assert.True(
                        outcome.RecoveryS >= outcome.BestRecoveryS * (1 - 1e-9),
                        $"seed {_seed + 1}, scenario {index}, {version}: {outcome.RecoveryS} < {outcome.BestRecoveryS}\n{Trace(scenario, version)}");
                }
            }
        }

        Assert.True(compared > Scenarios / 5, $"only {compared} recoveries compared");
    }

    [Theory]
    [InlineData(ScenarioFamily.Replicas, 3)]
    [InlineData(ScenarioFamily.Replicas, -5)]
    [InlineData(ScenarioFamily.Failovers, 3)]
    [InlineData(ScenarioFamily.Failovers, -5)]
    public void Scaling_time_by_a_power_of_two_changes_no_decision(ScenarioFamily family, int power)
    {
        var scale = Math.ScaleB(1, power);
        var count = Scenarios / (family == ScenarioFamily.Replicas ? 4 : 10);
        output.WriteLine($"seed {_seed + 2}, {count} scenarios");
        var next = family.Drawing(_seed + 2);
        for (var index = 0; index < count; index++)
        {
            var scenario = next();
            var scaled = new TestScenario(ScaleTime(scenario.Parameters, scale), scenario.Timeline.Select(fault => ScaleTime(fault, scale)).ToArray());
            foreach (var version in VersionsIn(index))
            {
                var expected = ScaleTime(scenario.Run(version), scale);
                var actual = scaled.Run(version);
                Assert.True(OutcomeText.Of(expected) == OutcomeText.Of(actual), $"scenario {index}, {version}\n{OutcomeText.Of(expected)}\n{OutcomeText.Of(actual)}");
            }
        }
    }

    [Theory]
    [InlineData(ScenarioFamily.Replicas)]
    [InlineData(ScenarioFamily.Failovers)]
    public void Neither_the_buffer_nor_an_observer_leaves_a_trace_in_the_outcome(ScenarioFamily family)
    {
        output.WriteLine($"seed {_seed + 3}, {Scenarios / 8} scenarios");
        var next = family.Drawing(_seed + 3);
        var reused = new TrialState();
        for (var index = 0; index < Scenarios / 8; index++)
        {
            var scenario = next();
            foreach (var version in VersionsIn(index))
            {
                try
                {
                    Assert.Equal(OutcomeText.Of(scenario.Run(version)), OutcomeText.Of(Watch(scenario, version, ref reused)));
                }
                catch (ModelViolationException violation)
                {
                    Assert.Fail($"seed {_seed + 3}, scenario {index}, {version}: {violation.Message}\n{Trace(scenario, version)}");
                }
            }
        }
    }

    [Theory]
    [InlineData(ScenarioFamily.Replicas)]
    [InlineData(ScenarioFamily.Failovers)]
    public void A_trial_allocates_nothing(ScenarioFamily family)
    {
        output.WriteLine($"seed {_seed + 4}");
        var next = family.Drawing(_seed + 4);
        var scenarios = Enumerable.Range(0, 200).Select(_ => next()).ToArray();
        var state = new TrialState();
        Assert.Equal(0, Allocations.EachTime(RunAll));

        void RunAll()
        {
            foreach (var scenario in scenarios)
            {
                foreach (var version in _versions)
                {
                    Simulation.Run(version, scenario.Scenario, ref state);
                }
            }
        }
    }

    internal static Outcome Watch(TestScenario scenario, ProtocolVersion version, ref TrialState state)
    {
        var observer = default(InvariantObserver);
        observer.Reset();
        return Simulation.Run(version, scenario.Scenario, ref state, ref observer);
    }

    internal static void CheckOutcome(in Outcome o, in ScenarioParameters p)
    {
        Assert.True(o.Events <= p.EventBudget, "more events than the budget");
        Assert.True(o.EndS <= p.HorizonS, "ended after the horizon");
        foreach (var seconds in new[] { o.CatchupTimeS, o.RebuildTimeS, o.BlockedS, o.ExposedS, o.WalPinnedByteS, o.TransferredBytes, o.StaleAddressRetries, o.WalPeakBytes })
        {
            Assert.True(seconds >= 0 && double.IsFinite(seconds), "a measure is negative or not finite");
        }

        Assert.True(o.BlockedS <= o.EndS * (1 + 1e-9) && o.ExposedS <= o.EndS * (1 + 1e-9), "longer than the trial");
        Assert.True(!(o.RecoveryS < 0) && !(o.HoldS > o.RecoveryS), "a recovery is negative or shorter than its hold");
        Assert.True(double.IsNaN(o.RecoveryS) || o.WorstRecoveryS >= o.RecoveryS, "the worst recovery is not the worst");
        Assert.True(o.Ended is not (Ending.Stalled or Ending.Degraded or Ending.EventBudget) || !o.Explicit, "running out is not explicit");
        Assert.True(o.Reason <= Causes.LastReason, "a cause that is no reason");
        Assert.True(o.Path is not (RecoveryPath.Rebuild or RecoveryPath.CatchupThenRebuild) || o.Rebuilds > 0, "a rebuild that never began");
    }

    internal static string Trace(TestScenario scenario, ProtocolVersion version)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine(TextTrace.Heading(scenario.Parameters.Replicas));
        var trace = new TraceObserver(one => text.WriteLine(string.Join('\n', TextTrace.Lines(one))));
        var state = new TrialState();
        try
        {
            Simulation.Run(version, scenario.Scenario, ref state, ref trace);
        }
        catch (ModelViolationException violation)
        {
            text.WriteLine(violation.Message);
        }

        return OutcomeText.Of(state.Result) + "\n" + text;
    }

    private static Fault ScaleTime(Fault fault, double scale) => fault with
    {
        TimeS = fault.TimeS * scale,
        Value = fault.Kind switch
        {
            FaultKind.SpikeStart => fault.Value * scale,
            FaultKind.WriteRate => fault.Value / scale,
            _ => fault.Value,
        },
    };

    private static ScenarioParameters ScaleTime(ScenarioParameters p, double scale)
    {
        p.WriteRatePerS /= scale;
        p.CatchupRatePerS /= scale;
        p.RebuildRateBytesPerS /= scale;
        p.LatencyS *= scale;
        p.FsyncS *= scale;
        p.BarrierIntervalS *= scale;
        p.BarrierTimeoutS *= scale;
        p.RetentionTimeS *= scale;
        p.ReservationTtlS *= scale;
        p.RebuildReservationTtlS *= scale;
        p.MaxCatchupTimeS *= scale;
        p.PromotionHoldS *= scale;
        p.ReconnectIntervalS *= scale;
        p.ControlCycleS *= scale;
        p.ControlPhaseS *= scale;
        p.HeartbeatDelayS *= scale;
        p.RegistrationDelayS *= scale;
        p.PlanDelayS *= scale;
        p.RebuildBackoffS *= scale;
        p.LeaseTimeoutS *= scale;
        p.HorizonS *= scale;
        return p;
    }

    private static Outcome ScaleTime(Outcome o, double scale)
    {
        o.RecoveryS *= scale;
        o.HoldS *= scale;
        o.WorstRecoveryS *= scale;
        o.BestRecoveryS *= scale;
        o.CatchupTimeS *= scale;
        o.RebuildTimeS *= scale;
        o.BlockedS *= scale;
        o.ExposedS *= scale;
        o.UnavailableS *= scale;
        o.WalPinnedByteS *= scale;
        o.EndS *= scale;
        return o;
    }
}
