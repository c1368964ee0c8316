using WalSweep.Engine;

namespace WalSweep.Analysis.Timeline;

/// <summary>What a node, or the control plane, is in for a while. What it looks like and what the legend calls it follow from this.</summary>
/// <param name="Style">Its look, of <see cref="TimelineTheme"/>.</param>
/// <param name="Meaning">What the legend calls it; null if that is what its bands are called.</param>
/// <param name="TextStyle">What text in its bands needs besides to be read; nothing for most.</param>
/// <param name="IsOutage">Whether it is drawn as a strip below the bands, for it goes on beside what the node is in.</param>
internal sealed record TimelineBandKind(string Style, string? Meaning = null, string TextStyle = "", bool IsOutage = false)
{
    internal static readonly TimelineBandKind Writes = new(TimelineTheme.WritesStyle, "primary, writes go on");

    internal static readonly TimelineBandKind HeldBack = new(TimelineTheme.BlockedStyle, "primary, writes are held back");

    internal static readonly TimelineBandKind Unserved = new(TimelineTheme.UnservedStyle, "primary, takes no writes: fenced, or its process is not up", "onhatch");

    internal static readonly TimelineBandKind StalePrimary = new(TimelineTheme.StaleStyle, "stale primary: replaced, does not know it, takes writes", "ondark");

    internal static readonly TimelineBandKind Works = new(TimelineTheme.UpStyle, "control plane works");

    /// <summary>A process, a link, or the control plane, of which it is a band and no strip.</summary>
    internal static readonly TimelineBandKind Down = new(TimelineTheme.DownStyle, TextStyle: "ondark", IsOutage: true);

    internal static readonly TimelineBandKind Isolated = new(TimelineTheme.IsolatedStyle, IsOutage: true);

    internal static readonly TimelineBandKind Slow = new(TimelineTheme.SlowStyle, IsOutage: true);

    /// <summary>A replica's state.</summary>
    internal static TimelineBandKind Of(ReplicaState state) => state == ReplicaState.Primary ? Writes : new(TimelineTheme.StyleOf(state));
}
