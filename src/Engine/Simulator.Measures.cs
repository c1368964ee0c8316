using System.Numerics;

namespace WalSweep.Engine;

// docs/model.md §11: what is measured.
internal partial struct Simulator<TProtocol, TObserver>
{
    private bool IsFirstRecovery(int node) => node == _s.FirstReplica && !_s.FirstIsOver;

    private void NoteRebuildCause(int node, Cause cause)
    {
        if (IsFirstRecovery(node) && !_s.FirstHasRebuildCause)
        {
            _s.FirstHasRebuildCause = true;
            _s.FirstRebuildCause = cause;
        }
    }

    private void BeginEpisode(int node, ref Replica replica)
    {
        replica.AnchorS = _s.NowS;
        replica.Sessions = 0;
        replica.Attempts = 0;
        replica.StaleRetries = 0;
        replica.SessionEndedS = double.NegativeInfinity;
        var isFirst = _s.FirstReplica < 0;
        _s.FirstReplica = isFirst ? node : _s.FirstReplica;
        if (!double.IsNaN(replica.ReachableAgainS))
        {
            // It was back before anybody missed it; its position is known only now.
            replica.GapWhenReachable = Math.Floor(HeadAt(replica.ReachableAgainS)) - replica.Position.Value;
            if (isFirst)
            {
                MeasureReachable(in replica);
            }
        }
    }

    private void EndEpisode(int node, ref Replica replica)
    {
        var recoveryS = _s.NowS - replica.ReachableAgainS;
        if (!(_s.Outcome.WorstRecoveryS >= recoveryS) && !double.IsNaN(recoveryS))
        {
            _s.Outcome.WorstRecoveryS = recoveryS;
        }

        if (IsFirstRecovery(node))
        {
            _s.FirstIsOver = true;
            _s.Outcome.RecoveryS = recoveryS;
            _s.Outcome.HoldS = double.IsNaN(recoveryS) ? double.NaN : _s.NowS - replica.HoldSinceS;
        }

        if (replica.ExpectsOverdue)
        {
            // A spike that began in the hold is the cause of the next episode.
            replica.ReachableAgainS = replica.Is(Hindrances.Slow) ? double.NaN : replica.ReachableSinceS;
        }
    }

    private void BecomeReachable(int node, ref Replica replica)
    {
        replica.ReachableSinceS = _s.NowS;
        if (!double.IsNaN(replica.ReachableAgainS))
        {
            return;
        }

        replica.ReachableAgainS = _s.NowS;
        replica.GapWhenReachable = Math.Floor(_s.HeadEntries) - replica.Position.Value;
        replica.AdmittedWhenReachable = HeadRatePerS;
        replica.PayloadMarkWhenReachable = _s.PayloadMarkLsn;
        if (IsFirstRecovery(node) && replica.State != ReplicaState.InSync)
        {
            MeasureReachable(in replica);
        }
    }

    /// <summary>The moment from which the first recovery counts: now, or a moment ago if the replica was back before anybody missed it.</summary>
    private void MeasureReachable(in Replica replica)
    {
        var atS = replica.ReachableAgainS;
        var head = HeadAt(atS);
        var backlog = Ordered.Max(0, Math.Floor(head) - replica.Position.Value);
        _s.Outcome.BacklogEntries = backlog;

        // gap/(c − w) < S/b + (L + w·S/b)/(c − w), multiplied out: the divisions would decide ties by their rounding.
        _s.NeedlessIfRebuilt = replica.DiskValid && replica.Position.Value >= replica.PayloadMarkWhenReachable && backlog <= _s.KeepEntries && _s.Parameters.CatchupRatePerS > replica.AdmittedWhenReachable
            && backlog < _s.SnapshotLagEntries + (_s.Parameters.CatchupRatePerS * (_s.Parameters.VolumeBytes / _s.Parameters.RebuildRateBytesPerS));

        _s.Best.Begin(atS, head, replica.Position.Value, CouldCatchUp(in replica, backlog), in _s.Parameters);
        if (atS <= _s.HeadMotion.SinceS)
        {
            FollowBestFrom(atS, replica.AdmittedWhenReachable);
        }
    }

