using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Writes the name of each fate into the largest room its region in a panel leaves: a box of cells that all have that fate, away from curves and other
/// names. A region too small for its name goes without; the legend names its colour.
/// </summary>
internal sealed class RegionNames(RegionCounts regions, int protocolIndex, PlotArea area, RegionCurves curves)
{
    private const double _lineHeightPx = RegionLayout.LabelStepPx;

    private readonly List<BoxPx> _taken = [];

    internal void Draw(ICanvas canvas)
    {
        foreach (Fate fate in Fates.All)
        {
            DrawName(canvas, fate);
        }
    }

    private void DrawName(ICanvas canvas, Fate fate)
    {
        string name = Fates.Label(fate);
        int space = name.IndexOf(" by ", StringComparison.Ordinal);
        string[][] forms = space < 0 ? [[name]] : [[name], [name[..space], name[(space + 1)..]]];
        foreach (string[] lines in forms)
        {
            double width = lines.Max(line => DisplayText.WidthPx(line, Theme.LabelSizePx * DisplayText.BoldFactor));
            if (RoomiestBox(fate, width, lines.Length * _lineHeightPx) is not BoxPx box)
            {
                continue;
            }

            _taken.Add(box);
            double y = box.Y + _lineHeightPx - 3;
            foreach (string line in lines)
            {
                canvas.Text(new PointPx(box.X + (box.Width / 2), y), line, "region", Anchor.Middle);
                y += _lineHeightPx;
            }

            return;
        }
    }

    /// <summary>Of all boxes centred on a cell, the one that can grow most before it meets another fate, a curve, a label or the frame.</summary>
    private BoxPx? RoomiestBox(Fate fate, double width, double height)
    {
        BoxPx? best = null;
        int bestGrowth = 0;
        for (int yIndex = 0; yIndex < regions.Y.CellCount; yIndex++)
        {
            for (int xIndex = 0; xIndex < regions.X.CellCount; xIndex++)
            {
                BoxPx cell = area.CellBox(xIndex, yIndex);
                var box = new BoxPx(cell.X + ((cell.Width - width) / 2), cell.Y + ((cell.Height - height) / 2), width, height);
                while (IsFree(Grown(box, bestGrowth + 1), fate))
                {
                    bestGrowth++;
                    best = box;
                }
            }
        }

        return best;
    }

    private bool IsFree(BoxPx box, Fate fate)
    {
        double cellWidth = area.Box.Width / regions.X.CellCount;
        double cellHeight = area.Box.Height / regions.Y.CellCount;
        int left = (int)Math.Floor((box.X - area.Box.X) / cellWidth);
        int right = (int)Math.Ceiling((box.Right - area.Box.X) / cellWidth) - 1;
        int low = (int)Math.Floor((area.Box.Bottom - box.Bottom) / cellHeight);
        int high = (int)Math.Ceiling((area.Box.Bottom - box.Y) / cellHeight) - 1;
        if (left < 0 || low < 0 || right >= regions.X.CellCount || high >= regions.Y.CellCount || _taken.Exists(other => other.Overlaps(box)))
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

        return !curves.Meet(box);
    }

    private static BoxPx Grown(BoxPx box, int steps)
    {
        double by = 4.0 * steps;
        return new BoxPx(box.X - by, box.Y - by, box.Width + (2 * by), box.Height + (2 * by));
    }
}
