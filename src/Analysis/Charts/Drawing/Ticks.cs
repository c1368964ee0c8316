using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where, in the axis's unit.</param>
/// <param name="Label">What is written there; empty where there is no room.</param>
/// <param name="AtPx">Distance from the axis's lower end.</param>
/// <param name="LabelAtPx">The same for the middle of the label, which near an end may have to stand beside its mark.</param>
public readonly record struct Tick(double Value, string Label, double AtPx, double LabelAtPx);

/// <summary>
/// Chooses the marks of an axis: values people know (1 ms, 1 min, 10k/s, 64 MiB), as few as tell the scale, never so many that labels touch.
/// </summary>
public static class Ticks
{
    private const int _enough = 4;
    private const double _tolerance = 1e-9;

    /// <summary>How far a label that lies along the axis may hang over its end, where another axis may begin.</summary>
    private const double _overhangPx = 9;

    /// <summary>
    /// The coarsest of the axis's ladders that bears four labels, else the finest that bears two; where the range is too narrow for any, its two ends, or only
    /// its lower end if the labels of both would touch. A mark whose label would touch the one before has none, as long as two in three have theirs.
    /// </summary>
    /// <param name="axis">The axis.</param>
    /// <param name="lengthPx">Its length.</param>
    /// <param name="sizePx">Size of the labels.</param>
    /// <param name="isVertical">Whether labels stand above each other rather than side by side.</param>
    public static IReadOnlyList<Tick> Choose(Axis axis, double lengthPx, double sizePx, bool isVertical)
    {
        Tick[]? best = null;
        foreach (double[] ladder in TickLadders.Of(axis))
        {
            double[] values = [.. ladder.Where(value => IsWithin(axis, value))];
            double step = axis.Scale == AxisScale.Linear && values.Length > 1 ? values[1] - values[0] : double.NaN;
            Tick[] ticks = [.. values.Select(value => TickAt(axis, value, Label(axis, value, step), lengthPx, sizePx, isVertical))];
            if (ticks.DistinctBy(tick => tick.Label).Count() < ticks.Length)
            {
                continue;
            }

            int labelCount = DropCrowdedLabels(ticks, sizePx, isVertical);
            if (labelCount >= 2 && 3 * labelCount >= 2 * ticks.Length)
            {
                best = ticks;
            }

            if (best is not null && labelCount >= _enough)
            {
                break;
            }
        }

        if (best is not null)
        {
            return best;
        }

        Tick[] ends = [.. new[] { axis.Min, axis.Max }.Select(value => TickAt(axis, value, NumberText.Value(value, axis.Unit), lengthPx, sizePx, isVertical))];
        return DropCrowdedLabels(ends, sizePx, isVertical) == 2 && ends[0].Label != ends[1].Label ? ends : ends[..1];
    }

    private static bool IsWithin(Axis axis, double value)
    {
        double slack = _tolerance * (axis.Scale == AxisScale.Linear ? axis.Max - axis.Min : value);
        return value >= axis.Min - slack && value <= axis.Max + slack;
    }

    private static string Label(Axis axis, double value, double step) => NumberText.Mark(value, double.IsNaN(step) ? value : step, axis.Unit);

    private static Tick TickAt(Axis axis, double value, string label, double lengthPx, double sizePx, bool isVertical)
    {
        double atPx = Math.Clamp(axis.FractionOf(value), 0, 1) * lengthPx;
        double shiftPx = isVertical ? 0 : Math.Max(0, (0.5 * DisplayText.WidthPx(label, sizePx)) - _overhangPx);
        double labelAtPx = 2 * shiftPx < lengthPx ? Math.Clamp(atPx, shiftPx, lengthPx - shiftPx) : atPx;
        return new Tick(value, label, atPx, labelAtPx);
    }

    /// <summary>Empties labels that would touch the one before; returns how many are left.</summary>
    private static int DropCrowdedLabels(Tick[] ticks, double sizePx, bool isVertical)
    {
        int labelCount = 0;
        double freeFromPx = double.NegativeInfinity;
        for (int i = 0; i < ticks.Length; i++)
        {
            double halfPx = 0.5 * (isVertical ? sizePx : DisplayText.WidthPx(ticks[i].Label, sizePx));
            if (ticks[i].LabelAtPx - halfPx < freeFromPx)
            {
                ticks[i] = ticks[i] with { Label = "" };
                continue;
            }

            freeFromPx = ticks[i].LabelAtPx + halfPx + (0.4 * sizePx);
            labelCount++;
        }

        return labelCount;
    }
}
