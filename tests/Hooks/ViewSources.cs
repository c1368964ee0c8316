using WalSweep.Engine;

namespace WalSweep.Tests.Hooks;

/// <summary>From what a real node, or a real control plane, knows each thing that a hook is shown. Whoever shows a hook something new says so here.</summary>
internal static class ViewSources
{
    /// <summary>The views in the order of the hooks, the members in theirs.</summary>
    public static IReadOnlyList<(Type View, string Member, string Source)> All { get; } =
    [
        (typeof(ContactView), nameof(ContactView.Answers), "whether the replica answers what the primary sends to the address in use"),

        (typeof(ReplayView), nameof(ReplayView.AfterRebuild), "the primary's record of the session: it sent the copy itself"),
        (typeof(ReplayView), nameof(ReplayView.EarlierSessions), "the primary's count of its sessions with the replica since that left InSync"),
        (typeof(ReplayView), nameof(ReplayView.Rounds), "the primary's record of the session"),
        (typeof(ReplayView), nameof(ReplayView.FruitlessRounds), "the primary's record of the session"),
        (typeof(ReplayView), nameof(ReplayView.RemainderEntries), "the primary's head, and the position that the replica acknowledged"),
        (typeof(ReplayView), nameof(ReplayView.BarrierEntries), "configuration; the rate of the primary's own head, and the round trip it measures"),
        (typeof(ReplayView), nameof(ReplayView.NextRoundEntries), "the primary's head, and the position that the replica acknowledged"),
        (typeof(ReplayView), nameof(ReplayView.ReplayedEntries), "the primary's record of the session: what it sent"),
        (typeof(ReplayView), nameof(ReplayView.ElapsedS), "the primary's clock, since the session began"),
        (typeof(ReplayView), nameof(ReplayView.AdmittedRatePerS), "the rate of the primary's own head"),
        (typeof(ReplayView), nameof(ReplayView.ReplayRatePerS), "the share of the catch-up rate at which the primary sends"),
        (typeof(ReplayView), nameof(ReplayView.Limits), "configuration; of it only the budgets may be read"),

        (typeof(GapView), nameof(GapView.GapEntries), "the primary's head, and the position in the answer to the handshake"),
        (typeof(GapView), nameof(GapView.HistoryKept), "the tail of the primary's own WAL, and the position in the answer to the handshake"),
        (typeof(GapView), nameof(GapView.BeyondWindowEntries), "the primary's head, its window, and the position in the answer to the handshake"),
        (typeof(GapView), nameof(GapView.ReservationEntries), "configuration"),
        (typeof(GapView), nameof(GapView.DivergentEntries), "the epochs of the replica's entries in the answer to the handshake, beside those of the primary's"),
        (typeof(GapView), nameof(GapView.PayloadsResolvable), "the payloads of the gap, looked up where the primary keeps them"),

        (typeof(RebuildView), nameof(RebuildView.TailEntries), "the primary's head and its rate, the size of the volume, and the rate at which it copies"),
        (typeof(RebuildView), nameof(RebuildView.ReservationEntries), "configuration"),
        (typeof(RebuildView), nameof(RebuildView.BaseIsVersionCorrect), "the LSN of the extents that the base is made of, beside the LSN that it claims"),

        (typeof(RestartView), nameof(RestartView.NewAddress), "the address from which the process reports, beside the one that is known"),

        (typeof(CandidateReport), nameof(CandidateReport.Node), "the node's report: its name"),
        (typeof(CandidateReport), nameof(CandidateReport.State), "the node's report: what its primary last told it"),
        (typeof(CandidateReport), nameof(CandidateReport.Epoch), "the node's report: kept on its disk when it last was in step or primary"),
        (typeof(CandidateReport), nameof(CandidateReport.ApparentLsn), "the node's report: the last entry it received"),
        (typeof(CandidateReport), nameof(CandidateReport.DurableLsn), "the node's report: the last entry on its disk, or the base it claims"),
        (typeof(CandidateReport), nameof(CandidateReport.RecoverablePrefixLsn), "the node's report: its log, and its payloads looked up"),
        (typeof(CandidateReport), nameof(CandidateReport.PossiblyCommittedLsn), "the node's report: kept on its disk when it last ceased to be in step or primary"),

        (typeof(PromotionView), nameof(PromotionView.Durability), "configuration"),
        (typeof(PromotionView), nameof(PromotionView.Nodes), "configuration"),
        (typeof(PromotionView), nameof(PromotionView.Epoch), "the control plane's record of the epochs it gave out"),
    ];
}
