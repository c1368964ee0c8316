using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

// docs/model.md §8: handshake, replay, final barrier, and the way back into step.
internal partial struct Simulator<TProtocol, TObserver>
{
    private void BeginHandshake(ref Replica replica)
    {
        replica.Stage = SessionStage.Handshake;
        replica.ProgressAtS = _s.NowS + RoundTripS(in replica);
    }

    /// <summary>The round trip of a barrier sent now.</summary>
    private double RoundTripS(in Replica replica) =>
        ScenarioParameters.RoundTripS(_s.Parameters.LatencyS + replica.ExtraAtS(_s.NowS), _s.Parameters.FsyncS);

    private void EndHandshake(int node, ref Replica replica)
    {
        EndWait(ref replica);
        _s.Outcome.Reconnects++;
        var divergentEntries = _s.TermCount > 1 ? MeetDivergentTail(node, ref replica) : 0;
        var gap = ViewGap(in replica, divergentEntries);
        var verdict = JudgeGap(node, in gap);
        if (!verdict.Recoverable)
        {
            // History that was there when the replica was, and ran out while it was looked for elsewhere, was lost to the stale address.
            var lostToStaleAddress = verdict.Cause == Cause.NotRetained && replica.StaleRetries > 0 && replica.GapWhenReachable <= _s.KeepEntries;
            RequireRebuild(node, ref replica, lostToStaleAddress ? Cause.StaleAddress : verdict.Cause);
            return;
        }

        BeginSession(ref replica);
        ExpectHollow(ref replica);
        var step = Judge(node, in replica, replica.Position.Value);
        if (step.Step == ReplayStep.Abort)
        {
            RequireRebuild(node, ref replica, step.Cause);
            return;
        }

        replica.Sessions++;
        Enter(node, ref replica, ReplicaState.CatchingUp, Cause.GapRecoverable);
        if (TProtocol.Retention != RetentionRule.CheckpointOnly)
        {
            Pin(node, ref replica);
            replica.PinExpiresS = Reserves ? _s.NowS + _s.Parameters.ReservationTtlS : double.PositiveInfinity;
        }

        if (gap.GapEntries > 0)
        {
            _s.Outcome.Catchups++;
            _s.FirstCaughtUp |= IsFirstRecovery(node);
        }

        TakeStep(node, ref replica, step);
    }

    private GapView ViewGap(in Replica replica, double divergentEntries) => new(
        Math.Floor(_s.HeadEntries) - replica.Position.Value,
        replica.DiskValid && replica.Position.Value >= Math.Floor(_s.TailEntries),
        _s.HeadEntries - replica.Position.Value - _s.AlwaysKept,
        _s.ReservationEntries,
        divergentEntries,
        replica.Position.Value >= _s.PayloadMarkLsn);

    private GapVerdict JudgeGap(int node, in GapView view)
    {
        var verdict = TProtocol.RecoverabilityPolicy(in view);
        if (TObserver.IsWatching)
        {
            _observer.OnGap(in _s, node, in view, verdict);
        }

        return verdict;
    }

    private void BeginSession(ref Replica replica)
    {
        replica.SessionSinceS = _s.NowS;
        replica.SessionStart = replica.Position.Value;
        replica.Rounds = 0;
        replica.FruitlessRounds = 0;
    }

    /// <summary>Asks the protocol how a replay goes on from the position that the replica has now.</summary>
    private ConvergenceVerdict Judge(int node, in Replica replica, double position)
    {
        var verdict = TProtocol.CatchupConvergencePolicy(ViewReplay(in replica, position));
        if (TObserver.IsWatching)
        {
            _observer.OnReplay(in _s, node, ViewReplay(in replica, position), verdict);
        }

        return verdict;
    }

    [UnscopedRef]
    private ReplayView ViewReplay(in Replica replica, double position) => new(in _s.Parameters)
    {
        AfterRebuild = replica.IsRebuild,
        EarlierSessions = replica.Sessions,
        Rounds = replica.Rounds,
        FruitlessRounds = replica.FruitlessRounds,
        RemainderEntries = _s.HeadEntries - position,
        BarrierEntries = BarrierEntries(HeadRatePerS),
        NextRoundEntries = Math.Floor(_s.HeadEntries) - position,
        ReplayedEntries = position - replica.SessionStart,
        ElapsedS = _s.NowS - replica.SessionSinceS,
        AdmittedRatePerS = HeadRatePerS,
        ReplayRatePerS = IsReplaying(in replica) ? replica.Position.RatePerS : _s.Parameters.CatchupRatePerS / (_s.Replaying + 1),
    };

