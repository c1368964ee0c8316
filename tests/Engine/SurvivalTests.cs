using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Engine;

/// <summary>
/// V1.5 keeps what a quorum, or all, acknowledged as long as nothing happens against which it has no rule. The wide random failovers are sorted by what of that happened in them.
/// </summary>
public class SurvivalTests(ITestOutputHelper output)
{
    private const int _seed = 20261127;

    private static int Scenarios => LongTier.IsOn ? 2_000_000 : 40_000;

    [Fact]
    public void V1_5_loses_what_was_acknowledged_synchronously_only_where_it_has_no_rule_for_what_happened()
    {
        output.WriteLine($"seed {_seed}, {Scenarios} scenarios");
        var scenarios = new RandomFailovers(_seed);
        var state = new TrialState();
        var watch = new SurvivalWatch();
        var trials = new Dictionary<string, (int Trials, int Losses)>();
        for (var index = 0; index < Scenarios; index++)
        {
            var scenario = scenarios.Next();
            if (scenario.Parameters.Durability == Durability.BestEffort)
            {
                continue;
            }

            watch.Reset();
            var outcome = watch.Run(ProtocolVersion.V15, scenario.Scenario, ref state);
            var why = WhyItMayLose(watch, scenario);
            Assert.True(why.Length > 0 || outcome.LostEntries == 0, $"seed {_seed}, scenario {index}: V1.5 lost {outcome.LostEntries} entries\n{RandomSweepTests.Trace(scenario, ProtocolVersion.V15)}");
            var (count, losses) = trials.GetValueOrDefault(why);
            trials[why] = (count + 1, losses + (outcome.LostEntries > 0 ? 1 : 0));
        }

        foreach (var (why, (count, losses)) in trials.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{(why.Length == 0 ? "a quorum survived, and nothing else" : why)}: {count} trials, {losses} with a loss");
        }

        // Each of these does lose in some trials, so each is a boundary and not an excuse.
        Assert.Equal(["", "a node was promoted that had nothing valid", "entries of a lost tail stayed on replicas", "no quorum survived", "payloads were lost"], trials.Keys.Order(StringComparer.Ordinal));
        Assert.All(trials.Where(one => one.Key.Length > 0), one => Assert.True(one.Value.Losses > 0, one.Key));
    }

    /// <summary>The first of what happened that V1.5 has no rule for; nothing, if a quorum of valid disks survived every failover and nothing else was against it.</summary>
    private static string WhyItMayLose(SurvivalWatch watch, TestScenario scenario)
    {
        ref readonly var p = ref scenario.Parameters;
        return !watch.QuorumSurvived ? "no quorum survived"
            : watch.PromotedNothingValid ? "a node was promoted that had nothing valid"
            : watch.RestartedInPlace && p.FsyncS > p.LatencyS ? "entries of a lost tail stayed on replicas"
            : p.ExtentFraction > 0 && scenario.Timeline.Any(fault => fault.Kind == FaultKind.PayloadLoss) ? "payloads were lost"
            : string.Empty;
    }

    /// <summary>What of a trial decides whether acknowledged entries can have survived it.</summary>
    private sealed class SurvivalWatch : TrialWatcher
    {
        /// <summary>Whether the nodes with something valid on their disks that answered at each promotion meet every set of nodes that may have acknowledged.</summary>
        public bool QuorumSurvived { get; private set; }

        public bool PromotedNothingValid { get; private set; }

        public bool RestartedInPlace { get; private set; }

        public void Reset() => (QuorumSurvived, PromotedNothingValid, RestartedInPlace) = (true, false, false);

        protected override void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
        {
            if (chosen < 0)
            {
                return;
            }

            var valid = 0;
            foreach (ref readonly var report in reports)
            {
                valid += double.IsFinite(report.RecoverablePrefixLsn) ? 1 : 0;
            }

            QuorumSurvived &= valid >= (view.Durability == Durability.SyncAll ? 1 : view.Nodes - (view.Nodes / 2));
            PromotedNothingValid |= !double.IsFinite(reports[chosen].RecoverablePrefixLsn);
        }

        protected override void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault) =>
            RestartedInPlace |= kind == EventKind.Fault && node == state.Primary && fault.Kind is FaultKind.RestartSameAddress or FaultKind.RestartNewAddress;
    }
}
