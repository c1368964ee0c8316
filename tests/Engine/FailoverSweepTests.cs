using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Engine;

/// <summary>What must hold of every trial in which primaries are lost, checked over wide random scenarios.</summary>
public class FailoverSweepTests(ITestOutputHelper output)
{
    private const int _seed = 20261126;

    private static int Scenarios => LongTier.IsOn ? 10_000_000 : 40_000;

    [Fact]
    public void Every_rule_holds_and_V2_loses_and_leaks_nothing_that_was_acknowledged_synchronously()
    {
        output.WriteLine($"seed {_seed}, {Scenarios} scenarios");
        var scenarios = new RandomFailovers(_seed);
        var state = new TrialState();
        var promotions = new int[ProtocolVersion.Generations.Count];
        for (var index = 0; index < Scenarios; index++)
        {
            var scenario = scenarios.Next();
            for (var number = 0; number < promotions.Length; number++)
            {
                var version = ProtocolVersion.Generations[number];
                try
                {
                    var outcome = RandomSweepTests.Watch(scenario, version, ref state);
                    RandomSweepTests.CheckOutcome(in outcome, in scenario.Parameters);
                    CheckSafety(in outcome, version, scenario.Parameters.Durability);
                    promotions[number] += outcome.Promotions;
                }
                catch (Exception violation) when (violation is ModelViolationException or Xunit.Sdk.XunitException)
                {
                    Assert.Fail($"seed {_seed}, scenario {index}, {version}: {violation.Message}\n{RandomSweepTests.Trace(scenario, version)}");
                }
            }
        }

        output.WriteLine($"promotions: {string.Join(", ", promotions)}");
        Assert.All(promotions, count => Assert.True(count > Scenarios / 10));
    }

    private static void CheckSafety(in Outcome outcome, ProtocolVersion version, Durability durability)
    {
        Assert.True(outcome.LostEntries >= 0 && outcome.LeakedEntries >= 0 && outcome.UnavailableS >= 0, "a measure is negative");
        Assert.True(outcome.UnavailableS <= outcome.EndS * (1 + 1e-9), "unavailable for longer than the trial");
        if (version == ProtocolVersion.V2 && durability != Durability.BestEffort)
        {
            Assert.True(outcome.LostEntries == 0, $"V2 lost {outcome.LostEntries} entries");
            Assert.True(outcome.LeakedEntries == 0, $"V2 leaked {outcome.LeakedEntries} entries");
        }
    }
}