    private void TakeStep(int node, ref Replica replica, ConvergenceVerdict verdict)
    {
        switch (verdict.Step)
        {
            case ReplayStep.ChaseHead:
                JoinReplay(ref replica, SessionStage.Chase);
                break;
            case ReplayStep.Round:
                SetTarget(ref replica, replica.Position.At(_s.NowS));
                JoinReplay(ref replica, SessionStage.Round);
                break;
            case ReplayStep.FinalBarrier:
                BeginFinalBarrier(node, ref replica);
                break;
            default:
                Abort(node, ref replica, verdict.Cause);
                break;
        }
    }

    private static bool IsReplaying(in Replica replica) => replica.Stage is SessionStage.Chase or SessionStage.Round;

    private void JoinReplay(ref Replica replica, SessionStage stage)
    {
        var joins = !IsReplaying(in replica);
        replica.Stage = stage;
        if (joins)
        {
            _s.Replaying++;
            ShareReplay();
        }
    }

    /// <summary>Gives every replay its share of the catch-up rate.</summary>
    private void ShareReplay()
    {
        AddUpPins();
        var rate = _s.Parameters.CatchupRatePerS / _s.Replaying;
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (IsReplaying(in replica))
            {
                replica.Position.ChangeRate(_s.NowS, rate);
                _s.Dirty |= _volumeDirty | (1 << node);
            }
        }

