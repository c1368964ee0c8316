using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Knobs;

/// <summary>One thing that a setting of a limit costs. What compares settings, tabulates, draws or tells their costs goes through <see cref="All"/>.</summary>
/// <param name="column">Names its column in files, and its axis.</param>
/// <param name="title">What it is.</param>
/// <param name="label">The same within a sentence.</param>
/// <param name="asMuch">What precedes the label to say that there is no less of it: as many, as long a.</param>
/// <param name="unit">The unit of its axis.</param>
internal abstract class KnobCost(string column, string title, string label, string asMuch, AxisUnit unit)
{
    /// <summary>What stands free beyond the outermost values.</summary>
    private const double _room = 1.2;
    private const double _linearRoom = 1.06;

    internal static KnobCost Pinned { get; } = new PinnedCost();

    internal static KnobCost Needless { get; } = new ShareCost("needless_rebuilds", "rebuilt needlessly, share of scenarios", "needless rebuilds", costs => costs.NeedlessRebuilds);

    internal static KnobCost Aborted { get; } = new ShareCost("aborted", "a catch-up or rebuild given up, share of scenarios", "catch-ups or rebuilds given up", costs => costs.Aborted);

    internal static KnobCost Recovery { get; } = new RecoveryCost();

    /// <summary>All, in the order of figures, and of the columns of two settings that are compared.</summary>
    internal static IReadOnlyList<KnobCost> All { get; } =
    [
        Pinned,
        Needless,
        Aborted,
        new ShareCost("not_recovered", "ended without recovery, share of scenarios", "not recovered", costs => costs.NotRecovered),
        Recovery,
    ];

    /// <summary>Those that are shares of the scenarios.</summary>
    internal static IEnumerable<KnobCost> Shares => All.Where(cost => cost.IsShare);

    /// <summary>Names its column in files: the unit stands in it where there is one.</summary>
    internal string Column => column;

    /// <summary>What it is.</summary>
    internal string Title => title;

    /// <summary>The same within a sentence.</summary>
    internal string Label => label;

    /// <summary>The heading of its column for people.</summary>
    internal virtual string Heading => label;

    /// <summary>No less of it, within a sentence: as many needless rebuilds.</summary>
    internal string AsMuch => $"{asMuch} {label}";

    /// <summary>Whether it is a share of the scenarios.</summary>
    internal virtual bool IsShare => false;

    /// <summary>Its value; NaN if a setting has none.</summary>
    internal abstract double Of(SettingCosts costs);

    /// <summary>The interval of the value; an end that does not exist is NaN.</summary>
    internal abstract Interval BandOf(SettingCosts costs);

    /// <summary>By what settings are compared: the value; without one, more than any.</summary>
    internal double ComparedAt(SettingCosts costs) => Of(costs) is var value && double.IsNaN(value) ? double.PositiveInfinity : value;

    /// <summary>A value in words.</summary>
    internal abstract string Text(double value);

    /// <summary>What it comes to under a setting, in words, with its interval where it has one.</summary>
    internal string Words(SettingCosts costs)
    {
        var (value, band) = (Of(costs), BandOf(costs));
        return !double.IsNaN(value) && double.IsFinite(band.Low) && double.IsFinite(band.High) ? $"{Text(value)} ({Text(band.Low)} – {Text(band.High)})" : Text(value);
    }

    /// <summary>A mark of an axis in words.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="written">What the axis would write.</param>
    internal abstract string Mark(double value, string written);

    /// <summary>An axis on which all values stand with their intervals; null if there are none.</summary>
    /// <param name="all">What settings came to.</param>
    internal Axis? AxisOf(IEnumerable<SettingCosts> all) =>
        EndsOf(all.Where(costs => costs.IsTold).SelectMany(costs => (double[])[Of(costs), BandOf(costs).Low, BandOf(costs).High])) is var (low, high) ? AxisOver(low, high) : null;

    /// <summary>An axis for values as points of which the small ones matter: logarithmic unless one is 0, or all are much alike. Null if there are none.</summary>
    /// <param name="all">What settings came to.</param>
    internal Axis? PointAxisOf(IEnumerable<SettingCosts> all) =>
        EndsOf(all.Where(costs => costs.IsTold).Select(Of)) is not var (low, high) ? null : low > 0 && high >= 2 * low ? LogarithmicAxis(low, high) : LinearAxis(high);

    /// <summary>An axis that suits the values between two: from 0 on unless said otherwise.</summary>
    protected virtual Axis AxisOver(double low, double high) => LinearAxis(high);

    /// <summary>Where an axis ends on which all values are 0.</summary>
    protected abstract double EndOfNothing { get; }

    protected Axis LogarithmicAxis(double low, double high) => new(column, label, unit, AxisScale.Logarithmic, low / _room, high * _room, 1);

    private Axis LinearAxis(double high) => new(column, label, unit, AxisScale.Linear, 0, high > 0 ? high * _linearRoom : EndOfNothing, 1);

    private static (double Low, double High)? EndsOf(IEnumerable<double> values)
    {
        List<double> finite = [.. values.Where(double.IsFinite)];
        return finite.Count == 0 ? null : (finite.Min(), finite.Max());
    }

    /// <summary>WAL pinned.</summary>
    private sealed class PinnedCost() : KnobCost("pinned_byte_s", "WAL pinned beyond the retention, mean, in byte·s", "WAL pinned", "as much", AxisUnit.Bytes)
    {
        /// <summary>A largest value so many times the smallest is seen better on a logarithmic scale.</summary>
        private const double _logarithmicRatio = 20;

        internal override string Heading => "WAL pinned, mean";

        protected override double EndOfNothing => 1;

        internal override double Of(SettingCosts costs) => costs.PinnedByteS;

        internal override Interval BandOf(SettingCosts costs) => costs.PinnedBand;

        internal override string Text(double value) => NumberText.ByteSeconds(value);

        internal override string Mark(double value, string written) => value == 0 ? "0" : $"{written}·s";

        protected override Axis AxisOver(double low, double high) => low > 0 && high >= _logarithmicRatio * low ? LogarithmicAxis(low, high) : base.AxisOver(low, high);
    }

    /// <summary>The share of scenarios in which something happened.</summary>
    private sealed class ShareCost(string column, string title, string label, Func<SettingCosts, long> countOf) : KnobCost(column, title, label, "as many", AxisUnit.None)
    {
        internal override bool IsShare => true;

        protected override double EndOfNothing => 0.01;

        internal override double Of(SettingCosts costs) => (double)countOf(costs) / costs.Trials;

        internal override Interval BandOf(SettingCosts costs) => Proportion.Of(countOf(costs), costs.Trials);

        internal override string Text(double value) => NumberText.Percent(value);

        internal override string Mark(double value, string written) => NumberText.ExactPercent(value);
    }

    /// <summary>How long recoveries take, on a logarithmic axis from the shortest time that is counted on.</summary>
    private sealed class RecoveryCost() : KnobCost("recovery_s_median", "recovery, median of those that recovered", "recovery", "as long a", AxisUnit.Seconds)
    {
        internal override string Heading => "recovery, median";

        protected override double EndOfNothing => CellTimes.LowestS;

        internal override double Of(SettingCosts costs) => costs.RecoveryS;

        internal override Interval BandOf(SettingCosts costs) => costs.RecoveryBand;

        internal override string Text(double value) => CellTimeText.Of(value);

        internal override string Mark(double value, string written) => written;

        protected override Axis AxisOver(double low, double high) => LogarithmicAxis(Math.Max(CellTimes.LowestS, low), Math.Max(CellTimes.LowestS, high));
    }
}
