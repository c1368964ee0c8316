namespace WalSweep.Engine;

// docs/model.md §4 and §9: what faults do, to the stream of a live replica above all.
internal partial struct Simulator<TProtocol, TObserver>
{
    private void ApplyFault(in Fault fault)
    {
        if (fault.NamesNode)
        {
            _s.Dirty |= 1 << fault.Node;
            if (fault.Node == _s.Primary || _s.ContactMatters)
            {
                ApplyFaultInFailover(in fault, ref ReplicaAt(fault.Node));
                return;
            }

            ApplyNodeFault(in fault, ref ReplicaAt(fault.Node));
            return;
        }

        switch (fault.Kind)
        {
            case FaultKind.WriteRate:
                _s.ClientsPerS = fault.Value;
                TakeClients();
                MoveStalePrimaries();
                return;
            case FaultKind.ControlPlaneDown:
                _s.ControlPlaneDown = true;
                _s.Dirty |= AllReplicas | (1 << _s.Primary);
                return;
            case FaultKind.ControlPlaneUp:
                _s.ControlPlaneDown = false;
                _s.ControlPlaneSinceS = _s.NowS;
                _s.Dirty |= AllReplicas | (1 << _s.Primary);
                return;
            case FaultKind.PayloadLoss:
                LosePayloads();
                return;
            default:
                ChangeBase(fault.Kind == FaultKind.BaseNewerStart);
                return;
        }
    }

    private void ApplyNodeFault(in Fault fault, ref Replica replica)
    {
        var node = fault.Node;
        switch (fault.Kind)
        {
            case FaultKind.LinkDown:
                BreakWithStalePrimaries(node, isOwnCrash: false);
                Break(node, ref replica, isCrash: false);
                replica.Set(Hindrances.LinkDown, on: true);
                break;
            case FaultKind.Crash:
                // What a stale primary sent is durable; what the crash takes back is of the primary's stream.
                Break(node, ref replica, isCrash: true);
                BreakWithStalePrimaries(node, isOwnCrash: true);
                replica.Set(Hindrances.ProcessDown, on: true);
                break;
            case FaultKind.LinkUp:
                replica.Set(Hindrances.LinkDown, on: false);
                BecomePresent(node, ref replica);
                break;
            case FaultKind.IsolationStart or FaultKind.IsolationEnd:
                replica.Set(Hindrances.Isolated, fault.Kind == FaultKind.IsolationStart);
                break;
            case FaultKind.StartsLagging or FaultKind.StartsNeedingRebuild:
                StartOutOfStep(in fault, ref replica);
                break;
            case FaultKind.SpikeStart:
                StartSpike(ref replica, fault.Value);
                break;
            case FaultKind.SpikeEnd:
                EndSpike(node, ref replica);
                break;
            default:
                Restart(node, ref replica, fault.Kind == FaultKind.RestartNewAddress);
                break;
        }
    }

    private void Restart(int node, ref Replica replica, bool newAddress)
    {
        replica.Set(Hindrances.ProcessDown, on: false);
        var view = new RestartView(newAddress);
        var route = TProtocol.RestartRejoinPolicy(in view);
        if (TObserver.IsWatching)
        {
            _observer.OnRestart(in _s, node, view, route);
        }

        if (route != RejoinRoute.AlreadyKnown)
        {
            replica.Known = false;
            replica.Route = route;
        }

        BecomePresent(node, ref replica);
    }

    private void BecomePresent(int node, ref Replica replica)
    {
        if (replica.Present)
        {
            replica.PresentSinceS = _s.NowS;
            if (replica.Reachable)
            {
                BecomeReachable(node, ref replica);
            }
        }
    }

