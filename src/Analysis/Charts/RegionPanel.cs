using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>One panel of a region figure: caption, map, axes, curves, names of regions.</summary>
internal static class RegionPanel
{
    /// <summary>Above this many cells in the whole figure they bear no tooltips and equal neighbours join, to keep the file small; so they do where the canvas tells of them.</summary>
    internal const int MaxCellsWithTooltips = 1500;

    /// <summary>The fate whose share stands beside the protocol's name.</summary>
    private const Fate _headline = Fate.CaughtUp;

    private const double _captionGapPx = 8;
    private const double _barHeightPx = 9;

    internal static void Draw(ICanvas canvas, RegionFigureContent content, int protocolIndex, RegionLayout layout)
    {
        var area = new PlotArea(layout.PlotBox(protocolIndex), content.Regions.X, content.Regions.Y);
        if (layout.HasYAxis(protocolIndex))
        {
            // A group of its own, for it serves every panel of its row, whichever of them are shown.
            canvas.BeginGroup("rows");
            DrawYLabels(canvas, area);
            canvas.EndGroup();
        }

        canvas.BeginGroup("panel", content.Summary.Protocols[protocolIndex].Protocol.Column);
        DrawCaption(canvas, content.Summary.Protocols[protocolIndex], area.Box);
        canvas.BeginGroup("cells");
        DrawCells(canvas, content.Regions, protocolIndex, area);
        canvas.EndGroup();
        DrawXAxis(canvas, area);
        DrawYMarks(canvas, area);
        Outline(canvas, area.Box, "frame");
        var curves = new RegionCurves([.. content.Curves.Where(curve => curve.IsOver(protocolIndex))], area);
        curves.Draw(canvas);
        if (content.Bands.Count > 0)
        {
            RegionBand.Draw(canvas, content.Bands[protocolIndex], area);
        }

        new RegionNames(content.Regions, protocolIndex, area, curves).Draw(canvas);
        canvas.Grid(area.Box, RegionWords.Grid(content, protocolIndex));
        canvas.EndGroup();
    }

    private static void DrawCaption(ICanvas canvas, ProtocolSummary summary, BoxPx plot)
    {
        double y = plot.Y - RegionLayout.CaptionHeightPx + 16;
        string headline = RegionWords.Share(summary, _headline);
        double roomPx = RoomForName(headline, plot.Width);
        List<string> name = DisplayText.Wrap(DisplayText.Clean(summary.Protocol.Label), roomPx, Theme.NameSizePx * DisplayText.BoldFactor, 1);
        canvas.Text(new PointPx(plot.X, y), string.Concat(name), "name");
        canvas.Text(new PointPx(plot.Right, y), headline, "headline", Anchor.End);
        var bar = new BoxPx(plot.X, y + 7, plot.Width, _barHeightPx);
        double left = bar.X;
        canvas.BeginGroup("cells");
        foreach (Fate fate in Fates.All)
        {
            double width = bar.Width * summary.ShareOf(fate);
            if (width > 0)
            {
                string tooltip = $"{NumberText.Count(summary.Fates[fate])} of {NumberText.Count(summary.TrialCount)} {Fates.Label(fate)}";
                canvas.Rectangle(bar with { X = left, Width = width }, Theme.FateStyle(fate, Theme.ShadeCount - 1), tooltip);
            }

            left += width;
        }

        canvas.EndGroup();
        Outline(canvas, bar, "frame");
        DrawShares(canvas, summary, bar);
    }

    /// <summary>Whether a panel of this width has room for the whole name of its protocol.</summary>
    internal static bool NameFits(ProtocolSummary summary, double plotWidthPx) =>
        DisplayText.WidthPx(DisplayText.Clean(summary.Protocol.Label), Theme.NameSizePx * DisplayText.BoldFactor)
            <= RoomForName(RegionWords.Share(summary, _headline), plotWidthPx);

    private static double RoomForName(string headline, double plotWidthPx) =>
        plotWidthPx - DisplayText.WidthPx(headline, Theme.HeadlineSizePx * DisplayText.BoldFactor) - _captionGapPx;

    /// <summary>The fates other than the headline's, one a line: its colour, its share, its name.</summary>
    private static void DrawShares(ICanvas canvas, ProtocolSummary summary, BoxPx bar)
    {
        double y = bar.Bottom + 16;
        foreach (Fate fate in Fates.All.Where(fate => fate != _headline))
        {
            var key = new BoxPx(bar.X, y - 9, 10, 10);
            canvas.Rectangle(key, Theme.FateStyle(fate, Theme.ShadeCount - 1));
            Outline(canvas, key, "frame");
            canvas.Text(new PointPx(bar.X + 62, y), NumberText.Percent(summary.ShareOf(fate)), "detail", Anchor.End);
            canvas.Text(new PointPx(bar.X + 70, y), Fates.Label(fate), "detail");
            y += 16;
        }
    }

    private static void DrawCells(ICanvas canvas, RegionCounts regions, int protocolIndex, PlotArea area)
    {
        bool tooltips = !canvas.TellsOfGrids && regions.ProtocolCount * regions.X.CellCount * regions.Y.CellCount <= MaxCellsWithTooltips;
        canvas.Rectangle(area.Box, Theme.NoDataStyle);
        for (int yIndex = regions.Y.CellCount - 1; yIndex >= 0; yIndex--)
        {
            for (int xIndex = 0, length; xIndex < regions.X.CellCount; xIndex += length)
            {
                string? style = StyleOf(regions.CellAt(protocolIndex, xIndex, yIndex));
                length = 1;
                while (!tooltips && xIndex + length < regions.X.CellCount && StyleOf(regions.CellAt(protocolIndex, xIndex + length, yIndex)) == style)
                {
                    length++;
                }

                if (style is not null)
                {
                    string? tooltip = tooltips ? RegionWords.Cell(regions, protocolIndex, xIndex, yIndex) : null;
                    canvas.Rectangle(area.CellBox(xIndex, yIndex, length), style, tooltip);
                }
            }
        }
    }

    private static string? StyleOf(RegionCell cell) =>
        cell.Total == 0 ? null : Theme.FateStyle(cell.Dominant, Theme.ShadeOf(cell[cell.Dominant], cell.Total));

    private static void DrawXAxis(ICanvas canvas, PlotArea area)
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

    private static void DrawYMarks(ICanvas canvas, PlotArea area)
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

    private static IReadOnlyList<Tick> YTicks(PlotArea area) => Ticks.Choose(area.Y, area.Box.Height, Theme.NoteSizePx, isVertical: true);

    internal static void Outline(ICanvas canvas, BoxPx box, string style) => canvas.Line(
        [new(box.X, box.Y), new(box.Right, box.Y), new(box.Right, box.Bottom), new(box.X, box.Bottom), new(box.X, box.Y)], style);
}