    /// <summary>Whether the imagined catch-up has anything to start from, and the history to go on with.</summary>
    private bool CouldCatchUp(in Replica replica, double gapEntries) =>
        replica.DiskValid && (gapEntries <= _s.KeepEntries || replica.Position.Value >= Math.Floor(_s.TailEntries));

    /// <summary>A new term's head may be so far back, or its WAL reach so far, that a catch-up becomes possible.</summary>
    private void JudgeBestAgain()
    {
        if (_s.Best.Open && !_s.FirstIsOver)
        {
            ref var first = ref ReplicaAt(_s.FirstReplica);
            _s.Best.AllowCatchUp(CouldCatchUp(in first, Math.Floor(_s.HeadEntries) - first.Position.Value));
        }
    }

    /// <summary>Follows the best possible recovery through the motions that the head has gone through since a time, but not the present one.</summary>
    /// <param name="atS">The time.</param>
    /// <param name="admittedPerS">The rate of the head when that time began; it may have changed at that very moment.</param>
    private void FollowBestFrom(double atS, double admittedPerS)
    {
        var motion = _s.Head.MotionAt(atS, out var motionEndsS);
        _s.Best.Follow(atS, in motion, BarrierEntries(admittedPerS));
        while (motionEndsS < double.PositiveInfinity && _s.Best.Open)
        {
            _s.Best.Follow(motionEndsS, in motion, BarrierEntries(motion.RatePerS));
            motion = _s.Head.MotionAt(motionEndsS, out motionEndsS);
        }
    }

    /// <summary>Follows the best possible recovery up to a time, on the motion the head has been in.</summary>
    private void FollowBest(double untilS)
    {
        if (_s.Best.Open)
        {
            _s.Best.Follow(untilS, in _s.HeadMotion, BarrierEntries(HeadRatePerS));
        }
    }

    /// <summary>Closes the time spent in the state a replica is in.</summary>
    private void CloseState(ref Replica replica)
    {
        var spentS = _s.NowS - replica.StateSinceS;
        replica.StateSinceS = _s.NowS;
        if (replica.State == ReplicaState.CatchingUp)
        {
            _s.Outcome.CatchupTimeS += spentS;
        }
        else if (replica.IsRebuild)
        {
            _s.Outcome.RebuildTimeS += spentS;
        }
    }

    /// <summary>
    /// Adds, up to now, the integral of what the pins keep beyond what is always kept, and finds the most that is kept; called before a pin, its motion or the head's changes. Each pin's
    /// lag is a line until then, so what is kept is the highest of them: convex, highest at an end, and integrated exactly from one change of the highest line to the next.
    /// </summary>
    private void AddUpPins()
    {
        var lengthS = _s.NowS - _s.PinnedUntilS;
        var pinned = _s.PinnedNodes;
        if (pinned != 0 && lengthS > 0)
        {
            if ((pinned & (pinned - 1)) == 0)
            {
                AddUpPin(in ReplicaAt(BitOperations.TrailingZeroCount(pinned)), lengthS);
            }
            else
            {
                WalkPins(lengthS);
            }
        }

        _s.PinnedUntilS = _s.NowS;
    }

    /// <summary>With one pin there is one line.</summary>
    private void AddUpPin(in Replica replica, double lengthS)
    {
        var (excess, growsPerS) = ExcessOf(in replica);
        var excessAfter = excess + (growsPerS * lengthS);
        if (excess >= 0 && excessAfter >= 0)
        {
            AddExcess(excess, excessAfter, lengthS);
        }
        else if (excessAfter > 0)
        {
            AddExcess(0, excessAfter, lengthS + (excess / growsPerS));
        }
        else if (excess > 0)
        {
            AddExcess(excess, 0, excess / -growsPerS);
        }
    }

