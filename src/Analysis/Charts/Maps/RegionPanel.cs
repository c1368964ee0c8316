using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Charts;

/// <summary>One panel of a region figure: caption, map, axes, curves, names of regions.</summary>
internal static class RegionPanel
{
    /// <summary>The fate whose share stands beside the protocol's name.</summary>
    private const Fate _headline = Fate.CaughtUp;

    internal static double CaptionHeightPx { get; } = MapCaption.HeightPx(Fates.Count - 1);

    internal static void Draw(ICanvas canvas, RegionFigureContent content, int protocolIndex, RegionLayout layout)
    {
        CellKinds regions = content.Regions;
        var area = new PlotArea(layout.PlotBox(protocolIndex), regions.X, regions.Y);
        MapAxes.DrawRowLabels(canvas, area, layout, protocolIndex);
        canvas.BeginGroup("panel", content.Summary.Protocols[protocolIndex].Protocol.Column);
        CaptionOf(content.Summary.Protocols[protocolIndex]).Draw(canvas, area.Box);
        bool tooltips = MapCells.HaveTooltips(canvas, regions.ProtocolCount, area);
        new MapCells(
            (xIndex, yIndex) => StyleOf(regions.CellAt(protocolIndex, xIndex, yIndex)),
            tooltips ? (xIndex, yIndex) => RegionWords.Cell(regions, protocolIndex, xIndex, yIndex) : null).Draw(canvas, area);
        SplitCells(canvas, area, (xIndex, yIndex) => regions.CellAt(protocolIndex, xIndex, yIndex));
        MapAxes.DrawX(canvas, area);
        MapAxes.DrawYMarks(canvas, area);
        MapAxes.Outline(canvas, area.Box, "frame");
        IEnumerable<BoxPx> bars = content.Bands.Count > 0 ? RegionBand.Covered(content.Bands[protocolIndex], area) : [];
        IEnumerable<BoxPx> flags = content.Compared.Count > 0 ? RegionBand.FlagBoxes(content.Compared[protocolIndex], area) : [];
        var curves = new RegionCurves([.. content.Curves.Where(curve => curve.IsOver(protocolIndex)).Select(curve => (curve, Theme.CurveStyle(curve.Dashes)))], area, bars, flags);
        curves.DrawLines(canvas);
        if (content.Bands.Count > 0)
        {
            RegionBand.Draw(canvas, content.Bands[protocolIndex], area);
        }

        if (content.Compared.Count > 0)
        {
            RegionBand.Flag(canvas, content.Compared[protocolIndex], area);
        }

        curves.DrawLabels(canvas);
        string? NameOf(int xIndex, int yIndex) => regions.CellAt(protocolIndex, xIndex, yIndex) is { Total: > 0 } cell ? cell.Contender is null ? Fates.Label(cell.Dominant) : RegionWords.Split : null;
        new RegionNames(NameOf, area, curves).Draw(canvas, [.. Fates.All.Select(Fates.Label), RegionWords.Split]);
        canvas.Grid(area.Box, RegionWords.Grid(content, protocolIndex));
        canvas.EndGroup();
    }

    /// <summary>What stands above a protocol's map.</summary>
    internal static MapCaption CaptionOf(ProtocolSummary summary) => new(
        summary.Protocol.Label,
        RegionWords.Share(summary, _headline),
        [.. Fates.All.Select(fate => new CaptionPart(Theme.FateStyle(fate, Theme.ShadeCount - 1), Fates.Label(fate), summary.Fates[fate], fate != _headline))],
        summary.TrialCount);

    /// <summary>The share of a few scenarios is not known well enough for a shade of its own.</summary>
    internal const int FewScenarios = 10;

    private static string? StyleOf(FateCounts cell) => cell.Total == 0 ? null : cell.Contender is { } contender ? StyleOf(cell, Earlier(cell.Dominant, contender)) : StyleOf(cell, cell.Dominant);

    /// <summary>A cell whose most frequent fate is a matter of chance has the colours of both that it may be, and both at the shade of their common share: neighbours that differ by chance alone look alike.</summary>
    private static string StyleOf(FateCounts cell, Fate fate)
    {
        var (count, total) = cell.Contender is { } contender ? (cell[cell.Dominant] + cell[contender], 2 * cell.Total) : (cell[fate], cell.Total);
        return Theme.FateStyle(fate, cell.Total < FewScenarios ? 0 : Theme.ShadeOf(count, total));
    }

    private static void SplitCells(ICanvas canvas, PlotArea area, Func<int, int, FateCounts> cellAt)
    {
        for (int yIndex = 0; yIndex < area.Y.CellCount; yIndex++)
        {
            for (int xIndex = 0; xIndex < area.X.CellCount; xIndex++)
            {
                if (cellAt(xIndex, yIndex) is { Contender: { } contender } cell)
                {
                    FillHalf(canvas, area.CellBox(xIndex, yIndex), StyleOf(cell, Later(cell.Dominant, contender)));
                }
            }
        }
    }

    /// <summary>Fills what lies below the rising diagonal of a box.</summary>
    internal static void FillHalf(ICanvas canvas, BoxPx box, string style) =>
        canvas.Area([new PointPx(box.X, box.Bottom), new PointPx(box.Right, box.Y), new PointPx(box.Right, box.Bottom)], style);

    private static Fate Earlier(Fate one, Fate other) => one < other ? one : other;

    private static Fate Later(Fate one, Fate other) => one < other ? other : one;
}
