using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Timeline;

/// <summary>The two panels of curves: positions in the WAL, and how far behind the head they are.</summary>
internal static class TimelinePlots
{
    /// <summary>By how much the tail may stretch a panel that the other curves fill; beyond that it is named and not drawn.</summary>
    private const double _mostStretch = 2.5;

    private const double _roomAbove = 1.06;
    private const double _labelStepPx = 14;
    private const double _labelGapPx = 8;

    internal static void Draw(ICanvas canvas, TimelineContent content, TimelineLayout layout)
    {
        DrawPanel(canvas, content, layout, layout.Positions, "position in the WAL, entries", point => point.Entries, isDownward: false);
        DrawPanel(canvas, content, layout, layout.Behind, "behind the head, entries", point => point.BehindEntries, isDownward: true);
        DrawTimeAxis(canvas, layout);
    }

    private static void DrawPanel(
        ICanvas canvas, TimelineContent content, TimelineLayout layout, BoxPx box, string caption, Func<TimelinePoint, double> valueOf, bool isDownward)
    {
        canvas.BeginGroup("panel");
        var (min, max, isTailOutside) = Range(content, valueOf);
        var axis = new Axis("entries", "entries", AxisUnit.None, AxisScale.Linear, min, max, 1);
        var area = new PlotArea(box, new Axis("px", "px", AxisUnit.None, AxisScale.Linear, 0, box.Width, 1), axis);
        canvas.Text(new PointPx(box.X, box.Y - 7), caption + (isDownward && min < 0 ? " (below 0: ahead of it)" : "") + (isTailOutside ? $" (the tail is off this panel: {TailWords(content)})" : ""), "axis");
        DrawValueAxis(canvas, axis, box, isDownward);
        canvas.Outline(box, "frame");
        var ends = new List<(double Y, TimelineCurve Curve)>();
        var ended = new List<(PointPx At, TimelineCurve Curve)>();
        foreach (var curve in content.Curves)
        {
            List<(double, double)> points = [.. curve.Points.Select(point => (layout.Scale.PxOf(point.TimeS), valueOf(point)))];
            foreach (var part in area.Clip(points))
            {
                canvas.Line([.. Polyline.Thinned(part, Polyline.SamePx).Select(point => isDownward ? Flip(point, box) : point)], curve.Style);
            }

            var end = curve.Drawn.LastOrDefault();
            double last = valueOf(end);
            if (last >= min && last <= max)
            {
                double y = isDownward ? Flip(new(0, area.YOf(last)), box).Y : area.YOf(last);
                if (curve.Kind == TimelineCurveKind.StaleHead && end.TimeS < layout.Scale.EndS)
                {
                    ended.Add((new(layout.XOf(end.TimeS), y), curve));
                }
                else
                {
                    ends.Add((y, curve));
                }
            }
        }

        DrawNames(canvas, ends, box);
        DrawNamesInside(canvas, ended, box);
        canvas.EndGroup();
    }

    /// <summary>A curve that ends before the trial does is named where it ends, to the left, or to the right if it is too near to the edge; a name that would stand on another is left out.</summary>
    private static void DrawNamesInside(ICanvas canvas, List<(PointPx At, TimelineCurve Curve)> ended, BoxPx box)
    {
        var taken = new List<BoxPx>();
        foreach (var (at, curve) in ended)
        {
            double widthPx = DisplayText.WidthPx(curve.Label, Theme.LabelSizePx * DisplayText.BoldFactor);
            double left = at.X - widthPx - _labelGapPx < box.X ? at.X + _labelGapPx : at.X - widthPx - _labelGapPx;
            double baseline = at.Y - _labelStepPx - 6 > box.Y ? at.Y - 6 : at.Y + _labelStepPx + 3;
            var place = new BoxPx(left, baseline - _labelStepPx, widthPx, _labelStepPx);
            if (!taken.Exists(place.Overlaps))
            {
                canvas.Text(new PointPx(left, baseline), curve.Label, TimelineTheme.LabelOf(curve.Style));
                taken.Add(place);
            }
        }
    }

    private static PointPx Flip(PointPx point, BoxPx box) => point with { Y = box.Y + box.Bottom - point.Y };

