namespace WalSweep.Engine;

/// <summary>
/// V1.5: WAL is held for a replica that is behind, a background loop reconnects to the address it was last given, and a catch-up chases the head for as long as the
/// history lasts.
/// </summary>
public readonly struct ProtocolV15 : IProtocol
{
    /// <summary>Whoever answers at the cached address may catch up.</summary>
    public static LaggingTreatment CanAttemptCatchup(in ContactView view) => view.Answers ? LaggingTreatment.Attempt : LaggingTreatment.Wait;

    /// <inheritdoc/>
    public static bool DropsExcludedFromRequired => false;

    /// <summary>Chase the head; there is no verdict of its own.</summary>
    public static ConvergenceVerdict CatchupConvergencePolicy(in ReplayView view) =>
        new(view.RemainderEntries <= view.BarrierEntries ? ReplayStep.FinalBarrier : ReplayStep.ChaseHead);

    /// <inheritdoc/>
    public static bool HoldsBeforePromotion => false;

    /// <summary>The history is there at this moment, and leads on from what the replica has. Nothing keeps it there, and nobody asks for the payloads.</summary>
    public static GapVerdict RecoverabilityPolicy(in GapView view) =>
        view.DivergentEntries > 0 ? new(false, Cause.Divergent) : new(view.HistoryKept, Cause.NotRetained);

    /// <summary>Rebuilds hold their tail without asking, up to the size of the WAL device.</summary>
    public static RebuildVerdict GrantsRebuild(in RebuildView view) => new(true, Cause.RebuildOrdered);

    /// <inheritdoc/>
    public static RetentionRule Retention => RetentionRule.Holds;

    /// <summary>A new address is retried in vain until the control plane hands it out.</summary>
    public static RejoinRoute RestartRejoinPolicy(in RestartView view) => view.NewAddress ? RejoinRoute.AddressRefresh : RejoinRoute.AlreadyKnown;

    /// <inheritdoc/>
    public static RebuildOrders OrdersRebuilds => RebuildOrders.ControlPlaneCycle;

    /// <summary>It keeps its epoch.</summary>
    public static bool StartsEpochOnRestart => false;

    /// <summary>A divergent tail that the epochs show means a rebuild; one that they do not show stays.</summary>
    public static bool TruncatesDivergentTail => false;

    /// <inheritdoc/>
    public static bool ObeysWhoeverWrites => false;

    /// <inheritdoc/>
    public static FencingRule Fencing => FencingRule.AtReplicas;

    /// <summary>The highest epoch, and within it the most durable entries.</summary>
    public static int PromotionPolicy(ReadOnlySpan<CandidateReport> reports, in PromotionView view)
    {
        var best = -1;
        for (var index = 0; index < reports.Length; index++)
        {
            if (best < 0 || (reports[index].Epoch, reports[index].DurableLsn).CompareTo((reports[best].Epoch, reports[best].DurableLsn)) > 0)
            {
                best = index;
            }
        }

        return best;
    }
}
