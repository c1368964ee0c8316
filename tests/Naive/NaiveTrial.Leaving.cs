using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Spikes, acknowledgements that are overdue, and how a replica leaves InSync (docs/model.md §4, §8).</summary>
internal sealed partial class NaiveTrial
{
    private void StartSpike(Node node, long extra)
    {
        node.Link.Extra = extra;
        node.Slow = _p.RoundTrip + (2 * extra) > _p.BarrierTimeout;
        if (node == _primary || ReplicaOf(node) is not { Live: true, OverdueLookFrom: Grid.Never } r)
        {
            return;
        }

        if (_p.RoundTrip + extra > _p.BarrierTimeout)
        {
            r.OverdueLookFrom = _now - _p.Latency - _p.Fsync;
            r.NextRecovery = new Recovery();
        }
        else if (node.Slow)
        {
            r.OverdueLookFrom = _now;
            r.WithdrawUntil = _now + _p.Latency + extra + _p.Fsync;
            r.NextRecovery = new Recovery();
        }
    }

    private void EndSpike(Node node)
    {
        var wasSlow = node.Slow;
        node.Link.Extra = 0;
        node.Slow = false;
        if (node == _primary)
        {
            return;
        }

        var r = ReplicaOf(node);
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
            r.Position = Math.Floor(Received(r));
            r.AcknowledgedFrozen = Math.Floor(_volume.HeadAt(r.Node.Link.Acknowledged));
            r.Live = false;
            r.HoldEnds = Grid.Never;
            r.Node.JoinedUpTo = r.Node.Content!.Last;
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
            r.CameBack = false;
            r.Anchor = _now;
            r.LastSessionEnd = -Grid.Never;
            r.Node.PossiblyCommitted = PositionOf(r);
            r.Recovery = r.NextRecovery!;
            if (r.Recovery.ReachableAgain is not null)
            {
                Judge(r, r.Recovery);
            }

            _measures.NoteEpisode(r, r.Recovery);
        }
        else
        {
            r.LastSessionEnd = _now;
        }

        r.NextRecovery = null;
        Enter(r, to, cause);
    }

    private double Received(Replica r) => _volume.HeadAt(r.Node.Link.Received);

    private double PositionOf(Replica r) => r.Live ? Math.Floor(Received(r)) : r.Position;

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