    /// <summary>The range of the curves. The tail is part of it if it does not press the others together.</summary>
    private static (double Min, double Max, bool IsTailOutside) Range(TimelineContent content, Func<TimelinePoint, double> valueOf)
    {
        var (min, max) = Extremes(content.Curves.Where(curve => curve.Kind != TimelineCurveKind.Tail), valueOf);
        var (tailMin, tailMax) = Extremes(content.Curves.Where(curve => curve.Kind == TimelineCurveKind.Tail), valueOf);
        var (withMin, withMax) = (Math.Min(min, tailMin), Math.Max(max, tailMax));
        bool isOutside = max - min > 1 && withMax - withMin > _mostStretch * (max - min);
        (min, max) = isOutside ? (min, max) : (withMin, withMax);
        return (min, Math.Max(min + 1, min + (_roomAbove * (max - min))), isOutside && (tailMin < min || tailMax > max));
    }

    private static (double Min, double Max) Extremes(IEnumerable<TimelineCurve> curves, Func<TimelinePoint, double> valueOf)
    {
        double[] values = [.. curves.SelectMany(curve => curve.Drawn).Select(valueOf)];
        return values.Length == 0 ? (0, 0) : (values.Min(), values.Max());
    }

    private static string TailWords(TimelineContent content)
    {
        List<TimelinePoint> tail = [.. content.Curves.Single(curve => curve.Kind == TimelineCurveKind.Tail).Drawn];
        var (least, most) = (tail.Min(point => point.BehindEntries), tail.Max(point => point.BehindEntries));
        var (from, to) = (NumberText.Count((long)Math.Round(least)), NumberText.Count((long)Math.Round(most)));
        return from == to ? $"always {from} behind the head" : $"{from} to {to} behind the head";
    }

    private static void DrawValueAxis(ICanvas canvas, Axis axis, BoxPx box, bool isDownward)
    {
        foreach (var tick in Ticks.Choose(axis, box.Height, Theme.NoteSizePx, isVertical: true))
        {
            double y = isDownward ? box.Y + tick.AtPx : box.Bottom - tick.AtPx;
            PlotGrid.DrawYMark(canvas, box, y);
            PlotGrid.DrawYLabel(canvas, box, y, tick.Label);
        }
    }

    /// <summary>The names of the curves at their ends, moved apart where they would touch.</summary>
    private static void DrawNames(ICanvas canvas, List<(double Y, TimelineCurve Curve)> ends, BoxPx box)
    {
        // Where all meet, the head is named first, as it is drawn on top.
        var ordered = ends.OrderBy(end => Math.Round(end.Y / _labelStepPx)).ThenBy(end => end.Curve.Kind).ToList();
        double roomPx = Math.Max(0, ordered.Count - 1) * _labelStepPx;
        double freeFrom = double.NegativeInfinity;
        for (int i = 0; i < ordered.Count; i++)
        {
            double most = box.Bottom - roomPx + (i * _labelStepPx);
            double y = Math.Max(freeFrom, Math.Min(most, ordered[i].Y));
            canvas.Text(new PointPx(box.Right + _labelGapPx, y + 4), ordered[i].Curve.Label, TimelineTheme.LabelOf(ordered[i].Curve.Style));
            freeFrom = y + _labelStepPx;
        }
    }

    private static void DrawTimeAxis(ICanvas canvas, TimelineLayout layout)
    {
        var box = layout.Behind;
        foreach (var tick in layout.Scale.Ticks(Theme.NoteSizePx))
        {
            double x = box.X + tick.AtPx;
            PlotGrid.DrawXMark(canvas, box, x);
            if (tick.Label.Length > 0)
            {
                PlotGrid.DrawXLabel(canvas, box, x, tick.Label);
            }
        }

        foreach (var stretch in layout.Scale.Broken)
        {
            double x = box.X + ((stretch.FromPx + stretch.ToPx) / 2);
            canvas.Line([new(x - 5, box.Bottom + 5), new(x - 1, box.Bottom - 5)], "edge");
            canvas.Line([new(x + 1, box.Bottom + 5), new(x + 5, box.Bottom - 5)], "edge");
            PlotGrid.DrawXLabel(canvas, box, x, NumberText.Duration(stretch.ToS - stretch.FromS));
        }

        bool isBroken = layout.Scale.Broken.Any();
        canvas.Text(new PointPx(box.X + (box.Width / 2), box.Bottom + 35), isBroken ? "time (shaded stretches, in which nothing happens, are shortened)" : "time", "axis", Anchor.Middle);
    }
}
