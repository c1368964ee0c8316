using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// The curves of a panel and their labels. A label stands beside a point of its curve, as near to the curve's beginning as curves, other labels and the bars of the boundary allow; where there is room for its
/// end alone, such as R + B, that stands there; where no place is free of bars, it stands over them. One for which there is no room is left out, the legend has it too.
/// </summary>
internal sealed class RegionCurves
{
    private const double _spacingPx = 3;

    /// <summary>How far a label stands beside its point.</summary>
    private const double _besidePx = 8;

    /// <summary>The same where there is less room.</summary>
    private const double _nearPx = 4;

    /// <summary>Where along its curve a label may stand, in percent of its length: not at the very ends, unless nowhere else.</summary>
    private static readonly int[] _places = [.. Enumerable.Range(0, 39).Select(step => 12 + (2 * step)), 92, 94, 96, 8, 6, 4];

    private readonly BoxPx _plot;
    private readonly (List<PointPx> Points, string Style)[] _lines;
    private readonly List<(string Text, PointPx At, Anchor Anchor, BoxPx Box)> _labels = [];
    private readonly BoxPx[] _bars;

    /// <summary>The points of each curve at distances of a few pixels, by which to tell what it crosses.</summary>
    private readonly List<PointPx>[] _points;

    /// <param name="curves">The curves, each with its style.</param>
    /// <param name="area">Where they are drawn.</param>
    /// <param name="bars">What the bars and lines of the boundary cover.</param>
    /// <param name="flags">What flags of cells cover: labels are better placed elsewhere, names of regions may stand over them.</param>
    internal RegionCurves(IReadOnlyList<(ReferenceCurve Curve, string Style)> curves, PlotArea area, IEnumerable<BoxPx> bars, IEnumerable<BoxPx> flags)
    {
        (_plot, _bars) = (area.Box, [.. bars]);
        List<List<PointPx>>[] partsOf = [.. curves.Select(drawn => area.Clip(drawn.Curve.Points))];
        _lines = [.. partsOf.SelectMany((parts, index) => parts.Select(part => (part, curves[index].Style)))];
        _points = [.. partsOf.Select(parts => parts.SelectMany(part => Polyline.Spaced(part, _spacingPx)).ToList())];
        for (int i = 0; i < curves.Count; i++)
        {
            // Where the whole has no room, what the curve is a limit of may have.
            string whole = curves[i].Curve.Label;
            string end = whole[(whole.LastIndexOf('=') + 1)..].Trim();
            BoxPx[] covered = [.. _bars, .. flags];
            (string Text, BoxPx[] Covered, double BesidePx)[] tries = [(whole, covered, _besidePx), (end, covered, _besidePx), (end, covered, _nearPx), (whole, [], _besidePx), (end, [], _nearPx)];
            foreach (var (text, avoided, besidePx) in tries)
            {
                if (Label(text, i, avoided, besidePx))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Draws the curves.</summary>
    internal void DrawLines(ICanvas canvas)
    {
        foreach (var (points, style) in _lines)
        {
            canvas.Line([.. points], "halo");
            canvas.Line([.. points], style);
        }
    }

    /// <summary>Draws the labels, over whatever else is drawn.</summary>
    internal void DrawLabels(ICanvas canvas)
    {
        foreach ((string text, PointPx at, Anchor anchor, _) in _labels)
        {
            canvas.Text(at, text, "curvelabel", anchor);
        }
    }

    /// <summary>Whether a curve, a label of one or a bar lies in a box.</summary>
    internal bool Meet(BoxPx box) => _labels.Exists(label => label.Box.Overlaps(box)) || Array.Exists(_bars, bar => bar.Overlaps(box)) || Array.Exists(_points, points => Crosses(points, box));

    private static bool Crosses(List<PointPx> points, BoxPx box) =>
        points.Exists(point => box.Overlaps(new BoxPx(point.X - (_spacingPx / 2), point.Y - (_spacingPx / 2), _spacingPx, _spacingPx)));

    /// <summary>Finds a place for a label; false if there is none.</summary>
    private bool Label(string text, int curveIndex, BoxPx[] bars, double besidePx)
    {
        List<PointPx> points = _points[curveIndex];
        double width = DisplayText.WidthPx(text, Theme.LabelSizePx * DisplayText.BoldFactor);
        const double step = RegionLayout.LabelStepPx;
        foreach (int percent in points.Count > 0 ? _places : [])
        {
            PointPx at = points[(points.Count - 1) * percent / 100];
            foreach (var (top, anchor) in (ReadOnlySpan<(double, Anchor)>)[(at.Y - step, Anchor.Start), (at.Y - step, Anchor.End), (at.Y, Anchor.Start), (at.Y, Anchor.End)])
            {
                // The text touches the curve's side of its box, for its width is but an estimate.
                double side = at.X + (anchor == Anchor.Start ? besidePx : -besidePx);
                var box = new BoxPx(anchor == Anchor.Start ? side : side - width, top, width, step);
                if (IsFree(box) && !Array.Exists(bars, bar => bar.Overlaps(box)))
                {
                    _labels.Add((text, new PointPx(side, box.Bottom - 3), anchor, box));
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsFree(BoxPx box) =>
        box.X > _plot.X + 2 && box.Right < _plot.Right - 2 && box.Y > _plot.Y + 2 && box.Bottom < _plot.Bottom - 2
        && !_labels.Exists(label => label.Box.Overlaps(box))
        && !Array.Exists(_points, points => Crosses(points, box));
}
