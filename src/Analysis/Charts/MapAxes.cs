using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>The axes of the panels of a figure, and their frames.</summary>
internal static class MapAxes
{
    /// <summary>The labels of the vertical axis, where the panel bears them for its row.</summary>
    internal static void DrawRowLabels(ICanvas canvas, PlotArea area, RegionLayout layout, int panelIndex)
    {
        if (layout.HasYAxis(panelIndex))
        {
            // A group of its own, for it serves every panel of its row, whichever of them are shown.
            canvas.BeginGroup("rows");
            DrawYLabels(canvas, area);
            canvas.EndGroup();
        }
    }

    internal static void DrawX(ICanvas canvas, PlotArea area)
    {
        foreach (Tick tick in Ticks.Choose(area.X, area.Box.Width, Theme.NoteSizePx, isVertical: false))
        {
            double x = area.Box.X + tick.AtPx;
            canvas.Line([new PointPx(x, area.Box.Bottom), new PointPx(x, area.Box.Bottom + 5)], "edge");
            if (tick.Label.Length > 0)
            {
                canvas.Text(new PointPx(area.Box.X + tick.LabelAtPx, area.Box.Bottom + 17), tick.Label, "tick", Anchor.Middle);
            }
        }

        canvas.Text(new PointPx(area.Box.X + (area.Box.Width / 2), area.Box.Bottom + 36), RegionWords.AxisTitle(area.X), "axis", Anchor.Middle);
    }

    internal static void DrawYMarks(ICanvas canvas, PlotArea area)
    {
        foreach (Tick tick in YTicks(area))
        {
            double y = area.Box.Bottom - tick.AtPx;
            canvas.Line([new PointPx(area.Box.X - 5, y), new PointPx(area.Box.X, y)], "edge");
        }
    }

    private static void DrawYLabels(ICanvas canvas, PlotArea area)
    {
        foreach (Tick tick in YTicks(area).Where(tick => tick.Label.Length > 0))
        {
            canvas.Text(new PointPx(area.Box.X - 8, area.Box.Bottom - tick.AtPx + 4), tick.Label, "tick", Anchor.End);
        }

        var at = new PointPx(RegionLayout.MarginPx + 2, area.Box.Y + (area.Box.Height / 2));
        canvas.Text(at, RegionWords.AxisTitle(area.Y), "axis", Anchor.Middle, turned: true);
    }

    /// <summary>How wide the labels of a vertical axis are.</summary>
    internal static double RowLabelWidthPx(Axis axis, double heightPx) => YTicks(axis, heightPx).Max(tick => DisplayText.WidthPx(tick.Label, Theme.NoteSizePx));

    private static IReadOnlyList<Tick> YTicks(PlotArea area) => YTicks(area.Y, area.Box.Height);

    private static IReadOnlyList<Tick> YTicks(Axis axis, double heightPx) => Ticks.Choose(axis, heightPx, Theme.NoteSizePx, isVertical: true);

    internal static void Outline(ICanvas canvas, BoxPx box, string style) => canvas.Line(
        [new(box.X, box.Y), new(box.Right, box.Y), new(box.Right, box.Bottom), new(box.X, box.Bottom), new(box.X, box.Y)], style);
}
