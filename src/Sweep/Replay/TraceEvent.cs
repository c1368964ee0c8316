using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>One event of a trial, with everything it brought about and the state after it.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Node">The node it was about; 0 for the volume.</param>
/// <param name="Fault">The fault if it was one.</param>
/// <param name="Steps">What was decided, found out and changed, in order.</param>
/// <param name="After">The state after it.</param>
public sealed record TraceEvent(EventKind Kind, int Node, Fault Fault, IReadOnlyList<TraceStep> Steps, TraceState After)
{
    /// <summary>What it was, in one word of lower-case letters and "_".</summary>
    public string Name => Kind == EventKind.Fault ? Spelling.Of(Fault.Kind) : Spelling.Of(Kind);
}

/// <summary>The state of a trial at one time. Between two events every position moves linearly.</summary>
/// <param name="TimeS">The time, in seconds.</param>
/// <param name="HeadEntries">Position of the head.</param>
/// <param name="TailEntries">Entries after this position are kept.</param>
/// <param name="WindowEntries">How far back from the head entries are kept for nobody in particular.</param>
/// <param name="CommittedLsn">The committed LSN.</param>
/// <param name="IsCommitting">Whether commits go on; otherwise the committed LSN stands still.</param>
/// <param name="OfferedPerS">What clients want to write, in entries per second.</param>
/// <param name="AdmittedPerS">What they may write.</param>
/// <param name="IsBlocked">Whether writes wait for the durability mode.</param>
/// <param name="IsFull">Whether writes are throttled by a full WAL device.</param>
/// <param name="Replicas">The nodes, node 0 first; the primary at the head.</param>
public sealed record TraceState(
    double TimeS, double HeadEntries, double TailEntries, double WindowEntries, double CommittedLsn, bool IsCommitting, double OfferedPerS, double AdmittedPerS, bool IsBlocked, bool IsFull,
    IReadOnlyList<TraceReplica> Replicas)
{
    internal static TraceState Of(in TrialState state)
    {
        var replicas = new TraceReplica[state.ReplicaCount + 1];
        for (var node = 0; node < replicas.Length; node++)
        {
            ref readonly var replica = ref state.ReplicaOf(node);
            var position = replica.IsLive || node == state.PrimaryNode ? state.HeadEntries : replica.PositionAt(state.NowS);
            replicas[node] = new(node, replica.State, replica.Stage, replica.IsLive, position, replica.IsLive || node == state.PrimaryNode ? state.AdmittedPerS : replica.PositionRatePerS, replica.Pinned);
        }

        return new(state.NowS, state.HeadEntries, state.TailEntries, state.WindowEntries, state.WatchedCommittedLsn, state.IsCommitting, state.OfferedRatePerS, state.AdmittedPerS,
            state.IsBlocked, state.IsFull, replicas);
    }
}

/// <summary>A replica at one time.</summary>
/// <param name="Node">Its node.</param>
/// <param name="State">The primary's view of it.</param>
/// <param name="Stage">What goes on between the primary and it.</param>
/// <param name="IsLive">Whether the primary streams to it; it then follows the head.</param>
/// <param name="PositionEntries">How far it is; the head's position while it is live.</param>
/// <param name="RatePerS">How fast that moves, in entries per second.</param>
/// <param name="IsPinned">Whether WAL is kept for it.</param>
public sealed record TraceReplica(int Node, ReplicaState State, SessionStage Stage, bool IsLive, double PositionEntries, double RatePerS, bool IsPinned);

/// <summary>Something that an event brought about.</summary>
/// <param name="Node">The node it is about.</param>
public abstract record TraceStep(int Node);

/// <summary>A replica changed its state.</summary>
/// <param name="Node">The replica.</param>
/// <param name="From">Its state before.</param>
/// <param name="To">Its state after.</param>
/// <param name="Cause">Why.</param>
public sealed record TraceTransition(int Node, ReplicaState From, ReplicaState To, Cause Cause) : TraceStep(Node);

/// <summary>Something was put on the trial's record without a change of state.</summary>
/// <param name="Node">The replica it is about.</param>
/// <param name="Cause">What.</param>
public sealed record TraceFinding(int Node, Cause Cause) : TraceStep(Node);

/// <summary>A policy decided.</summary>
/// <param name="Hook">Which: can_attempt_catchup, catchup_convergence, recoverability, grants_rebuild, restart_rejoin or promotion.</param>
/// <param name="Node">The node it is about.</param>
/// <param name="Verdict">What it decided, in one word.</param>
/// <param name="Cause">Why not, where it gives a reason.</param>
/// <param name="Facts">What it saw.</param>
public sealed record PolicyDecision(string Hook, int Node, string Verdict, Cause? Cause, IReadOnlyList<Fact> Facts) : TraceStep(Node)
{
    /// <summary>What candidates reported, one list of facts each; only a promotion has any.</summary>
    public IReadOnlyList<IReadOnlyList<Fact>> Reports { get; init; } = [];

    /// <summary>The verdict with its reason.</summary>
    public string VerdictText => Cause is { } cause ? $"{Verdict} ({Spelling.Of(cause)})" : Verdict;
}
