namespace WalSweep.Analysis.Charts;

/// <summary>Draws the cells of a map, over hatching that shows where there are none.</summary>
/// <param name="styleOf">The style of a cell by its place on the two axes; null where no scenario fell.</param>
/// <param name="tooltipOf">What is told of it on pointing at it; null if nothing is, and then equal neighbours join.</param>
internal sealed class MapCells(Func<int, int, string?> styleOf, Func<int, int, string>? tooltipOf)
{
    /// <summary>Above this many cells in the whole figure they bear no tooltips and equal neighbours join, to keep the file small; so they do where the canvas tells of them.</summary>
    private const int _maxCellsWithTooltips = 1500;

    /// <summary>Whether the cells of a figure of so many panels bear their own texts.</summary>
    internal static bool HaveTooltips(ICanvas canvas, int panelCount, PlotArea area) =>
        !canvas.TellsOfGrids && panelCount * area.X.CellCount * area.Y.CellCount <= _maxCellsWithTooltips;

    internal void Draw(ICanvas canvas, PlotArea area)
    {
        canvas.BeginGroup("cells");
        canvas.Rectangle(area.Box, Theme.NoDataStyle);
        for (int yIndex = area.Y.CellCount - 1; yIndex >= 0; yIndex--)
        {
            for (int xIndex = 0, length; xIndex < area.X.CellCount; xIndex += length)
            {
                string? style = styleOf(xIndex, yIndex);
                length = 1;
                while (tooltipOf is null && xIndex + length < area.X.CellCount && styleOf(xIndex + length, yIndex) == style)
                {
                    length++;
                }

                if (style is not null)
                {
                    canvas.Rectangle(area.CellBox(xIndex, yIndex, length), style, tooltipOf?.Invoke(xIndex, yIndex));
                }
            }
        }

        canvas.EndGroup();
    }

    /// <summary>Fills what lies below the rising diagonal of a box.</summary>
    internal static void FillHalf(ICanvas canvas, BoxPx box, string style) =>
        canvas.Area([new PointPx(box.X, box.Bottom), new PointPx(box.Right, box.Y), new PointPx(box.Right, box.Bottom)], style);
}
