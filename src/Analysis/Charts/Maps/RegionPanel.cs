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
        canvas.BeginGroup("panel", content.Summary.Protocols[protocolIndex].Protocol.Name);
        CaptionOf(content.Summary.Protocols[protocolIndex]).Draw(canvas, area.Box);
        var looks = new CellLook?[area.X.CellCount, area.Y.CellCount];
        foreach (var (xIndex, yIndex) in area.Cells)
        {
            looks[xIndex, yIndex] = CellLook.Of(regions.CellAt(protocolIndex, xIndex, yIndex));
        }

        bool tooltips = MapCells.HaveTooltips(canvas, regions.ProtocolCount, area);
        new MapCells(
            (xIndex, yIndex) => looks[xIndex, yIndex]?.Style,
            tooltips ? (xIndex, yIndex) => RegionWords.Cell(regions, protocolIndex, xIndex, yIndex) : null).Draw(canvas, area);
        foreach (var (xIndex, yIndex) in area.Cells)
        {
            if (looks[xIndex, yIndex]?.OtherStyle is { } other)
            {
                MapCells.FillHalf(canvas, area.CellBox(xIndex, yIndex), other);
            }
        }

        MapAxes.DrawX(canvas, area);
        MapAxes.DrawYMarks(canvas, area);
        canvas.Outline(area.Box, "frame");
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
        new RegionNames((xIndex, yIndex) => looks[xIndex, yIndex]?.Name, area, curves).Draw(canvas, [.. Fates.All.Select(Fates.Label), RegionWords.Mixed]);
        canvas.Grid(area.Box, RegionWords.Grid(content, protocolIndex));
        canvas.EndGroup();
    }

    /// <summary>What stands above a protocol's map.</summary>
    internal static MapCaption CaptionOf(ProtocolSummary summary) => new(
        summary.Protocol.Label,
        RegionWords.Share(summary, _headline),
        [.. Fates.All.Select(fate => new CaptionPart(Theme.FateStyle(fate, Theme.ShadeCount - 1), Fates.Label(fate), summary.Fates[fate], fate != _headline))],
        summary.TrialCount);
}
