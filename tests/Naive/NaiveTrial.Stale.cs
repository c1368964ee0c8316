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
        if (stale.Followers.Remove(node) && node.Content is { } content)
        {
            _measures.Words.Add("follower let go");
            node.Content = WithWhatItFollowed(node, content, stale);
            ReplicaOf(node).HeldWhenSessionBegan = Math.Max(ReplicaOf(node).HeldWhenSessionBegan, Math.Floor(stale.HeadAt(_now - _p.Latency)));
        }
    }

    /// <summary>What a disk holds with what came from a stale primary: that covers what came from the present one since the session began.</summary>
    private Content WithWhatItFollowed(Node node, Content content, StalePrimary stale)
    {
        var r = ReplicaOf(node);
        var covered = content.CopyUpTo(Math.Min(content.Last, r.Live || r.StreamedFrom == _volume ? r.HeldWhenSessionBegan : content.Last));
        covered.Write(stale.Term.Number, Math.Floor(stale.HeadAt(_now - _p.Latency)));
        if (covered.Last < content.Last)
        {
            covered.Take(content, content.Last);
        }

        return covered;
    }

    /// <summary>The last entry on a node's disk if what it receives from stale primaries counts.</summary>
    private double LastWith(Node node, double last) =>
        _stalePrimaries.Where(stale => stale.Followers.Contains(node)).Select(stale => Math.Floor(stale.HeadAt(_now - _p.Latency))).Append(last).Max();

    /// <summary>What a disk holds at the end of the trial: followers keep what they have received by then.</summary>
    private Content? ContentAtEnd(Node node)
    {
        var content = node.Content;
        foreach (var stale in _stalePrimaries.Where(stale => stale.Followers.Contains(node) && content is not null).OrderBy(stale => stale.Node.Number))
        {
            content = WithWhatItFollowed(node, content!, stale);
        }

        return content;
    }
}
