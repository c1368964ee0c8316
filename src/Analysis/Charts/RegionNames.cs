using WalSweep.Analysis.Regions;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Draws the curves of a panel with their labels, and writes the name of each fate into the largest room its region leaves: a box of cells that all have
/// that fate, away from curves and other labels. A region too small for its name goes without; the legend names its colour.
/// </summary>
internal static class RegionNames
{
    private const double _boldSizePx = 11.5 * DisplayText.BoldFactor;
    private const double _lineHeightPx = 14;

    internal static void Draw(ICanvas canvas, RegionFigureContent content, int protocolIndex, PlotArea area)
    {
        var taken = new List<BoxPx>();
        List<List<PointPx>> curves = [];
        foreach (ReferenceCurve curve in content.Curves)
        {
            List<List<PointPx>> parts = area.Clip(curve.Points);
            curves.AddRange(parts);
            foreach (List<PointPx> part in parts)
            {
                canvas.Line([.. part], "halo");
                canvas.Line([.. part], "curve");
            }

            if (parts.Count > 0)
            {
                DrawCurveLabel(canvas, curve.Label, parts.MaxBy(part => part.Count)!, area.Box, taken);
            }
        }

        for (Fate fate = Fate.CaughtUp; fate <= Fate.NotRecovered; fate++)
        {
            DrawName(canvas, content.Regions, protocolIndex, fate, area, curves, taken);
        }
    }

    /// <summary>Beside a point of the curve, right of it where there is room, as near to its beginning as no other label forbids.</summary>
    private static void DrawCurveLabel(ICanvas canvas, string label, List<PointPx> curve, BoxPx plot, List<BoxPx> taken)
    {
        double width = DisplayText.WidthPx(label, _boldSizePx);
        for (int percent = 12; percent <= 88; percent += 4)
        {
            PointPx at = curve[(curve.Count - 1) * percent / 100];
            foreach (double left in (ReadOnlySpan<double>)[at.X + 8, at.X - 8 - width])
            {
                var box = new BoxPx(left, at.Y - _lineHeightPx, width, _lineHeightPx);
                if (left > plot.X + 2 && box.Right < plot.Right - 2 && box.Y > plot.Y + 2 && !taken.Any(other => other.Overlaps(box)))
                {
                    taken.Add(box);
                    canvas.Text(new PointPx(left, at.Y - 3), label, "curvelabel");
                    return;
                }
            }
        }
    }

    private static void DrawName(
        ICanvas canvas, RegionCounts regions, int protocolIndex, Fate fate, PlotArea area, List<List<PointPx>> curves, List<BoxPx> taken)
    {
        string name = Fates.Label(fate);
        int space = name.IndexOf(" by ", StringComparison.Ordinal);
        string[][] forms = space < 0 ? [[name]] : [[name], [name[..space], name[(space + 1)..]]];
        foreach (string[] lines in forms)
        {
            double width = lines.Max(line => DisplayText.WidthPx(line, _boldSizePx));
            double height = lines.Length * _lineHeightPx;
            BoxPx? best = BestBox(regions, protocolIndex, fate, area, curves, taken, width, height);
            if (best is BoxPx box)
            {
                taken.Add(box);
                double y = box.Y + _lineHeightPx - 3;
                foreach (string line in lines)
                {
                    canvas.Text(new PointPx(box.X + (box.Width / 2), y), line, "region", Anchor.Middle);
                    y += _lineHeightPx;
                }

                return;
            }
        }
    }

    /// <summary>Of all boxes centred on a cell of the fate, the one that can grow most before it meets another fate, a curve, a label or the frame.</summary>
    private static BoxPx? BestBox(
        RegionCounts regions, int protocolIndex, Fate fate, PlotArea area, List<List<PointPx>> curves, List<BoxPx> taken, double width, double height)
    {
        BoxPx? best = null;
        int bestGrowth = 0;
        for (int yIndex = 0; yIndex < regions.Y.CellCount; yIndex++)
        {
            for (int xIndex = 0; xIndex < regions.X.CellCount; xIndex++)
            {
                BoxPx cell = area.CellBox(xIndex, yIndex);
                var box = new BoxPx(cell.X + ((cell.Width - width) / 2), cell.Y + ((cell.Height - height) / 2), width, height);
                while (IsFree(regions, protocolIndex, fate, area, curves, taken, Grown(box, bestGrowth + 1)))
                {
                    bestGrowth++;
                    best = box;
                }
            }
        }

        return best;
    }

    private static bool IsFree(
        RegionCounts regions, int protocolIndex, Fate fate, PlotArea area, List<List<PointPx>> curves, List<BoxPx> taken, BoxPx box)
    {
        double cellWidth = area.Box.Width / regions.X.CellCount;
        double cellHeight = area.Box.Height / regions.Y.CellCount;
        int left = (int)Math.Floor((box.X - area.Box.X) / cellWidth);
        int right = (int)Math.Ceiling((box.Right - area.Box.X) / cellWidth) - 1;
        int low = (int)Math.Floor((area.Box.Bottom - box.Bottom) / cellHeight);
        int high = (int)Math.Ceiling((area.Box.Bottom - box.Y) / cellHeight) - 1;
        if (left < 0 || low < 0 || right >= regions.X.CellCount || high >= regions.Y.CellCount || taken.Any(other => other.Overlaps(box)))
        {
            return false;
        }

        for (int yIndex = low; yIndex <= high; yIndex++)
        {
            for (int xIndex = left; xIndex <= right; xIndex++)
            {
                RegionCell cell = regions.CellAt(protocolIndex, xIndex, yIndex);
                if (cell.Total == 0 || cell.Dominant != fate)
                {
                    return false;
                }
            }
        }

        return !curves.Any(curve => curve.Any(point => box.Overlaps(new BoxPx(point.X - 1, point.Y - 1, 2, 2))));
    }

    private static BoxPx Grown(BoxPx box, int steps)
    {
        double by = 4.0 * steps;
        return new BoxPx(box.X - by, box.Y - by, box.Width + (2 * by), box.Height + (2 * by));
    }
}
