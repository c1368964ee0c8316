using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>The marks of a plot's axes, and the level and upright lines at them.</summary>
internal static class PlotGrid
{
    /// <summary>Style of the lines at the marks.</summary>
    internal const string LineStyle = "grid-line";

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
                canvas.Line([new PointPx(x, area.Box.Bottom), new PointPx(x, area.Box.Bottom + 5)], "edge");
            }

            if (hasLabels && tick.Label.Length > 0)
            {
                canvas.Text(new PointPx(area.Box.X + tick.LabelAtPx, area.Box.Bottom + 17), tick.Label, "tick", Anchor.Middle);
            }
        }
    }

    /// <summary>What the horizontal axis is of.</summary>
    internal static void DrawXTitle(ICanvas canvas, PlotArea area) =>
        canvas.Text(new PointPx(area.Box.X + (area.Box.Width / 2), area.Box.Bottom + 36), AxisText.Title(area.X), "axis", Anchor.Middle);

    internal static void DrawY(ICanvas canvas, PlotArea area, Func<double, string, string> labelOf, bool hasLabels)
    {
        foreach (Tick tick in YTicks(area))
        {
            var y = area.Box.Bottom - tick.AtPx;
            canvas.Line([new PointPx(area.Box.X, y), new PointPx(area.Box.Right, y)], LineStyle);
        }

        if (hasLabels)
        {
            DrawYLabels(canvas, area, labelOf);
        }
    }

    internal static void DrawYLabels(ICanvas canvas, PlotArea area, Func<double, string, string> labelOf)
    {
        foreach (Tick tick in YTicks(area).Where(tick => tick.Label.Length > 0))
        {
            var y = area.Box.Bottom - tick.AtPx;
            canvas.Line([new PointPx(area.Box.X - 5, y), new PointPx(area.Box.X, y)], "edge");
            canvas.Text(new PointPx(area.Box.X - 8, y + 4), labelOf(tick.Value, tick.Label), "tick", Anchor.End);
        }
    }

    internal static IReadOnlyList<Tick> YTicks(PlotArea area) => Ticks.Choose(area.Y, area.Box.Height, Theme.NoteSizePx, isVertical: true);
}
