using System.Numerics;

namespace WalSweep.Engine;

// docs/model.md §12 to §14: what terms, stale primaries and logs have come to at this moment. The simulator keeps most of it only as far as it must, so these are worked out for whoever asks, which only observers do.
public partial struct TrialState
{
    /// <summary>The term that the primary writes, from 0: one more for each promotion and each restart in place.</summary>
    public readonly int PrimaryTerm => TermCount - 1;

    /// <summary>Whether the primary has fenced itself because its lease ran out.</summary>
    public readonly bool IsFenced => Fenced;

    /// <summary>Whether a node goes on writing as primary although it has been replaced.</summary>
    public readonly bool IsStalePrimary(int node) => (StaleNodes >> node & 1) != 0;

    /// <summary>The epoch of a term that has begun.</summary>
    public readonly int EpochOf(int term) => TermCount > 1 ? Terms[term].Epoch : 0;

    /// <summary>How a stale primary stands.</summary>
    /// <param name="node">A node for which <see cref="IsStalePrimary"/> holds.</param>
    public readonly StalePrimaryView StalePrimaryOf(int node)
    {
        var stale = Stale[node];
        var head = stale.HeadAt(NowS);
        return new(EpochOf(stale.Term), head, head < stale.LimitLsn ? stale.Head.RatePerS : 0, stale.LimitLsn, CommitOf(in stale));
    }

    /// <summary>
    /// What a node's log holds now, down to whole entries: also what it has received from a stream, a replay or a stale primary that goes on, and, of the primary, what it has written.
    /// Nothing, if its disk holds nothing valid. Costs a copy of a kilobyte or two.
    /// </summary>
    /// <param name="node">0..R.</param>
    public readonly LogContent ContentOf(int node)
    {
        var content = TermCount > 1 ? Contents[node] : default;
        ref readonly var replica = ref Replicas[node];
        if (node == Primary)
        {
            content.Add(PrimaryTerm, Serves || Fenced ? Math.Floor(HeadEntries) : TermCount > 1 ? content.LastLsn : replica.Position.Value);
            return content;
        }

        if (IsStalePrimary(node))
        {
            content.Add(Stale[node].Term, Math.Floor(Stale[node].HeadAt(NowS)));
        }

        JoinStaleStreams(node, ref content);
        var held = Math.Floor(replica.Live ? HeadAt(replica.SentByS(NowS, Parameters.LatencyS)) : replica.Position.At(NowS));
        if (TermCount == 1 && replica.DiskValid)
        {
            content.Add(term: 0, held);
        }
        else if (replica.DiskValid && (replica.Live || replica.Stage is SessionStage.Chase or SessionStage.Round or SessionStage.FinalBarrier))
        {
            var primary = ContentOf(Primary);
            content.Follow(in primary, held);
        }

        return content;
    }

    /// <summary>Joins to a log what its node has received by now from the stale primaries that it follows, the oldest term first.</summary>
    internal readonly void JoinStaleStreams(int node, ref LogContent content)
    {
        for (var stale = OldestFollowed(node, afterTerm: -1); stale >= 0; stale = OldestFollowed(node, Stale[stale].Term))
        {
            content.Join(Stale[stale].Term, Math.Floor(Stale[stale].HeadAt(NowS - Parameters.LatencyS)));
        }
    }

    /// <summary>What a stale primary has acknowledged by now.</summary>
    internal readonly double CommitOf(in StalePrimary stale)
    {
        if (!stale.Acknowledges)
        {
            return stale.CommittedLsn;
        }

        var delayS = stale.Followers == 0 || Parameters.Durability == Durability.BestEffort ? Parameters.FsyncS : RoundTripS;
        return Ordered.Max(stale.CommittedLsn, Math.Floor(stale.HeadAt(NowS - delayS)));
    }

    /// <summary>The stale primary that a node follows and that writes the oldest term after a given one; −1 if there is none.</summary>
    private readonly int OldestFollowed(int node, int afterTerm)
    {
        var oldest = -1;
        for (var nodes = StaleNodes; nodes != 0; nodes &= nodes - 1)
        {
            var stale = BitOperations.TrailingZeroCount(nodes);
            if ((Stale[stale].Followers >> node & 1) != 0 && Stale[stale].Term > afterTerm && (oldest < 0 || Stale[stale].Term < Stale[oldest].Term))
            {
                oldest = stale;
            }
        }

        return oldest;
    }
}

/// <summary>A primary that has been replaced, has not heard so, and goes on writing: how it stands at one time.</summary>
/// <param name="Epoch">The epoch it writes in.</param>
/// <param name="HeadEntries">Its own head.</param>
/// <param name="RatePerS">How fast that moves, in entries per second.</param>
/// <param name="LimitEntries">How far it may go without an acknowledgement; +∞ while it is not limited.</param>
/// <param name="CommittedLsn">What it has acknowledged to its clients.</param>
public readonly record struct StalePrimaryView(int Epoch, double HeadEntries, double RatePerS, double LimitEntries, double CommittedLsn);
