namespace WalSweep.Mutants;

/// <summary>The mutants. Each changes one rule, and none is an equivalent of the original.</summary>
internal static partial class MutantTable
{
    /// <summary>All of them, hooks first.</summary>
    public static IReadOnlyList<Mutant> All => [.. Hooks(), .. Simulator(), .. Failover(), .. Parts()];

    private static Mutant[] Hooks() =>
    [
        new("v1-waits", "ProtocolV1.cs", "=> LaggingTreatment.Exclude;", "=> LaggingTreatment.Wait;"),
        new("v1-keeps-excluded-required", "ProtocolV1.cs", "DropsExcludedFromRequired => true;", "DropsExcludedFromRequired => false;"),
        new("v1-forgives-small-gaps", "ProtocolV1.cs", "view.GapEntries <= 0", "view.GapEntries <= 100"),
        new("v1-chases-to-two-barriers", "ProtocolV1.cs", "view.RemainderEntries <= view.BarrierEntries", "view.RemainderEntries <= 2 * view.BarrierEntries"),
        new("v1-has-an-orchestrator", "ProtocolV1.cs", "=> RebuildOrders.ControlPlaneCycle;", "=> RebuildOrders.Orchestrator;"),
        new("v1-promotes-the-lowest", "ProtocolV1.cs", "reports[index].ApparentLsn > reports[best].ApparentLsn", "reports[index].ApparentLsn < reports[best].ApparentLsn"),
        new("v1-promotes-by-disk", "ProtocolV1.cs", "reports[index].ApparentLsn > reports[best].ApparentLsn", "reports[index].DurableLsn > reports[best].DurableLsn"),
        new("v1_5-asks-for-no-history", "ProtocolV15.cs", "new(view.HistoryKept, Cause.NotRetained)", "new(true, Cause.NotRetained)"),
        new("v1_5-chases-to-two-barriers", "ProtocolV15.cs", "view.RemainderEntries <= view.BarrierEntries", "view.RemainderEntries <= 2 * view.BarrierEntries"),
        new("v1_5-holds-nothing", "ProtocolV15.cs", "=> RetentionRule.Holds;", "=> RetentionRule.CheckpointOnly;"),
        new("v1_5-knows-new-addresses", "ProtocolV15.cs", "view.NewAddress ? RejoinRoute.AddressRefresh", "false ? RejoinRoute.AddressRefresh"),
        new("v1_5-forgets-old-addresses", "ProtocolV15.cs", "view.NewAddress ? RejoinRoute.AddressRefresh : RejoinRoute.AlreadyKnown", "RejoinRoute.AddressRefresh"),
        new("v1_5-promotes-the-lowest", "ProtocolV15.cs", "(reports[best].Epoch, reports[best].DurableLsn)) > 0", "(reports[best].Epoch, reports[best].DurableLsn)) < 0"),
        new("v1_5-promotes-by-lsn-first", "ProtocolV15.cs", "(reports[index].Epoch, reports[index].DurableLsn).CompareTo((reports[best].Epoch, reports[best].DurableLsn))", "(reports[index].DurableLsn, reports[index].Epoch).CompareTo((reports[best].DurableLsn, reports[best].Epoch))"),
        new("v1_5-takes-the-last-of-equals", "ProtocolV15.cs", "(reports[best].Epoch, reports[best].DurableLsn)) > 0", "(reports[best].Epoch, reports[best].DurableLsn)) >= 0"),
        new("v1_5-fences-nobody", "ProtocolV15.cs", "=> FencingRule.AtReplicas;", "=> FencingRule.None;"),
        new("v1_5-starts-epochs", "ProtocolV15.cs", "StartsEpochOnRestart => false;", "StartsEpochOnRestart => true;"),
        new("v2-sessions-one-more", "ProtocolV2.cs", "view.EarlierSessions >= limits.MaxSessions", "view.EarlierSessions > limits.MaxSessions"),
        new("v2-sessions-bind-rebuilds", "ProtocolV2.cs", "view.Rounds == 0 && !view.AfterRebuild &&", "view.Rounds == 0 &&"),
        new("v2-rounds-one-more", "ProtocolV2.cs", "view.Rounds >= limits.MaxRounds", "view.Rounds > limits.MaxRounds"),
        new("v2-fruitless-rounds-one-more", "ProtocolV2.cs", "view.FruitlessRounds >= limits.NoProgressRounds", "view.FruitlessRounds > limits.NoProgressRounds"),
        new("v2-equal-rates-converge", "ProtocolV2.cs", "view.AdmittedRatePerS >= view.ReplayRatePerS", "view.AdmittedRatePerS > view.ReplayRatePerS"),
        new("v2-entries-of-the-round-only", "ProtocolV2.cs", "view.ReplayedEntries + view.NextRoundEntries > limits.MaxCatchupEntries", "view.NextRoundEntries > limits.MaxCatchupEntries"),
        new("v2-time-of-the-round-only", "ProtocolV2.cs", "(limits.MaxCatchupTimeS - view.ElapsedS)", "limits.MaxCatchupTimeS"),
        new("v2-asks-for-no-history", "ProtocolV2.cs", "!view.HistoryKept ?", "false ?"),
        new("v2-reserves-without-limit", "ProtocolV2.cs", "new(view.BeyondWindowEntries <= view.ReservationEntries, Cause.ReservationRefused)", "new(true, Cause.ReservationRefused)"),
        new("v2-grants-any-rebuild", "ProtocolV2.cs", "new(view.TailEntries <= view.ReservationEntries, Cause.ReservationRefused)", "new(true, Cause.ReservationRefused)"),
        new("v2-holds-nobody-back", "ProtocolV2.cs", "HoldsBeforePromotion => true;", "HoldsBeforePromotion => false;"),
        new("v2-knows-restarted-processes", "ProtocolV2.cs", "=> RejoinRoute.Registration;", "=> RejoinRoute.AlreadyKnown;"),
        new("v2-rebuilds-at-cycles", "ProtocolV2.cs", "=> RebuildOrders.Orchestrator;", "=> RebuildOrders.ControlPlaneCycle;"),
        new("v2-promotes-old-epochs", "ProtocolV2.cs", "var eligible = report.Epoch == view.Epoch && report", "var eligible = report"),
        new("v2-promotes-short-prefixes", "ProtocolV2.cs", "report.RecoverablePrefixLsn >= committed", "report.RecoverablePrefixLsn >= committed - 10"),
        new("v2-wants-more-than-committed", "ProtocolV2.cs", "report.RecoverablePrefixLsn >= committed", "report.RecoverablePrefixLsn > committed"),
        new("v2-promotes-who-needs-a-rebuild", "ProtocolV2.cs", "is not (ReplicaState.NeedsRebuild or", "is not ("),
        new("v2-counts-half-a-quorum", "ProtocolV2.cs", "view.Nodes - (view.Nodes / 2)", "view.Nodes / 2"),
        new("v2-does-not-ask-for-payloads", "ProtocolV2.cs", "!view.PayloadsResolvable ?", "false ?"),
        new("v2-takes-newer-bases", "ProtocolV2.cs", "!view.BaseIsVersionCorrect ?", "false ?"),
        new("v2-believes-older-epochs", "ProtocolV2.cs", "report.Epoch == view.Epoch ? report.PossiblyCommittedLsn : committed", "report.PossiblyCommittedLsn"),
        new("v2-keeps-epochs", "ProtocolV2.cs", "StartsEpochOnRestart => true;", "StartsEpochOnRestart => false;"),
        new("v2-never-fences-itself", "ProtocolV2.cs", "=> FencingRule.AtLeaseExpiry;", "=> FencingRule.AtReplicas;"),
        new("v1_5-sees-no-divergence", "ProtocolV15.cs", "view.DivergentEntries > 0 ?", "false ?"),
    ];
}
