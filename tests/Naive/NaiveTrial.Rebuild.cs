using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Contacts and rebuilds: probe, address refresh, registration, order, copy (docs/model.md §8).</summary>
internal sealed partial class NaiveTrial
{
    private bool IsControlCycle => _controlPlaneUp && (_now - _p.ControlPhase) % _p.ControlCycle == 0;

    private bool ContactIsDue(Replica r) => r.State switch
    {
        ReplicaState.InSync or ReplicaState.PromotionHold => RefreshOrRegistrationIsDue(r),
        ReplicaState.Lagging => RefreshOrRegistrationIsDue(r) || ProbeIsDue(r),
        ReplicaState.Degraded => OrderIsDue(r),
        ReplicaState.NeedsRebuild => (_p.OrchestratesRebuilds && RefreshOrRegistrationIsDue(r)) || OrderIsDue(r),
        _ => false,
    };

    private bool RefreshOrRegistrationIsDue(Replica r)
    {
        if (r.Known || !IsPresent(r))
        {
            return false;
        }

        return _p.Registers
            ? _controlPlaneUp && _now >= r.UpSince + _p.RegistrationDelay
            : IsControlCycle && _now >= r.UpSince + _p.HeartbeatDelay;
    }

    private bool ProbeIsDue(Replica r) => IsReachable(r) && r.Known && r.HandshakeEnds == Grid.Never && IsProbeTime(r);

    private bool OrderIsDue(Replica r)
    {
        if (!IsReachable(r) || _now < r.NotBefore)
        {
            return false;
        }

        return _p.OrchestratesRebuilds
            ? r.Known && _controlPlaneUp && _now >= r.AskAgainAt && _now >= ContactForOrder(r)
            : IsControlCycle && _now >= r.ReachableSince + _p.HeartbeatDelay;
    }

    /// <summary>Of an orchestrator: the registration or the address refresh, or the first probe time after the link or the spike ended, whichever made it reachable last.</summary>
    private long ContactForOrder(Replica r)
    {
        if (r.RegisteredAt >= r.ReachableSince || !r.CameBack)
        {
            return r.RegisteredAt;
        }

        var contact = r.Anchor + _p.ReconnectInterval;
        while (contact < r.ReachableSince)
        {
            contact += _p.ReconnectInterval;
        }

        return contact;
    }

    private void Contact(Replica r)
    {
        if (RefreshOrRegistrationIsDue(r) && !(r.State == ReplicaState.NeedsRebuild && !_p.OrchestratesRebuilds))
        {
            r.Known = true;
            r.RegisteredAt = _now;
            if (_p.Registers)
            {
                Register(r);
            }
        }
        else if (r.State == ReplicaState.Lagging)
        {
            StartHandshake(r);
        }
        else
        {
            Order(r);
        }
    }

    private void Register(Replica r)
    {
        if (r.State is ReplicaState.InSync or ReplicaState.PromotionHold)
        {
            Leave(r, ReplicaState.Lagging, Cause.Registered);
        }

        if (r.State == ReplicaState.Lagging && IsReachable(r))
        {
            StartHandshake(r);
        }
    }

    private void StartHandshake(Replica r) => r.HandshakeEnds = _now + RoundTripNow(r);

    private void Order(Replica r)
    {
        r.Known = true;
        if (r.State == ReplicaState.Degraded && Gap(r) <= 0)
        {
            Enter(r, ReplicaState.CatchingUp, Cause.NothingMissed);
            StartBarrier(r);
            return;
        }

        if ((_p.AsksOfSources && _baseIsNewer) || (_p.Reserves && RebuildWouldPinTooMuch()))
        {
            r.LastOrderRefused = true;
            r.RefusedAt = _now;
            r.AskAgainAt = Grid.Never;
            _measures.Record(_baseIsNewer ? Cause.BaseRefused : Cause.ReservationRefused);
            return;
        }

        r.LastOrderRefused = false;
        r.AskAgainAt = -Grid.Never;
        Enter(r, ReplicaState.Rebuilding, Cause.RebuildOrdered);
        _measures.Rebuilds++;
        r.Recovery!.BeganRebuild = true;
        r.Position = Math.Floor(_volume.Head - _p.SnapshotLag);
        r.Node.BaseClaims = r.Position;
        r.BaseIsNewer = _baseIsNewer;
        StopFollowing(r.Node);
        LoseDisk(r);
        StartReplenishing(r);
        r.CopiedBytes = 0;
        r.Copying = true;
        StartPin(r);
        r.PinExpires = _p.Reserves && _p.RebuildReservationTtl != Grid.Never ? _now + _p.RebuildReservationTtl : Grid.Never;
    }

    /// <summary>snapshot_lag + admitted × volume_bytes ÷ rebuild_rate > rebuild_reservation, without the division's rounding.</summary>
    private bool RebuildWouldPinTooMuch() =>
        !double.IsPositiveInfinity(_p.RebuildReservationEntries)
        && _volume.Admitted * _p.VolumeBytes > (_p.RebuildReservationEntries - _p.SnapshotLag) * _p.RebuildBytesPerTick;

    /// <summary>A refused order is asked for again at the first whole number of backoffs at or after a change of the admitted rate, or the end of a newer base.</summary>
    private void AskAgainForRefusedOrders()
    {
        foreach (var r in _replicas)
        {
            if (r.LastOrderRefused && r.AskAgainAt == Grid.Never)
            {
                r.AskAgainAt = r.RefusedAt + _p.RebuildBackoff;
                while (r.AskAgainAt < _now)
                {
                    r.AskAgainAt += _p.RebuildBackoff;
                }
            }
        }
    }

    private void FinishCopy(Replica r)
    {
        if (r.BaseIsNewer)
        {
            Abort(r, Cause.BaseFoundNewer);
            return;
        }

        Enter(r, ReplicaState.CatchUpAfterRebuild, Cause.CopyComplete);
        r.DiskValid = true;
        r.Node.Content = _primary.Content!.CopyUpTo(r.Position);
        r.Node.SetHollow(_primary.HollowFrom, _primary.HollowTo);
        var gap = Gap(r);
        if (_p.ReplaysInRounds && FirstRoundBreaksBudget(r, gap) is { } budget)
        {
            Abort(r, budget);
        }
        else
        {
            StartReplay(r, gap);
        }
    }

    /// <summary>A rebuild that went wrong by itself; the last one permitted makes the replica Failed.</summary>
    private void FailAttempt(Replica r, Cause cause)
    {
        r.Attempts++;
        EndRebuild(r, cause);
        if (r.Attempts >= _p.RebuildAttempts)
        {
            Enter(r, ReplicaState.Failed, Cause.RebuildAttempts);
        }
        else if (_p.OrchestratesRebuilds)
        {
            r.NotBefore = _now + _p.PlanDelay;
        }
    }

    private void EndRebuild(Replica r, Cause cause)
    {
        r.HasPin = false;
        r.PinExpires = Grid.Never;
        r.Replenishing = false;
        LoseDisk(r);
        r.LastSessionEnd = _now;
        Enter(r, ReplicaState.NeedsRebuild, cause);
    }

    /// <summary>Nothing on its disk is valid any more.</summary>
    private static void LoseDisk(Replica r)
    {
        r.DiskValid = false;
        r.Node.Content = null;
        r.Node.ClearHollow();
    }
}
