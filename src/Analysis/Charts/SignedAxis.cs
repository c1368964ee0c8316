using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// An axis for differences that span decades on both sides of zero: logarithmic outwards from ±<c>least</c>, linear between the two, the same on both sides. It is made of an <see cref="Axis"/>, so that positions
/// are the same on every machine.
/// </summary>
internal sealed class SignedAxis
{
    /// <summary>Room for marks at zero and at ±least.</summary>
    private const double _linearPx = 30;

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

        double most = Math.Min(ceiling, 1 / RecoveryAxes.RoundedDown(1 / magnitudes.Max()));
        double least = Math.Max(floor, RecoveryAxes.RoundedDown(Math.Min(magnitudes.Min(), most / 100)));
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
    /// <param name="isShare">Whether values are shares, to be written in percent.</param>
    internal IEnumerable<Tick> Marks(double halfPx, double sizePx, bool isShare)
    {
        // What is left of a label between its middle and its mark near the end of the axis is mirrored with it.
        List<Tick> right = [.. Ticks.Choose(_magnitudes, halfPx - _linearPx, sizePx, isVertical: false)
            .Select(tick => tick with { Label = tick.Label.Length == 0 ? "" : isShare ? RecoveryWords.Share(tick.Value) : tick.Label, AtPx = _linearPx + tick.AtPx, LabelAtPx = _linearPx + tick.LabelAtPx })];
        return
        [
            .. Enumerable.Reverse(right).Select(tick => new Tick(-tick.Value, tick.Label.Length == 0 ? "" : $"−{tick.Label}", -tick.AtPx, -tick.LabelAtPx)),
            new Tick(0, "0", 0, 0),
            .. right.Select(tick => tick with { Label = tick.Label.Length == 0 ? "" : $"+{tick.Label}" }),
        ];
    }
}
