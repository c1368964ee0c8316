using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;

namespace WalSweep.Analysis.Charts;

/// <summary>One panel of a difference figure: caption, map, axes, names of regions.</summary>
internal static class DifferencePanel
{
    internal static double CaptionHeightPx { get; } = MapCaption.HeightPx(FateChanges.Changes.Length);

    internal static void Draw(ICanvas canvas, DifferenceFigureContent content, int panelIndex, RegionLayout layout)
    {
        DifferencePair pair = content.Pairs[panelIndex];
        ChangeCounts[,] cells = Cells(content.Map, pair.PairIndex);
        var area = new PlotArea(layout.PlotBox(panelIndex), content.Map.Kinds.X, content.Map.Kinds.Y);
        MapAxes.DrawRowLabels(canvas, area, layout, panelIndex);
        canvas.BeginGroup("panel", $"{pair.First.Name} {pair.Second.Name}");
        (CaptionOf(pair) with { Name = NameFor(content, area.Box.Width)(pair) }).Draw(canvas, area.Box);
        bool tooltips = MapCells.HaveTooltips(canvas, content.Pairs.Count, area);
        new MapCells(
            (xIndex, yIndex) => StyleOf(cells[xIndex, yIndex]),
            tooltips ? (xIndex, yIndex) => DifferenceWords.Cell(area, cells[xIndex, yIndex], xIndex, yIndex) : null).Draw(canvas, area);
        canvas.BeginGroup("crosses");
        for (int yIndex = 0; yIndex < area.Y.CellCount; yIndex++)
        {
            for (int xIndex = 0; xIndex < area.X.CellCount; xIndex++)
            {
                DifferenceTheme.CrossOut(canvas, cells[xIndex, yIndex].Total > 0 ? cells[xIndex, yIndex].Leading : FateChange.Unchanged, area.CellBox(xIndex, yIndex));
            }
        }

        canvas.EndGroup();
        MapAxes.DrawX(canvas, area);
        MapAxes.DrawYMarks(canvas, area);
        canvas.Outline(area.Box, "frame");
        string? NameOf(int xIndex, int yIndex) => cells[xIndex, yIndex] is { Total: > 0 } cell ? DifferenceWords.Label(cell.Leading) : null;
        new RegionNames(NameOf, area, new RegionCurves([], area, [], [])).Draw(canvas, [.. FateChanges.Changes.Select(DifferenceWords.Label), DifferenceWords.Neutral]);
        canvas.Grid(area.Box, DifferenceWords.Grid(content, panelIndex, area, cells));
        canvas.EndGroup();
    }

    /// <summary>What stands above a pair's map.</summary>
    internal static MapCaption CaptionOf(DifferencePair pair) => new(
        DifferenceWords.PairName(pair),
        DifferenceWords.Headline(pair.Totals),
        [
            .. FateChanges.Changes.Select(change => new CaptionPart(DifferenceTheme.StyleOf(change, Theme.ShadeCount - 1), FateChanges.Label(change), pair.Totals[change], IsListed: true)),
            new CaptionPart(DifferenceTheme.NeutralStyle, FateChanges.Label(FateChange.Unchanged), pair.Totals[FateChange.Unchanged], IsListed: false),
        ],
        pair.Totals.Total);

    /// <summary>How maps of this width are called: as fully as all of them have room for.</summary>
    private static Func<DifferencePair, string> NameFor(DifferenceFigureContent content, double plotWidthPx)
    {
        var forms = DifferenceWords.PairNames;
        return forms.FirstOrDefault(nameOf => content.Pairs.All(pair => (CaptionOf(pair) with { Name = nameOf(pair) }).NameFits(plotWidthPx))) ?? forms[^1];
    }

    private static ChangeCounts[,] Cells(MapCounts map, int pairIndex)
    {
        var cells = new ChangeCounts[map.Kinds.X.CellCount, map.Kinds.Y.CellCount];
        for (int xIndex = 0; xIndex < map.Kinds.X.CellCount; xIndex++)
        {
            for (int yIndex = 0; yIndex < map.Kinds.Y.CellCount; yIndex++)
            {
                cells[xIndex, yIndex] = new ChangeCounts((first, second) => map.PairAt(pairIndex, xIndex, yIndex, first, second));
            }
        }

        return cells;
    }

    private static string? StyleOf(ChangeCounts cell) =>
        cell.Total == 0 ? null : DifferenceTheme.StyleOf(cell.Leading, DifferenceTheme.ShadeOf(cell.InDirection, cell.Total));
}
