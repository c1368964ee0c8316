using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>How a replica comes back: handshake, catch-up, final barrier (docs/model.md §8).</summary>
internal sealed partial class NaiveTrial
{
    private void Enter(Replica r, ReplicaState to, Cause cause)
    {
        _measures.Record(cause);
        r.State = to;
        r.EndSession();
        r.HoldEnds = Grid.Never;
        if (to is ReplicaState.Degraded or ReplicaState.NeedsRebuild)
        {
            r.NotBefore = _now;
            if (r.Recovery is { RebuildCause: null } recovery)
            {
                recovery.RebuildCause = cause;
            }
        }
    }

    private long RoundTripNow(Replica r) => _p.RoundTrip + (2 * r.Node.Link.Extra);

    private bool IsProbeTime(Replica r) => _now > r.Anchor && _now > r.LastSessionEnd && (_now - r.Anchor) % _p.ReconnectInterval == 0;

    private bool SessionEventIsDue(Replica r)
    {
        if (r.HandshakeEnds <= _now || r.BarrierEnds <= _now)
        {
            return true;
        }

        if (r.Copying)
        {
            return r.CopiedBytes >= _p.VolumeBytes;
        }

        return r.Replaying && (_p.ReplaysInRounds ? r.Position >= r.Target : _volume.Head - r.Position <= _volume.OneBarrier);
    }

    private void AdvanceSession(Replica r)
    {
        if (r.HandshakeEnds <= _now)
        {
            r.HandshakeEnds = Grid.Never;
            FinishHandshake(r);
        }
        else if (r.BarrierEnds <= _now)
        {
            FinishBarrier(r);
        }
        else if (r.Copying)
        {
            FinishCopy(r);
        }
        else if (_p.ReplaysInRounds)
        {
            FinishRound(r);
        }
        else
        {
            StartBarrier(r);
        }
    }

    private void FinishHandshake(Replica r)
    {
        _measures.Reconnects++;
        if (_p.ComparesEpochs && IsDivergent(r))
        {
            NeedRebuild(r, Cause.Divergent);
            return;
        }

        SetBack(r);
        var gap = Gap(r);
        if (!r.DiskValid || r.Position < Math.Floor(_volume.Tail))
        {
            NeedRebuild(r, r.StaleRetries > 0 && r.Recovery!.Backlog <= _p.Keep ? Cause.StaleAddress : Cause.NotRetained);
        }
        else if (_p.AsksOfSources && r.Position < _payloadsLostUpTo)
        {
            NeedRebuild(r, Cause.PayloadLost);
        }
        else if (_p.Reserves && _volume.Head - r.Position - _p.AlwaysKept > _p.ReservationEntries)
        {
            NeedRebuild(r, Cause.ReservationRefused);
        }
        else if (_p.ReplaysInRounds && r.Sessions >= _p.MaxSessions)
        {
            NeedRebuild(r, Cause.BudgetSessions);
        }
        else if (_p.ReplaysInRounds && FirstRoundBreaksBudget(r, gap) is { } budget)
        {
            NeedRebuild(r, budget);
        }
        else
        {
            StartPin(r);
            r.PinExpires = _p.Reserves && _p.ReservationTtl != Grid.Never ? _now + _p.ReservationTtl : Grid.Never;
            Enter(r, ReplicaState.CatchingUp, Cause.GapRecoverable);
            r.Sessions++;
            StartReplenishing(r);
            if (gap > 0)
            {
                _measures.Catchups++;
                r.Recovery!.BeganCatchup = true;
            }

            StartReplay(r, gap);
        }
    }

    private Cause? FirstRoundBreaksBudget(Replica r, double gap)
    {
        if (_volume.Head - r.Position <= _volume.OneBarrier)
        {
            return null;
        }

        if (gap > _p.MaxCatchupEntries)
        {
            return Cause.BudgetEntries;
        }

        return TakesTooLong(0, gap, ShareIfReplaying(r)) ? Cause.BudgetTime : null;
    }

    /// <summary>elapsed + entries ÷ share > max_catchup_time, without the division's rounding.</summary>
    private bool TakesTooLong(long elapsed, double entries, double share) =>
        !double.IsPositiveInfinity(_p.MaxCatchupTicks) && (elapsed * share) + entries > _p.MaxCatchupTicks * share;

    private double ShareIfReplaying(Replica r) =>
        Grid.Divide(_p.CatchupRate, _replicas.Count(other => other.Replaying || other == r), "a share of catchup_rate");

    private void StartReplay(Replica r, double gap)
    {
        r.SessionStart = _now;
        r.SessionStartPosition = r.Position;
        r.Rounds = 0;
        r.RoundsWithoutProgress = 0;
        if (_volume.Head - r.Position <= _volume.OneBarrier)
        {
            StartBarrier(r);
            return;
        }

        r.Replaying = true;
        r.Target = Math.Floor(_volume.Head);
        r.RoundEntries = gap;
    }

