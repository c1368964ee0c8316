using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Faults, the live session and its end (docs/model.md §4, §9).</summary>
internal sealed partial class NaiveTrial
{
    private void Befall(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.WriteRate:
                _volume.Offered = _grid.PerTick(fault.Value, "a write rate");
                return;
            case FaultKind.ControlPlaneDown:
                _controlPlaneUp = false;
                return;
            case FaultKind.ControlPlaneUp:
                _controlPlaneUp = true;
                return;
        }

        var r = _replicas[fault.Node - 1];
        switch (fault.Kind)
        {
            case FaultKind.LinkDown:
                r.LinkUp = false;
                LoseContact(r, crashed: false);
                break;
            case FaultKind.LinkUp:
                r.LinkUp = true;
                ComeBack(r);
                break;
            case FaultKind.Crash:
                r.ProcessUp = false;
                LoseContact(r, crashed: true);
                break;
            case FaultKind.RestartSameAddress or FaultKind.RestartNewAddress:
                r.ProcessUp = true;
                r.Known = _p.RefreshesAddresses ? r.Known && fault.Kind == FaultKind.RestartSameAddress : !_p.Registers;
                ComeBack(r);
                break;
            case FaultKind.SpikeStart:
                StartSpike(r, _grid.Ticks(fault.Value, "a spike"));
                break;
            default:
                EndSpike(r);
                break;
        }
    }

    private void ComeBack(Replica r)
    {
        if (r.LinkUp && r.ProcessUp)
        {
            r.UpSince = _now;
        }

        NoteReachable(r);
    }

    private void NoteReachable(Replica r)
    {
        if (r.Reachable)
        {
            r.ReachableSince = _now;
        }
    }

    private void LoseContact(Replica r, bool crashed)
    {
        if (r.Live)
        {
            BreakLiveSession(r, crashed);
            return;
        }

        if (crashed && _now - r.LinkBrokeAt < _p.Fsync)
        {
            r.Position = Math.Min(r.Position, Math.Floor(r.Stream.ReceivedAt(_now - _p.Fsync)));
            if (_volume.Head - r.Position > _p.Capacity)
            {
                r.HasPin = false;
            }
            else if (r.HasPin)
            {
                StartPin(r);
            }
        }

        CutSession(r);
    }

    private void BreakLiveSession(Replica r, bool crashed)
    {
        r.Live = false;
        r.Position = Math.Floor(crashed ? r.Stream.ReceivedAt(_now - _p.Fsync) : r.Stream.Received);
        r.AcknowledgedFrozen = Math.Floor(r.Stream.Acknowledged);
        r.OverdueLookFrom = r.Stream.AcknowledgedSentAt;
        r.WithdrawUntil = -Grid.Never;
        r.HoldEnds = Grid.Never;
        if (!crashed)
        {
            r.LinkBrokeAt = _now;
        }

        PinWhatTheStreamHeld(r);
        r.NextRecovery = new Recovery();
    }

    private void NoteReachableAgain()
    {
        foreach (var r in _replicas)
        {
            if (r.Reachable && r.Recovery is { ReachableAgain: null } recovery)
            {
                NoteReachableAgain(recovery);
                Judge(r, recovery);
            }

            if (r.Reachable && r.NextRecovery is { ReachableAgain: null } next)
            {
                NoteReachableAgain(next);
            }
        }
    }

    private void NoteReachableAgain(Recovery recovery)
    {
        recovery.ReachableAgain = _now;
        recovery.HeadWhenReachable = _volume.Head;
        recovery.Admitted = _volume.Admitted;
    }

    /// <summary>What was missed when it was reachable again, seen from the position it has now: at that moment, or when it leaves InSync if that is later.</summary>
    private void Judge(Replica r, Recovery recovery)
    {
        recovery.Backlog = Math.Max(0, Math.Floor(recovery.HeadWhenReachable) - r.Position);
        recovery.Position = r.Position;
        recovery.Tail = _volume.Tail;
    }

    private void StartSpike(Replica r, long extra)
    {
        r.Stream.Extra = extra;
        r.Slow = _p.RoundTrip + (2 * extra) > _p.BarrierTimeout;
        if (!r.Live || r.OverdueLookFrom != Grid.Never)
        {
            return;
        }

        if (_p.RoundTrip + extra > _p.BarrierTimeout)
        {
            r.OverdueLookFrom = _now - _p.Latency - _p.Fsync;
            r.NextRecovery = new Recovery();
        }
        else if (r.Slow)
        {
            r.OverdueLookFrom = _now;
            r.WithdrawUntil = _now + _p.Latency + extra + _p.Fsync;
            r.NextRecovery = new Recovery();
        }
    }

    private void EndSpike(Replica r)
    {
        var wasSlow = r.Slow;
        r.Stream.Extra = 0;
        r.Slow = false;
        if (r.Live && _now <= r.WithdrawUntil)
        {
            r.OverdueLookFrom = Grid.Never;
            r.NextRecovery = null;
        }

        r.WithdrawUntil = -Grid.Never;
        if (wasSlow)
        {
            NoteReachable(r);
        }
    }

    /// <summary>Whether the first thing that was sent and not acknowledged is older than the time-out.</summary>
    private bool OverdueIsDue(Replica r)
    {
        for (; r.OverdueLookFrom <= _now - _p.BarrierTimeout; r.OverdueLookFrom++)
        {
            if (_volume.Sends(r.OverdueLookFrom))
            {
                return true;
            }
        }

        return false;
    }

    private void LeaveOverdue(Replica r)
    {
        if (r.Live)
        {
            r.Position = Math.Floor(r.Stream.Received);
            r.AcknowledgedFrozen = Math.Floor(r.Stream.Acknowledged);
            r.Live = false;
            r.HoldEnds = Grid.Never;
            PinWhatTheStreamHeld(r);
        }

        Leave(r, _p.IsV1 ? ReplicaState.Degraded : ReplicaState.Lagging, _p.IsV1 ? Cause.DegradedExcluded : Cause.AcknowledgementOverdue);
    }

    private void Leave(Replica r, ReplicaState to, Cause cause)
    {
        r.OverdueLookFrom = Grid.Never;
        r.WithdrawUntil = -Grid.Never;
        if (r.State == ReplicaState.InSync)
        {
            r.InEpisode = true;
            r.Anchor = _now;
            r.LastSessionEnd = -Grid.Never;
            r.Recovery = r.NextRecovery!;
            if (r.Recovery.ReachableAgain is not null)
            {
                Judge(r, r.Recovery);
            }

            _measures.First ??= r.Recovery;
            _measures.FirstReplica ??= r;
        }
        else
        {
            r.LastSessionEnd = _now;
        }

        r.NextRecovery = null;
        Enter(r, to, cause);
    }

    private static double PositionOf(Replica r) => r.Live ? Math.Floor(r.Stream.Received) : r.Position;

    private double Gap(Replica r) => Math.Floor(_volume.Head) - PositionOf(r);

    /// <summary>A pin begins, or is set back to a whole entry: what it needs is still there, so the tail goes back to it.</summary>
    private void StartPin(Replica r)
    {
        r.HasPin = true;
        _volume.Tail = Math.Min(_volume.Tail, r.Position);
    }

    /// <summary>Where WAL is held, the end of a live session pins the position, until the replica has been silent for too long; the tail may go back to it.</summary>
    private void PinWhatTheStreamHeld(Replica r)
    {
        if (_p.Holds && _volume.Head - r.Position <= _p.Capacity)
        {
            StartPin(r);
            r.PinExpires = _p.RetentionTime == Grid.Never ? Grid.Never : _now + _p.RetentionTime;
        }
    }
}
