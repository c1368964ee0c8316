namespace WalSweep.Analysis.Timeline;

/// <summary>What a curve is of. Where several end together they are named in this order: first what is drawn on top.</summary>
internal enum TimelineCurveKind : byte
{
    /// <summary>The head of the primary of the term.</summary>
    Head,

    /// <summary>Up to where everything is committed.</summary>
    Committed,

    /// <summary>The position of a node.</summary>
    Node,

    /// <summary>The head of a stale primary.</summary>
    StaleHead,

    /// <summary>The oldest entry that is kept.</summary>
    Tail,
}

/// <summary>A position over time.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Node">The node it is of; null where there is but one of its kind and it need not be said.</param>
/// <param name="Points">Where it bends; a jump is two points of the same time, a point without a position interrupts it.</param>
internal sealed record TimelineCurve(TimelineCurveKind Kind, int? Node, IReadOnlyList<TimelinePoint> Points)
{
    /// <summary>What it is called.</summary>
    internal string Label => (Kind, Node) switch
    {
        (TimelineCurveKind.Node, { } node) => TimelineWords.NameOf(node),
        (TimelineCurveKind.StaleHead, { } node) => $"stale head, {TimelineWords.NameOf(node)}",
        (TimelineCurveKind.Head, { } node) => $"head, {TimelineWords.NameOf(node)}",
        (TimelineCurveKind.Head, null) => "head",
        (TimelineCurveKind.Committed, null) => "committed",
        (TimelineCurveKind.Tail, null) => "tail",
        _ => throw new InvalidOperationException($"A curve of kind {Kind} cannot be of {(Node is { } node ? TimelineWords.NameOf(node) : "no node")}."),
    };

    /// <summary>Its look.</summary>
    internal string Style => Kind switch
    {
        TimelineCurveKind.Head => TimelineTheme.HeadStyle,
        TimelineCurveKind.Committed => TimelineTheme.CommittedStyle,
        TimelineCurveKind.StaleHead => TimelineTheme.StaleHeadStyle,
        TimelineCurveKind.Tail => TimelineTheme.TailStyle,
        _ => TimelineTheme.StyleOf(Node!.Value),
    };

    /// <summary>Where it has a position.</summary>
    internal IEnumerable<TimelinePoint> Drawn => Points.Where(point => !double.IsNaN(point.Entries));
}

/// <summary>A position at a time, in entries, and the head then.</summary>
/// <param name="TimeS">When.</param>
/// <param name="Entries">The position; NaN where there is none.</param>
/// <param name="HeadEntries">The head.</param>
internal readonly record struct TimelinePoint(double TimeS, double Entries, double HeadEntries)
{
    /// <summary>How far it is behind the head; below 0 if it is ahead of it, as only what belongs to another lineage can be. Less than an entry ahead is a matter of rounding.</summary>
    public double BehindEntries => HeadEntries - Entries is > -1 and < 0 ? 0 : HeadEntries - Entries;
}
