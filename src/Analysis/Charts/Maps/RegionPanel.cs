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
        RegionCounts regions = content.Regions;
        var area = new PlotArea(layout.PlotBox(protocolIndex), regions.X, regions.Y);
        MapAxes.DrawRowLabels(canvas, area, layout, protocolIndex);
        canvas.BeginGroup("panel", content.Summary.Protocols[protocolIndex].Protocol.Column);
        CaptionOf(content.Summary.Protocols[protocolIndex]).Draw(canvas, area.Box);
        bool tooltips = MapCells.HaveTooltips(canvas, regions.ProtocolCount, area);
        new MapCells(
            (xIndex, yIndex) => StyleOf(regions.CellAt(protocolIndex, xIndex, yIndex)),
            tooltips ? (xIndex, yIndex) => RegionWords.Cell(regions, protocolIndex, xIndex, yIndex) : null).Draw(canvas, area);
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
        string? NameOf(int xIndex, int yIndex) => regions.CellAt(protocolIndex, xIndex, yIndex) is { Total: > 0 } cell ? Fates.Label(cell.Dominant) : null;
        new RegionNames(NameOf, area, curves).Draw(canvas, Fates.All.Select(Fates.Label));
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

    private static string? StyleOf(RegionCell cell) =>
        cell.Total == 0 ? null : Theme.FateStyle(cell.Dominant, cell.Total < FewScenarios ? 0 : Theme.ShadeOf(cell[cell.Dominant], cell.Total));
}
