using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

// docs/model.md §8: how a replica that is out of step is found, made known, and given an order. Everything periodic is computed here when it is needed.
internal partial struct Simulator<TProtocol, TObserver>
{
    /// <summary>Whether a restarted process can be unknown at its new address; the compiler knows the answer of each version.</summary>
    private static bool MayHaveStaleAddress =>
        TProtocol.RestartRejoinPolicy(new RestartView(NewAddress: true)) == RejoinRoute.AddressRefresh
        || TProtocol.RestartRejoinPolicy(new RestartView(NewAddress: false)) == RejoinRoute.AddressRefresh;

    /// <summary>The control plane knows where every process is; an orchestrator is told.</summary>
    private static bool OrderCarriesAddress => TProtocol.OrdersRebuilds == RebuildOrders.ControlPlaneCycle;

    /// <summary>Sets what is due next for a replica from its state alone.</summary>
    private void Schedule(int node, ref Replica replica)
    {
        if (replica.Live)
        {
            SetDue(node, replica.OverdueAtS, EventOrder.TimerRank(EventKind.AcknowledgementOverdue, node));
            if (TProtocol.HoldsBeforePromotion && replica.HoldOverAtS <= replica.OverdueAtS)
            {
                SetDue(node, replica.HoldOverAtS, EventOrder.TimerRank(EventKind.HoldOver, node));
            }

            return;
        }

        if (node == _s.Primary)
        {
            SchedulePrimary();
            return;
        }

        // In the order of their ranks, so that of those due at the same time the first stays.
        var atS = LimitS(in replica, out var limitKind);
        var rank = EventOrder.DataRank(limitKind, node);
        Consider(replica.OverdueAtS, EventOrder.TimerRank(EventKind.AcknowledgementOverdue, node), ref atS, ref rank);
        if (TProtocol.Retention != RetentionRule.CheckpointOnly)
        {
            Consider(replica.PinExpiresS, EventOrder.TimerRank(EventKind.Expiry, node), ref atS, ref rank);
        }

        if (replica.Stage == SessionStage.None)
        {
            if (MayHaveStaleAddress)
            {
                CountStaleProbes(node, ref replica);
            }

            if (replica.Present)
            {
                var contactS = ContactS(in replica, out var contactKind);
                Consider(contactS, EventOrder.TimerRank(contactKind, node), ref atS, ref rank);
            }

            SetDue(node, atS, rank);
            return;
        }

        replica.InterruptAtS = atS;
        replica.InterruptRank = rank;
        PlanProgress(ref replica);
        SetDueOfSession(node, in replica, EventOrder.RankOfEnd(replica.Stage, node));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Consider(double candidateS, int candidateRank, ref double atS, ref int rank)
    {
        if (candidateS < atS)
        {
            atS = candidateS;
            rank = candidateRank;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetDue(int node, double atS, int rank)
    {
        ref var due = ref DueOf(node);
        due.AtS = atS;
        due.Rank = rank;
    }

    /// <summary>What is due next is the end of the session's stage or what interrupts it, whichever comes first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetDueOfSession(int node, in Replica replica, int rankOfEnd)
    {
        if (replica.ProgressAtS <= replica.InterruptAtS)
        {
            SetDue(node, replica.ProgressAtS, rankOfEnd);
        }
        else
        {
            SetDue(node, replica.InterruptAtS, replica.InterruptRank);
        }
    }

    /// <summary>When a replica without a session is next found, made known or given an order, and by what.</summary>
    private double ContactS(in Replica replica, out EventKind kind)
    {
        kind = EventKind.None;
        var waitsForOrder = replica.State is ReplicaState.NeedsRebuild or ReplicaState.Degraded;
        if (!replica.Known && replica.State != ReplicaState.Failed && !(waitsForOrder && OrderCarriesAddress && replica.Route == RejoinRoute.AddressRefresh))
        {
            kind = replica.Route == RejoinRoute.Registration ? EventKind.Registration : EventKind.AddressRefresh;
            return RejoinS(in replica);
        }

        if (replica.Is(Hindrances.Slow))
        {
            return double.PositiveInfinity;
        }

        if (waitsForOrder)
        {
            kind = EventKind.RebuildOrder;
            return TProtocol.OrdersRebuilds == RebuildOrders.ControlPlaneCycle ? CycleOrderS(in replica) : OrchestratorOrderS(in replica);
        }

        if (replica.State == ReplicaState.Lagging && TProtocol.CanAttemptCatchup(ViewContact(in replica)) == LaggingTreatment.Attempt)
        {
            kind = EventKind.Probe;
            return Periodic.FirstTick(replica.AnchorS, _s.Parameters.ReconnectIntervalS, _s.NowS, replica.SessionEndedS);
        }

        return double.PositiveInfinity;
    }

    private double RejoinS(in Replica replica)
    {
        if (replica.Route == RejoinRoute.Registration)
        {
            return _s.ControlPlaneDown ? double.PositiveInfinity : Ordered.Max(replica.PresentSinceS + _s.Parameters.RegistrationDelayS, _s.ControlPlaneSinceS);
        }

        return FirstCycleS(replica.PresentSinceS + _s.Parameters.HeartbeatDelayS);
    }

    /// <summary>The first control-plane cycle at or after a time that is not lost to an outage; never during one.</summary>
    private double FirstCycleS(double fromS) => _s.ControlPlaneDown
        ? double.PositiveInfinity
        : Periodic.FirstAtOrAfter(_s.Parameters.ControlPhaseS, _s.Parameters.ControlCycleS, Ordered.Max(fromS, _s.ControlPlaneSinceS));

    private double CycleOrderS(in Replica replica) =>
        FirstCycleS(Ordered.Max(replica.NotBeforeS, replica.ReachableSinceS + _s.Parameters.HeartbeatDelayS));

    /// <summary>A registration or a new address tells the orchestrator that the process is there; a link or a spike that ended, or a restart at a known address, is noticed by the next probe.</summary>
    private double OrchestratorOrderS(in Replica replica)
    {
        if (_s.ControlPlaneDown)
        {
            return double.PositiveInfinity;
        }

        var contactS = replica.RegisteredAtS >= replica.ReachableSinceS
            ? replica.RegisteredAtS
            : Periodic.FirstTick(replica.AnchorS, _s.Parameters.ReconnectIntervalS, replica.ReachableSinceS, double.NegativeInfinity);
        return Ordered.Max(Ordered.Max(replica.NotBeforeS, contactS), Ordered.Max(_s.ControlPlaneSinceS, _s.NowS));
    }

    /// <summary>Counts the probes that went to an address at which the process no longer listens, once that is over.</summary>
    private void CountStaleProbes(int node, ref Replica replica)
    {
        if (replica.State == ReplicaState.Lagging && replica.Reachable && !replica.Known && replica.Route == RejoinRoute.AddressRefresh)
        {
            // A probe comes strictly after the end of the last session, as where the address is known.
            var sinceS = _s.NowS > replica.SessionEndedS ? _s.NowS : Math.BitIncrement(_s.NowS);
            replica.StaleSinceS = double.IsNaN(replica.StaleSinceS) ? sinceS : replica.StaleSinceS;
        }
        else if (!double.IsNaN(replica.StaleSinceS))
        {
            CloseStaleProbes(node, ref replica, _s.NowS);
        }
    }

    private void CloseStaleProbes(int node, ref Replica replica, double untilS)
    {
        var probes = Periodic.CountTicks(replica.AnchorS, _s.Parameters.ReconnectIntervalS, replica.StaleSinceS, untilS);
        replica.StaleSinceS = double.NaN;
        if (probes > 0)
        {
            replica.StaleRetries += probes;
            _s.Outcome.StaleAddressRetries += probes;
            Note(node, Cause.StaleAddress);
        }
    }

    /// <summary>The restarted process makes itself known; whatever session it had is over, and a handshake starts at once.</summary>
    private void Register(int node, ref Replica replica)
    {
        replica.Known = true;
        replica.RegisteredAtS = _s.NowS;
        if (replica.State is ReplicaState.InSync or ReplicaState.PromotionHold)
        {
            var wasInSync = replica.State == ReplicaState.InSync;
            ExpectNothing(ref replica);
            Enter(node, ref replica, ReplicaState.Lagging, Cause.Registered);
            replica.SessionEndedS = _s.NowS;
            if (wasInSync)
            {
                BeginEpisode(node, ref replica);
            }
        }

        if (replica.State == ReplicaState.Lagging && replica.Reachable)
        {
            BeginHandshake(ref replica);
        }
    }

    private bool AnyDegraded()
    {
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            if (ReplicaAt(node).State == ReplicaState.Degraded)
            {
                return true;
            }
        }

        return false;
    }
}
