using System.Numerics;
using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

// docs/model.md §13: a primary that has been replaced and has not heard so.
internal partial struct Simulator<TProtocol, TObserver>
{
    /// <summary>Who will go on acknowledging to the primary once another is promoted, if it still serves then.</summary>
    private int FollowersOfStalePrimary(int promoted)
    {
        var followers = 0;
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (node != promoted && replica.State == ReplicaState.InSync && replica.Live)
            {
                followers |= 1 << node;
            }
        }

        return TProtocol.Fencing == FencingRule.None && _s.Serves ? followers : 0;
    }

    /// <summary>The old primary becomes a node that does not know of its successor: one that goes on writing, if it still serves.</summary>
    private void ReplacePrimary(int node, int followers)
    {
        ref var old = ref ReplicaAt(node);
        if (_s.Outcome.Promotions == 0)
        {
            old.BeginReplaced();
        }

        old.Set(Hindrances.Replaced, on: true);
        old.BrokenAtS = double.NegativeInfinity;
        if (_s.Serves || !old.Is(Hindrances.ProcessDown))
        {
            // Restarted, but not yet with a new epoch, it has only what it had then.
            var lastLsn = _s.Serves || _s.Fenced ? Math.Floor(_s.HeadEntries) : old.Position.Value;
            old.Position = Motion.Still(lastLsn, _s.NowS);
            _s.Contents[node].Add(_s.TermCount - 1, lastLsn);
        }

        old.PossiblyCommittedLsn = old.Position.Value;
        old.Epoch = _s.Epoch;
        if (!_s.Serves)
        {
            AcknowledgeContent(node, _s.TermCount - 1, _s.CommittedLsn);
            return;
        }

        ref var stale = ref _s.Stale[node];
        stale.Term = _s.TermCount - 1;
        stale.Fraction = _s.Parameters.StaleClientShare * (1 - _s.StaleFraction);
        stale.Head = new Motion { Value = _s.HeadEntries, SinceS = _s.NowS, RatePerS = _s.ClientsPerS * stale.Fraction };
        stale.LimitLsn = double.PositiveInfinity;
        stale.CommittedLsn = _s.CommittedLsn;
        stale.Followers = followers;
        stale.Acknowledges = true;
        _s.StaleNodes |= 1 << node;
        var goesOn = _s.Parameters.Durability == Durability.BestEffort
            || (TProtocol.Fencing == FencingRule.None && BitOperations.PopCount((uint)followers) >= AlwaysRequired);
        if (!goesOn)
        {
            stale.Acknowledges = false;
            stale.LimitLsn = Ordered.Max(_s.HeadEntries, stale.CommittedLsn + _s.Parameters.InflightEntries);
        }

        CountStaleClients();
    }

    private void CountStaleClients()
    {
        var fraction = 0.0;
        for (var nodes = _s.StaleNodes; nodes != 0; nodes &= nodes - 1)
        {
            fraction += _s.Stale[BitOperations.TrailingZeroCount(nodes)].Fraction;
        }

        _s.StaleFraction = fraction;
        TakeClients();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveStalePrimaries()
    {
        for (var nodes = _s.StaleNodes; nodes != 0; nodes &= nodes - 1)
        {
            ref var stale = ref _s.Stale[BitOperations.TrailingZeroCount(nodes)];
            stale.Head.ChangeRate(_s.NowS, _s.ClientsPerS * stale.Fraction);
        }
    }

    /// <summary>A node is cut off from stale primaries: as one that followed them, or as one of them that can no longer be followed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BreakWithStalePrimaries(int node, bool isOwnCrash)
    {
        if (_s.StaleNodes != 0)
        {
            BreakWithThem(node, isOwnCrash);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BreakWithThem(int node, bool isOwnCrash)
    {
        if (_s.IsStalePrimary(node) && isOwnCrash)
        {
            EndStalePrimary(node, Math.Floor(_s.Stale[node].HeadAt(_s.NowS - _s.Parameters.FsyncS)));
        }
        else if (_s.IsStalePrimary(node))
        {
            for (var followers = _s.Stale[node].Followers; followers != 0; followers &= followers - 1)
            {
                CeaseToFollow(BitOperations.TrailingZeroCount(followers), ref _s.Stale[node]);
            }
        }

        for (var nodes = _s.StaleNodes; nodes != 0; nodes &= nodes - 1)
        {
            ref var stale = ref _s.Stale[BitOperations.TrailingZeroCount(nodes)];
            if ((stale.Followers >> node & 1) != 0)
            {
                CeaseToFollow(node, ref stale);
            }
        }
    }

    /// <summary>What it received it keeps, in place of what the primary has at the same LSNs.</summary>
    private void CeaseToFollow(int node, ref StalePrimary stale)
    {
        _s.JoinStaleStreams(node, ref _s.Contents[node]);
        stale.CommittedLsn = _s.CommitOf(in stale);
        stale.Followers &= ~(1 << node);
        if (stale.Acknowledges && BitOperations.PopCount((uint)stale.Followers) < AlwaysRequired)
        {
            stale.Acknowledges = false;
            stale.LimitLsn = Ordered.Max(stale.HeadAt(_s.NowS), stale.CommittedLsn + _s.Parameters.InflightEntries);
        }
    }

    /// <summary>The last entry of a node's log, with what it has received from stale primaries that it follows.</summary>
    private double LastLsnOf(int node)
    {
        var content = _s.Contents[node];
        _s.JoinStaleStreams(node, ref content);
        return content.LastLsn;
    }

    private void HearOfSuccessor(int node, ref Replica replica)
    {
        if (_s.IsStalePrimary(node))
        {
            // Its clients go to the primary before anything is measured of the node.
            EndStalePrimary(node, Math.Floor(_s.Stale[node].HeadAt(_s.NowS)));
            Admit();
        }

        replica.Set(Hindrances.Replaced, on: false);
        BecomePresent(node, ref replica);
    }

    /// <summary>It writes no more; what it has is its position as a replica.</summary>
    private void EndStalePrimary(int node, double lastLsn)
    {
        ref var stale = ref _s.Stale[node];
        var committedLsn = _s.CommitOf(in stale);
        for (var followers = stale.Followers; followers != 0; followers &= followers - 1)
        {
            CeaseToFollow(BitOperations.TrailingZeroCount(followers), ref stale);
        }

        ref var replica = ref ReplicaAt(node);
        ref var content = ref _s.Contents[node];
        content.Truncate(lastLsn);
        content.Add(stale.Term, lastLsn);
        AcknowledgeContent(node, stale.Term, committedLsn);
        replica.Position = Motion.Still(lastLsn, _s.NowS);
        replica.PossiblyCommittedLsn = lastLsn;
        _s.StaleNodes &= ~(1 << node);
        _s.Dirty |= 1 << node;
        CountStaleClients();
    }
}
