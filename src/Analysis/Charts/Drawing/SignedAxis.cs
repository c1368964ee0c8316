using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// An axis for differences that span decades on both sides of zero: logarithmic outwards from ±<c>least</c>, linear between the two, the same on both sides. It is made of an <see cref="Axis"/>, so that positions
/// are the same on every machine.
/// </summary>
internal sealed class SignedAxis
{
    /// <summary>Room for marks at zero and at ±least.</summary>
    private const double _linearPx = 36;

    /// <summary>By how much labels are wider than those that marks are chosen for: a sign, a unit, and room beside them.</summary>
    private const double _wider = 1.7;

    private readonly Axis _magnitudes;

    private SignedAxis(Axis magnitudes) => _magnitudes = magnitudes;

    /// <summary>From here on outwards it is logarithmic.</summary>
    internal double Least => _magnitudes.Min;

    /// <summary>Where it ends on either side.</summary>
    internal double Most => _magnitudes.Max;

    /// <summary>
    /// The axis that shows some values: up to the largest magnitude, rounded up to 1, 2 or 5 times a power of ten, linear up to that of the smallest, rounded down; two decades at least.
    /// </summary>
    /// <param name="unit">What the values are.</param>
    /// <param name="values">The values; what is no number or 0 counts for nothing.</param>
    /// <param name="floor">Magnitudes below this are as good as nothing: above 0.</param>
    /// <param name="ceiling">No value is above.</param>
    internal static SignedAxis Of(AxisUnit unit, IEnumerable<double> values, double floor, double ceiling)
    {
        double[] magnitudes = [.. values.Select(Math.Abs).Where(value => value >= floor)];
        if (magnitudes.Length == 0)
        {
            return new SignedAxis(new Axis("", "", unit, AxisScale.Logarithmic, floor, Math.Min(ceiling, 100 * floor), 1));
        }

        double most = Math.Min(ceiling, 1 / RoundNumber.AtMost(1 / magnitudes.Max()));
        double least = Math.Max(floor, RoundNumber.AtMost(Math.Min(magnitudes.Min(), most / 100)));
        return new SignedAxis(new Axis("", "", unit, AxisScale.Logarithmic, least, Math.Max(most, 10 * least), 1));
    }

    /// <summary>How far right of zero a value stands; negative to the left. A value beyond the axis stands at its end.</summary>
    /// <param name="value">The value.</param>
    /// <param name="halfPx">The length of one side.</param>
    internal double OffsetPx(double value, double halfPx)
    {
        double magnitude = Math.Abs(value);
        double offset = magnitude <= Least ? magnitude / Least * _linearPx : _linearPx + (Math.Min(1, _magnitudes.FractionOf(magnitude)) * (halfPx - _linearPx));
        return value < 0 ? -offset : offset;
    }

    /// <summary>The marks of both sides and of zero, from the left.</summary>
    /// <param name="halfPx">The length of one side.</param>
    /// <param name="sizePx">Size of the labels.</param>
    /// <param name="isShare">Whether values are differences of shares, to be written in percentage points.</param>
    internal IEnumerable<Tick> Marks(double halfPx, double sizePx, bool isShare)
    {
        List<Tick> right = [];
        double freeFromPx = 0.6 * sizePx;
        foreach (Tick tick in Ticks.Choose(_magnitudes, halfPx - _linearPx, _wider * sizePx, isVertical: false).Where(tick => tick.Label.Length > 0))
        {
            // Where it is still too long, both sides lose it, and its mark.
            double atPx = _linearPx + tick.AtPx;
            string label = $"+{(isShare ? NumberText.ExactPercent(tick.Value).Replace("%", "pp", StringComparison.Ordinal) : NumberText.Mark(tick.Value, tick.Value, _magnitudes.Unit))}";
            double reachPx = DisplayText.WidthPx(label, sizePx) / 2;
            if (atPx - reachPx >= freeFromPx)
            {
                freeFromPx = atPx + reachPx + (0.4 * sizePx);
                right.Add(new Tick(tick.Value, label, atPx, atPx));
            }
        }

        return
        [
            .. Enumerable.Reverse(right).Select(tick => new Tick(-tick.Value, tick.Label.Replace('+', '−'), -tick.AtPx, -tick.LabelAtPx)),
            new Tick(0, "0", 0, 0),
            .. right,
        ];
    }
}
