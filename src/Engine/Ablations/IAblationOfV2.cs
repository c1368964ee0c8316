namespace WalSweep.Engine;

/// <summary>
/// V2 with one rule taken back to V1.5's, so that what the rule buys can be measured. Every member is V2's here; a struct that implements this interface states the one rule that is not.
/// </summary>
internal interface IAblationOfV2 : IProtocol
{
    static LaggingTreatment IProtocol.CanAttemptCatchup(in ContactView view) => ProtocolV2.CanAttemptCatchup(in view);

    static bool IProtocol.DropsExcludedFromRequired => ProtocolV2.DropsExcludedFromRequired;

    static ConvergenceVerdict IProtocol.CatchupConvergencePolicy(in ReplayView view) => ProtocolV2.CatchupConvergencePolicy(in view);

    static bool IProtocol.HoldsBeforePromotion => ProtocolV2.HoldsBeforePromotion;

    static GapVerdict IProtocol.RecoverabilityPolicy(in GapView view) => ProtocolV2.RecoverabilityPolicy(in view);

    static RebuildVerdict IProtocol.GrantsRebuild(in RebuildView view) => ProtocolV2.GrantsRebuild(in view);

    static RetentionRule IProtocol.Retention => ProtocolV2.Retention;

    static RejoinRoute IProtocol.RestartRejoinPolicy(in RestartView view) => ProtocolV2.RestartRejoinPolicy(in view);

    static RebuildOrders IProtocol.OrdersRebuilds => ProtocolV2.OrdersRebuilds;

    static bool IProtocol.StartsEpochOnRestart => ProtocolV2.StartsEpochOnRestart;

    static bool IProtocol.TruncatesDivergentTail => ProtocolV2.TruncatesDivergentTail;

    static bool IProtocol.ObeysWhoeverWrites => ProtocolV2.ObeysWhoeverWrites;

    static FencingRule IProtocol.Fencing => ProtocolV2.Fencing;

    static int IProtocol.PromotionPolicy(ReadOnlySpan<CandidateReport> reports, in PromotionView view) => ProtocolV2.PromotionPolicy(reports, in view);
}
