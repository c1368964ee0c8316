using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Writes the name of each fate, or of whatever else cells show, into the largest room its region in a panel leaves: a box of cells that all have that name, away from curves and other
/// names. A region too small for its name goes without; the legend names its colour.
/// </summary>
/// <param name="nameOf">The name of a cell by its place on the two axes; null if it has none.</param>
/// <param name="area">The map.</param>
/// <param name="curves">What is drawn over it.</param>
internal sealed class RegionNames(Func<int, int, string?> nameOf, PlotArea area, RegionCurves curves)
{
    private const double _lineHeightPx = RegionLayout.LabelStepPx;

    private readonly List<BoxPx> _taken = [];

    internal void Draw(ICanvas canvas, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            DrawName(canvas, name);
        }
    }

    private void DrawName(ICanvas canvas, string name)
    {
        // On one line, on two, or each word on its own.
        string[][] forms = [[name], name.Split(' ', 2), name.Split(' ')];
        foreach (string[] lines in forms)
        {
            double width = lines.Max(line => DisplayText.WidthPx(line, Theme.LabelSizePx * DisplayText.BoldFactor));
            if (RoomiestBox(name, width, lines.Length * _lineHeightPx) is not BoxPx box)
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

    /// <summary>Of all boxes centred on a cell, the one that can grow most before it meets another name, a curve, a label or the frame.</summary>
    private BoxPx? RoomiestBox(string name, double width, double height)
    {
        BoxPx? best = null;
        int bestGrowth = -1;
        for (int yIndex = 0; yIndex < area.Y.CellCount; yIndex++)
        {
            for (int xIndex = 0; xIndex < area.X.CellCount; xIndex++)
            {
                BoxPx cell = area.CellBox(xIndex, yIndex);
                var box = new BoxPx(cell.X + ((cell.Width - width) / 2), cell.Y + ((cell.Height - height) / 2), width, height);
                while (IsFree(Grown(box, bestGrowth + 1), name))
                {
                    bestGrowth++;
                    best = box;
                }
            }
        }

        return best;
    }

    private bool IsFree(BoxPx box, string name)
    {
        double cellWidth = area.Box.Width / area.X.CellCount;
        double cellHeight = area.Box.Height / area.Y.CellCount;
        int left = (int)Math.Floor((box.X - area.Box.X) / cellWidth);
        int right = (int)Math.Ceiling((box.Right - area.Box.X) / cellWidth) - 1;
        int low = (int)Math.Floor((area.Box.Bottom - box.Bottom) / cellHeight);
        int high = (int)Math.Ceiling((area.Box.Bottom - box.Y) / cellHeight) - 1;
        if (left < 0 || low < 0 || right >= area.X.CellCount || high >= area.Y.CellCount || _taken.Exists(other => other.Overlaps(box)))
        {
            return false;
        }

        for (int yIndex = low; yIndex <= high; yIndex++)
        {
            for (int xIndex = left; xIndex <= right; xIndex++)
            {
                if (nameOf(xIndex, yIndex) != name)
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
