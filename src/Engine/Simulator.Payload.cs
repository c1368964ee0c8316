namespace WalSweep.Engine;

// docs/model.md §15 and §16: payloads outside the WAL, the base at hand, and what a trial may start with.
internal partial struct Simulator<TProtocol, TObserver>
{
    /// <summary>Payloads of entries up to the checkpoint are gone. Reservations keep theirs; other replays go on and do not notice.</summary>
    private void LosePayloads()
    {
        var markLsn = Math.Floor(_s.HeadEntries - _s.SnapshotLagEntries);
        if (!(_s.Parameters.ExtentFraction > 0) || markLsn <= _s.PayloadMarkLsn)
        {
            return;
        }

        _s.PayloadMarkLsn = markLsn;
        for (var node = _s.FirstNode; node <= _s.ReplicaCount && !Reserves; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (replica.Stage == SessionStage.Copy || IsReplaying(in replica))
            {
                var lsn = Math.Floor(replica.Position.At(_s.NowS));
                replica.HollowSinceLsn = lsn < markLsn ? Ordered.Min(replica.HollowSinceLsn, lsn) : replica.HollowSinceLsn;
            }
        }
    }

    /// <summary>A session begins: if payloads of its gap are lost already, what it replays is hollow from the start.</summary>
    private void ExpectHollow(ref Replica replica) =>
        replica.HollowSinceLsn = replica.Position.Value < _s.PayloadMarkLsn ? replica.Position.Value : double.PositiveInfinity;

    /// <summary>A session ends where the replica is now.</summary>
    private void CloseHollow(ref Replica replica)
    {
        if (replica.HollowSinceLsn < double.PositiveInfinity)
        {
            replica.Hollow = replica.Hollow.HullWith(new(replica.HollowSinceLsn, Ordered.Min(_s.PayloadMarkLsn, Math.Floor(replica.Position.Value))));
            replica.HollowSinceLsn = double.PositiveInfinity;
        }
    }

    private void ChangeBase(bool newer)
    {
        _s.BaseNewer = newer;
        for (var node = _s.FirstNode; node <= _s.ReplicaCount && !newer; node++)
        {
            AskAgain(node, ref ReplicaAt(node));
        }
    }

    /// <summary>A refused rebuild is asked for again only when the answer may differ.</summary>
    private void AskAgain(int node, ref Replica replica)
    {
        if (replica.State == ReplicaState.NeedsRebuild && replica.NotBeforeS == double.PositiveInfinity)
        {
            replica.NotBeforeS = Periodic.FirstTick(replica.RefusedAtS, _s.Parameters.RebuildBackoffS, _s.NowS, double.NegativeInfinity);
            _s.Dirty |= 1 << node;
        }
    }

    /// <summary>What is committed when a trial starts is what the required acknowledgements had reached, those of nodes that start out of step among them.</summary>
    private void CommitAtStart()
    {
        if (AlwaysRequired > 0)
        {
            _s.CommittedLsn = Math.Floor(AcknowledgedBy(AlwaysRequired, onlyInSync: false));
        }
    }

    private void StartOutOfStep(in Fault fault, ref Replica replica)
    {
        var node = fault.Node;
        var needsRebuild = fault.Kind == FaultKind.StartsNeedingRebuild;
        SetLive(node, ref replica, live: false);
        replica.Position = Motion.Still(needsRebuild ? Math.Floor(-_s.SnapshotLagEntries) : -fault.Value, _s.NowS);
        replica.AcknowledgedLsn = replica.Position.Value;
        // Nothing was in flight that a crash could still take back.
        replica.BrokenAtS = double.NegativeInfinity;
        CommitAtStart();
        replica.ReachableAgainS = double.NaN;
        BecomeReachable(node, ref replica);
        var excluded = Excludes(node, ViewContact(in replica)) && !needsRebuild;
        Enter(node, ref replica, excluded ? ReplicaState.Degraded : ReplicaState.Lagging, Cause.StartedSo);
        replica.NotBeforeS = _s.NowS;
        if (needsRebuild)
        {
            InvalidateDisk(node, ref replica);
        }

        BeginEpisode(node, ref replica);
        if (needsRebuild)
        {
            Enter(node, ref replica, ReplicaState.NeedsRebuild, Cause.StartedSo);
            replica.NotBeforeS = _s.NowS + PlanningS;
        }
        else
        {
            HoldFor(node, ref replica);
        }

        if (excluded)
        {
            Note(node, Cause.DegradedExcluded);
        }

        if (excluded || needsRebuild)
        {
            NoteRebuildCause(node, excluded ? Cause.DegradedExcluded : Cause.NotRetained);
        }
    }
}
