using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>Writes the names of versions beside their curves: as near to the end of each as there is room, away from curves and other names. One without room goes without; the legend has it.</summary>
/// <param name="plot">Where curves are.</param>
/// <param name="curves">The parts of each curve.</param>
internal sealed class RecoveryLabels(BoxPx plot, List<List<PointPx>>[] curves)
{
    private const double _gapPx = 6;
    private const double _heightPx = 13;
    private const double _stepPx = 3;

    private readonly List<BoxPx> _taken = [];
    private readonly List<PointPx>[] _dense = [.. curves.Select(parts => parts.SelectMany(Dense).ToList())];

    internal void Draw(ICanvas canvas, int index, string name)
    {
        double widthPx = DisplayText.WidthPx(name, Theme.LabelSizePx * DisplayText.BoldFactor);
        foreach (PointPx at in Enumerable.Reverse(_dense[index]))
        {
            BoxPx[] places =
            [
                new(at.X + _gapPx, at.Y - (_heightPx / 2), widthPx, _heightPx), new(at.X + _gapPx, at.Y - _heightPx - 2, widthPx, _heightPx),
                new(at.X - _gapPx - widthPx, at.Y - (_heightPx / 2), widthPx, _heightPx), new(at.X - _gapPx - widthPx, at.Y + 2, widthPx, _heightPx),
            ];
            if (places.Cast<BoxPx?>().FirstOrDefault(place => IsFree(place!.Value)) is { } box)
            {
                _taken.Add(box);
                canvas.Text(new PointPx(box.X, box.Bottom - 3), name, "curvelabel");
                return;
            }
        }
    }

    private bool IsFree(BoxPx box) =>
        box.X >= plot.X && box.Right <= plot.Right && box.Y >= plot.Y && box.Bottom <= plot.Bottom
        && !_taken.Exists(box.Overlaps)
        && !Array.Exists(_dense, points => points.Exists(point => point.X > box.X - 2 && point.X < box.Right + 2 && point.Y > box.Y - 1 && point.Y < box.Bottom + 1));

    /// <summary>Points along a line, no two neighbours farther apart than a small part of a name.</summary>
    private static IEnumerable<PointPx> Dense(List<PointPx> line)
    {
        for (int i = 1; i < line.Count; i++)
        {
            (PointPx from, PointPx to) = (line[i - 1], line[i]);
            int steps = (int)Math.Ceiling(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / _stepPx);
            for (int step = 0; step < steps; step++)
            {
                yield return new PointPx(from.X + ((to.X - from.X) * step / steps), from.Y + ((to.Y - from.Y) * step / steps));
            }
        }

        yield return line[^1];
    }
}