        // A replay without a hold of its own lives on the others' pins.
        _s.Dirty |= Holds && _s.Replaying > 1 ? AllReplicas : 0;
    }

    /// <summary>Ends a handshake or a final barrier, which moved nothing.</summary>
    private static void EndWait(ref Replica replica)
    {
        replica.Stage = SessionStage.None;
        replica.ProgressAtS = double.PositiveInfinity;
    }

    /// <summary>Ends whatever stage the session is in; a replay or a copy stops where it is.</summary>
    private void EndStage(ref Replica replica)
    {
        var stage = replica.Stage;
        replica.Stage = SessionStage.None;
        replica.ProgressAtS = double.PositiveInfinity;
        if (stage is SessionStage.Chase or SessionStage.Round)
        {
            AddUpPins();
            replica.Position = Motion.Still(replica.Position.At(_s.NowS), _s.NowS);
            _s.Outcome.TransferredBytes += (replica.Position.Value - replica.SessionStart) * _s.Parameters.EntryBytes;
            _s.Replaying--;
            _s.Dirty |= _volumeDirty;
            if (_s.Replaying != 0)
            {
                ShareReplay();
            }
        }
        else if (stage == SessionStage.Copy)
        {
            _s.Outcome.TransferredBytes += replica.Copied.At(_s.NowS);
            _s.Copying--;
            if (_s.Copying != 0)
            {
                ShareCopy();
            }
        }
    }

    /// <summary>Works out when the stage of a replica ends, where that follows from positions and rates; the others were timed when they began.</summary>
    private void PlanProgress(ref Replica replica)
    {
        if (replica.Stage == SessionStage.Round)
        {
            PlanEndOfRound(ref replica);
        }
        else if (replica.Stage == SessionStage.Chase)
        {
            var ahead = _s.HeadEntries - replica.Position.At(_s.NowS) - BarrierEntries(HeadRatePerS);
            var closingPerS = replica.Position.RatePerS - HeadRatePerS;
            replica.ProgressAtS = ahead <= 0 ? _s.NowS : closingPerS > 0 ? _s.NowS + (ahead / closingPerS) : double.PositiveInfinity;
        }
        else if (replica.Stage == SessionStage.Copy)
        {
            replica.ProgressAtS = Ordered.Max(_s.NowS, replica.Copied.ReachesAtS(_s.Parameters.VolumeBytes));
        }
    }

    private void PlanEndOfRound(ref Replica replica) => replica.ProgressAtS = Ordered.Max(_s.NowS, replica.Position.ReachesAtS(replica.Target));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReachTarget(int node, ref Replica replica)
    {
        if (replica.Stage == SessionStage.Chase)
        {
            var target = _s.HeadEntries - BarrierEntries(HeadRatePerS);
            SetPosition(ref replica, Ordered.Max(target, replica.Position.At(_s.NowS)));
            BeginFinalBarrier(node, ref replica);
            return;
        }

        EndRound(node, ref replica);
    }

    /// <summary>The frozen target is reached. Where another round follows, it goes on at the same rate: nothing but its end is looked at again.</summary>
    private void EndRound(int node, ref Replica replica)
    {
        var position = replica.Target;
        SetPosition(ref replica, position);
        replica.Rounds++;
        var shrank = _s.HeadEntries - position < replica.RoundEntries;
        replica.FruitlessRounds = shrank ? 0 : replica.FruitlessRounds + 1;
        var verdict = Judge(node, in replica, position);
        if (verdict.Step == ReplayStep.Round)
        {
            SetTarget(ref replica, position);
            PlanEndOfRound(ref replica);
            SetDueOfSession(node, in replica, EventOrder.DataRank(EventKind.TargetReached, node));
            return;
        }

        TakeStep(node, ref replica, verdict);
    }

    private void SetTarget(ref Replica replica, double position)
    {
        var target = Math.Floor(_s.HeadEntries);
        replica.Target = target;
        replica.RoundEntries = target - position;
    }

    private void SetPosition(ref Replica replica, double position)
    {
        replica.Position.Value = position;
        replica.Position.SinceS = _s.NowS;
    }

    private void BeginFinalBarrier(int node, ref Replica replica)
    {
        EndStage(ref replica);
        ForgetSpike(ref replica);
        replica.Stage = SessionStage.FinalBarrier;
        var roundTripS = RoundTripS(in replica);
        replica.BarrierFails = roundTripS > _s.Parameters.BarrierTimeoutS;
        replica.ProgressAtS = _s.NowS + Ordered.Min(roundTripS, _s.Parameters.BarrierTimeoutS);
        _s.Dirty |= 1 << node;
    }

    private void EndFinalBarrier(int node, ref Replica replica)
    {
        if (replica.BarrierFails)
        {
            CutSession(node, ref replica);
            return;
        }

        EndWait(ref replica);
        Unpin(node, ref replica);
        CloseHollow(ref replica);
        replica.Epoch = _s.Epoch;
        SetLive(node, ref replica, live: true);
        ExpectNothing(ref replica);
        replica.SessionEndedS = _s.NowS;
        replica.HoldSinceS = _s.NowS;
        if (TProtocol.HoldsBeforePromotion && _s.Parameters.PromotionHoldS > 0)
        {
            Enter(node, ref replica, ReplicaState.PromotionHold, Cause.BarrierAcknowledged);
            replica.HoldOverAtS = _s.NowS + _s.Parameters.PromotionHoldS;
        }
        else
        {
            EnterInSync(node, ref replica);
        }
    }

    private void EnterInSync(int node, ref Replica replica)
    {
        replica.HoldOverAtS = double.PositiveInfinity;
        Enter(node, ref replica, ReplicaState.InSync, Cause.Recovered);
        EndEpisode(node, ref replica);
    }

    /// <summary>A fault, or a final barrier that did not come back in time, ends the session. A catch-up keeps what was durable; a rebuild has nothing.</summary>
    private void CutSession(int node, ref Replica replica)
    {
        if (replica.IsRebuild)
        {
            LoseRebuild(node, ref replica, Cause.SessionCut, _s.NowS + _s.Parameters.RebuildBackoffS);
            return;
        }

        EndStage(ref replica);
        AddUpPins();
        replica.Position = Motion.Still(Math.Floor(replica.Position.Value), _s.NowS);
        CloseHollow(ref replica);
        FollowPrimary(node, replica.Position.Value);
        replica.SessionEndedS = _s.NowS;
        replica.NotBeforeS = _s.NowS;
        // Nothing answers: that is what ended the session.
        Enter(node, ref replica, Excludes(node, new ContactView(Answers: false)) ? ReplicaState.Degraded : ReplicaState.Lagging, Cause.SessionCut);
        if (Reserves)
        {
            Unpin(node, ref replica);
        }
        else if (replica.Pinned)
        {
            replica.PinExpiresS = _s.NowS + _s.Parameters.RetentionTimeS;
            _s.Dirty |= _volumeDirty;
        }
    }

    /// <summary>The session is given up for a stated reason.</summary>
    private void Abort(int node, ref Replica replica, Cause cause)
    {
        _s.Outcome.Aborts++;
        if (replica.IsRebuild)
        {
            AbortRebuild(node, ref replica, cause);
            return;
        }

        EndStage(ref replica);
        CloseHollow(ref replica);
        FollowPrimary(node, Math.Floor(replica.Position.Value));
        RequireRebuild(node, ref replica, cause);
    }
}
