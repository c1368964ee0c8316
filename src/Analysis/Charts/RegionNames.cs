using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Draws the curves of a panel with their labels, and writes the name of each fate into the largest room its region leaves: a box of cells that all have
/// that fate, away from curves and other labels. A region too small for its name goes without; the legend names its colour.
/// </summary>
internal static class RegionNames
{
    private const double _boldSizePx = 11.5 * DisplayText.BoldFactor;
    private const double _lineHeightPx = 14;
    private const double _spacingPx = 3;

    internal static void Draw(ICanvas canvas, RegionFigureContent content, int protocolIndex, PlotArea area)
    {
        List<List<PointPx>>[] partsOf = [.. content.Curves.Select(curve => area.Clip(curve.Points))];
        foreach (List<PointPx> part in partsOf.SelectMany(parts => parts))
        {
            canvas.Line([.. part], "halo");
            canvas.Line([.. part], "curve");
        }

        var taken = new List<BoxPx>();
        List<PointPx>[] curves = [.. partsOf.Select(parts => parts.SelectMany(Spaced).ToList())];
        for (int i = 0; i < curves.Length; i++)
        {
            IEnumerable<PointPx> others = curves.Where((_, other) => other != i).SelectMany(points => points);
            DrawCurveLabel(canvas, content.Curves[i].Label, curves[i], [.. others], area.Box, taken);
        }

        List<PointPx> all = [.. curves.SelectMany(points => points)];
        for (Fate fate = Fate.CaughtUp; fate <= Fate.NotRecovered; fate++)
        {
            DrawName(canvas, content.Regions, protocolIndex, fate, area, all, taken);
        }
    }

    /// <summary>The points of a line at distances of a few pixels, however long its segments are.</summary>
    private static IEnumerable<PointPx> Spaced(List<PointPx> line)
    {
        yield return line[0];
        foreach ((PointPx from, PointPx to) in line.Zip(line.Skip(1)))
        {
            int stepCount = 1 + (int)(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / _spacingPx);
            for (int step = 1; step <= stepCount; step++)
            {
                yield return new PointPx(from.X + ((to.X - from.X) * step / stepCount), from.Y + ((to.Y - from.Y) * step / stepCount));
            }
        }
    }

    /// <summary>Beside a point of the curve, right of it where there is room, as near to its beginning as other labels and curves allow.</summary>
    private static void DrawCurveLabel(
        ICanvas canvas, string label, List<PointPx> curve, List<PointPx> others, BoxPx plot, List<BoxPx> taken)
    {
        double width = DisplayText.WidthPx(label, _boldSizePx);
        for (int percent = 12; percent <= 88 && curve.Count > 0; percent += 4)
        {
            PointPx at = curve[(curve.Count - 1) * percent / 100];
            foreach (double left in (ReadOnlySpan<double>)[at.X + 8, at.X - 8 - width])
            {
                var box = new BoxPx(left, at.Y - _lineHeightPx, width, _lineHeightPx);
                bool inside = left > plot.X + 2 && box.Right < plot.Right - 2 && box.Y > plot.Y + 2;
                if (inside && !taken.Any(other => other.Overlaps(box)) && !IsCrossed(box, others))
                {
                    taken.Add(box);
                    canvas.Text(new PointPx(left, at.Y - 3), label, "curvelabel");
                    return;
                }
            }
        }
    }

    private static bool IsCrossed(BoxPx box, List<PointPx> points) =>
        points.Exists(point => box.Overlaps(new BoxPx(point.X - (_spacingPx / 2), point.Y - (_spacingPx / 2), _spacingPx, _spacingPx)));

    private static void DrawName(
        ICanvas canvas, RegionCounts regions, int protocolIndex, Fate fate, PlotArea area, List<PointPx> curves, List<BoxPx> taken)
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
        RegionCounts regions, int protocolIndex, Fate fate, PlotArea area, List<PointPx> curves, List<BoxPx> taken, double width, double height)
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
        RegionCounts regions, int protocolIndex, Fate fate, PlotArea area, List<PointPx> curves, List<BoxPx> taken, BoxPx box)
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

        return !IsCrossed(box, curves);
    }

    private static BoxPx Grown(BoxPx box, int steps)
    {
        double by = 4.0 * steps;
        return new BoxPx(box.X - by, box.Y - by, box.Width + (2 * by), box.Height + (2 * by));
    }
}
