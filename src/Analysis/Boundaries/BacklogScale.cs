using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;
using static WalSweep.Analysis.Boundaries.LimitNumber;

namespace WalSweep.Analysis.Boundaries;

/// <summary>Where a backlog lies on a horizontal axis that is of what was missed. Limits are formulas for a backlog, the same on every map; this lays them over one.</summary>
/// <param name="backlog">What stands for the backlog in a label.</param>
/// <param name="drawn">What a place depends on beside the backlog.</param>
/// <param name="widening">What makes the range of a limit wider and is drawn in its mean or not at all.</param>
internal abstract class BacklogScale(string backlog, IReadOnlyList<LimitNumber> drawn, LimitNumber widening)
{
    /// <summary>What stands for the backlog in a label.</summary>
    internal string Backlog { get; } = backlog;

    /// <summary>What a place depends on beside the backlog.</summary>
    internal IReadOnlyList<LimitNumber> Drawn { get; } = drawn;

    /// <summary>What makes the range of a limit wider and is drawn in its mean or not at all.</summary>
    internal LimitNumber Widening { get; } = widening;

    /// <summary>What is to be known of all limits on this axis; empty if nothing is.</summary>
    internal virtual string Remark => "";

    /// <summary>The scale of an axis of what was missed.</summary>
    internal static BacklogScale Of(MapQuantity x, LimitNumbers numbers) => x.IsFirstOutage ? new OutageScale(numbers) : new RetentionScale(numbers);

    /// <summary>The horizontal value at which so many entries are missed.</summary>
    internal abstract double Of(double entries, LimitValues values);

    /// <summary>Whether the algebra says anything of a horizontal value.</summary>
    internal virtual bool IsKnown(double x) => true;

    /// <summary>Between which values a limit lies, from those at its least and its greatest backlog.</summary>
    /// <param name="low">The least of the places at the corners.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="corners">The corners.</param>
    internal abstract (double Low, double High) Range(double low, double high, IReadOnlyList<LimitValues> corners);

    /// <summary>An outage of T: when the handshake is over w·(T + d) are missed. One that is not noticed while it lasts may miss more than its length says.</summary>
    private sealed class OutageScale(LimitNumbers numbers) : BacklogScale("w·(T + d)", [WriteRatePerS], DelayS)
    {
        internal override string Remark =>
            $", with d = {NumberText.Duration(numbers.Middle()[DelayS])} until the handshake, in the mean; of outages beyond the {NumberText.Duration(numbers.NoticedAfterS)} in which a lost link is noticed";

        internal override double Of(double entries, LimitValues values) => (entries / values[WriteRatePerS]) - values[DelayS];

        internal override bool IsKnown(double x) => x >= numbers.NoticedAfterS;

        internal override (double Low, double High) Range(double low, double high, IReadOnlyList<LimitValues> corners) => (low < numbers.NoticedAfterS ? 0 : low, Math.Max(high, numbers.NoticedAfterS));
    }

    /// <summary>The backlog as a part of what is retained, at the moment at which the replica is reachable again: until the handshake more may be missed.</summary>
    private sealed class RetentionScale(LimitNumbers numbers) : BacklogScale("backlog", [RetentionBytes, EntryBytes], WriteRatePerS)
    {
        internal override double Of(double entries, LimitValues values) => entries / RetentionEntries(values);

        internal override (double Low, double High) Range(double low, double high, IReadOnlyList<LimitValues> corners) =>
            (low - corners.Max(values => values[WriteRatePerS] * numbers.LongestDelayS / RetentionEntries(values)), high);

        private static double RetentionEntries(LimitValues values) => values[RetentionBytes] / values[EntryBytes];
    }
}
