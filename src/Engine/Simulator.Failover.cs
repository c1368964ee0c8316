using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

// docs/model.md §12 and §13: who becomes primary, and how everybody joins a new term.
internal partial struct Simulator<TProtocol, TObserver>
{
    [InlineArray(ScenarioParameters.MaxReplicas)]
    private struct Reports
    {
        private CandidateReport _first;
    }

    /// <summary>The control plane asks whoever it hears, and promotes whom the protocol chooses.</summary>
    private void SeekPrimary()
    {
        var buffer = default(Reports);
        Span<CandidateReport> all = buffer;
        var count = 0;
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (node != _s.Primary && replica.Heard && replica.State != ReplicaState.Failed)
            {
                all[count++] = ReportOf(node, in replica);
            }
        }

        ReadOnlySpan<CandidateReport> reports = all[..count];
        var view = new PromotionView(_s.Parameters.Durability, _s.ReplicaCount + 1, _s.Epoch);
        var chosen = TProtocol.PromotionPolicy(reports, in view);
        if (TObserver.IsWatching)
        {
            _observer.OnPromotion(in _s, reports, in view, chosen);
        }

        if (chosen < 0)
        {
            _s.NobodyEligible = true;
            _s.AskFromS = double.PositiveInfinity;
            Note(_s.Primary, Cause.NoEligibleCandidate);
        }
        else if (_s.TermCount < Term.Most)
        {
            Promote(reports[chosen].Node, reports[chosen].DurableLsn);
        }
        else
        {
            EndForWantOfTerms();
        }
    }

    /// <summary>What a node reports is what it will have when the present primary's stream or session with it has been cut off: of a rebuild under way nothing but a claim.</summary>
    private CandidateReport ReportOf(int node, in Replica replica)
    {
        var held = replica.Live ? HeadAt(replica.SentByS(_s.NowS, _s.Parameters.LatencyS)) : replica.IsRebuild ? replica.SessionStart : replica.Position.At(_s.NowS);
        var isValid = replica.DiskValid && !replica.IsRebuild;
        var durableLsn = _s.TermCount > 1 && isValid ? Ordered.Max(Math.Floor(held), LastLsnOf(node)) : Math.Floor(held);
        return new CandidateReport
        {
            Node = node,
            State = replica.IsRebuild ? ReplicaState.NeedsRebuild : replica.State,
            Epoch = replica.Epoch,
            ApparentLsn = durableLsn,
            DurableLsn = durableLsn,
            RecoverablePrefixLsn = isValid ? Ordered.Min(durableLsn, replica.WholeUpToLsn) : double.NegativeInfinity,
            PossiblyCommittedLsn = replica.State == ReplicaState.InSync ? Math.Floor(held) : replica.PossiblyCommittedLsn,
        };
    }

    /// <summary>A trial has a fixed number of terms; needing one more ends it at once, as if another event were due that its budget does not allow.</summary>
    private void EndForWantOfTerms()
    {
        _s.Parameters.EventBudget = 0;
        _s.NextFaultS = _s.NowS;
    }

    private void Promote(int promoted, double startLsn)
    {
        if (_s.Committing)
        {
            NoteCommit();
        }

        var old = _s.Primary;
        var followers = FollowersOfStalePrimary(promoted);
        CutOffEverybody();
        StartContents();
        ReplacePrimary(old, followers);

        ref var primary = ref ReplicaAt(promoted);
        TakeOver(promoted, ref primary);
        BeginTerm(startLsn, newEpoch: true);
        _s.TailFloor = Ordered.Min(startLsn, Ordered.Max(startLsn - _s.AlwaysKept, primary.BaseLsn));
        RegainReach();
        JoinAsReplaced(old);
        JoinTerm(old);
    }

    /// <summary>Whatever goes on with the old primary ends as if every link to it broke; nobody's WAL is kept any more.</summary>
    private void CutOffEverybody()
    {
        AddUpPins();
        LoseReach();
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            ExpectNothing(ref replica);
            Unpin(node, ref replica);
        }
    }

    private void TakeOver(int node, ref Replica primary)
    {
        var wasInSync = primary.State == ReplicaState.InSync;
        BreakWithStalePrimaries(node, isOwnCrash: false);
        if (MayHaveStaleAddress && !double.IsNaN(primary.StaleSinceS))
        {
            CloseStaleProbes(node, ref primary, _s.NowS);
        }

        primary.Known = true;
        Enter(node, ref primary, ReplicaState.Primary, Cause.Promoted);
        if (IsFirstRecovery(node))
        {
            _s.Best.Reset();
        }

        if (!wasInSync)
        {
            primary.HoldSinceS = _s.NowS;
            EndEpisode(node, ref primary);
        }

        primary.Set(Hindrances.PrimaryGone, on: true);
        _s.Primary = node;
        _s.FirstNode = 0;
        _s.NodesFromFirst = _s.ReplicaCount + 1;
        DueOf(node).AtS = double.PositiveInfinity;
        _s.LostSinceS = double.PositiveInfinity;
        _s.HeardSinceS = _s.NowS;
        _s.AskFromS = double.NegativeInfinity;
        _s.Fenced = false;
        _s.Outcome.Promotions++;
    }

    private void JoinAsReplaced(int node)
    {
        ref var replica = ref ReplicaAt(node);
        replica.ReachableAgainS = double.NaN;
        LeaveForNewTerm(node, ref replica);
    }

    /// <summary>The node that is still the primary goes on after a crash, with what it had made durable.</summary>
    private void BeginTermInPlace()
    {
        if (_s.TermCount == Term.Most)
        {
            EndForWantOfTerms();
            return;
        }

        ref var primary = ref ReplicaAt(_s.Primary);
        var startLsn = primary.Position.Value;
        AddUpPins();
        StartContents();
        AcknowledgeContent(_s.Primary, _s.TermCount - 1, _s.CommittedLsn);
        _s.TailFloor = Ordered.Min(_s.TailEntries, startLsn);
        BeginTerm(startLsn, TProtocol.StartsEpochOnRestart);
        if (!primary.Is(Hindrances.LinkDown))
        {
            RegainReach();
        }

        JoinTerm(except: _s.Primary);
    }

    /// <summary>From now on the primary writes entries after a given one.</summary>
    private void BeginTerm(double startLsn, bool newEpoch)
    {
        _s.Epoch += newEpoch ? 1 : 0;
        ReplicaAt(_s.Primary).Epoch = _s.Epoch;
        ExcludeAllBut(in _s.Contents[_s.Primary]);
        _s.CommittedLsn = Ordered.Min(_s.CommittedLsn, startLsn);
        _s.Terms[_s.TermCount] = Term.Begin(startLsn, _s.Epoch, _s.CommittedLsn);
        if (_s.Contents[_s.Primary].Count == 0)
        {
            // A disk that held nothing valid: what is not there is known by the term that took it for something.
            _s.Contents[_s.Primary].Add(_s.TermCount, startLsn);
            ReplicaAt(_s.Primary).DiskValid = true;
        }

        _s.TermCount++;

        FollowBest(_s.NowS);
        _s.Best.MeetNewHead(startLsn);
        AddUpPins();
        _s.HeadEntries = startLsn;
        _s.HeadMotion = Motion.Still(startLsn, _s.NowS);
        _s.Head.BeginStill(startLsn, _s.NowS);
        _s.Blocked = _s.Full = false;
        Serve();
        _s.Committing = _s.Parameters.Durability == Durability.BestEffort;
        Admit();
        _s.ContactMatters = true;
        _s.Dirty |= AllReplicas | (1 << _s.Primary) | _volumeDirty | _commitDirty;
    }

    private void JoinTerm(int except)
    {
        JudgeBestAgain();
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            if (node != _s.Primary && node != except)
            {
                Join(node, ref ReplicaAt(node));
            }
        }
    }

    private void Join(int node, ref Replica replica)
    {
        replica.BrokenAtS = double.NegativeInfinity;
        switch (replica.State)
        {
            case ReplicaState.InSync when TProtocol.ObeysWhoeverWrites && replica.Reachable && replica.Position.Value >= _s.HeadEntries:
                // Nobody looks at what it holds beyond.
                replica.Epoch = _s.Epoch;
                ForgetSpike(ref replica);
                SetLive(node, ref replica, live: true);
                ExpectNothing(ref replica);
                break;
            case ReplicaState.InSync:
                LeaveForNewTerm(node, ref replica);
                break;
            case ReplicaState.PromotionHold:
                Enter(node, ref replica, ReplicaState.Lagging, Cause.PrimaryChanged);
                replica.SessionEndedS = _s.NowS;
                break;
            default:
                replica.NotBeforeS = Ordered.Max(replica.NotBeforeS, _s.NowS + PlanningS);
                break;
        }

        if (replica.State == ReplicaState.Lagging && replica.Reachable && replica.Known)
        {
            BeginHandshake(ref replica);
        }
    }

    private void LeaveForNewTerm(int node, ref Replica replica)
    {
        ExpectNothing(ref replica);
        var excluded = Excludes(node, ViewContact(in replica));
        Enter(node, ref replica, excluded ? ReplicaState.Degraded : ReplicaState.Lagging, Cause.PrimaryChanged);
        replica.NotBeforeS = _s.NowS;
        replica.RefusedAtS = double.NaN;
        BeginEpisode(node, ref replica);
        if (excluded)
        {
            Note(node, Cause.DegradedExcluded);
            NoteRebuildCause(node, Cause.DegradedExcluded);
        }
    }
}
