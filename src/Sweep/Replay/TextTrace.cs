using System.Globalization;
using System.Text;
using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>
/// A trace for people: one line for every event with when, what, who is primary, head, tail, committed LSN, and each node's state and position; below it, indented, a line for everything that was decided,
/// with the facts it was decided on, for every change of state, and for every log that is no longer what it was with more at its end.
/// </summary>
public static class TextTrace
{
    private const int _nodeWidth = 34;
    private const int _primaryWidth = 18;
    private const int _factsWidth = 150;
    private const string _indent = "                ";

    /// <summary>The line above all others.</summary>
    public static string Heading(int replicas)
    {
        var heading = new StringBuilder($"{"time_s",14}  {"event",-26} {"primary",-_primaryWidth} {"head",14} {"tail",14} {"committed",14}");
        for (var node = 0; node <= replicas; node++)
        {
            heading.Append("  ").Append(string.Create(CultureInfo.InvariantCulture, $"node {node}").PadRight(_nodeWidth));
        }

        return heading.ToString().TrimEnd();
    }

    /// <summary>The lines of an event.</summary>
    public static IEnumerable<string> Lines(TraceEvent one) => [Line(Cells(one)), .. one.Steps.SelectMany(Lines), .. LogLines(one)];

    /// <summary>The cells of an event's own line.</summary>
    public static TraceCells Cells(TraceEvent one)
    {
        var after = one.After;
        var held = (after.IsBlocked ? "  [writes blocked]" : "") + (after.IsFull ? "  [wal device full]" : "");
        IReadOnlyList<string> nodes = [.. after.Nodes.Select(node => Describe(node, after.Primary))];
        return new(Time(after.TimeS), NameOf(one), Describe(after.Primary), Position(after.HeadEntries), Position(after.TailEntries), Lsn(after.CommittedLsn), nodes, held);
    }

    /// <summary>Puts the cells of an event's own line side by side.</summary>
    internal static string Line(TraceCells cells)
    {
        var line = new StringBuilder($"{cells.Time,14}  {cells.Event,-26} {cells.Primary,-_primaryWidth} {cells.Head,14} {cells.Tail,14} {cells.Committed,14}");
        foreach (var node in cells.Nodes)
        {
            line.Append("  ").Append(node.PadRight(_nodeWidth));
        }

        return line.Append(cells.HeldBack).ToString().TrimEnd();
    }

    /// <summary>The lines of something that an event brought about.</summary>
    internal static IEnumerable<string> Lines(TraceStep step)
    {
        var words = Words(step);
        if (step is not PolicyDecision decision)
        {
            return [_indent + words];
        }

        return Wrap(words + ", seeing " + string.Join(", ", decision.Facts), _factsWidth)
            .Concat(decision.Reports.SelectMany(report => Wrap("    report: " + string.Join(", ", report), _factsWidth)))
            .Select((line, index) => _indent + (index > 0 ? "    " : "") + line);
    }

    /// <summary>What the logs hold that are worth a word after an event.</summary>
    internal static IEnumerable<string> LogLines(TraceEvent one) => one.TellsLogsOf.Select(node => _indent + LogWords(one.After.Nodes[node]));

    /// <summary>What a log holds.</summary>
    public static string LogWords(TraceNode node) => Invariant($"{node.Node}: log holds {node.Log}");

    /// <summary>What a step was, without the facts.</summary>
    public static string Words(TraceStep step) => step switch
    {
        TraceTransition change => Invariant($"{change.Node}: {change.From} -> {change.To} ({Spelling.Of(change.Cause)})"),
        TraceFinding finding => Invariant($"{finding.Node}: {Spelling.Of(finding.Cause)}"),
        TraceTruncation truncation => Invariant($"{truncation.Node}: truncated, {(double.IsFinite(truncation.DroppedEntries) ? Lsn(truncation.DroppedEntries) : "all")} divergent entries dropped"),
        PolicyDecision decision => Invariant($"{decision.Node}: {decision.Hook} decides {decision.VerdictText}"),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>What happened to whom: the event, its node, and what the fault brought.</summary>
    internal static string NameOf(TraceEvent one)
    {
        var node = one.Node >= 0 ? Invariant($" {one.Node}") : "";
        var value = one.Kind == EventKind.Fault && one.Fault.Value > 0 ? " " + one.Fault.Value.ToString("R", CultureInfo.InvariantCulture) : "";
        return one.Name + node + value;
    }

    /// <summary>A time to the microsecond.</summary>
    public static string Time(double timeS) => timeS.ToString("F6", CultureInfo.InvariantCulture);

    /// <summary>Breaks a text at commas into lines of at most a width.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var rest = text;
        while (rest.Length > width && rest.LastIndexOf(", ", width - 1, StringComparison.Ordinal) is > 0 and var comma)
        {
            yield return rest[..(comma + 1)];
            rest = rest[(comma + 2)..];
        }

        yield return rest;
    }

    private static string Position(double entries) => entries.ToString("F1", CultureInfo.InvariantCulture);

    private static string Lsn(double lsn) => double.IsFinite(lsn) ? lsn.ToString("F0", CultureInfo.InvariantCulture) : "none";

    /// <summary>The number of the node, its epoch, and why it takes no writes if it does not.</summary>
    private static string Describe(TracePrimary primary) =>
        Invariant($"{primary.Node} epoch {primary.Epoch}{(primary.IsServing ? "" : primary.IsFenced ? ", fenced" : ", stopped")}");

    private static string Describe(TraceNode node, TracePrimary primary)
    {
        var isAtHead = node.IsLive || (node.Node == primary.Node && (primary.IsServing || primary.IsFenced));
        var stale = node.Stale is null ? "" : ", stale primary";
        return isAtHead ? $"{node.State}" : $"{node.State}{stale} {Position(node.PositionEntries)}{(node.IsPinned ? " pinned" : "")}";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
