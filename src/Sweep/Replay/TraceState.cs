using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>The state of a trial at one time. Between two events every position moves linearly.</summary>
/// <param name="TimeS">The time, in seconds.</param>
/// <param name="Primary">Who is primary, and how it stands.</param>
/// <param name="HeadEntries">Position of the primary's head.</param>
/// <param name="TailEntries">Entries after this position are kept.</param>
/// <param name="WindowEntries">How far back from the head entries are kept for nobody in particular.</param>
/// <param name="CommittedLsn">The committed LSN.</param>
/// <param name="IsCommitting">Whether commits go on; otherwise the committed LSN stands still.</param>
/// <param name="OfferedPerS">What clients want the primary to write, in entries per second.</param>
/// <param name="AdmittedPerS">What they may write.</param>
/// <param name="IsBlocked">Whether writes wait for the durability mode.</param>
/// <param name="IsFull">Whether writes are throttled by a full WAL device.</param>
/// <param name="Nodes">All nodes by their numbers, node 0 first.</param>
public sealed record TraceState(
    double TimeS, TracePrimary Primary, double HeadEntries, double TailEntries, double WindowEntries, double CommittedLsn, bool IsCommitting, double OfferedPerS, double AdmittedPerS, bool IsBlocked, bool IsFull,
    IReadOnlyList<TraceNode> Nodes)
{
    internal static TraceState Of(in TrialState state)
    {
        var nodes = new TraceNode[state.ReplicaCount + 1];
        for (var node = 0; node < nodes.Length; node++)
        {
            nodes[node] = TraceNode.Of(in state, node);
        }

        return new(state.NowS, new(state.PrimaryNode, state.PrimaryTerm, state.PrimaryEpoch, state.IsServing, state.IsFenced), state.HeadEntries, state.TailEntries, state.WindowEntries, state.WatchedCommittedLsn,
            state.IsCommitting, state.OfferedRatePerS, state.AdmittedPerS, state.IsBlocked, state.IsFull, nodes);
    }
}

/// <summary>Who is primary at one time.</summary>
/// <param name="Node">The node.</param>
/// <param name="Term">Its term, from 0: one more for each promotion and each restart in place.</param>
/// <param name="Epoch">Its epoch, which is what nodes know of the term.</param>
/// <param name="IsServing">Whether it takes writes.</param>
/// <param name="IsFenced">Whether it does not because its lease ran out.</param>
public sealed record TracePrimary(int Node, int Term, int Epoch, bool IsServing, bool IsFenced);

/// <summary>A node at one time.</summary>
/// <param name="Node">Its number.</param>
/// <param name="State">The primary's view of it; Primary for the primary itself.</param>
/// <param name="Stage">What goes on between the primary and it.</param>
/// <param name="IsLive">Whether the primary streams to it; it then follows the head.</param>
/// <param name="PositionEntries">How far it is: the head's position while it is live or the primary, its own head's if it is a stale primary; of a primary whose process is down, what is on its disk.</param>
/// <param name="RatePerS">How fast that moves, in entries per second.</param>
/// <param name="IsPinned">Whether WAL is kept for it.</param>
/// <param name="Log">What its log holds.</param>
/// <param name="Stale">How it stands as a primary that has been replaced and goes on writing; null if it is none.</param>
public sealed record TraceNode(
    int Node, ReplicaState State, SessionStage Stage, bool IsLive, double PositionEntries, double RatePerS, bool IsPinned, TraceLog Log, StalePrimaryView? Stale)
{
    internal static TraceNode Of(in TrialState state, int node)
    {
        ref readonly var replica = ref state.ReplicaOf(node);
        StalePrimaryView? stale = state.IsStalePrimary(node) ? state.StalePrimaryOf(node) : null;
        var isAtHead = replica.IsLive || (node == state.PrimaryNode && (state.IsServing || state.IsFenced));
        var (position, ratePerS) = isAtHead ? (state.HeadEntries, state.AdmittedPerS)
            : stale is { } own ? (own.HeadEntries, own.RatePerS)
            : (replica.PositionAt(state.NowS), replica.PositionRatePerS);
        return new(node, replica.State, replica.Stage, replica.IsLive, position, ratePerS, replica.Pinned, TraceLog.Of(in state, node), stale);
    }
}
