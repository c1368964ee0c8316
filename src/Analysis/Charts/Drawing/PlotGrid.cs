using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>The marks of a plot's axes, and the level and upright lines at them.</summary>
internal static class PlotGrid
{
    /// <summary>Style of the lines at the marks.</summary>
    internal const string LineStyle = "grid-line";

    /// <summary>How far marks stand out.</summary>
    private const double _markPx = 5;

    /// <summary>The horizontal axis.</summary>
    /// <param name="canvas">Takes it.</param>
    /// <param name="area">The plot.</param>
    /// <param name="hasLines">Whether lines go through the plot.</param>
    /// <param name="hasLabels">Whether its marks have labels.</param>
    internal static void DrawX(ICanvas canvas, PlotArea area, bool hasLines = true, bool hasLabels = true)
    {
        foreach (Tick tick in Ticks.Choose(area.X, area.Box.Width, Theme.NoteSizePx, isVertical: false))
        {
            var x = area.Box.X + tick.AtPx;
            if (hasLines)
            {
                canvas.Line([new PointPx(x, area.Box.Y), new PointPx(x, area.Box.Bottom)], LineStyle);
            }

            if (hasLabels)
            {
                DrawXMark(canvas, area.Box, x);
            }

            if (hasLabels && tick.Label.Length > 0)
            {
                DrawXLabel(canvas, area.Box, area.Box.X + tick.LabelAtPx, tick.Label);
            }
        }
    }

    /// <summary>What the horizontal axis is of.</summary>
    internal static void DrawXTitle(ICanvas canvas, PlotArea area) =>
        canvas.Text(new PointPx(area.Box.X + (area.Box.Width / 2), area.Box.Bottom + 36), AxisText.Title(area.X), "axis", Anchor.Middle);

    /// <summary>A mark below a plot.</summary>
    internal static void DrawXMark(ICanvas canvas, BoxPx plot, double x) => canvas.Line([new(x, plot.Bottom), new(x, plot.Bottom + _markPx)], "edge");

    /// <summary>What is written below such a mark.</summary>
    internal static void DrawXLabel(ICanvas canvas, BoxPx plot, double x, string label) => canvas.Text(new PointPx(x, plot.Bottom + 17), label, "tick", Anchor.Middle);

    /// <summary>The vertical axis.</summary>
    /// <param name="canvas">Takes it.</param>
    /// <param name="area">The plot.</param>
    /// <param name="labelOf">What is written at a mark, of its value and its label.</param>
    /// <param name="hasLabels">Whether its marks have labels.</param>
    internal static void DrawY(ICanvas canvas, PlotArea area, Func<double, string, string> labelOf, bool hasLabels)
    {
        foreach (Tick tick in YTicks(area))
        {
            DrawYLine(canvas, area.Box, area.Box.Bottom - tick.AtPx);
        }

        if (hasLabels)
        {
            DrawYLabels(canvas, area, labelOf);
        }
    }

    /// <summary>The marks of the vertical axis that have labels, with them.</summary>
    internal static void DrawYLabels(ICanvas canvas, PlotArea area, Func<double, string, string> labelOf)
    {
        foreach (Tick tick in YTicks(area).Where(tick => tick.Label.Length > 0))
        {
            var y = area.Box.Bottom - tick.AtPx;
            DrawYMark(canvas, area.Box, y);
            DrawYLabel(canvas, area.Box, y, labelOf(tick.Value, tick.Label));
        }
    }

    /// <summary>A level line through a plot.</summary>
    internal static void DrawYLine(ICanvas canvas, BoxPx plot, double y) => canvas.Line([new(plot.X, y), new(plot.Right, y)], LineStyle);

    /// <summary>A mark at the left of a plot.</summary>
    internal static void DrawYMark(ICanvas canvas, BoxPx plot, double y) => canvas.Line([new(plot.X - _markPx, y), new(plot.X, y)], "edge");

    /// <summary>What is written beside such a mark.</summary>
    internal static void DrawYLabel(ICanvas canvas, BoxPx plot, double y, string label) => canvas.Text(new PointPx(plot.X - 8, y + 4), label, "tick", Anchor.End);

    internal static IReadOnlyList<Tick> YTicks(PlotArea area) => Ticks.Choose(area.Y, area.Box.Height, Theme.NoteSizePx, isVertical: true);
}