    private void AddExcess(double excess, double excessAfter, double lengthS)
    {
        _s.PinnedEntryS += (excess + excessAfter) * lengthS * 0.5;
        var highest = _s.AlwaysKept + (excess > excessAfter ? excess : excessAfter);
        _s.PeakEntries = highest > _s.PeakEntries ? highest : _s.PeakEntries;
    }

    private void WalkPins(double lengthS)
    {
        var atS = 0.0;
        while (atS < lengthS)
        {
            var (excess, growsPerS) = HighestExcess(atS);
            var untilS = NextHigherS(atS, lengthS, excess, growsPerS);
            AddExcess(excess, excess + (growsPerS * (untilS - atS)), untilS - atS);
            atS = untilS;
        }
    }

    /// <summary>The largest excess of a pin's lag over what is always kept some time from now, and how fast it grows; the line at 0 counts as a pin.</summary>
    private (double Excess, double GrowsPerS) HighestExcess(double inS)
    {
        var highest = 0.0;
        var growsPerS = 0.0;
        for (var pinned = _s.PinnedNodes; pinned != 0; pinned &= pinned - 1)
        {
            ref var replica = ref ReplicaAt(BitOperations.TrailingZeroCount(pinned));
            var (excess, rate) = ExcessOf(in replica, inS);
            if (excess > highest || (excess == highest && rate > growsPerS))
            {
                (highest, growsPerS) = (excess, rate);
            }
        }

        return (highest, growsPerS);
    }

    private double NextHigherS(double atS, double untilS, double excess, double growsPerS)
    {
        if (growsPerS < 0 && excess + (growsPerS * (untilS - atS)) < 0)
        {
            // Down to the line at 0.
            untilS = Earlier(atS, untilS, excess / -growsPerS);
        }

        for (var pinned = _s.PinnedNodes; pinned != 0; pinned &= pinned - 1)
        {
            ref var replica = ref ReplicaAt(BitOperations.TrailingZeroCount(pinned));
            var (other, otherPerS) = ExcessOf(in replica, atS);
            if (otherPerS > growsPerS && other + (otherPerS * (untilS - atS)) > excess + (growsPerS * (untilS - atS)))
            {
                untilS = Earlier(atS, untilS, (excess - other) / (otherPerS - growsPerS));
            }
        }

        return untilS;
    }

    // A change that is too near to move the time is passed over, so that the walk always advances.
    private static double Earlier(double atS, double untilS, double inS) => atS + inS > atS ? Ordered.Min(untilS, atS + inS) : untilS;

    private (double Excess, double GrowsPerS) ExcessOf(in Replica replica, double inS)
    {
        var (excess, growsPerS) = ExcessOf(in replica);
        return (excess + (growsPerS * inS), growsPerS);
    }

    private (double Excess, double GrowsPerS) ExcessOf(in Replica replica)
    {
        var lag = _s.HeadMotion.At(_s.PinnedUntilS) - replica.Position.At(_s.PinnedUntilS);
        return (lag - _s.AlwaysKept, HeadRatePerS - replica.Position.RatePerS);
    }

    /// <summary>How long, within a stretch from now on, fewer nodes than promised hold everything acknowledged.</summary>
    private double ExposedSeconds(double lengthS)
    {
        var missing = _s.PromisedCopies - _s.Live - 1;
        if (_s.Committing)
        {
            return lengthS;
        }

        // The commit stands still, so each further replica holds all of it from a moment on; the missing-th of these moments ends the exposure.
        var exposedS = lengthS;
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            var heldAfterS = HoldsCommittedAfterS(node, in ReplicaAt(node));
            var earlier = 0;
            for (var other = _s.FirstNode; other <= _s.ReplicaCount; other++)
            {
                var otherAfterS = HoldsCommittedAfterS(other, in ReplicaAt(other));
                earlier += otherAfterS < heldAfterS || (otherAfterS == heldAfterS && other < node) ? 1 : 0;
            }

            if (earlier == missing - 1)
            {
                exposedS = Ordered.Min(lengthS, heldAfterS);
            }
        }

