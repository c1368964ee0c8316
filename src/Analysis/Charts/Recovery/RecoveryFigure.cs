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

    /// <summary>What lies closer together than this is not drawn twice. The table has every point.</summary>
    private const double _finestPx = 1.2;

    private readonly FigureHeading _heading;
    private readonly RecoveryFigureContent _content;
    private readonly PlotArea? _area;
    private readonly FigureText _text;
    private readonly List<string> _introLines;
    private readonly double _legendTopPx;

    /// <summary>Lays the figure out.</summary>
    public RecoveryFigure(RecoveryFigureContent content, FigureShape shape)
    {
        _heading = new FigureHeading(content.Name, content.Title, content.Subtitle, shape);
        _content = content;
        WidthPx = shape.WidthPx();
        _text = new FigureText(_heading.Title, _heading.Subtitle, WidthPx);
        _introLines = _text.IntroLines(RecoveryWords.Intro);
        double plotHeightPx = shape == FigureShape.Narrow ? 320 : 400;
        _legendTopPx = _text.BottomPx + plotHeightPx + _axisHeightPx + 14;
        HeightPx = _legendTopPx + (_introLines.Count * FigureMeasures.TextStepPx) + 8 + content.Curves.Sum(curve => _text.EntryHeightPx(RecoveryWords.Entry(curve), VersionSample.WidthPx)) + FigureMeasures.MarginPx;
        if (RecoveryAxes.Of(content.Curves) is ({ } x, { } y))
        {
            _area = new PlotArea(new BoxPx(_yAxisWidthPx, _text.BottomPx, WidthPx - _yAxisWidthPx - _rightPx, plotHeightPx), x, y);
        }
    }

    /// <inheritdoc/>
    public string Name => _heading.Name;

    /// <inheritdoc/>
    public double WidthPx { get; }

    /// <inheritdoc/>
    public double HeightPx { get; }

    /// <inheritdoc/>
    public string Title => _heading.Title;

    /// <inheritdoc/>
    public string Description => _heading.Describe(RecoveryWords.Description(_content));

    /// <inheritdoc/>
    public string StyleRules(bool isDark) => VersionTheme.Rules(isDark);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _text.DrawHeading(canvas);
        double y = _legendTopPx + 12;
        FigureText.DrawLines(canvas, _introLines, "strong", FigureMeasures.MarginPx, FigureMeasures.TextStepPx, ref y);
        y -= 4;
        if (_area is { } area)
        {
            DrawAxes(canvas, area);
        }

        List<List<PointPx>>[] curves = [.. _content.Curves.Select(CurveOf)];
        var labels = new RecoveryLabels(_area?.Box ?? default, curves);
        for (int i = 0; i < curves.Length; i++)
        {
            // Curve, name and line of the legend are one thing to whoever hides a version.
            canvas.BeginGroup("version", _content.Curves[i].Protocol.Name);
            DrawCurve(canvas, i, curves[i]);
            labels.Draw(canvas, i, _content.Curves[i].Protocol.Label);
            DrawEntry(canvas, i, ref y);
            canvas.EndGroup();
        }
    }

    private List<List<PointPx>> CurveOf(RecoveryCurve curve) =>
        _area is { } area && curve.Times.Points.Count > 0 ? [.. area.Clip([.. curve.Times.Points.Select(point => (point.At, point.Share))]).Select(part => Polyline.Thinned(part, _finestPx))] : [];

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
            canvas.Area([.. Polyline.Thinned(low, _finestPx), .. Enumerable.Reverse(Polyline.Thinned(high, _finestPx))], VersionTheme.BandOf(index));
        }

        foreach (List<PointPx> part in parts)
        {
            canvas.Line([.. part], VersionTheme.StyleOf(index));
        }
    }

    private void DrawEntry(ICanvas canvas, int index, ref double y)
    {
        if (_content.Curves[index].Times.Points.Count > 0)
        {
            VersionSample.Draw(canvas, index, y + 8, VersionTheme.StyleOf(index));
        }

        _text.DrawEntry(canvas, RecoveryWords.Entry(_content.Curves[index]), VersionSample.WidthPx, ref y);
    }

    private static void DrawAxes(ICanvas canvas, PlotArea area)
    {
        PlotGrid.DrawX(canvas, area);
        foreach (Tick tick in PlotGrid.YTicks(area))
        {
            double y = area.Box.Bottom - tick.AtPx;
            PlotGrid.DrawYLine(canvas, area.Box, y);
            PlotGrid.DrawYMark(canvas, area.Box, y);
            PlotGrid.DrawYLabel(canvas, area.Box, y, tick.Label.Length == 0 ? "" : NumberText.ExactPercent(tick.Value));
        }

        canvas.Outline(area.Box, "frame");
        PlotGrid.DrawXTitle(canvas, area);
        canvas.Text(new PointPx(FigureMeasures.MarginPx - 1, area.Box.Y + (area.Box.Height / 2)), AxisText.Title(area.Y), "axis", Anchor.Middle, turned: true);
    }
}
