using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Writes the names of versions beside their curves: where each is farthest from the others, as near to its end as may be, and away from curves and other names. One that lies on another all along, or has no room,
/// goes without; the legend has it.
/// </summary>
/// <param name="plot">Where curves are.</param>
/// <param name="curves">The parts of each curve.</param>
internal sealed class RecoveryLabels(BoxPx plot, List<List<PointPx>>[] curves)
{
    private const double _gapPx = 6;
    private const double _heightPx = 13;

    /// <summary>How close together the points are by which a curve is told: a small part of a name.</summary>
    private const double _stepPx = 3;

    /// <summary>From here on a curve is as clearly apart from the others as can be.</summary>
    private const double _farPx = 24;

    /// <summary>Nearer to another curve than this, a name could mean either.</summary>
    private const double _leastApartPx = 4;

    private readonly List<BoxPx> _taken = [];
    private readonly List<PointPx>[] _dense = [.. curves.Select(parts => parts.SelectMany(part => Polyline.Spaced(part, _stepPx)).ToList())];

    internal void Draw(ICanvas canvas, int index, string name)
    {
        double widthPx = DisplayText.WidthPx(name, Theme.LabelSizePx * DisplayText.BoldFactor);
        (BoxPx Box, double ApartPx)? best = null;
        foreach (PointPx at in Enumerable.Reverse(_dense[index]))
        {
            double apartPx = ApartPx(index, at);
            BoxPx[] places =
            [
                new(at.X + _gapPx, at.Y - (_heightPx / 2), widthPx, _heightPx), new(at.X + _gapPx, at.Y - _heightPx - 2, widthPx, _heightPx),
                new(at.X - _gapPx - widthPx, at.Y - (_heightPx / 2), widthPx, _heightPx), new(at.X - _gapPx - widthPx, at.Y + 2, widthPx, _heightPx),
            ];
            if (apartPx > (best?.ApartPx ?? _leastApartPx) && places.Cast<BoxPx?>().FirstOrDefault(place => IsFree(place!.Value)) is { } box)
            {
                best = (box, apartPx);
            }
        }

        if (best is { } found)
        {
            _taken.Add(found.Box);
            canvas.Text(new PointPx(found.Box.X, found.Box.Bottom - 3), name, VersionTheme.LabelOf(index));
        }
    }

    /// <summary>How far the nearest other curve is from a point, up to what is far enough.</summary>
    private double ApartPx(int index, PointPx at)
    {
        double nearestPx = _farPx;
        for (int other = 0; other < _dense.Length; other++)
        {
            foreach (PointPx point in other == index ? [] : _dense[other])
            {
                double x = point.X - at.X;
                double y = point.Y - at.Y;
                nearestPx = Math.Min(nearestPx, Math.Sqrt((x * x) + (y * y)));
            }
        }

        return nearestPx;
    }

    private bool IsFree(BoxPx box) =>
        box.X >= plot.X && box.Right <= plot.Right && box.Y >= plot.Y && box.Bottom <= plot.Bottom
        && !_taken.Exists(box.Overlaps)
        && !Array.Exists(_dense, points => points.Exists(point => point.X > box.X - 2 && point.X < box.Right + 2 && point.Y > box.Y - 1 && point.Y < box.Bottom + 1));
}
