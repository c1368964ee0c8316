namespace WalSweep.Engine;

/// <summary>V2 without lineage-first promotion: a primary is chosen by epoch and durable entries alone, as in V1.5.</summary>
internal readonly struct V2NoLineagePromotion : IAblationOfV2
{
    static int IProtocol.PromotionPolicy(ReadOnlySpan<CandidateReport> reports, in PromotionView view) => ProtocolV15.PromotionPolicy(reports, in view);
}
