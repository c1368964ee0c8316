using WalSweep.Engine;
using WalSweep.Tests.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Metamorphic;

/// <summary>What happens after the end of a trial, or of what it measures, bears on nothing before.</summary>
public class EndTests(ITestOutputHelper output)
{
    private const int _seed = 20261204;

    /// <summary>Trials in which primaries are lost take longer.</summary>
    private static int ScenariosOf(ScenarioFamily family) => (LongTier.IsOn ? 500_000 : 10_000) / (family == ScenarioFamily.Replicas ? 1 : 2);

    /// <summary>A trial that ran out of time or of events does not come to what lies beyond.</summary>
    [Theory]
    [InlineData(ScenarioFamily.Replicas)]
    [InlineData(ScenarioFamily.Failovers)]
    public void An_outage_after_a_trial_ran_out_changes_nothing(ScenarioFamily family)
    {
        var compared = 0;
        ForEach(family, (scenario, version, outcome, replica, at) =>
        {
            if (outcome.Ended is Ending.Stalled or Ending.Degraded or Ending.Unavailable or Ending.EventBudget)
            {
                compared++;
                var beyondS = Math.Max(outcome.Ended == Ending.EventBudget ? outcome.EndS : scenario.Parameters.HorizonS, scenario.Timeline[^1].TimeS) * (1 + at) * (1 + 1e-9);
                AssertEqual(outcome, WithOutage(scenario, replica, beyondS, 30).Run(version), $"{version}");
            }
        });
        Assert.True(compared > ScenariosOf(family) / 50, $"seed {_seed}: only {compared} trials ran out");
    }

    /// <summary>
    /// A completed trial with one more outage beyond its horizon waits for it until then: it has not completed, as docs/model.md §10 says, and everything else is as it was. Only what is in step without its payloads
    /// goes on to be no copy, and what is committed may pass it.
    /// </summary>
    [Theory]
    [InlineData(ScenarioFamily.Replicas)]
    [InlineData(ScenarioFamily.Failovers)]
    public void An_outage_beyond_the_horizon_of_a_completed_trial_changes_only_how_it_ends(ScenarioFamily family)
    {
        var compared = 0;
        ForEach(family, (scenario, version, outcome, replica, at) =>
        {
            if (outcome.Ended == Ending.Completed)
            {
                compared++;
                var horizonS = scenario.Parameters.HorizonS;
                var longer = WithOutage(scenario, replica, horizonS * (1 + at) * (1 + 1e-9), 30).Run(version);
                var expected = outcome with { Ended = Ending.Stalled, Explicit = false, EndS = horizonS };
                if (MayBeHollow(scenario))
                {
                    Assert.True(longer.ExposedS >= outcome.ExposedS && longer.LostEntries >= outcome.LostEntries, $"{version}");
                    (expected.ExposedS, expected.LostEntries) = (longer.ExposedS, longer.LostEntries);
                }

                AssertEqual(expected, longer, $"{version}");
            }
        });
        Assert.True(compared > ScenariosOf(family), $"seed {_seed}: only {compared} trials completed");
    }

    /// <summary>An outage between the end of a completed trial and its horizon is one more: the first recovery stays what it was, and what is counted only grows.</summary>
    [Theory]
    [InlineData(ScenarioFamily.Replicas)]
    [InlineData(ScenarioFamily.Failovers)]
    public void An_outage_after_everybody_is_in_step_again_leaves_the_first_recovery_as_it_was(ScenarioFamily family)
    {
        var compared = 0;
        ForEach(family, (scenario, version, outcome, replica, at) =>
        {
            if (outcome.Ended != Ending.Completed || double.IsNaN(outcome.RecoveryS))
            {
                return;
            }

            compared++;
            var startS = outcome.EndS + ((scenario.Parameters.HorizonS - outcome.EndS) * at);
            var longer = WithOutage(scenario, replica, startS, 1 + (100 * at)).Run(version);

            // A best recovery that was not over with the real one goes on with the head as it is admitted then.
            var best = outcome.BestRecoveryS <= outcome.RecoveryS ? longer.BestRecoveryS : outcome.BestRecoveryS;
            Assert.Equal(
                (outcome.Path, outcome.Reason, outcome.BacklogEntries, outcome.RecoveryS, outcome.HoldS, outcome.NeedlessRebuild, outcome.BestRecoveryS),
                (longer.Path, longer.Reason, longer.BacklogEntries, longer.RecoveryS, longer.HoldS, longer.NeedlessRebuild, best));
            Assert.True(longer.Catchups >= outcome.Catchups && longer.Rebuilds >= outcome.Rebuilds && longer.Aborts >= outcome.Aborts && longer.Events > outcome.Events, $"{version}");
            Assert.Equal((outcome.Promotions, outcome.UnavailableS), (longer.Promotions, longer.UnavailableS));
            Assert.True(longer.ExposedS >= outcome.ExposedS && longer.BlockedS >= outcome.BlockedS && longer.WorstRecoveryS >= outcome.WorstRecoveryS, $"{version}");
            Assert.True(longer.WalPeakBytes >= outcome.WalPeakBytes && longer.TransferredBytes >= outcome.TransferredBytes, $"{version}");
        });
        Assert.True(compared > ScenariosOf(family), $"seed {_seed}: only {compared} recoveries compared");
    }

    private static bool MayBeHollow(TestScenario scenario) => scenario.Parameters.ExtentFraction > 0 && scenario.Timeline.Any(fault => fault.Kind == FaultKind.PayloadLoss);

    private delegate void Check(TestScenario scenario, ProtocolVersion version, Outcome outcome, int replica, double at);

    private void ForEach(ScenarioFamily family, Check check)
    {
        output.WriteLine($"seed {_seed}, {ScenariosOf(family)} scenarios");
        var random = new Random(_seed);
        var next = family.Drawing(_seed);
        var state = new TrialState();
        for (var index = 0; index < ScenariosOf(family); index++)
        {
            var scenario = next();
            var at = random.NextDouble();
            foreach (var version in ProtocolVersion.All)
            {
                var outcome = Simulation.Run(version, scenario.Scenario, ref state);
                check(scenario, version, outcome, scenario.Parameters.Replicas - (state.PrimaryNode == scenario.Parameters.Replicas ? 1 : 0), at);
            }
        }
    }

    /// <summary>The scenario with one more outage of a node that is a replica when the trial ends; that of a primary would be another failover.</summary>
    private static TestScenario WithOutage(TestScenario scenario, int replica, double startS, double lengthS) =>
        new(scenario.Parameters, [.. scenario.Timeline, new(startS, FaultKind.LinkDown, replica), new(startS + lengthS, FaultKind.LinkUp, replica)]);

    private static void AssertEqual(in Outcome expected, in Outcome actual, string what) =>
        Assert.True(OutcomeText.Of(expected) == OutcomeText.Of(actual), $"{what}\n{OutcomeText.Of(expected)}\n{OutcomeText.Of(actual)}");
}
