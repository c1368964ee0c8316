using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>A panel in which each setting is a point: WAL pinned to the right, another cost upwards, so that what is better lies to the lower left.</summary>
internal static class FrontierPanel
{
    private const double _efficientPx = 9;
    private const double _beatenPx = 5;
    private const double _markPx = 15;
    private const double _outerMarkPx = 23;
    private const double _apartPx = 5;
    private const double _labelGapPx = 5;
    private const double _labelHeightPx = 13;

    /// <summary>A label that seems to belong to the other mark is as bad as one that covers so many things.</summary>
    private const int _mistaken = 3;

    /// <summary>How far from a panel the title of its vertical axis stands.</summary>
    internal const double YTitlePx = 52;

    internal static void Draw(ICanvas canvas, SettingsPanel panel, KnobCost cost, BoxPx box)
    {
        var pair = panel.Pair;

        // What does not exist, or is never, has no place on an axis.
        List<(int X, int Y)> drawn = [.. pair.Compared.Where(setting => double.IsFinite(cost.Of(pair.At(setting))))];
        if (CostAxes.OfPoints(KnobCost.Pinned, drawn.Select(pair.At)) is not { } x || CostAxes.OfPoints(cost, drawn.Select(pair.At)) is not { } y)
        {
            canvas.Outline(box, "frame");
            canvas.Text(new PointPx(box.X + (box.Width / 2), box.Y + (box.Height / 2)), pair.Compared.Count == 0 ? KnobWords.TooFew : KnobWords.NoValue, "note", Anchor.Middle);
            return;
        }

        var area = new PlotArea(box, x, y);
        PlotGrid.DrawX(canvas, area);
        PlotGrid.DrawY(canvas, area, (value, written) => CostWords.Mark(cost, value, written), hasLabels: true);
        canvas.Outline(box, "frame");
        PlotGrid.DrawXTitle(canvas, area);
        canvas.Text(new PointPx(box.X - YTitlePx, box.Y + (box.Height / 2)), AxisText.Title(y), "axis", Anchor.Middle, turned: true);
        PointPx At((int X, int Y) setting) => new(area.XOf(KnobCost.Pinned.Of(pair.At(setting))), area.YOf(cost.Of(pair.At(setting))));
        PointPx[] edge = EdgeThrough([.. pair.EdgeIn(cost).Where(drawn.Contains).Select(At)], box);
        canvas.Line(edge, KnobTheme.Edge);

        // What is efficient lies over what is beaten.
        foreach (var setting in drawn.OrderBy(pair.IsEfficient))
        {
            var (style, size) = pair.IsEfficient(setting) ? (KnobTheme.Efficient, _efficientPx) : (KnobTheme.Beaten, _beatenPx);
            canvas.Rectangle(Around(At(setting), size), style, canvas.TellsOfGrids ? SettingsWords.PointBesideMap(panel, setting) : SettingsWords.Point(panel, setting));
        }

        if (pair.Defaults is { } defaults && drawn.Contains(defaults.Setting))
        {
            var today = At(defaults.Setting);
            PointPx? nearest = defaults.Instead is { } instead && drawn.Contains(instead.Setting) ? At(instead.Setting) : null;
            List<BoxPx> marks = [];
            if (nearest is { } other)
            {
                // Where one mark would cover the other, the outer one goes around both.
                marks.Add(Around(other, Distance(other, today) < _apartPx ? _outerMarkPx : _markPx));
                canvas.Outline(marks[0], KnobTheme.Nearest);
            }

            canvas.Outline(Around(today, _markPx), KnobTheme.Today);
            DrawLabel(canvas, today, nearest, [.. marks, .. drawn.Select(At).Select(point => Around(point, _efficientPx)), .. edge.Zip(edge.Skip(1), Spanned)], box);
        }
    }

    /// <summary>In steps: between two settings of the edge, whatever has less WAL pinned than the second has at least as much of the other cost as the first.</summary>
    private static PointPx[] EdgeThrough(PointPx[] settings, BoxPx box)
    {
        List<PointPx> line = [new(settings[0].X, box.Y), settings[0]];
        foreach (var setting in settings.Skip(1))
        {
            line.Add(new PointPx(setting.X, line[^1].Y));
            line.Add(setting);
        }

        return [.. line, new PointPx(box.Right, line[^1].Y)];
    }

    /// <summary>Writes beside the mark of the defaults what it is: where it covers least and is not nearer to the other mark, and of such places the nearest.</summary>
    private static void DrawLabel(ICanvas canvas, PointPx today, PointPx? nearest, List<BoxPx> taken, BoxPx plot)
    {
        var widthPx = DisplayText.WidthPx(DefaultsWords.Label, Theme.LabelSizePx * DisplayText.BoldFactor);
        const double ReachPx = (_markPx / 2) + _labelGapPx;
        BoxPx[] places =
        [
            .. from step in Enumerable.Range(-5, 11)
               let y = today.Y - (_labelHeightPx / 2) + (step * _labelHeightPx)
               from x in (double[])[today.X + ReachPx, today.X - ReachPx - widthPx, today.X - (widthPx / 2)]
               let place = new BoxPx(x, y, widthPx, _labelHeightPx)
               where !place.Overlaps(Around(today, _markPx)) && place.X >= plot.X + 2 && place.Right <= plot.Right - 2 && place.Y >= plot.Y + 2 && place.Bottom <= plot.Bottom - 2
               let middle = new PointPx(place.X + (widthPx / 2), place.Y + (_labelHeightPx / 2))
               let isMistaken = nearest is { } other && Distance(middle, other) < Distance(middle, today)
               orderby taken.Count(place.Overlaps) + (isMistaken ? _mistaken : 0), Math.Abs(step)
               select place,
        ];
        if (places.Length > 0)
        {
            canvas.Text(new PointPx(places[0].X, places[0].Bottom - 3), DefaultsWords.Label, "curvelabel");
        }
    }

    private static double Distance(PointPx one, PointPx other) => Math.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));

    /// <summary>The box around a level or upright line.</summary>
    private static BoxPx Spanned(PointPx from, PointPx to) =>
        new(Math.Min(from.X, to.X) - 1, Math.Min(from.Y, to.Y) - 1, Math.Abs(from.X - to.X) + 2, Math.Abs(from.Y - to.Y) + 2);

    private static BoxPx Around(PointPx at, double sizePx) => new(at.X - (sizePx / 2), at.Y - (sizePx / 2), sizePx, sizePx);
}
