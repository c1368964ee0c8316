using System.Globalization;
using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Naive;

/// <summary>
/// What the agreement of <see cref="NaiveAgreementTests"/> covers: for everything that can happen, how many of the drawn scenarios in which it does (as the engine
/// sees it) fit the grid and so are compared.
/// </summary>
public sealed class GridCoverageTests
{
    private const int _drawn = 10_000;
    private const double _leastShare = 0.3;
    private const int _leastCount = 8;

    /// <summary>What must occur among the compared, by name: the outcome's words per version and the weather's.</summary>
    private static readonly string[] _required =
    [
        .. Words("ended", "v1", "Completed", "Stalled", "Degraded", "EventBudget"),
        .. Words("ended", "v1_5", "Completed", "Stalled", "EventBudget"),
        .. Words("ended", "v2", "Completed", "Stalled", "Failed", "EventBudget"),
        .. Words("path", "v1", "NoGap", "Rebuild", "None"),
        .. Words("path", "v1_5", "NoGap", "Catchup", "Rebuild", "CatchupThenRebuild", "None"),
        .. Words("path", "v2", "NoGap", "Catchup", "Rebuild", "CatchupThenRebuild", "None"),
        .. Words("reason", "v1", "Recovered", "DegradedExcluded", "WaitingControlPlane", "WalFull", "Horizon"),
        .. Words("reason", "v1_5", "Recovered", "NotRetained", "HistoryLostMidway", "StaleAddress", "WaitingControlPlane", "WalFull", "Horizon"),
        .. Words("reason", "v2", "Recovered", "NotRetained", "NotConverging", "ReservationRefused", "ReservationExpired", "BudgetRounds", "BudgetEntries", "BudgetTime", "BudgetSessions", "RebuildAttempts", "Horizon"),
        .. new[] { "v1", "v1_5", "v2" }.SelectMany(version => Words("measure", version, "blocked", "exposed", "pinned", "needless", "best", "several recoveries")),
        .. Words("measure", "v2", "aborts", "hold"),
        .. Words("cause", "v1_5", "HistoryLostMidway", "StaleAddress", "NotRetained", "SessionCut"),
        .. Words("cause", "v2", "ReservationRevoked", "ReservationExpired", "ReservationRefused", "BudgetRounds", "BudgetEntries", "BudgetTime", "BudgetSessions"),
        .. Words("cause", "v2", "NotConverging", "NoProgress", "NotRetained", "RebuildAttempts", "Registered", "SessionCut", "BarrierAcknowledged"),
        .. Words("cause", "v1", "DegradedExcluded", "NothingMissed", "SessionCut"),
        .. Words("cause", "v2_no_reservation", "HistoryLostMidway", "BudgetRounds", "NotConverging"),
        .. Words("cause", "v2_no_convergence_budget", "ReservationRevoked", "ReservationExpired", "ReservationRefused"),
        .. Words("cause", "v2_no_explicit_reassignment", "StaleAddress", "ReservationRevoked", "BarrierAcknowledged"),
        .. Words("ended", "v1", "Unavailable", "Failed"),
        .. Words("ended", "v1_5", "Unavailable", "Failed"),
        .. Words("ended", "v2", "Unavailable"),
        .. Words("reason", "v1", "RebuildAttempts"),
        .. Words("reason", "v1_5", "Divergent"),
        .. Words("reason", "v2", "NoEligibleCandidate", "PayloadLost"),
        .. Words("cause", "v1", "PrimaryChanged", "Promoted", "BaseFoundNewer", "StartedSo", "NoEligibleCandidate"),
        .. Words("cause", "v1_5", "PrimaryChanged", "Promoted", "BaseFoundNewer", "StartedSo", "NoEligibleCandidate", "Divergent"),
        .. Words("cause", "v2", "PrimaryChanged", "Promoted", "BaseRefused", "StartedSo", "NoEligibleCandidate", "PayloadLost"),
        .. Words("cause", "v2_no_lineage_promotion", "Promoted"),
        .. Words("cause", "v2_no_reservation", "BaseRefused"),
        .. new[] { "v1", "v1_5", "v2" }.SelectMany(version => Words("measure", version, "promoted", "promoted twice", "unavailable", "lost under best effort")),
        .. Words("measure", "v1", "lost under quorum", "leaked under quorum"),
        .. Words("measure", "v1_5", "leaked"),
        .. Words("event", "v1", "resumed", "stale primary", "stale primary blocked", "follower let go"),
        .. Words("event", "v1_5", "resumed", "stale primary", "stale primary blocked", "hollow"),
        .. Words("event", "v2", "resumed", "fenced", "served again", "truncated"),
        .. Words("weather", "all", "primary crash", "primary isolated", "primary link", "replica isolated", "payload loss", "newer base", "starts lagging", "starts needing rebuild"),
        .. Words("setting", "all", "stale share 0", "stale share 0.25", "stale share 0.5", "stale share 1"),
        .. Words("weather", "all", "link", "crash, same address", "crash, new address", "spike", "write rate", "control plane", "flapping", "correlated", "idle"),
        .. Words("setting", "all", "1 replicas", "2 replicas", "3 replicas", "4 replicas", "BestEffort", "SyncQuorum", "SyncAll"),
    ];

