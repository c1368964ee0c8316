namespace WalSweep.Sweep.Replay;

/// <summary>The same scenario under two versions, and where they part.</summary>
/// <remarks>
/// They part at the first event at which something else happens: another event, at another time, with another verdict, change of state, position, commit or rate. What is kept for recovery (the tail and the pins),
/// and facts that a policy saw without deciding otherwise, may differ before that: versions keep WAL by different rules from the beginning.
/// </remarks>
public sealed class TracePair
{
    /// <summary>Compares two traces of one scenario.</summary>
    public TracePair(TrialTrace first, TrialTrace second)
    {
        (First, Second) = (first, second);
        var shorter = Math.Min(first.Events.Count, second.Events.Count);
        while (Common < shorter && IsSame(first.Events[Common], second.Events[Common]))
        {
            Common++;
        }

        Parts = Common < first.Events.Count || Common < second.Events.Count || first.End.TimeS != second.End.TimeS;
    }

    /// <summary>The trial under the first version.</summary>
    public TrialTrace First { get; }

    /// <summary>The trial under the second version.</summary>
    public TrialTrace Second { get; }

    /// <summary>How many events from the beginning on are the same in both.</summary>
    public int Common { get; }

    /// <summary>Whether something else happens under one than under the other.</summary>
    public bool Parts { get; }

    /// <summary>When they part, in seconds: the earlier of the two events that differ, or of an event and the other's end. NaN if they never do.</summary>
    public double PartsAtS => Parts ? Math.Min(NextS(First), NextS(Second)) : double.NaN;

    /// <summary>The lines of a common event, written once: where the two differ in what makes no difference yet, both values with a bar between them.</summary>
    public IEnumerable<string> CommonLines(int index)
    {
        var (one, other) = (First.Events[index], Second.Events[index]);
        var cells = TextTrace.Cells(one).Zip(TextTrace.Cells(other), Merge);
        return [TextTrace.Line(cells), .. one.Steps.Zip(other.Steps).SelectMany(steps => TextTrace.Lines(Merge(steps.First, steps.Second))), .. TextTrace.LogLines(one)];
    }

    /// <summary>The events after the common ones, those of the same time beside each other; null where one version has none.</summary>
    public IEnumerable<(TraceEvent? First, TraceEvent? Second)> Rest()
    {
        var (left, right) = (Common, Common);
        while (left < First.Events.Count || right < Second.Events.Count)
        {
            var leftS = left < First.Events.Count ? First.Events[left].After.TimeS : double.PositiveInfinity;
            var rightS = right < Second.Events.Count ? Second.Events[right].After.TimeS : double.PositiveInfinity;
            yield return (leftS <= rightS ? First.Events[left++] : null, rightS <= leftS ? Second.Events[right++] : null);
        }
    }

    private double NextS(TrialTrace trace) => Common < trace.Events.Count ? trace.Events[Common].After.TimeS : trace.End.TimeS;

    private static bool IsSame(TraceEvent one, TraceEvent other) =>
        one.Kind == other.Kind && one.Node == other.Node && one.Fault == other.Fault
        && IsSame(one.After, other.After)
        && one.Steps.Select(TextTrace.Words).SequenceEqual(other.Steps.Select(TextTrace.Words));

    private static bool IsSame(TraceState one, TraceState other) =>
        WithoutRetention(one) == WithoutRetention(other) && one.Nodes.Select(WithoutRetention).SequenceEqual(other.Nodes.Select(WithoutRetention));

    private static TraceState WithoutRetention(TraceState state) => state with { TailEntries = 0, WindowEntries = 0, Nodes = [] };

    private static TraceNode WithoutRetention(TraceNode node) => node with { IsPinned = false };

    private static TraceStep Merge(TraceStep one, TraceStep other) =>
        one is PolicyDecision decision && other is PolicyDecision rival ? decision with { Facts = [.. decision.Facts.Zip(rival.Facts, Fact.Merge)] } : one;

    private static string Merge(string one, string other) => one == other ? one : $"{one} | {other}";
}
