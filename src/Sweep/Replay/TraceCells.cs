namespace WalSweep.Sweep.Replay;

/// <summary>An event's own line, cell by cell, in words.</summary>
/// <param name="Time">When.</param>
/// <param name="Event">What happened to whom.</param>
/// <param name="Primary">Who is primary after it.</param>
/// <param name="Head">The head.</param>
/// <param name="Tail">The tail.</param>
/// <param name="Committed">The committed LSN.</param>
/// <param name="Nodes">The state and position of each node, by its number.</param>
/// <param name="HeldBack">What holds writes back, each in brackets after two blanks; empty if nothing does.</param>
public sealed record TraceCells(string Time, string Event, string Primary, string Head, string Tail, string Committed, IReadOnlyList<string> Nodes, string HeldBack)
{
    /// <summary>Cell by cell with those of another event of as many nodes.</summary>
    internal TraceCells Zip(TraceCells other, Func<string, string, string> merge) => new(
        merge(Time, other.Time),
        merge(Event, other.Event),
        merge(Primary, other.Primary),
        merge(Head, other.Head),
        merge(Tail, other.Tail),
        merge(Committed, other.Committed),
        [.. Nodes.Zip(other.Nodes, merge)],
        merge(HeldBack, other.HeldBack));
}
