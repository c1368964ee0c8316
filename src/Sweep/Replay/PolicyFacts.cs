using System.Globalization;
using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>
/// The one table of what is told of a policy's decision: the facts each hook sees, in the order of its view, and its verdict in words. A view that gets one more member gets one more line here.
/// </summary>
internal static class PolicyFacts
{
    public static PolicyDecision Of(int node, ContactView view, LaggingTreatment treatment) => new(PolicyHooks.Contact, node, Spelling.Of(treatment), null,
    [
        Fact.Of("answers", view.Answers),
    ]);

    public static PolicyDecision Of(int node, in ReplayView view, ConvergenceVerdict verdict) =>
        new(PolicyHooks.Convergence, node, Spelling.Of(verdict.Step), verdict.Step == ReplayStep.Abort ? verdict.Cause : null,
        [
            Fact.Of("after_rebuild", view.AfterRebuild),
            Fact.Of("remainder_entries", view.RemainderEntries),
            Fact.Of("barrier_entries", view.BarrierEntries),
            Fact.Of("next_round_entries", view.NextRoundEntries),
            Fact.Of("replayed_entries", view.ReplayedEntries),
            Fact.Of("rounds", view.Rounds),
            Fact.Of("fruitless_rounds", view.FruitlessRounds),
            Fact.Of("earlier_sessions", view.EarlierSessions),
            Fact.Of("elapsed_s", view.ElapsedS),
            Fact.Of("admitted_per_s", view.AdmittedRatePerS),
            Fact.Of("replay_per_s", view.ReplayRatePerS),
            Fact.Of("max_rounds", view.Limits.MaxRounds),
            Fact.Of("no_progress_rounds", view.Limits.NoProgressRounds),
            Fact.Of("max_sessions", view.Limits.MaxSessions),
            Fact.Of("max_catchup_entries", view.Limits.MaxCatchupEntries),
            Fact.Of("max_catchup_time_s", view.Limits.MaxCatchupTimeS),
        ]);

    public static PolicyDecision Of(int node, in GapView view, GapVerdict verdict) =>
        new(PolicyHooks.Recoverability, node, verdict.Recoverable ? "recoverable" : "not_recoverable", verdict.Recoverable ? null : verdict.Cause,
        [
            Fact.Of("gap_entries", view.GapEntries),
            Fact.Of("history_kept", view.HistoryKept),
            Fact.Of("beyond_window_entries", view.BeyondWindowEntries),
            Fact.Of("reservation_entries", view.ReservationEntries),
            Fact.OfEntries("divergent_entries", view.DivergentEntries),
            Fact.Of("payloads_resolvable", view.PayloadsResolvable),
        ]);

    public static PolicyDecision Of(int node, in RebuildView view, RebuildVerdict verdict) =>
        new(PolicyHooks.Rebuild, node, verdict.Granted ? "granted" : "refused", verdict.Granted ? null : verdict.Cause,
        [
            Fact.Of("tail_entries", view.TailEntries),
            Fact.Of("reservation_entries", view.ReservationEntries),
            Fact.Of("base_is_version_correct", view.BaseIsVersionCorrect),
        ]);

    public static PolicyDecision Of(int node, RestartView view, RejoinRoute route) => new(PolicyHooks.Rejoin, node, Spelling.Of(route), null,
    [
        Fact.Of("new_address", view.NewAddress),
    ]);

    public static PolicyDecision Of(int primary, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
    {
        var reported = new List<IReadOnlyList<Fact>>();
        foreach (ref readonly var report in reports)
        {
            reported.Add(Of(in report));
        }

        // The decision is about the node that becomes primary; about the primary that is to be replaced if none does.
        var node = chosen < 0 ? primary : reports[chosen].Node;
        return new(PolicyHooks.Promotion, node, chosen < 0 ? "nobody" : string.Create(CultureInfo.InvariantCulture, $"node_{node}"), chosen < 0 ? Cause.NoEligibleCandidate : null,
        [
            Fact.Of("durability", view.Durability),
            Fact.Of("nodes", view.Nodes),
            Fact.Of("epoch", view.Epoch),
        ])
        { Reports = reported };
    }

    private static IReadOnlyList<Fact> Of(in CandidateReport report) =>
    [
        Fact.Of("node", report.Node),
        Fact.Of("state", report.State),
        Fact.Of("epoch", report.Epoch),
        Fact.Of("apparent_lsn", report.ApparentLsn),
        Fact.Of("durable_lsn", report.DurableLsn),
        Fact.Of("recoverable_prefix_lsn", report.RecoverablePrefixLsn),
        Fact.Of("possibly_committed_lsn", report.PossiblyCommittedLsn),
    ];
}