        return exposedS;
    }

    private double HoldsCommittedAfterS(int node, in Replica replica)
    {
        if (replica.Live || !replica.DiskValid || replica.State == ReplicaState.Primary || replica.WholeUpToLsn < double.PositiveInfinity)
        {
            return double.PositiveInfinity;
        }

        var behind = _s.CommittedLsn - WholePosition(node, in replica);
        return behind <= 0 ? 0 : replica.Position.RatePerS > 0 ? behind / replica.Position.RatePerS : double.PositiveInfinity;
    }

    private void Finish()
    {
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            CloseState(ref replica);
            if (replica.Stage != SessionStage.None)
            {
                EndStage(ref replica);
            }

            if (MayHaveStaleAddress && !double.IsNaN(replica.StaleSinceS))
            {
                // What is due exactly at the horizon still happens.
                CloseStaleProbes(node, ref replica, _s.Outcome.Ended is Ending.Stalled or Ending.Degraded or Ending.Unavailable ? Math.BitIncrement(_s.NowS) : _s.NowS);
            }
        }

        AddUpPins();
        if (_s.TermCount > 1)
        {
            JudgeSafety();
        }

        _s.Outcome.UnavailableS += _s.Serves ? 0 : _s.NowS - _s.UnservedSinceS;
        ref var outcome = ref _s.Outcome;
        FollowBest(_s.Parameters.HorizonS);
        outcome.EndS = _s.NowS;
        outcome.BestRecoveryS = _s.Best.DurationS + _s.RoundTripS;
        outcome.WalPeakBytes = _s.PeakEntries * _s.Parameters.EntryBytes;
        outcome.WalPinnedByteS = _s.PinnedEntryS * _s.Parameters.EntryBytes;
        outcome.NeedlessRebuild = _s.FirstRebuilt && _s.NeedlessIfRebuilt;
        outcome.Path = FirstPath();
        outcome.Reason = FirstReason();
        var isDeclared = outcome.Ended is Ending.Completed or Ending.Failed || (outcome.Ended == Ending.Unavailable && _s.NobodyEligible);
        outcome.Explicit = isDeclared && Causes.AllExplicit(_s.CausesSeen);
    }

    private RecoveryPath FirstPath()
    {
        if (_s.FirstCaughtUp)
        {
            return _s.FirstRebuilt ? RecoveryPath.CatchupThenRebuild : RecoveryPath.Catchup;
        }

        return _s.FirstRebuilt ? RecoveryPath.Rebuild
            : _s.FirstReplica < 0 || _s.FirstIsOver ? RecoveryPath.NoGap
            : RecoveryPath.None;
    }

    private Cause FirstReason()
    {
        if (!_s.Serves && _s.NobodyEligible && !_s.FirstIsOver && _s.Outcome.Ended != Ending.EventBudget
            && (_s.FirstReplica < 0 || ReplicaAt(_s.FirstReplica).State != ReplicaState.Failed))
        {
            return Cause.NoEligibleCandidate;
        }

        if (_s.FirstReplica < 0 || _s.FirstIsOver)
        {
            return _s.FirstRebuilt ? _s.FirstRebuildCause
                : _s.FirstReplica < 0 && _s.Outcome.Ended == Ending.Unavailable ? Cause.Horizon
                : Cause.Recovered;
        }

        ref var replica = ref ReplicaAt(_s.FirstReplica);
        if (_s.Outcome.Ended == Ending.EventBudget)
        {
            return Cause.Horizon;
        }

        return replica.State switch
        {
            ReplicaState.Failed => Cause.RebuildAttempts,
            ReplicaState.NeedsRebuild or ReplicaState.Degraded when !double.IsNaN(replica.RefusedAtS) => Cause.ReservationRefused,
            ReplicaState.NeedsRebuild or ReplicaState.Degraded => replica.Reachable ? Cause.WaitingControlPlane : Cause.Horizon,
            ReplicaState.Lagging when replica.Reachable && !replica.Known => replica.Route == RejoinRoute.AddressRefresh ? Cause.StaleAddress : Cause.WaitingControlPlane,
            _ => _s.Full ? Cause.WalFull : Cause.Horizon,
        };
    }
}
