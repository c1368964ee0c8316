namespace WalSweep.Engine;

// docs/model.md §8: from the verdict that only a rebuild helps to the end of its copy.
internal partial struct Simulator<TProtocol, TObserver>
{
    private void RequireRebuild(int node, ref Replica replica, Cause cause)
    {
        Unpin(node, ref replica);
        Enter(node, ref replica, ReplicaState.NeedsRebuild, cause);
        replica.NotBeforeS = _s.NowS + PlanningS;
        NoteRebuildCause(node, cause);
    }

    /// <summary>From a verdict to the earliest order.</summary>
    private double PlanningS => TProtocol.OrdersRebuilds == RebuildOrders.Orchestrator ? _s.Parameters.PlanDelayS : 0;

    private void OrderRebuild(int node, ref Replica replica)
    {
        replica.Known = true;
        if (replica.State == ReplicaState.Degraded && JudgeGap(node, ViewGap(in replica, divergentEntries: 0)).Recoverable)
        {
            BeginSession(ref replica);
            replica.HollowSinceLsn = double.PositiveInfinity;
            Enter(node, ref replica, ReplicaState.CatchingUp, Cause.NothingMissed);
            BeginFinalBarrier(node, ref replica);
            return;
        }

        var copyEntries = HeadRatePerS * (_s.Parameters.VolumeBytes / _s.Parameters.RebuildRateBytesPerS);
        var tail = _s.SnapshotLagEntries + copyEntries;
        var view = new RebuildView(tail, _s.RebuildReservationEntries, !_s.BaseNewer);
        var verdict = TProtocol.GrantsRebuild(in view);
        if (TObserver.IsWatching)
        {
            _observer.OnRebuild(in _s, node, in view, verdict);
        }

        if (!verdict.Granted)
        {
            replica.RefusedAtS = _s.NowS;
            replica.NotBeforeS = double.PositiveInfinity;
            Note(node, verdict.Cause);
            return;
        }

        BeginCopy(node, ref replica);
    }

    private void BeginCopy(int node, ref Replica replica)
    {
        _s.Outcome.Rebuilds++;
        _s.FirstRebuilt |= IsFirstRecovery(node);
        BreakWithStalePrimaries(node, isOwnCrash: false);
        Enter(node, ref replica, ReplicaState.Rebuilding, Cause.RebuildOrdered);
        replica.RefusedAtS = double.NaN;
        replica.Position = Motion.Still(Math.Floor(_s.HeadEntries - _s.SnapshotLagEntries), _s.NowS);
        replica.SessionStart = replica.Position.Value;
        replica.HollowSinceLsn = double.PositiveInfinity;
        replica.CopiesNewerBase = _s.BaseNewer;
        InvalidateDisk(node, ref replica);
        Pin(node, ref replica);
        replica.PinExpiresS = Reserves ? _s.NowS + _s.Parameters.RebuildReservationTtlS : double.PositiveInfinity;
        replica.Copied = Motion.Still(0, _s.NowS);
        replica.Stage = SessionStage.Copy;
        _s.Copying++;
        ShareCopy();
    }

    /// <summary>Gives every copy its share of the rebuild rate.</summary>
    private void ShareCopy()
    {
        var rate = _s.Parameters.RebuildRateBytesPerS / _s.Copying;
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (replica.Stage == SessionStage.Copy)
            {
                replica.Copied.ChangeRate(_s.NowS, rate);
                _s.Dirty |= 1 << node;
            }
        }
    }

    private void EndCopy(int node, ref Replica replica)
    {
        replica.Copied = Motion.Still(_s.Parameters.VolumeBytes, _s.NowS);
        if (replica.CopiesNewerBase)
        {
            Note(node, Cause.BaseFoundNewer);
            Abort(node, ref replica, Cause.BaseFoundNewer);
            return;
        }

        EndStage(ref replica);
        Enter(node, ref replica, ReplicaState.CatchUpAfterRebuild, Cause.CopyComplete);
        TakeBase(node, ref replica);
        BeginSession(ref replica);
        TakeStep(node, ref replica, Judge(node, in replica, replica.Position.Value));
    }

    /// <summary>A rebuild that went wrong by itself counts as an attempt.</summary>
    private void AbortRebuild(int node, ref Replica replica, Cause cause)
    {
        replica.Attempts++;
        if (replica.Attempts < _s.Parameters.RebuildAttempts)
        {
            LoseRebuild(node, ref replica, cause, _s.NowS + PlanningS);
            return;
        }

        EndRebuild(node, ref replica);
        Enter(node, ref replica, ReplicaState.Failed, Cause.RebuildAttempts);
        _s.FailedReplicas++;
    }

    private void LoseRebuild(int node, ref Replica replica, Cause cause, double notBeforeS)
    {
        EndRebuild(node, ref replica);
        Enter(node, ref replica, ReplicaState.NeedsRebuild, cause);
        replica.NotBeforeS = notBeforeS;
    }

    /// <summary>Nothing valid is left of a rebuild that ended otherwise than in step; the node still claims its base.</summary>
    private void EndRebuild(int node, ref Replica replica)
    {
        EndStage(ref replica);
        Unpin(node, ref replica);
        replica.Position = Motion.Still(replica.SessionStart, _s.NowS);
        InvalidateDisk(node, ref replica);
    }
}
