using System.Numerics;
using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

// docs/model.md §14: what each node's log holds, and whether what was acknowledged is still there. Until a second term begins all logs hold entries of the first, and nothing is kept.
internal partial struct Simulator<TProtocol, TObserver>
{
    private void StartContents()
    {
        if (_s.TermCount > 1)
        {
            return;
        }

        _s.Terms[0] = Term.Begin(double.NegativeInfinity, epoch: 0, double.NegativeInfinity);
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            _s.Contents[node].Clear();
            if (replica.DiskValid && (node != _s.Primary || !(_s.Serves || _s.Fenced)))
            {
                _s.Contents[node].Add(term: 0, Math.Floor(replica.Position.Value));
            }
        }
    }

    /// <summary>The primary's log as it is now.</summary>
    private void ExtendPrimary()
    {
        if (_s.Serves || _s.Fenced)
        {
            _s.Contents[_s.Primary].Add(_s.TermCount - 1, Math.Floor(_s.HeadEntries));
        }
    }

    /// <summary>A replica has taken over what the primary's log holds beyond its own, up to an LSN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FollowPrimary(int node, double lastLsn)
    {
        if (_s.TermCount > 1)
        {
            FollowContent(node, lastLsn);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FollowContent(int node, double lastLsn)
    {
        // What stale primaries have sent to it comes first, and covers what the primary has at the same LSNs.
        _s.JoinStaleStreams(node, ref _s.Contents[node]);
        ExtendPrimary();
        _s.Contents[node].HeldLsn = _s.Contents[node].LastLsn;
        _s.Contents[node].Follow(in _s.Contents[_s.Primary], lastLsn);
    }

    /// <summary>Up to where a replica holds what the primary does: its position, or less if what it holds diverges before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double WholePosition(int node, in Replica replica)
    {
        var position = replica.Position.At(_s.NowS);
        return _s.TermCount == 1 || replica.Stage is SessionStage.Chase or SessionStage.Round or SessionStage.FinalBarrier ? position : Ordered.Min(position, AgreesUpTo(node));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double AgreesUpTo(int node)
    {
        ExtendPrimary();
        return _s.Contents[node].AgreesUpTo(in _s.Contents[_s.Primary]);
    }

    /// <summary>Nothing valid is on the replica's disk, and no history before the base that it claims, its position.</summary>
    private void InvalidateDisk(int node, ref Replica replica)
    {
        replica.DiskValid = false;
        replica.BaseLsn = replica.Position.Value;
        replica.Hollow = default;
        if (_s.TermCount > 1)
        {
            _s.Contents[node].Clear();
        }
    }

    /// <summary>The copy is complete: what the primary has up to the base is what the replica has.</summary>
    private void TakeBase(int node, ref Replica replica)
    {
        replica.DiskValid = true;
        replica.Hollow = ReplicaAt(_s.Primary).Hollow;
        FollowPrimary(node, replica.Position.Value);
    }

    /// <summary>A handshake shows what the replica holds that the primary's lineage does not: it is dropped, or counted as far as the epochs show it.</summary>
    /// <returns>Entries that are divergent and stay.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private double MeetDivergentTail(int node, ref Replica replica)
    {
        ExtendPrimary();
        ref var content = ref _s.Contents[node];
        ref var primary = ref _s.Contents[_s.Primary];
        if (TProtocol.TruncatesDivergentTail)
        {
            var divergesAfterLsn = content.AgreesUpTo(in primary);
            if (TObserver.IsWatching && content.LastLsn > divergesAfterLsn)
            {
                _observer.OnTruncation(in _s, node, content.LastLsn - divergesAfterLsn);
            }

            if (divergesAfterLsn == double.NegativeInfinity)
            {
                // Nothing is left to count from but what the node claims.
                SetBack(ref replica, Math.Floor(_s.HeadEntries));
                replica.PossiblyCommittedLsn = double.NegativeInfinity;
                InvalidateDisk(node, ref replica);
                return 0;
            }

            content.Truncate(divergesAfterLsn);
            SetBack(ref replica, divergesAfterLsn);
            return 0;
        }

        SetBack(ref replica, Math.Floor(_s.HeadEntries));
        return content.Count == 0 ? 0 : content.LastLsn - content.ShowsEpochsUpTo(in primary, _s.Epoch, in _s.Terms);
    }

    private void SetBack(ref Replica replica, double lsn)
    {
        if (replica.Position.Value > lsn)
        {
            // A pin that is set back brings nothing back.
            AddUpPins();
            _s.TailFloor = _s.TailEntries;
            replica.Position = Motion.Still(lsn, _s.NowS);
            _s.Dirty |= _volumeDirty;
        }

        replica.PossiblyCommittedLsn = Ordered.Min(replica.PossiblyCommittedLsn, lsn);
    }

    /// <summary>A primary's commit at the end of its term acknowledges its content up to there, if it has moved in that term.</summary>
    private void AcknowledgeContent(int node, int inTerm, double committedLsn)
    {
        ref var content = ref _s.Contents[node];
        for (var index = 0; index < content.Count && committedLsn > _s.Terms[inTerm].CommittedBeforeLsn; index++)
        {
            ref var term = ref _s.Terms[content[index].Term];
            var afterLsn = Ordered.Max(term.StartLsn, index == 0 ? double.NegativeInfinity : content[index - 1].LastLsn);
            term.Acknowledged.Add(new(afterLsn, Ordered.Min(content[index].LastLsn, committedLsn)));
        }
    }

    private void ExcludeAllBut(in LogContent content)
    {
        // A term that starts from nothing at all excludes nothing that was written before the trial.
        var isNothing = content.Count == 0 || (content.Count == 1 && content.LastLsn <= _s.Terms[content[0].Term].StartLsn);
        for (var number = 0; number < _s.TermCount; number++)
        {
            ref var term = ref _s.Terms[number];
            var kept = content.EntriesOf(number);
            var isKept = kept.Entries > 0;
            term.ExcludedAfterLsn = Ordered.Min(term.ExcludedAfterLsn, isKept ? kept.LastLsn : isNothing ? Ordered.Max(0, term.StartLsn) : CountedAfterLsn(in content, in term, content.LastLsn));
            term.ExcludedUpToLsn = isKept ? Ordered.Max(term.ExcludedUpToLsn, kept.AfterLsn) : term.ExcludedUpToLsn;
        }
    }

    /// <summary>
    /// From where on it counts that a log holds nothing of a term. A log that goes back to a disk that held nothing valid, up to where its own entries begin, does not answer for what was written before the trial.
    /// </summary>
    private double CountedAfterLsn(in LogContent content, in Term term, double lastLsn)
    {
        var nothingUpToLsn = content.Count == 0 ? lastLsn : _s.Terms[content[0].Term].StartLsn;
        return Ordered.Max(term.StartLsn, Ordered.Min(0, nothingUpToLsn));
    }

    /// <summary>Compares what was acknowledged and what was excluded with what the logs hold in the end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void JudgeSafety()
    {
        CloseTerms();
        for (var number = 0; number < _s.TermCount; number++)
        {
            ref var term = ref _s.Terms[number];
            var served = _s.Serves ? OwnEntriesOf(_s.Primary, number) : default;
            var held = served;
            var inStep = default(Stretches);
            inStep.Add(served);
            for (var node = 0; node <= _s.ReplicaCount; node++)
            {
                var entries = OwnEntriesOf(node, number);
                held = _s.Serves ? held : held.HullWith(entries);
                if (ReplicaAt(node).State == ReplicaState.InSync)
                {
                    inStep.Add(entries);
                }
            }

            _s.Outcome.LostEntries += term.AcknowledgedOutside(held, _s.Serves ? CountedAfterLsn(in _s.Contents[_s.Primary], in term, _s.HeadEntries) : number == 0 ? 0 : term.StartLsn);
            _s.Outcome.LeakedEntries += inStep.EntriesOutside(term.ExcludedUpToLsn, term.ExcludedAfterLsn);
        }

        var hollow = ReplicaAt(_s.Primary).Hollow;
        if (_s.Serves && hollow.Entries > 0)
        {
            _s.Outcome.LostEntries += Math.Floor(_s.Parameters.ExtentFraction * new Stretch(hollow.AfterLsn, Ordered.Min(hollow.LastLsn, _s.CommittedLsn)).Entries);
        }
    }

    /// <summary>What a node's log holds of what was written in a term: not what is not there because the disk held nothing valid when the term began.</summary>
    private Stretch OwnEntriesOf(int node, int term)
    {
        var entries = _s.Contents[node].EntriesOf(term);
        return entries with { AfterLsn = Ordered.Max(entries.AfterLsn, _s.Terms[term].StartLsn) };
    }

    private void CloseTerms()
    {
        if (_s.Committing)
        {
            NoteCommit();
        }

        for (var nodes = _s.StaleNodes; nodes != 0; nodes &= nodes - 1)
        {
            var node = BitOperations.TrailingZeroCount(nodes);
            EndStalePrimary(node, Math.Floor(_s.Stale[node].HeadAt(_s.NowS)));
        }

        ExtendPrimary();
        AcknowledgeContent(_s.Primary, _s.TermCount - 1, _s.CommittedLsn);
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (node != _s.Primary && replica.DiskValid && (replica.Live || replica.State is ReplicaState.CatchingUp or ReplicaState.CatchUpAfterRebuild))
            {
                FollowPrimary(node, Math.Floor(replica.Live ? HeadAt(replica.SentByS(_s.NowS, _s.Parameters.LatencyS)) : replica.Position.Value));
            }
        }
    }
}
