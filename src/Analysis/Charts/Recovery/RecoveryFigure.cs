using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// The share of first recoveries that take longer than a time, over that time, both on logarithmic axes: one curve with its band for each version. A power law would be straight.
/// </summary>
public sealed class RecoveryFigure : IFigure
{
    private const double _yAxisWidthPx = 66;
    private const double _axisHeightPx = 44;
    private const double _rightPx = 22;
    private const double _entryGapPx = 5;

    /// <summary>What lies closer together than this is not drawn twice. The table has every point.</summary>
    private const double _finestPx = 1.2;

    private readonly RecoveryFigureContent _content;
    private readonly PlotArea? _area;
    private readonly FigureText _text;
    private readonly List<string> _introLines;
    private readonly List<List<string>> _entries;
    private readonly double _legendTopPx;

    /// <summary>Lays the figure out.</summary>
    public RecoveryFigure(RecoveryFigureContent content, FigureShape shape)
    {
        Name = shape.NameOf(content.Name);
        _content = content with { Title = DisplayText.Clean(content.Title), Subtitle = DisplayText.Clean(content.Subtitle) };
        WidthPx = shape.WidthPx();
        double innerWidthPx = WidthPx - (2 * FigureMeasures.MarginPx);
        _text = new FigureText(content.Title, content.Subtitle, WidthPx);
        _introLines = DisplayText.Wrap(RecoveryWords.Intro, innerWidthPx, Theme.DetailSizePx * DisplayText.BoldFactor, 6);
        _entries = [.. _content.Curves.Select(curve => DisplayText.Wrap(RecoveryWords.Entry(curve), innerWidthPx - VersionSample.WidthPx - 8, Theme.NoteSizePx, 4))];
        double plotHeightPx = shape == FigureShape.Narrow ? 320 : 400;
        _legendTopPx = _text.BottomPx + plotHeightPx + _axisHeightPx + 14;
        HeightPx = _legendTopPx + (_introLines.Count * FigureMeasures.TextStepPx) + 8 + _entries.Sum(EntryHeightPx) + FigureMeasures.MarginPx;
        if (RecoveryAxes.Of(content.Curves) is ({ } x, { } y))
        {
            _area = new PlotArea(new BoxPx(_yAxisWidthPx, _text.BottomPx, WidthPx - _yAxisWidthPx - _rightPx, plotHeightPx), x, y);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public double WidthPx { get; }

    /// <inheritdoc/>
    public double HeightPx { get; }

    /// <inheritdoc/>
    public string Title => _content.Title;

    /// <inheritdoc/>
    public string Description => RecoveryWords.Description(_content);

    /// <inheritdoc/>
    public string StyleRules(bool isDark) => VersionTheme.Rules(isDark);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _text.DrawHeading(canvas);
        double y = _legendTopPx + 12;
        FigureText.DrawLines(canvas, _introLines, "strong", FigureMeasures.MarginPx, FigureMeasures.TextStepPx, ref y);
        if (_area is { } area)
        {
            DrawAxes(canvas, area);
        }

        List<List<PointPx>>[] curves = [.. _content.Curves.Select(CurveOf)];
        var labels = new RecoveryLabels(_area?.Box ?? default, curves);
        for (int i = 0; i < curves.Length; i++)
        {
            // Curve, name and line of the legend are one thing to whoever hides a version.
            canvas.BeginGroup("version", _content.Curves[i].Protocol.Column);
            DrawCurve(canvas, i, curves[i]);
            labels.Draw(canvas, i, DisplayText.Clean(_content.Curves[i].Protocol.Label));
            DrawEntry(canvas, i, ref y);
            canvas.EndGroup();
        }
    }

    private List<List<PointPx>> CurveOf(RecoveryCurve curve) =>
        _area is { } area && curve.Times.Points.Count > 0 ? [.. area.Clip([.. curve.Times.Points.Select(point => (point.At, point.Share))]).Select(Thin)] : [];

    private void DrawCurve(ICanvas canvas, int index, List<List<PointPx>> parts)
    {
        var points = _content.Curves[index].Times.Points;
        if (_area is not { } area || points.Count == 0)
        {
            return;
        }

        foreach (List<PointPx> low in area.Clip([.. points.Select(point => (point.At, point.Band.Low))]))
        {
            // Both ends of the band lie within the axes except on the left, where both are cut at the same time.
            List<PointPx> high = area.Clip([.. points.Select(point => (point.At, point.Band.High))])[0];
            canvas.Area([.. Thin(low), .. Enumerable.Reverse(Thin(high))], VersionTheme.BandOf(index));
        }

        foreach (List<PointPx> part in parts)
        {
            canvas.Line([.. part], VersionTheme.StyleOf(index));
        }
    }

    private void DrawEntry(ICanvas canvas, int index, ref double y)
    {
        double topPx = y - 6;
        if (_content.Curves[index].Times.Points.Count > 0)
        {
            VersionSample.Draw(canvas, index, topPx + 8, VersionTheme.StyleOf(index));
        }

        double lineY = topPx + 12;
        FigureText.DrawLines(canvas, _entries[index], "note", FigureMeasures.MarginPx + VersionSample.WidthPx + 8, FigureText.NoteStepPx, ref lineY);
        y += EntryHeightPx(_entries[index]);
    }

    private static double EntryHeightPx(List<string> lines) => (lines.Count * FigureText.NoteStepPx) + _entryGapPx;

    private static void DrawAxes(ICanvas canvas, PlotArea area)
    {
        PlotGrid.DrawX(canvas, area);
        foreach (Tick tick in PlotGrid.YTicks(area))
        {
            double y = area.Box.Bottom - tick.AtPx;
            canvas.Line([new PointPx(area.Box.X, y), new PointPx(area.Box.Right, y)], PlotGrid.LineStyle);
            canvas.Line([new PointPx(area.Box.X - 5, y), new PointPx(area.Box.X, y)], "edge");
            canvas.Text(new PointPx(area.Box.X - 8, y + 4), tick.Label.Length == 0 ? "" : NumberText.ExactPercent(tick.Value), "tick", Anchor.End);
        }

        MapAxes.Outline(canvas, area.Box, "frame");
        PlotGrid.DrawXTitle(canvas, area);
        canvas.Text(new PointPx(FigureMeasures.MarginPx - 1, area.Box.Y + (area.Box.Height / 2)), AxisText.Title(area.Y), "axis", Anchor.Middle, turned: true);
    }

    /// <summary>The points of a line that do not lie on top of the one before; the first and the last always.</summary>
    private static List<PointPx> Thin(List<PointPx> points)
    {
        var kept = new List<PointPx> { points[0] };
        for (int i = 1; i < points.Count; i++)
        {
            if (i == points.Count - 1 || Math.Abs(points[i].X - kept[^1].X) >= _finestPx || Math.Abs(points[i].Y - kept[^1].Y) >= _finestPx)
            {
                kept.Add(points[i]);
            }
        }

        return kept;
    }
}
