using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>How a term begins and who is in it (docs/model.md §13), and what a trial starts with (§16).</summary>
internal sealed partial class NaiveTrial
{
    private const int _mostTerms = 64;

    private bool _outOfTerms;

    private Term CurrentTerm => _terms[^1];

    private void Promote(Report chosen)
    {
        if (_terms.Count == _mostTerms)
        {
            _outOfTerms = true;
            return;
        }

        var (old, next) = (_primary, chosen.Replica.Node);
        CeaseCommitting();
        var followers = _p.IsV1 && _serving ? _replicas.Where(r => r is { State: ReplicaState.InSync, Live: true } && r.Node != next).Select(r => r.Node).ToList() : [];
        foreach (var r in _replicas)
        {
            CutOff(r);
        }

        Acknowledge(CurrentTerm, _volume.Committed);
        if (_serving)
        {
            BecomeStale(followers);
        }

        old.Replaced = true;
        old.PossiblyCommitted = old.Content!.Last;
        StopFollowing(next);
        if (chosen.Replica.InEpisode)
        {
            chosen.Replica.Recovery!.EndedByPromotion = true;
            EndEpisode(chosen.Replica, 0);
        }

        next.Content ??= Content.Of(_safety.FirstLsn, Content.NothingBefore(CurrentTerm.Number + 1), chosen.Last);
        var start = next.Content.Last;
        var tail = Math.Min(start, Math.Max(start - _p.AlwaysKept, next.BaseClaims));
        var committed = Math.Min(_volume.Committed, start);
        var oldReplica = new Replica(old) { Live = false, Position = old.Content.Last, NextRecovery = new Recovery() };
        var others = _replicas.Where(r => r.Node != next).ToArray();
        _measures.Promotions++;
        _measures.Record(Cause.Promoted);
        _primary = next;
        _replicas = [.. others.Append(oldReplica).OrderBy(r => r.Node.Number)];
        BeginTerm(CurrentTerm.Epoch + 1, tail, committed);
        LeaveForNewTerm(oldReplica);
        foreach (var r in others)
        {
            Join(r);
        }
    }

    private void CutOff(Replica r)
    {
        if (IsPresent(r))
        {
            LoseContact(r, crashed: false);
        }

        if (r.State == ReplicaState.InSync)
        {
            r.NextRecovery = new Recovery();
        }

        r.HasPin = false;
        r.PinExpires = Grid.Never;
    }

    /// <summary>The primary goes on where its disk ends, in a term of its own; nothing has gone on since it crashed.</summary>
    private void Resume()
    {
        if (_terms.Count == _mostTerms)
        {
            _outOfTerms = true;
            return;
        }

        _measures.Words.Add("resumed");
        Acknowledge(CurrentTerm, _volume.Committed);
        var start = _primary.Content!.Last;
        BeginTerm(CurrentTerm.Epoch + (_p.ResumesInNewEpoch ? 1 : 0), Math.Min(_volume.Tail, start), Math.Min(_volume.Committed, start));
        foreach (var r in _replicas)
        {
            Join(r);
        }
    }

    private void BeginTerm(int epoch, double tail, double committed)
    {
        var start = _primary.Content!.Last;
        _volume = new Volume(_p, _start, _now, start, 0) { Tail = tail, Committed = committed, Admitted = _volume.Admitted };
        _terms.Add(new Term(_terms.Count, epoch, _primary, _primary.Content.CopyUpTo(start), committed, _volume));
        _measures.NoteRetained(_volume.Retained);
        _primary.Epoch = epoch;
        _serving = true;
        _fenced = false;
        _awaitingResume = false;
        _mayAskForPrimary = true;
        _inSyncMembers = 0;
        foreach (var r in _replicas.Where(r => r.InEpisode && r.DiskValid && r.Recovery!.ReachableAgain is not null))
        {
            if (start - r.Position <= _p.Keep || r.Position >= Math.Floor(tail))
            {
                r.Recovery!.CatchupPossibleFrom ??= _now;
            }
        }
    }

    private void Join(Replica r)
    {
        r.LinkBrokeAt = -Grid.Never;
        if (_p.IsV1 && r.State == ReplicaState.InSync && IsReachable(r) && r.Position >= _volume.Head)
        {
            GoLive(r, _now);
        }
        else if (r.State is ReplicaState.InSync or ReplicaState.PromotionHold)
        {
            LeaveForNewTerm(r);
        }

        ComeBack(r);
        if (r.State is ReplicaState.NeedsRebuild or ReplicaState.Degraded)
        {
            r.NotBefore = Math.Max(r.NotBefore, _now + (_p.OrchestratesRebuilds ? _p.PlanDelay : 0));
        }
        else if (r.State == ReplicaState.Lagging && r.Known && IsReachable(r))
        {
            StartHandshake(r);
        }
    }

