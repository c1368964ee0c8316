using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Knobs;

/// <summary>What a cost is measured in, which decides how it is drawn and written.</summary>
internal enum CostMeasure : byte
{
    /// <summary>A mean in byte·s.</summary>
    ByteSeconds,

    /// <summary>A share of the scenarios.</summary>
    Share,

    /// <summary>A median time in seconds; ∞ is never.</summary>
    Time,
}

/// <summary>
/// One thing that a setting of a knob costs. What tabulates, draws or tells the costs of settings goes through <see cref="All"/>,
/// what compares them through <see cref="KnobPair.ComparedBy"/>, of which these are all but the retention.
/// </summary>
internal sealed class KnobCost
{
    private readonly Func<SettingCosts, double> _of;
    private readonly Func<SettingCosts, Interval> _bandOf;

    private KnobCost(string column, string label, CostMeasure measure, Func<SettingCosts, double> of, Func<SettingCosts, Interval> bandOf) => (Column, Label, Measure, _of, _bandOf) = (column, label, measure, of, bandOf);

    internal static KnobCost Pinned { get; } = new("pinned_byte_s", "WAL pinned", CostMeasure.ByteSeconds, costs => costs.PinnedByteS, costs => costs.PinnedBand);

    /// <summary>
    /// Rebuilt, or not recovered. It must be a cost because a rebuild is needless only of a gap within the retention that was set: the less is retained, the fewer rebuilds are needless, and by the other costs alone the smallest
    /// retention would look best.
    /// </summary>
    internal static KnobCost NotCaughtUp { get; } = ShareOf("not_caught_up", "not caught up", costs => costs.Trials - costs.CaughtUp);

    internal static KnobCost Needless { get; } = ShareOf("needless_rebuilds", "needless rebuilds", costs => costs.NeedlessRebuilds);

    internal static KnobCost Aborted { get; } = ShareOf("aborted", "catch-ups or rebuilds given up", costs => costs.Aborted);

    internal static KnobCost NotRecovered { get; } = ShareOf("not_recovered", "not recovered", costs => costs.NotRecovered);

    internal static KnobCost Recovery { get; } = new("recovery_or_never_s_median", "recovery", CostMeasure.Time, costs => costs.RecoveryS, costs => costs.RecoveryBand);

    /// <summary>All, in the order of figures, and of the columns of two settings that are compared.</summary>
    internal static IReadOnlyList<KnobCost> All { get; } = [Pinned, NotCaughtUp, Needless, Aborted, NotRecovered, Recovery];

    /// <summary>Those that are shares of the scenarios.</summary>
    internal static IEnumerable<KnobCost> Shares => All.Where(cost => cost.Measure == CostMeasure.Share);

    /// <summary>Names its column in files: the unit stands in it where there is one.</summary>
    internal string Column { get; }

    /// <summary>What people call it.</summary>
    internal string Label { get; }

    /// <summary>What it is measured in.</summary>
    internal CostMeasure Measure { get; }

    /// <summary>Its estimate; NaN if a setting has none.</summary>
    internal double Of(SettingCosts costs) => _of(costs);

    /// <summary>The interval of the estimate, by which settings are compared; an end that does not exist is NaN, and bounds nothing.</summary>
    internal Interval BandOf(SettingCosts costs) => _bandOf(costs);

    /// <summary>By what settings are put in order: the estimate; without one, more than any.</summary>
    internal double OrderedAt(SettingCosts costs) => Of(costs) is var value && double.IsNaN(value) ? double.PositiveInfinity : value;

    private static KnobCost ShareOf(string column, string label, Func<SettingCosts, long> countOf) =>
        new(column, label, CostMeasure.Share, costs => (double)countOf(costs) / costs.Trials, costs => Proportion.Of(countOf(costs), costs.Trials));
}
