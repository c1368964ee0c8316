namespace WalSweep.Engine;

/// <summary>
/// V1: WAL is streamed optimistically; a replica that is late once is excluded, writes go on without it, and the control plane rebuilds it at one of its cycles.
/// </summary>
public readonly struct ProtocolV1 : IProtocol
{
    /// <summary>Nobody asks how large the gap is.</summary>
    public static LaggingTreatment CanAttemptCatchup(in ContactView view) => LaggingTreatment.Exclude;

    /// <inheritdoc/>
    public static bool DropsExcludedFromRequired => true;

    /// <summary>No policy: what is replayed after a rebuild chases the head until it meets it.</summary>
    public static ConvergenceVerdict CatchupConvergencePolicy(in ReplayView view) =>
        new(view.RemainderEntries <= view.BarrierEntries ? ReplayStep.FinalBarrier : ReplayStep.ChaseHead);

    /// <inheritdoc/>
    public static bool HoldsBeforePromotion => false;

    /// <summary>A gap of nothing, or a rebuild.</summary>
    public static GapVerdict RecoverabilityPolicy(in GapView view) => new(view.GapEntries <= 0, Cause.DegradedExcluded);

    /// <summary>Rebuilds hold their tail without asking, up to the size of the WAL device.</summary>
    public static RebuildVerdict GrantsRebuild(in RebuildView view) => new(true, Cause.RebuildOrdered);

    /// <inheritdoc/>
    public static RetentionRule Retention => RetentionRule.CheckpointOnly;

    /// <summary>The order that brings a replica back carries its address.</summary>
    public static RejoinRoute RestartRejoinPolicy(in RestartView view) => RejoinRoute.AlreadyKnown;

    /// <inheritdoc/>
    public static RebuildOrders OrdersRebuilds => RebuildOrders.ControlPlaneCycle;

    /// <summary>It goes on as if nothing had happened.</summary>
    public static bool StartsEpochOnRestart => false;

    /// <summary>What a replica has it keeps, whoever wrote it.</summary>
    public static bool TruncatesDivergentTail => false;

    /// <inheritdoc/>
    public static bool ObeysWhoeverWrites => true;

    /// <inheritdoc/>
    public static FencingRule Fencing => FencingRule.None;

    /// <summary>The highest LSN anybody claims to have seen.</summary>
    public static int PromotionPolicy(ReadOnlySpan<CandidateReport> reports, in PromotionView view)
    {
        var best = -1;
        for (var index = 0; index < reports.Length; index++)
        {
            if (best < 0 || reports[index].ApparentLsn > reports[best].ApparentLsn)
            {
                best = index;
            }
        }

        return best;
    }
}