    [Fact]
    public void EverythingThatCanHappenIsCompared()
    {
        var seen = new Dictionary<string, (int Drawn, int Compared)>(StringComparer.Ordinal);
        for (var seed = 0UL; seed < _drawn; seed++)
        {
            var scenario = GridScenarios.Draw(seed);
            foreach (var version in seed % 4 == 0 ? ProtocolVersion.All : ProtocolVersion.Generations)
            {
                var outcome = NaiveAgreementTests.RunEngine(scenario, version);
                var naive = scenario.RunNaively(version);
                var fits = naive.OffGrid is null;
                foreach (var word in WordsOf(scenario, version, outcome).Concat(naive.Causes.Select(cause => $"cause {version} {cause}")).Concat(naive.Words.Select(word => $"event {version} {word}")))
                {
                    var (drawn, compared) = seen.GetValueOrDefault(word);
                    seen[word] = (drawn + 1, compared + (fits ? 1 : 0));
                }
            }
        }

        var poor = _required
            .Select(word => (Word: word, Count: seen.GetValueOrDefault(word)))
            .Where(entry => entry.Count.Compared < Math.Max(_leastCount, _leastShare * entry.Count.Drawn))
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Word}: {entry.Count.Compared} of {entry.Count.Drawn} compared"));
        Assert.Empty(poor);
    }

    private static IEnumerable<string> WordsOf(GridScenario scenario, ProtocolVersion version, Outcome outcome)
    {
        yield return $"ended {version} {outcome.Ended}";
        yield return $"path {version} {outcome.Path}";
        yield return $"reason {version} {outcome.Reason}";
        foreach (var (measured, name) in new[]
        {
            (outcome.BlockedS > 0, "blocked"),
            (outcome.ExposedS > 0, "exposed"),
            (outcome.WalPinnedByteS > 0, "pinned"),
            (outcome.NeedlessRebuild, "needless"),
            (outcome.BestRecoveryS >= 0, "best"),
            (outcome.WorstRecoveryS > outcome.RecoveryS, "several recoveries"),
            (outcome.Aborts > 0, "aborts"),
            (outcome.HoldS > 0, "hold"),
            (outcome.Promotions > 0, "promoted"),
            (outcome.Promotions > 1, "promoted twice"),
            (outcome.UnavailableS > 0, "unavailable"),
            (outcome.LostEntries > 0 && scenario.Parameters.Durability == Durability.BestEffort, "lost under best effort"),
            (outcome.LostEntries > 0 && scenario.Parameters.Durability == Durability.SyncQuorum, "lost under quorum"),
            (outcome.LeakedEntries > 0 && scenario.Parameters.Durability == Durability.SyncQuorum, "leaked under quorum"),
            (outcome.LeakedEntries > 0, "leaked"),
        })
        {
            if (measured)
            {
                yield return $"measure {version} {name}";
            }
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"setting all {scenario.Parameters.Replicas} replicas");
        yield return $"setting all {scenario.Parameters.Durability}";
        yield return string.Create(CultureInfo.InvariantCulture, $"setting all stale share {scenario.Parameters.StaleClientShare}");
        foreach (var word in WeatherOf(scenario))
        {
            yield return $"weather all {word}";
        }
    }

    private static IEnumerable<string> WeatherOf(GridScenario scenario)
    {
        bool Any(FaultKind kind) => scenario.Timeline.Any(fault => fault.Kind == kind);
        var breaks = scenario.Timeline.Where(fault => fault.Kind is FaultKind.LinkDown or FaultKind.Crash).ToList();
        foreach (var (holds, word) in new[]
        {
            (scenario.Timeline.Any(fault => fault is { Kind: FaultKind.Crash, Node: 0 }), "primary crash"),
            (scenario.Timeline.Any(fault => fault is { Kind: FaultKind.IsolationStart, Node: 0 }), "primary isolated"),
            (scenario.Timeline.Any(fault => fault is { Kind: FaultKind.LinkDown, Node: 0 }), "primary link"),
            (scenario.Timeline.Any(fault => fault is { Kind: FaultKind.IsolationStart, Node: > 0 }), "replica isolated"),
            (Any(FaultKind.PayloadLoss), "payload loss"),
            (Any(FaultKind.BaseNewerStart), "newer base"),
            (Any(FaultKind.StartsLagging), "starts lagging"),
            (Any(FaultKind.StartsNeedingRebuild), "starts needing rebuild"),
            (Any(FaultKind.LinkDown), "link"),
            (Any(FaultKind.RestartSameAddress), "crash, same address"),
            (Any(FaultKind.RestartNewAddress), "crash, new address"),
            (Any(FaultKind.SpikeStart), "spike"),
            (Any(FaultKind.WriteRate), "write rate"),
            (Any(FaultKind.ControlPlaneDown), "control plane"),
            (breaks.GroupBy(fault => fault.Node).Any(node => node.Count() > 1), "flapping"),
            (breaks.GroupBy(fault => fault.TimeS).Any(time => time.Select(fault => fault.Node).Distinct().Count() > 1), "correlated"),
            (scenario.Timeline.Any(fault => fault is { Kind: FaultKind.WriteRate, Value: 0 }) || scenario.Parameters.WriteRatePerS == 0, "idle"),
        })
        {
            if (holds)
            {
                yield return word;
            }
        }
    }

    private static IEnumerable<string> Words(string kind, string version, params string[] words) => words.Select(word => $"{kind} {version} {word}");
}
