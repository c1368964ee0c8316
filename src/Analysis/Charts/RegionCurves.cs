using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// The curves of a panel and their labels. A label stands beside a point of its curve, as near to the curve's beginning as other curves and labels allow; one
/// for which there is no room is left out, the legend has it too.
/// </summary>
internal sealed class RegionCurves
{
    private const double _spacingPx = 3;

    private readonly BoxPx _plot;
    private readonly (List<PointPx> Points, string Style)[] _lines;
    private readonly List<(string Text, PointPx At, BoxPx Box)> _labels = [];

    /// <summary>The points of each curve at distances of a few pixels, by which to tell what it crosses.</summary>
    private readonly List<PointPx>[] _points;

    /// <param name="curves">The curves, each with its style.</param>
    /// <param name="area">Where they are drawn.</param>
    internal RegionCurves(IReadOnlyList<(ReferenceCurve Curve, string Style)> curves, PlotArea area)
    {
        _plot = area.Box;
        List<List<PointPx>>[] partsOf = [.. curves.Select(drawn => area.Clip(drawn.Curve.Points))];
        _lines = [.. partsOf.SelectMany((parts, index) => parts.Select(part => (part, curves[index].Style)))];
        _points = [.. partsOf.Select(parts => parts.SelectMany(Spaced).ToList())];
        for (int i = 0; i < curves.Count; i++)
        {
            Label(curves[i].Curve.Label, i);
        }
    }

    internal void Draw(ICanvas canvas)
    {
        foreach (var (points, style) in _lines)
        {
            canvas.Line([.. points], "halo");
            canvas.Line([.. points], style);
        }

        foreach ((string text, PointPx at, _) in _labels)
        {
            canvas.Text(at, text, "curvelabel");
        }
    }

    /// <summary>Whether a curve or a label of one lies in a box.</summary>
    internal bool Meet(BoxPx box) => _labels.Exists(label => label.Box.Overlaps(box)) || Array.Exists(_points, points => Crosses(points, box));

    private static bool Crosses(List<PointPx> points, BoxPx box) =>
        points.Exists(point => box.Overlaps(new BoxPx(point.X - (_spacingPx / 2), point.Y - (_spacingPx / 2), _spacingPx, _spacingPx)));

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

    private void Label(string text, int curveIndex)
    {
        List<PointPx> points = _points[curveIndex];
        double width = DisplayText.WidthPx(text, Theme.LabelSizePx * DisplayText.BoldFactor);
        for (int percent = 12; percent <= 88 && points.Count > 0; percent += 4)
        {
            PointPx at = points[(points.Count - 1) * percent / 100];
            foreach (double left in (ReadOnlySpan<double>)[at.X + 8, at.X - 8 - width])
            {
                var box = new BoxPx(left, at.Y - RegionLayout.LabelStepPx, width, RegionLayout.LabelStepPx);
                if (IsFree(box, curveIndex))
                {
                    _labels.Add((text, new PointPx(left, at.Y - 3), box));
                    return;
                }
            }
        }
    }

    private bool IsFree(BoxPx box, int curveIndex) =>
        box.X > _plot.X + 2 && box.Right < _plot.Right - 2 && box.Y > _plot.Y + 2
        && !_labels.Exists(label => label.Box.Overlaps(box))
        && !_points.Where((_, other) => other != curveIndex).Any(points => Crosses(points, box));
}
