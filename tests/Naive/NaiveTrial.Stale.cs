using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Primaries that have been replaced and do not know it, and who follows them (docs/model.md §13).</summary>
internal sealed partial class NaiveTrial
{
    private readonly List<StalePrimary> _stalePrimaries = [];

    private double PrimarysFraction => 1 - _stalePrimaries.OrderBy(stale => stale.Node.Number).Sum(stale => stale.Fraction);

    private StalePrimary? StalePrimaryOf(Node node) => _stalePrimaries.Find(stale => stale.Node == node);

    private void BecomeStale(List<Node> followers)
    {
        _measures.Words.Add("stale primary");
        _stalePrimaries.Add(new StalePrimary(_p, CurrentTerm, _now, _volume.Committed, _p.StaleClientShare * PrimarysFraction, followers));
    }

    /// <summary>Who writes how much to whom.</summary>
    private void ShareOutClients()
    {
        _volume.Offered = _serving ? _clientRate * PrimarysFraction : 0;
        foreach (var stale in _stalePrimaries)
        {
            stale.Update(_now, _clientRate * stale.Fraction, FollowersNeeded);
        }
    }

    /// <summary>How many followers a stale primary needs to commit; null: it cannot.</summary>
    private int? FollowersNeeded => _p.Durability switch
    {
        Durability.BestEffort => 0,
        _ when !_p.IsV1 => null,
        Durability.SyncAll => 0,
        _ => _p.PromisedCopies - 1,
    };

    /// <summary>A stale primary crashes, or hears that it has been replaced.</summary>
    private void Cease(StalePrimary stale, bool crashed)
    {
        foreach (var follower in stale.Followers.ToList())
        {
            StopFollowing(follower, stale);
        }

        if (crashed)
        {
            stale.Node.Content!.Cut(Math.Floor(stale.HeadAt(_now - _p.Fsync)));
        }

        if (stale.IsBlocked)
        {
            _measures.Words.Add("stale primary blocked");
        }

        Acknowledge(stale.Term, stale.Committed);
        var r = ReplicaOf(stale.Node);
        r.Position = stale.Node.Content!.Last;
        stale.Node.PossiblyCommitted = r.Position;
        _stalePrimaries.Remove(stale);
    }

    private void LoseFollowers(Node node)
    {
        if (StalePrimaryOf(node) is { } stale)
        {
            foreach (var follower in stale.Followers.ToList())
            {
                StopFollowing(follower, stale);
            }
        }
    }

    private void StopFollowing(Node node)
    {
        foreach (var stale in _stalePrimaries.OrderBy(stale => stale.Node.Number))
        {
            StopFollowing(node, stale);
        }
    }

    /// <summary>A follower keeps what it received.</summary>
    private void StopFollowing(Node node, StalePrimary stale)
    {
        if (stale.Followers.Contains(node))
        {
            _measures.Words.Add("follower let go");
            TakeFromStalePrimaries(node);
            stale.Followers.Remove(node);
            node.JoinedUpTo = ReplicaOf(node).Live ? ReplicaOf(node).HeldWhenSessionBegan : node.Content!.Last;
        }
    }

    /// <summary>
    /// Puts what has come from stale primaries on the disk, beyond what was joined there: the oldest term first, in place of what newer ones wrote. Nothing, if what was joined ends in a newer term.
    /// </summary>
    private void TakeFromStalePrimaries(Node node)
    {
        var joined = (long)Math.Min(node.JoinedUpTo, node.Content?.Last ?? 0);
        foreach (var stale in _stalePrimaries.Where(stale => stale.Followers.Contains(node) && node.Content![joined] <= stale.Term.Number).OrderBy(stale => stale.Term.Number))
        {
            var received = Math.Floor(stale.HeadAt(_now - _p.Latency));
            node.Content!.Cover(stale.Term.Number, joined, received);
            ReplicaOf(node).HeldWhenSessionBegan = Math.Max(ReplicaOf(node).HeldWhenSessionBegan, received);
        }
    }
}
