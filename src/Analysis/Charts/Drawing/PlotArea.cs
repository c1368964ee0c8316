using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Charts;

/// <summary>The rectangle between two axes, and where values stand in it.</summary>
/// <param name="Box">The rectangle.</param>
/// <param name="X">Horizontal axis, to the right.</param>
/// <param name="Y">Vertical axis, upwards.</param>
internal readonly record struct PlotArea(BoxPx Box, Axis X, Axis Y)
{
    internal double XOf(double value) => Box.X + (X.FractionOf(value) * Box.Width);

    internal double YOf(double value) => Box.Bottom - (Y.FractionOf(value) * Box.Height);

    /// <summary>The places of all cells on the two axes, row by row from below.</summary>
    internal IEnumerable<(int X, int Y)> Cells => CellsOf(X.CellCount, Y.CellCount);

    private static IEnumerable<(int X, int Y)> CellsOf(int columns, int rows) => from y in Enumerable.Range(0, rows) from x in Enumerable.Range(0, columns) select (x, y);

    /// <summary>The box of a run of cells in one row.</summary>
    internal BoxPx CellBox(int xIndex, int yIndex, int length = 1)
    {
        double left = Box.X + (Box.Width * xIndex / X.CellCount);
        double right = Box.X + (Box.Width * (xIndex + length) / X.CellCount);
        double top = Box.Bottom - (Box.Height * (yIndex + 1) / Y.CellCount);
        double bottom = Box.Bottom - (Box.Height * yIndex / Y.CellCount);
        return new BoxPx(left, top, right - left, bottom - top);
    }

    /// <summary>The parts of a curve inside the area. A point that is not a number interrupts it.</summary>
    internal List<List<PointPx>> Clip(IReadOnlyList<(double X, double Y)> points)
    {
        var parts = new List<List<PointPx>>();
        PointPx? lastEnd = null;
        for (int i = 1; i < points.Count; i++)
        {
            var from = new PointPx(XOf(points[i - 1].X), YOf(points[i - 1].Y));
            var to = new PointPx(XOf(points[i].X), YOf(points[i].Y));
            if (ClipSegment(from, to) is not (PointPx start, PointPx end))
            {
                continue;
            }

            if (start != lastEnd)
            {
                parts.Add([start]);
            }

            parts[^1].Add(end);
            lastEnd = end;
        }

        return parts;
    }

    /// <summary>The part of a segment inside the area: the parameters where it crosses the four sides bound an interval (Liang and Barsky 1984).</summary>
    private (PointPx From, PointPx To)? ClipSegment(PointPx from, PointPx to)
    {
        double deltaX = to.X - from.X;
        double deltaY = to.Y - from.Y;
        if (double.IsNaN(deltaX + deltaY))
        {
            return null;
        }

        double enter = 0;
        double leave = 1;
        ReadOnlySpan<(double Delta, double Room)> sides =
        [
            (-deltaX, from.X - Box.X), (deltaX, Box.Right - from.X), (-deltaY, from.Y - Box.Y), (deltaY, Box.Bottom - from.Y),
        ];
        foreach ((double delta, double room) in sides)
        {
            if (delta == 0 && room < 0)
            {
                return null;
            }

            enter = delta < 0 ? Math.Max(enter, room / delta) : enter;
            leave = delta > 0 ? Math.Min(leave, room / delta) : leave;
        }

        return enter < leave ? (At(enter, from, to), At(leave, from, to)) : null;
    }

    private static PointPx At(double t, PointPx from, PointPx to) =>
        t == 0 ? from : t == 1 ? to : new PointPx(from.X + (t * (to.X - from.X)), from.Y + (t * (to.Y - from.Y)));
}
