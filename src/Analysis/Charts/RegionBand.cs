using WalSweep.Analysis.Boundaries;

namespace WalSweep.Analysis.Charts;

/// <summary>The boundary of a panel: in each row of cells an upright bar at the estimate, and a level line over the places that the trials do not exclude.</summary>
internal static class RegionBand
{
    internal static void Draw(ICanvas canvas, BoundaryBand band, PlotArea area)
    {
        canvas.BeginGroup("boundary");
        foreach (string style in (ReadOnlySpan<string>)["halo", "band"])
        {
            for (int row = 0; row < band.Rows.Count; row++)
            {
                DrawRow(canvas, band.Rows[row], area, row, style);
            }
        }

        canvas.EndGroup();
    }

    /// <summary>Flags the cells that disagree with analysis, each in its middle.</summary>
    internal static void Flag(ICanvas canvas, CellsCompared compared, PlotArea area)
    {
        canvas.BeginGroup("flags");
        foreach (var (xIndex, yIndex) in compared.Disagreeing)
        {
            var cell = area.CellBox(xIndex, yIndex);
            var sidePx = Math.Min(Theme.FlagSidePx, Math.Min(cell.Width, cell.Height) - 2);
            canvas.Rectangle(new BoxPx(cell.X + ((cell.Width - sidePx) / 2), cell.Y + ((cell.Height - sidePx) / 2), sidePx, sidePx), Theme.FlagStyle);
        }

        canvas.EndGroup();
    }

    private static void DrawRow(ICanvas canvas, Boundary boundary, PlotArea area, int row, string style)
    {
        // What may as well lie beside the map is not drawn on it.
        if (!boundary.HasBand || boundary.MayLieBefore || boundary.MayLieBeyond)
        {
            return;
        }

        BoxPx cell = area.CellBox(0, row);
        double At(double cells) => area.Box.X + (cells * cell.Width);
        double middle = cell.Y + (cell.Height / 2);
        canvas.Line([new PointPx(At(boundary.BandCells.Low), middle), new PointPx(At(boundary.BandCells.High), middle)], style);
        canvas.Line([new PointPx(At(boundary.EstimateCells), cell.Y + 1), new PointPx(At(boundary.EstimateCells), cell.Bottom - 1)], style);
    }
}
