using WalSweep.Analysis.Boundaries;

namespace WalSweep.Analysis.Charts;

/// <summary>The boundary of a panel: in each row of cells an upright bar at the estimate, and a level line over the places that the trials do not exclude.</summary>
internal static class RegionBand
{
    /// <summary>How far the halo of a line reaches to each side of it.</summary>
    private const double _haloPx = 2.3;

    private const double _flagSidePx = 6;

    internal static void Draw(ICanvas canvas, BoundaryBand band, PlotArea area)
    {
        canvas.BeginGroup("boundary");
        foreach (string style in (ReadOnlySpan<string>)["halo", Theme.BandStyle])
        {
            for (int row = 0; row < band.Rows.Count; row++)
            {
                DrawRow(canvas, band.Rows[row], area, row, style);
            }
        }

        canvas.EndGroup();
    }

    /// <summary>Whether a boundary has a row that is drawn.</summary>
    internal static bool IsDrawn(BoundaryBand band) => band.Rows.Any(row => row.IsOnMap);

    /// <summary>What the bars and lines of a boundary cover, halos included: texts are better placed elsewhere.</summary>
    internal static IEnumerable<BoxPx> Covered(BoundaryBand band, PlotArea area) => band.Rows.Index().Where(row => row.Item.IsOnMap).SelectMany(row => LinesOf(row.Item, area, row.Index)).Select(
        line => new BoxPx(line.From.X - _haloPx, line.From.Y - _haloPx, line.To.X - line.From.X + (2 * _haloPx), line.To.Y - line.From.Y + (2 * _haloPx)));

    /// <summary>Flags the cells that disagree with analysis, each in its middle.</summary>
    internal static void Flag(ICanvas canvas, BoundaryComparison compared, PlotArea area)
    {
        canvas.BeginGroup("flags");
        foreach (var (x, y) in compared.Disagreeing)
        {
            DrawFlag(canvas, area.CellBox(x, y));
        }

        canvas.EndGroup();
    }

    /// <summary>Where the flags are.</summary>
    internal static IEnumerable<BoxPx> FlagBoxes(BoundaryComparison compared, PlotArea area) => compared.Disagreeing.Select(cell => FlagIn(area.CellBox(cell.X, cell.Y)));

    /// <summary>Draws a flag in the middle of a box: as large as it is in a cell, for it is known by that, unless the box is small.</summary>
    internal static void DrawFlag(ICanvas canvas, BoxPx box) => canvas.Rectangle(FlagIn(box), Theme.FlagStyle);

    private static BoxPx FlagIn(BoxPx box)
    {
        var sidePx = Math.Min(_flagSidePx, Math.Min(box.Width, box.Height) - 2);
        return new BoxPx(box.X + ((box.Width - sidePx) / 2), box.Y + ((box.Height - sidePx) / 2), sidePx, sidePx);
    }

    private static void DrawRow(ICanvas canvas, Boundary boundary, PlotArea area, int row, string style)
    {
        foreach (var (from, to) in boundary.IsOnMap ? LinesOf(boundary, area, row) : [])
        {
            canvas.Line([from, to], style);
        }
    }

    /// <summary>The level line and the bar of a row.</summary>
    private static IEnumerable<(PointPx From, PointPx To)> LinesOf(Boundary boundary, PlotArea area, int row)
    {
        BoxPx cell = area.CellBox(0, row);
        double At(double cells) => area.Box.X + (cells * cell.Width);
        double middle = cell.Y + (cell.Height / 2);
        yield return (new PointPx(At(boundary.BandCells.Low), middle), new PointPx(At(boundary.BandCells.High), middle));
        yield return (new PointPx(At(boundary.EstimateCells), cell.Y + 1), new PointPx(At(boundary.EstimateCells), cell.Bottom - 1));
    }
}