    private void StartSpike(ref Replica replica, double extraS)
    {
        replica.SpikeStartS = _s.NowS;
        replica.SpikeEndS = double.PositiveInfinity;
        replica.ExtraS = extraS;
        var isSlow = _s.RoundTripS + extraS + extraS > _s.Parameters.BarrierTimeoutS;
        replica.Set(Hindrances.Slow, isSlow);
        if (!replica.Live || !isSlow || replica.ExpectsOverdue)
        {
            replica.SecondWayDecides = false;
            return;
        }

        if (replica.State == ReplicaState.InSync)
        {
            replica.ReachableAgainS = double.NaN;
        }

        // Late on one way is enough for an acknowledgement already on its way back; else the first thing sent from now on is late twice, if the spike lasts.
        _s.Dirty |= replica.State == ReplicaState.InSync ? _commitDirty : 0;
        replica.SecondWayDecides = _s.RoundTripS + extraS <= _s.Parameters.BarrierTimeoutS;
        ExpectOverdue(ref replica, replica.SecondWayDecides ? _s.NowS : _s.NowS - _s.Parameters.LatencyS - _s.Parameters.FsyncS);
    }

    private void EndSpike(int node, ref Replica replica)
    {
        replica.SpikeEndS = _s.NowS;
        if (replica.Live && replica.SecondWayDecides && replica.ExpectsOverdue
            && _s.NowS <= replica.SpikeStartS + _s.Parameters.LatencyS + replica.ExtraS + _s.Parameters.FsyncS)
        {
            ExpectNothing(ref replica);
            _s.Dirty |= replica.State == ReplicaState.InSync ? _commitDirty : 0;
        }

        if (replica.Is(Hindrances.Slow))
        {
            replica.Set(Hindrances.Slow, on: false);
            if (replica.Reachable)
            {
                BecomeReachable(node, ref replica);
            }
        }
    }

    /// <summary>What a spike that is over delayed belongs to an earlier stream; a new one has nothing in flight.</summary>
    private void ForgetSpike(ref Replica replica)
    {
        if (replica.SpikeEndS <= _s.NowS)
        {
            replica.SpikeStartS = replica.SpikeEndS = double.PositiveInfinity;
        }
    }

    /// <summary>A link or a process fails: a live stream breaks, a session ends, a handshake is lost.</summary>
    private void Break(int node, ref Replica replica, bool isCrash)
    {
        // A crash loses what was received and not yet durable.
        var receivedByS = isCrash ? _s.NowS - _s.Parameters.FsyncS : _s.NowS;
        if (replica.Live)
        {
            BreakStream(node, ref replica, Math.Floor(HeadAt(replica.SentByS(receivedByS, _s.Parameters.LatencyS))), isCrash ? double.NegativeInfinity : _s.NowS);
            return;
        }

        switch (replica.Stage)
        {
            case SessionStage.None when isCrash && _s.NowS < replica.BrokenAtS + _s.Parameters.FsyncS:
                // It went down before it had made durable what it had received when the link broke; a hold reaches back to what was acknowledged, if the device does.
                AddUpPins();
                var sentS = Ordered.Min(replica.SentByS(receivedByS, _s.Parameters.LatencyS), replica.SentByS(replica.BrokenAtS, _s.Parameters.LatencyS));
                var position = Ordered.Min(replica.Position.Value, Math.Floor(HeadAt(sentS)));
                if (_s.HeadEntries - position > _s.CapacityEntries)
                {
                    Unpin(node, ref replica);
                }

                replica.Position = Motion.Still(position, _s.NowS);
                _s.TailFloor = replica.Pinned ? Ordered.Min(_s.TailFloor, replica.Position.Value) : _s.TailFloor;
                if (_s.TermCount > 1)
                {
                    _s.Contents[node].Truncate(Ordered.Max(position, _s.Contents[node].HeldLsn));
                }

                _s.Dirty |= _volumeDirty;
                break;
            case SessionStage.Handshake:
                EndStage(ref replica);
                break;
            case SessionStage.None:
                break;
            default:
                CutSession(node, ref replica);
                break;
        }
    }

