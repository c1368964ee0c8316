using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>
/// V2: the boundary between catch-up and rebuild is explicit. A gap is checked, reserved and closed in bounded rounds, or given up for a stated reason and rebuilt; a
/// replica counts again only after it has proved itself; and a primary is promoted by lineage.
/// </summary>
public readonly struct ProtocolV2 : IProtocol
{
    /// <summary>Hook 1: only a process that answers under an explicit assignment may catch up.</summary>
    public static LaggingTreatment CanAttemptCatchup(in ContactView view) => view.Answers ? LaggingTreatment.Attempt : LaggingTreatment.Wait;

    /// <summary>Hook 1: nothing is downgraded silently; writes block until every replica is back.</summary>
    public static bool DropsExcludedFromRequired => false;

    /// <summary>Hook 2: rounds with frozen targets, each begun only if the budgets allow it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ConvergenceVerdict CatchupConvergencePolicy(in ReplayView view)
    {
        ref readonly var limits = ref view.Limits;
        if (view.Rounds == 0 && !view.AfterRebuild && view.EarlierSessions >= limits.MaxSessions)
        {
            return new(ReplayStep.Abort, Cause.BudgetSessions);
        }

        if (view.RemainderEntries <= view.BarrierEntries)
        {
            return new(ReplayStep.FinalBarrier);
        }

        if (view.Rounds >= limits.MaxRounds)
        {
            return new(ReplayStep.Abort, Cause.BudgetRounds);
        }

        if (view.FruitlessRounds >= limits.NoProgressRounds)
        {
            return new(ReplayStep.Abort, view.AdmittedRatePerS >= view.ReplayRatePerS ? Cause.NotConverging : Cause.NoProgress);
        }

        if (view.ReplayedEntries + view.NextRoundEntries > limits.MaxCatchupEntries)
        {
            return new(ReplayStep.Abort, Cause.BudgetEntries);
        }

        return view.NextRoundEntries > (limits.MaxCatchupTimeS - view.ElapsedS) * view.ReplayRatePerS
            ? new(ReplayStep.Abort, Cause.BudgetTime)
            : new(ReplayStep.Round);
    }

    /// <summary>Hook 2: a recovered replica proves itself in PromotionHold, so that a flapping one does not come and go among those that count.</summary>
    public static bool HoldsBeforePromotion => true;

    /// <summary>Hook 3: the whole gap is there, with every payload, and what it pins beyond the window fits a reservation.</summary>
    public static GapVerdict RecoverabilityPolicy(in GapView view) =>
        !view.HistoryKept ? new(false, Cause.NotRetained)
        : !view.PayloadsResolvable ? new(false, Cause.PayloadLost)
        : new(view.BeyondWindowEntries <= view.ReservationEntries, Cause.ReservationRefused);

    /// <summary>Hook 3: the base is what it claims to be, and the tail at the end of the copy fits a rebuild reservation.</summary>
    public static RebuildVerdict GrantsRebuild(in RebuildView view) =>
        !view.BaseIsVersionCorrect ? new(false, Cause.BaseRefused)
        : new(view.TailEntries <= view.ReservationEntries, Cause.ReservationRefused);

    /// <summary>Hook 3: a bounded window for everybody, and beyond it what reservations pin, which end by their time, their size or the pressure of a full device, and say so.</summary>
    public static RetentionRule Retention => RetentionRule.WindowAndReservations;

    /// <summary>Hook 4: endpoint is not identity: every restarted process registers and is assigned anew.</summary>
    public static RejoinRoute RestartRejoinPolicy(in RestartView view) => RejoinRoute.Registration;

    /// <summary>Hook 4: an orchestrator, after the time it plans, not at the next cycle of the control plane.</summary>
    public static RebuildOrders OrdersRebuilds => RebuildOrders.Orchestrator;

    /// <summary>Hook 4: one LSN must not come to mean two things, so what the primary lost in its crash is of another epoch than what it writes after.</summary>
    public static bool StartsEpochOnRestart => true;

    /// <summary>Hook 4: down to where it leaves the primary's lineage.</summary>
    public static bool TruncatesDivergentTail => true;

    /// <summary>Hook 4: every replica rejoins a new epoch by a handshake, which shows what it holds.</summary>
    public static bool ObeysWhoeverWrites => false;

    /// <summary>Hook 5: the primary stops by its own clock, before the control plane may act.</summary>
    public static FencingRule Fencing => FencingRule.AtLeaseExpiry;

    /// <summary>
    /// Hook 5: lineage first: in step at some time in the epoch that the lost primary had, in an eligible state, with everything that may have been committed. The reports must intersect every set of nodes that may
    /// have acknowledged, or what was committed cannot be known: under sync_all, where every replica had to, and under best_effort, where none had, one report does.
    /// </summary>
    public static int PromotionPolicy(ReadOnlySpan<CandidateReport> reports, in PromotionView view)
    {
        var reportsNeeded = view.Durability == Durability.SyncQuorum ? view.Nodes - (view.Nodes / 2) : 1;
        if (reports.Length < reportsNeeded)
        {
            return -1;
        }

        var committed = double.NegativeInfinity;
        foreach (ref readonly var report in reports)
        {
            committed = Ordered.Max(committed, report.Epoch == view.Epoch ? report.PossiblyCommittedLsn : committed);
        }

        var best = -1;
        for (var index = 0; index < reports.Length; index++)
        {
            ref readonly var report = ref reports[index];
            var eligible = report.Epoch == view.Epoch && report.RecoverablePrefixLsn >= committed
                && report.State is not (ReplicaState.NeedsRebuild or ReplicaState.Rebuilding or ReplicaState.Failed);
            if (eligible && (best < 0 || report.RecoverablePrefixLsn > reports[best].RecoverablePrefixLsn))
            {
                best = index;
            }
        }

        return best;
    }
}
