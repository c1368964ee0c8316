namespace WalSweep.Engine;

/// <summary>V2 without PromotionHold: a recovered replica counts again as soon as its final barrier is back, as in V1.5.</summary>
internal readonly struct V2NoPromotionHold : IAblationOfV2
{
    static bool IProtocol.HoldsBeforePromotion => ProtocolV15.HoldsBeforePromotion;
}
