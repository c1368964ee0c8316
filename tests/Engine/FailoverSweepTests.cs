using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Engine;

/// <summary>
/// What must hold of every trial in which primaries are lost, checked over wide random scenarios. They are drawn in parts with a seed each, which may run at once. Together with the trials of
/// <see cref="RandomSweepTests"/> there are a million, and a hundred million in the long tier.
/// </summary>
public class FailoverSweepTests(ITestOutputHelper output)
{
    private const int _seed = 20261126;
    private const int _scenariosPerPart = 10_000;

    /// <summary>Those that promote without lineage first, and one that does not ask whether what a replay needs stays resolvable. All others keep what was acknowledged synchronously.</summary>
    private static readonly ProtocolVersion[] _unsafe = [ProtocolVersion.V1, ProtocolVersion.V15, ProtocolVersion.Find("v2_no_lineage_promotion")!, ProtocolVersion.Find("v2_no_reservation")!];

    private static int Parts => LongTier.IsOn ? 3_400 : 24;

    [Fact]
    public void Every_rule_holds_and_V2_loses_and_leaks_nothing_that_was_acknowledged_synchronously()
    {
        var parts = new Part[Parts];
        // No more threads than processors: a pool that waits for parts of seconds would start hundreds.
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, number => parts[number] = Sweep(_seed + number));
        Assert.Empty(parts.SelectMany(part => part.Failures).Take(3));

        foreach (var version in ProtocolVersion.All)
        {
            var all = parts.Select(part => part.Tallies[version]).ToArray();
            var (synchronous, lossy, leaky) = (all.Sum(one => one.Synchronous), all.Sum(one => one.Lossy), all.Sum(one => one.Leaky));
            output.WriteLine($"seeds {_seed} to {_seed + parts.Length - 1}, {version}: {all.Sum(one => one.Trials)} trials, {all.Sum(one => one.Promotions)} promotions; of {synchronous} synchronous trials {lossy} lose and {leaky} leak");
            Assert.True(all.Sum(one => one.Promotions) > all.Sum(one => one.Trials) / 10);
            Assert.Equal(!_unsafe.Contains(version), lossy == 0 && leaky == 0);
        }
    }

    private static Part Sweep(int seed)
    {
        var part = new Part(ProtocolVersion.All.ToDictionary(version => version, _ => new Tally()), []);
        var scenarios = new RandomFailovers(seed);
        var state = new TrialState();
        for (var index = 0; index < _scenariosPerPart && part.Failures.Count == 0; index++)
        {
            var scenario = scenarios.Next();
            foreach (var version in index % 8 == 0 ? ProtocolVersion.All : ProtocolVersion.Generations)
            {
                try
                {
                    var outcome = RandomSweepTests.Watch(scenario, version, ref state);
                    RandomSweepTests.CheckOutcome(in outcome, in scenario.Parameters);
                    CheckSafety(in outcome, version, scenario.Parameters.Durability);
                    part.Tallies[version].Count(in outcome, scenario.Parameters.Durability);
                }
                catch (Exception violation) when (violation is ModelViolationException or Xunit.Sdk.XunitException)
                {
                    part.Failures.Add($"seed {seed}, scenario {index}, {version}: {violation.Message}\n{RandomSweepTests.Trace(scenario, version)}");
                }
            }
        }

        return part;
    }

    private static void CheckSafety(in Outcome outcome, ProtocolVersion version, Durability durability)
    {
        Assert.True(outcome.LostEntries >= 0 && outcome.LeakedEntries >= 0 && outcome.UnavailableS >= 0, "a measure is negative");
        Assert.True(double.IsFinite(outcome.LostEntries) && double.IsFinite(outcome.LeakedEntries), "entries without end");
        Assert.True(!outcome.Explicit || Causes.IsExplicit(outcome.Reason), $"explicit by {outcome.Reason}");
        Assert.False(outcome.BlockedS == 0 && outcome.RecoveryS < outcome.BestRecoveryS * (1 - 1e-9), "faster than the best possible");
        Assert.True(outcome.UnavailableS <= outcome.EndS * (1 + 1e-9), "unavailable for longer than the trial");
        if (!_unsafe.Contains(version) && durability != Durability.BestEffort)
        {
            Assert.True(outcome.LostEntries == 0, $"{version} lost {outcome.LostEntries} entries");
            Assert.True(outcome.LeakedEntries == 0, $"{version} leaked {outcome.LeakedEntries} entries");
        }
    }

    private sealed record Part(Dictionary<ProtocolVersion, Tally> Tallies, List<string> Failures);

    private sealed class Tally
    {
        public long Trials { get; private set; }

        public long Promotions { get; private set; }

        public long Synchronous { get; private set; }

        public long Lossy { get; private set; }

        public long Leaky { get; private set; }

        public void Count(in Outcome outcome, Durability durability)
        {
            Trials++;
            Promotions += outcome.Promotions;
            if (durability != Durability.BestEffort)
            {
                Synchronous++;
                Lossy += outcome.LostEntries > 0 ? 1 : 0;
                Leaky += outcome.LeakedEntries > 0 ? 1 : 0;
            }
        }
    }
}