    private void FinishRound(Replica r)
    {
        r.Rounds++;
        var remainder = _volume.Head - r.Position;
        if (remainder <= _volume.OneBarrier)
        {
            StartBarrier(r);
            return;
        }

        r.RoundsWithoutProgress = remainder >= r.RoundEntries ? r.RoundsWithoutProgress + 1 : 0;
        var share = ShareIfReplaying(r);
        var next = Math.Floor(_volume.Head) - r.Position;
        if (r.Rounds >= _p.MaxRounds)
        {
            Abort(r, Cause.BudgetRounds);
        }
        else if (r.RoundsWithoutProgress >= _p.NoProgressRounds)
        {
            Abort(r, _volume.Admitted >= share ? Cause.NotConverging : Cause.NoProgress);
        }
        else if (r.Position - r.SessionStartPosition + next > _p.MaxCatchupEntries)
        {
            Abort(r, Cause.BudgetEntries);
        }
        else if (TakesTooLong(_now - r.SessionStart, next, share))
        {
            Abort(r, Cause.BudgetTime);
        }
        else
        {
            r.Target = Math.Floor(_volume.Head);
            r.RoundEntries = next;
        }
    }

    private void StartBarrier(Replica r)
    {
        r.Replaying = false;
        r.BarrierSentAt = _now;
        r.BarrierFails = RoundTripNow(r) > _p.BarrierTimeout;
        r.BarrierEnds = _now + (r.BarrierFails ? _p.BarrierTimeout : RoundTripNow(r));
    }

    private void FinishBarrier(Replica r)
    {
        if (r.BarrierFails)
        {
            CutSession(r);
            return;
        }

        r.EndSession();
        EndReplenishing(r);
        GoLive(r, r.BarrierSentAt);
        r.HasPin = false;
        r.PinExpires = Grid.Never;
        r.LastSessionEnd = _now;
        if (_p.HoldsBeforePromotion && _p.PromotionHold > 0)
        {
            Enter(r, ReplicaState.PromotionHold, Cause.BarrierAcknowledged);
            r.HoldStart = _now;
            r.HoldEnds = _now + _p.PromotionHold;
        }
        else
        {
            r.HoldStart = _now;
            EnterInSync(r);
        }
    }

    private void EnterInSync(Replica r)
    {
        Enter(r, ReplicaState.InSync, Cause.Recovered);
        EndEpisode(r, _now - r.HoldStart);
        r.Sessions = 0;
        r.Attempts = 0;
        r.StaleRetries = 0;
        r.LastOrderRefused = false;
    }

    private void EndEpisode(Replica r, long holdTicks)
    {
        var recovery = r.Recovery!;
        recovery.InSyncAgain = _now;
        recovery.HoldTicks = holdTicks;
        _measures.NoteRecovery(recovery);
        r.Recovery = null;
        r.InEpisode = false;
    }

    /// <summary>A break, or a final barrier that came too late, ends whatever session there is.</summary>
    private void CutSession(Replica r)
    {
        if (r.State == ReplicaState.CatchingUp)
        {
            EndReplenishing(r);
            r.Position = Math.Floor(r.Position);
            r.LastSessionEnd = _now;
            Enter(r, _p.IsV1 ? ReplicaState.Degraded : ReplicaState.Lagging, Cause.SessionCut);
            if (_p.Holds && r.HasPin)
            {
                StartPin(r);
            }

            r.HasPin &= _p.Holds;
            r.PinExpires = _p.Holds && _p.RetentionTime != Grid.Never ? _now + _p.RetentionTime : Grid.Never;
        }
        else if (r.Rebuilds)
        {
            EndRebuild(r, Cause.SessionCut);
            r.NotBefore = _now + _p.RebuildBackoff;
        }
        else
        {
            r.HandshakeEnds = Grid.Never;
        }
    }

    /// <summary>The pin is at its limit or its time is up: a hold is dropped and what it was for goes on, with a reservation it is given up.</summary>
    private void LosePin(Replica r, Cause cause)
    {
        if (_p.Reserves)
        {
            Abort(r, cause);
        }
        else
        {
            r.HasPin = false;
            r.PinExpires = Grid.Never;
        }
    }

    /// <summary>A session or a rebuild ends by itself.</summary>
    private void Abort(Replica r, Cause cause)
    {
        _measures.Aborts++;
        if (r.Rebuilds)
        {
            FailAttempt(r, cause);
            return;
        }

        EndReplenishing(r);
        r.Position = Math.Floor(r.Position);
        r.LastSessionEnd = _now;
        NeedRebuild(r, cause);
    }

    private void NeedRebuild(Replica r, Cause cause)
    {
        r.HasPin = false;
        r.PinExpires = Grid.Never;
        Enter(r, ReplicaState.NeedsRebuild, cause);
        r.NotBefore = _p.OrchestratesRebuilds ? _now + _p.PlanDelay : _now;
    }
}