    /// <summary>In step with the primary before is not in step with this one. V1 excludes without asking.</summary>
    private void LeaveForNewTerm(Replica r)
    {
        _measures.Record(Cause.PrimaryChanged);
        if (_p.IsV1)
        {
            Leave(r, ReplicaState.Degraded, Cause.DegradedExcluded);
        }
        else
        {
            Leave(r, ReplicaState.Lagging, Cause.PrimaryChanged);
        }
    }

    /// <summary>The primary streams to it; a spike that was over when the session's barrier was sent concerns the stream no more.</summary>
    private void GoLive(Replica r, long barrierSentAt)
    {
        r.Node.Link.ForgetSpikesBefore(barrierSentAt);
        r.Live = true;
        r.StreamedFrom = _volume;
        r.HeldWhenSessionBegan = r.Node.Content!.Last;
        r.Node.Epoch = CurrentTerm.Epoch;
        r.OverdueLookFrom = Grid.Never;
        r.WithdrawUntil = -Grid.Never;
        r.LinkBrokeAt = -Grid.Never;
        r.NextRecovery = null;
    }

    /// <summary>What the primary writes, live replicas receive and others replay is on their disks.</summary>
    private void TakeWhatCame()
    {
        if (_primary.ProcessUp && !_awaitingResume)
        {
            _primary.Content!.Write(CurrentTerm.Number, Math.Floor(_volume.Head));
        }

        foreach (var r in _replicas)
        {
            if (r.Live || r.Replaying)
            {
                r.Node.Content!.Take(_primary.Content!, Math.Floor(PositionOf(r)));
            }

            TakeFromStalePrimaries(r.Node);
        }
    }

    /// <summary>V1.5 compares epochs entry by entry; what a node holds of the present epoch beyond the primary's last entry looks right to it.</summary>
    private bool IsDivergent(Replica r)
    {
        var (mine, primarys) = (r.Node.Content!, _primary.Content!);
        for (var lsn = _safety.FirstLsn; lsn <= mine.Last; lsn++)
        {
            if (EpochOf(mine[lsn]) != (lsn <= primarys.Last ? EpochOf(primarys[lsn]) : CurrentTerm.Epoch))
            {
                return true;
            }
        }

        return false;
    }

    private int EpochOf(int term) => _terms[Math.Abs(term)].Epoch;

    /// <summary>At a handshake: V2 truncates to where the node's content leaves that of the primary; V1.5 knows of nothing beyond the head.</summary>
    private void SetBack(Replica r)
    {
        if (_p.Truncates)
        {
            var agreed = r.Node.Content!.AgreesUpTo(_primary.Content!);
            if (agreed < r.Node.Content.Last)
            {
                _measures.Words.Add("truncated");
            }

            if (agreed == double.NegativeInfinity)
            {
                r.Position = Math.Min(r.Position, Math.Floor(_volume.Head));
                r.Node.PossiblyCommitted = double.NegativeInfinity;
                r.Node.BaseClaims = r.Position;
                LoseDisk(r);
                return;
            }

            r.Node.Content.Cut(agreed);
            r.Position = Math.Min(r.Position, agreed);
            r.Node.PossiblyCommitted = Math.Min(r.Node.PossiblyCommitted, r.Position);
        }
        else if (_p.ComparesEpochs)
        {
            r.Position = Math.Min(r.Position, Math.Floor(_volume.Head));
        }
    }

    /// <summary>What starts out of step has been so since before the trial: nothing streams to it and it acknowledged no more than its position.</summary>
    private void StartOutOfStep()
    {
        foreach (var fault in _timeline.Where(fault => fault.Kind is FaultKind.StartsLagging or FaultKind.StartsNeedingRebuild))
        {
            var r = ReplicaOf(_nodes[fault.Node]);
            r.Live = false;
            r.Position = fault.Kind == FaultKind.StartsLagging ? Math.Floor(-fault.Value) : Math.Floor(-_p.SnapshotLag);
            r.AcknowledgedFrozen = r.Position;
            r.Node.Content = Content.Of(_safety.FirstLsn, 0, r.Position);
        }
    }

    private void LeaveAtStart(Replica r, bool needsRebuild)
    {
        r.NextRecovery = new Recovery();
        NoteReachableAgain(r.NextRecovery);
        if (needsRebuild)
        {
            r.Node.BaseClaims = r.Position;
            LoseDisk(r);
            Leave(r, ReplicaState.Lagging, Cause.StartedSo);
            r.Recovery!.RebuildCause = Cause.NotRetained;
            NeedRebuild(r, Cause.StartedSo);
        }
        else
        {
            r.NextRecovery.RebuildCause = _p.IsV1 ? Cause.DegradedExcluded : null;
            Leave(r, _p.IsV1 ? ReplicaState.Degraded : ReplicaState.Lagging, Cause.StartedSo);
            if (_p.IsV1)
            {
                _measures.Record(Cause.DegradedExcluded);
            }

            PinWhatTheStreamHeld(r);
        }

        ComeBack(r);
    }
}
