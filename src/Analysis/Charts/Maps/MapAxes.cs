using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>The axes of the panels of a figure.</summary>
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
        PlotGrid.DrawX(canvas, area, hasLines: false);
        PlotGrid.DrawXTitle(canvas, area);
    }

    internal static void DrawYMarks(ICanvas canvas, PlotArea area)
    {
        foreach (Tick tick in PlotGrid.YTicks(area))
        {
            PlotGrid.DrawYMark(canvas, area.Box, area.Box.Bottom - tick.AtPx);
        }
    }

    private static void DrawYLabels(ICanvas canvas, PlotArea area)
    {
        foreach (Tick tick in PlotGrid.YTicks(area).Where(tick => tick.Label.Length > 0))
        {
            PlotGrid.DrawYLabel(canvas, area.Box, area.Box.Bottom - tick.AtPx, tick.Label);
        }

        var at = new PointPx(FigureMeasures.MarginPx + 2, area.Box.Y + (area.Box.Height / 2));
        canvas.Text(at, AxisText.Title(area.Y), "axis", Anchor.Middle, turned: true);
    }

    /// <summary>How wide the labels of a vertical axis are.</summary>
    internal static double RowLabelWidthPx(Axis axis, double heightPx) => Ticks.Choose(axis, heightPx, Theme.NoteSizePx, isVertical: true).Max(tick => DisplayText.WidthPx(tick.Label, Theme.NoteSizePx));
}
