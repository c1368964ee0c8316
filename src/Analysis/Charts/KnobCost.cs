using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>One thing that a setting of a limit costs, as figures show it.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Label">The same within a sentence.</param>
/// <param name="Of">Its value; NaN if a setting has none.</param>
/// <param name="BandOf">The interval of the value; an end that does not exist is NaN.</param>
/// <param name="Text">A value in words.</param>
/// <param name="Mark">A mark of an axis in words, from its value and what the axis would write.</param>
internal sealed record KnobCost(
    string Title,
    string Label,
    Func<SettingCosts, double> Of,
    Func<SettingCosts, Interval> BandOf,
    Func<double, string> Text,
    Func<double, string, string> Mark)
{
    /// <summary>A largest value so many times the smallest is seen better on a logarithmic scale, where that is as good as one from 0 on.</summary>
    private const double _logarithmicRatio = 20;

    /// <summary>What stands free beyond the outermost values.</summary>
    private const double _room = 1.2;
    private const double _linearRoom = 1.06;

    internal static KnobCost Pinned { get; } = new(
        "WAL pinned beyond the retention, mean, in byte·s", "WAL pinned", costs => costs.PinnedByteS, _ => Interval.Unbounded, PinnedText, (value, label) => value == 0 ? "0" : $"{label}·s");

    internal static KnobCost Needless { get; } = new(
        "rebuilt needlessly, share of scenarios", "needless rebuilds", costs => costs.NeedlessShare, costs => Proportion.Of(costs.NeedlessRebuilds, costs.Trials), NumberText.Percent, (value, _) => RecoveryWords.Share(value));

    internal static KnobCost Aborted { get; } = new(
        "a catch-up or rebuild given up, share of scenarios", "given up", costs => costs.AbortedShare, costs => Proportion.Of(costs.Aborted, costs.Trials), NumberText.Percent, (value, _) => RecoveryWords.Share(value));

    internal static KnobCost NotRecovered { get; } = new(
        "ended without recovery, share of scenarios", "not recovered", costs => costs.NotRecoveredShare, costs => Proportion.Of(costs.NotRecovered, costs.Trials), NumberText.Percent, (value, _) => RecoveryWords.Share(value));

    internal static KnobCost Recovery { get; } = new(
        "recovery, median of those that recovered", "recovery", costs => costs.RecoveryS, costs => costs.RecoveryBand, NumberText.Duration, (_, label) => label);

    /// <summary>All, in the order of figures.</summary>
    internal static IReadOnlyList<KnobCost> All { get; } = [Pinned, Needless, Aborted, NotRecovered, Recovery];

    /// <summary>
    /// An axis on which all values stand with their intervals: logarithmic for times, and where the largest is many times the smallest; shares, and all else, from 0 on. Null if there are none.
    /// </summary>
    /// <param name="all">What settings came to.</param>
    internal Axis? AxisOf(IEnumerable<SettingCosts> all)
    {
        var ends = EndsOf([.. all.Where(costs => costs.IsTold).SelectMany(costs => (double[])[Of(costs), BandOf(costs).Low, BandOf(costs).High])]);
        return ends is not var (low, high) ? null
            : this == Recovery ? LogarithmicAxis(Math.Max(CellTimes.LowestS, low), Math.Max(CellTimes.LowestS, high))
            : this == Pinned && low > 0 && high >= _logarithmicRatio * low ? LogarithmicAxis(low, high)
            : LinearAxis(high);
    }

    /// <summary>An axis for values as points of which the small ones matter: logarithmic unless one is 0, or all are much alike. Null if there are none.</summary>
    /// <param name="all">What settings came to.</param>
    internal Axis? PointAxisOf(IEnumerable<SettingCosts> all) =>
        EndsOf([.. all.Where(costs => costs.IsTold).Select(Of)]) is not var (low, high) ? null : low > 0 && high >= 2 * low ? LogarithmicAxis(low, high) : LinearAxis(high);

    private static (double Low, double High)? EndsOf(List<double> values)
    {
        List<double> finite = [.. values.Where(double.IsFinite)];
        return finite.Count == 0 ? null : (finite.Min(), finite.Max());
    }

    private Axis LogarithmicAxis(double low, double high) => new(Column, Label, Unit, AxisScale.Logarithmic, low / _room, high * _room, 1);

    private Axis LinearAxis(double high) => new(Column, Label, Unit, AxisScale.Linear, 0, high > 0 ? high * _linearRoom : this == Pinned ? 1 : 0.01, 1);

    private AxisUnit Unit => this == Pinned ? AxisUnit.Bytes : this == Recovery ? AxisUnit.Seconds : AxisUnit.None;

    private string Column => this == Pinned ? "pinned_byte_s" : this == Recovery ? "recovery_s" : "share";

    internal static string PinnedText(double pinnedByteS) => double.IsNaN(pinnedByteS) ? NumberText.Bytes(pinnedByteS) : $"{NumberText.Bytes(pinnedByteS)}·s";
}