    private void BreakStream(int node, ref Replica replica, double position, double linkBrokenAtS)
    {
        var sentS = AcknowledgedSentS(in replica);
        StopStream(node, ref replica, position, sentS, linkBrokenAtS);
        replica.HoldOverAtS = double.PositiveInfinity;
        if (replica.State == ReplicaState.InSync)
        {
            replica.ReachableAgainS = double.NaN;
        }

        ExpectOverdue(ref replica, sentS);
    }

    /// <summary>The primary streams to the replica no longer: what it has is its position, what it acknowledged is frozen.</summary>
    private void StopStream(int node, ref Replica replica, double position, double acknowledgedSentS, double linkBrokenAtS)
    {
        SetLive(node, ref replica, live: false);
        replica.AcknowledgedLsn = Math.Floor(HeadAt(acknowledgedSentS));
        replica.Position = Motion.Still(position, _s.NowS);
        replica.BrokenAtS = linkBrokenAtS;
        FollowPrimary(node, position);
        HoldFor(node, ref replica);
    }

    /// <summary>A version with holds keeps WAL for a replica from the last contact on, unless the device cannot have kept what the stream had in flight.</summary>
    private void HoldFor(int node, ref Replica replica)
    {
        if (Holds && _s.HeadEntries - replica.Position.Value <= _s.CapacityEntries)
        {
            Pin(node, ref replica);
            replica.PinExpiresS = _s.NowS + _s.Parameters.RetentionTimeS;
        }
    }

    /// <summary>The first thing sent at or after a time is not acknowledged in time.</summary>
    private void ExpectOverdue(ref Replica replica, double sentFromS)
    {
        var sentS = sentFromS;
        if (sentFromS < _s.HeadMotion.SinceS || !(HeadRatePerS > 0))
        {
            sentS = _s.Head.FirstMovingAtOrAfterS(sentFromS);
        }

        if (sentS > sentFromS)
        {
            // The primary was idle: a barrier may have been sent, or will be, or the next write comes first.
            replica.AwaitsSend = sentS == double.PositiveInfinity;
            sentS = Ordered.Min(sentS, Periodic.FirstAtOrAfter(0, _s.Parameters.BarrierIntervalS, sentFromS));
        }

        replica.OverdueAtS = Ordered.Max(_s.NowS, sentS + _s.Parameters.BarrierTimeoutS);
    }

    private static void ExpectNothing(ref Replica replica)
    {
        replica.AwaitsSend = false;
        replica.OverdueAtS = double.PositiveInfinity;
    }

    private bool Excludes(int node, ContactView view) => TreatmentOf(node, view) == LaggingTreatment.Exclude;

    private LaggingTreatment TreatmentOf(int node, ContactView view)
    {
        var treatment = TProtocol.CanAttemptCatchup(in view);
        if (TObserver.IsWatching)
        {
            _observer.OnContact(in _s, node, view, treatment);
        }

        return treatment;
    }

    private static ContactView ViewContact(in Replica replica) => new(Answers: replica.Reachable && replica.Known);

    /// <summary>An acknowledgement is overdue: the replica is out of step.</summary>
    private void LeaveStep(int node, ref Replica replica)
    {
        ExpectNothing(ref replica);
        replica.HoldOverAtS = double.PositiveInfinity;
        var wasInSync = replica.State == ReplicaState.InSync;
        var excluded = Excludes(node, ViewContact(in replica));
        if (replica.Live)
        {
            // Slow but alive: what has arrived so far is its position.
            StopStream(node, ref replica, Math.Floor(HeadAt(replica.SentByS(_s.NowS, _s.Parameters.LatencyS))), AcknowledgedSentS(in replica), double.NegativeInfinity);
        }

        Enter(node, ref replica, excluded ? ReplicaState.Degraded : ReplicaState.Lagging, excluded ? Cause.DegradedExcluded : Cause.AcknowledgementOverdue);
        replica.SessionEndedS = _s.NowS;
        replica.NotBeforeS = _s.NowS;
        if (wasInSync)
        {
            BeginEpisode(node, ref replica);
        }

        if (excluded)
        {
            NoteRebuildCause(node, Cause.DegradedExcluded);
        }
    }
}
