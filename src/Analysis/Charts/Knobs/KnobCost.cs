using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>One thing that a setting of a limit costs, as figures show it.</summary>
/// <param name="title">What it is.</param>
/// <param name="label">The same within a sentence.</param>
/// <param name="column">The name of its axis.</param>
/// <param name="unit">The unit of its axis.</param>
internal abstract class KnobCost(string title, string label, string column, AxisUnit unit)
{
    /// <summary>What stands free beyond the outermost values.</summary>
    private const double _room = 1.2;
    private const double _linearRoom = 1.06;

    internal static KnobCost Pinned { get; } = new PinnedCost();

    internal static KnobCost Needless { get; } = new ShareCost("rebuilt needlessly, share of scenarios", "needless rebuilds", costs => costs.NeedlessRebuilds);

    internal static KnobCost Aborted { get; } = new ShareCost("a catch-up or rebuild given up, share of scenarios", "given up", costs => costs.Aborted);

    internal static KnobCost NotRecovered { get; } = new ShareCost("ended without recovery, share of scenarios", "not recovered", costs => costs.NotRecovered);

    internal static KnobCost Recovery { get; } = new RecoveryCost();

    /// <summary>All, in the order of figures.</summary>
    internal static IReadOnlyList<KnobCost> All { get; } = [Pinned, Needless, Aborted, NotRecovered, Recovery];

    /// <summary>What it is.</summary>
    internal string Title => title;

    /// <summary>The same within a sentence.</summary>
    internal string Label => label;

    /// <summary>Its value; NaN if a setting has none.</summary>
    internal abstract double Of(SettingCosts costs);

    /// <summary>The interval of the value; an end that does not exist is NaN.</summary>
    internal virtual Interval BandOf(SettingCosts costs) => Interval.Unbounded;

    /// <summary>A value in words.</summary>
    internal abstract string Text(double value);

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

    /// <summary>WAL pinned. How it scatters is not counted, so its mean has no interval.</summary>
    private sealed class PinnedCost() : KnobCost("WAL pinned beyond the retention, mean, in byte·s", "WAL pinned", "pinned_byte_s", AxisUnit.Bytes)
    {
        /// <summary>A largest value so many times the smallest is seen better on a logarithmic scale.</summary>
        private const double _logarithmicRatio = 20;

        protected override double EndOfNothing => 1;

        internal override double Of(SettingCosts costs) => costs.PinnedByteS;

        internal override string Text(double value) => NumberText.ByteSeconds(value);

        internal override string Mark(double value, string written) => value == 0 ? "0" : $"{written}·s";

        protected override Axis AxisOver(double low, double high) => low > 0 && high >= _logarithmicRatio * low ? LogarithmicAxis(low, high) : base.AxisOver(low, high);
    }

    /// <summary>The share of scenarios in which something happened.</summary>
    private sealed class ShareCost(string title, string label, Func<SettingCosts, long> countOf) : KnobCost(title, label, "share", AxisUnit.None)
    {
        protected override double EndOfNothing => 0.01;

        internal override double Of(SettingCosts costs) => costs.ShareOf(countOf(costs));

        internal override Interval BandOf(SettingCosts costs) => Proportion.Of(countOf(costs), costs.Trials);

        internal override string Text(double value) => NumberText.Percent(value);

        internal override string Mark(double value, string written) => NumberText.ExactPercent(value);
    }

    /// <summary>How long recoveries take, on a logarithmic axis from the shortest time that is counted on.</summary>
    private sealed class RecoveryCost() : KnobCost("recovery, median of those that recovered", "recovery", "recovery_s", AxisUnit.Seconds)
    {
        protected override double EndOfNothing => CellTimes.LowestS;

        internal override double Of(SettingCosts costs) => costs.RecoveryS;

        internal override Interval BandOf(SettingCosts costs) => costs.RecoveryBand;

        internal override string Text(double value) => CellTimeText.Of(value);

        internal override string Mark(double value, string written) => written;

        protected override Axis AxisOver(double low, double high) => LogarithmicAxis(Math.Max(CellTimes.LowestS, low), Math.Max(CellTimes.LowestS, high));
    }
}
