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

    /// <summary>Flags rows that disagree with analysis, beside the plot.</summary>
    internal static void Flag(ICanvas canvas, RowsCompared compared, PlotArea area)
    {
        const double SidePx = 6;
        foreach (var row in compared.Disagreeing)
        {
            var cell = area.CellBox(0, row);
            canvas.Rectangle(new BoxPx(area.Box.Right + 3, cell.Y + ((cell.Height - SidePx) / 2), SidePx, SidePx), Theme.FlagStyle);
        }
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
