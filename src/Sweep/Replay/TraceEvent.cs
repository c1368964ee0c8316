using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>One event of a trial, with everything it brought about and the state after it.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Node">The node it was about; −1 for none, as where it is about the clients, the WAL or the control plane.</param>
/// <param name="Fault">The fault if it was one.</param>
/// <param name="Steps">What was decided, found out and changed, in order.</param>
/// <param name="After">The state after it.</param>
public sealed record TraceEvent(EventKind Kind, int Node, Fault Fault, IReadOnlyList<TraceStep> Steps, TraceState After)
{
    /// <summary>What it was, in one word of lower-case letters and "_".</summary>
    public string Name => Kind == EventKind.Fault ? Spelling.Of(Fault.Kind) : Spelling.Of(Kind);

    /// <summary>The nodes whose logs are worth a word: all when a new term begins, later those that lost entries or came by entries of a term they had none of.</summary>
    public IReadOnlyList<int> TellsLogsOf { get; init; } = [];
}

/// <summary>Something that an event brought about.</summary>
/// <param name="Node">The node it is about.</param>
public abstract record TraceStep(int Node);

/// <summary>A node changed its state.</summary>
/// <param name="Node">The node.</param>
/// <param name="From">Its state before.</param>
/// <param name="To">Its state after.</param>
/// <param name="Cause">Why.</param>
public sealed record TraceTransition(int Node, ReplicaState From, ReplicaState To, Cause Cause) : TraceStep(Node);

/// <summary>Something was put on the trial's record without a change of state.</summary>
/// <param name="Node">The replica it is about.</param>
/// <param name="Cause">What.</param>
public sealed record TraceFinding(int Node, Cause Cause) : TraceStep(Node);

/// <summary>A replica dropped entries that its primary's lineage does not hold.</summary>
/// <param name="Node">The replica.</param>
/// <param name="DroppedEntries">How many; +∞ if the two have nothing in common.</param>
public sealed record TraceTruncation(int Node, double DroppedEntries) : TraceStep(Node);

/// <summary>A policy decided.</summary>
/// <param name="Hook">Which of <see cref="PolicyHooks"/>.</param>
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
