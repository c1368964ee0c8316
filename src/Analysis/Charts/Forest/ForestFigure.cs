using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>
/// Differences between versions with their intervals, one below the other on one axis (a forest plot): measure by measure, in each a line for every version that is compared. All in one unit and on one axis,
/// so that what is large can be told from what is merely certain.
/// </summary>
public sealed class ForestFigure : IFigure
{
    private const double _headingHeightPx = 24;
    private const double _axisHeightPx = 50;
    private const double _markPx = 4.5;
    private const double _capPx = 4;

    /// <summary>Differences of times below a microsecond, and of shares below one in 100,000, are as good as none.</summary>
    private const double _floorS = 1e-6;
    private const double _floorShare = 1e-5;

    private readonly FigureHeading _heading;
    private readonly ForestFigureContent _content;
    private readonly bool _isNarrow;
    private readonly SignedAxis _axis;
    private readonly BoxPx _plot;
    private readonly double _lineHeightPx;
    private readonly FigureText _text;
    private readonly List<string> _introLines;

    /// <summary>Lays the figure out.</summary>
    public ForestFigure(ForestFigureContent content, FigureShape shape)
    {
        _isNarrow = shape == FigureShape.Narrow;
        _heading = new FigureHeading(content.Name, content.Title, content.Subtitle, shape);
        _content = content;
        WidthPx = shape.WidthPx();
        _text = new FigureText(_heading.Title, _heading.Subtitle, WidthPx, gapPx: 14);
        _introLines = DisplayText.Wrap(ForestWords.Intro(_content), FigureMeasures.InnerPx(WidthPx), Theme.NoteSizePx, 8);

        // On a phone what is said of a line stands above it, else beside it.
        _lineHeightPx = _isNarrow ? 36 : 22;
        double leftPx = _isNarrow ? FigureMeasures.MarginPx + 10 : 214;
        double rightPx = _isNarrow ? FigureMeasures.MarginPx + 10 : 240;
        double heightPx = _content.Measures.Sum(measure => _headingHeightPx + (measure.Differs ? measure.Lines.Count * _lineHeightPx : 0)) + 6;
        _plot = new BoxPx(leftPx, _text.BottomPx, WidthPx - leftPx - rightPx, heightPx);
        _axis = AxisOf(_content);
        HeightPx = _plot.Bottom + _axisHeightPx + 8 + (_introLines.Count * FigureMeasures.NoteStepPx) + FigureMeasures.MarginPx;
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
    public string Description => _heading.Describe(ForestWords.Description(_content));

    /// <inheritdoc/>
    public string StyleRules(bool isDark) => ForestTheme.Rules(isDark);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _text.DrawHeading(canvas);
        double y = _plot.Bottom + _axisHeightPx + 18;
        FigureText.DrawLines(canvas, _introLines, "note", FigureMeasures.MarginPx, FigureMeasures.NoteStepPx, ref y);
        DrawAxis(canvas);
        y = _plot.Y;
        foreach (ForestMeasure measure in _content.Measures)
        {
            canvas.Text(new PointPx(FigureMeasures.MarginPx, y + 17), measure.Label, "headline over");
            if (!measure.Differs)
            {
                canvas.Text(new PointPx(WidthPx - FigureMeasures.MarginPx, y + 17), ForestWords.NoneDiffers, "note over", Anchor.End);
            }

            y += _headingHeightPx;
            foreach (ForestLine line in measure.Differs ? measure.Lines : [])
            {
                // A line means nothing to whoever hides one of its two versions.
                canvas.BeginGroup("pair", $"{line.Against.Name} {_content.Version.Name}");
                DrawLine(canvas, measure, line, y);
                canvas.EndGroup();
                y += _lineHeightPx;
            }
        }
    }

    private static SignedAxis AxisOf(ForestFigureContent content)
    {
        var drawn = content.Measures.SelectMany(measure => measure.Lines).Where(line => line.IsDrawn).ToList();
        double floor = content.AreShares ? _floorShare : _floorS;

        // Linear up to the smallest difference that is told apart; the ends of its interval may be anywhere.
        double smallest = drawn.Where(line => line.Side != 0).Select(line => Math.Abs(line.Difference)).DefaultIfEmpty(floor).Min();
        return SignedAxis.Of(
            content.AreShares ? AxisUnit.None : AxisUnit.Seconds,
            drawn.SelectMany(line => new[] { line.Difference, line.Interval.Low, line.Interval.High }).Where(value => Math.Abs(value) >= smallest),
            floor,
            content.AreShares ? 1 : double.MaxValue);
    }

    private void DrawAxis(ICanvas canvas)
    {
        double halfPx = _plot.Width / 2;
        double zeroPx = _plot.X + halfPx;
        foreach (Tick tick in _axis.Marks(halfPx, Theme.NoteSizePx, _content.AreShares))
        {
            double x = zeroPx + tick.AtPx;
            if (tick.Value != 0)
            {
                canvas.Line([new PointPx(x, _plot.Y), new PointPx(x, _plot.Bottom)], PlotGrid.LineStyle);
            }

            PlotGrid.DrawXMark(canvas, _plot, x);
            PlotGrid.DrawXLabel(canvas, _plot, x, tick.Label);
        }

        canvas.Line([new PointPx(_plot.X, _plot.Bottom), new PointPx(_plot.Right, _plot.Bottom)], "edge");
        canvas.Line([new PointPx(zeroPx, _plot.Y), new PointPx(zeroPx, _plot.Bottom)], "zero-line");
        canvas.Text(new PointPx(zeroPx - 12, _plot.Bottom + 38), ForestWords.Less(_content), "axis", Anchor.End);
        canvas.Text(new PointPx(zeroPx + 12, _plot.Bottom + 38), ForestWords.More(_content), "axis");
    }

    private void DrawLine(ICanvas canvas, ForestMeasure measure, ForestLine line, double topPx)
    {
        double middlePx = _isNarrow ? topPx + 25 : topPx + (_lineHeightPx / 2);
        double textPx = _isNarrow ? topPx + 12 : middlePx + 4;
        canvas.Text(new PointPx(FigureMeasures.MarginPx + (_isNarrow ? 0 : 10), textPx), ForestWords.LineName(line), "detail over");
        string value = ForestWords.Value(line, _content.AreShares);
        canvas.Text(new PointPx(WidthPx - FigureMeasures.MarginPx, textPx), value, line.IsDrawn && line.Differing > 0 ? "detail over" : "note over", Anchor.End);
        if (!line.IsDrawn)
        {
            return;
        }

        if (line.Differing == 0)
        {
            // Nothing to be unsure of: the mark alone.
            DrawMark(canvas, _plot.X + (_plot.Width / 2), middlePx, ForestTheme.MarkOf(0, isFilled: false));
            return;
        }

        double XOf(double at) => _plot.X + (_plot.Width / 2) + _axis.OffsetPx(at, _plot.Width / 2);
        int better = measure.Better * line.Side;
        string style = ForestTheme.LineOf(better);
        var (low, high, at) = (XOf(line.Interval.Low), XOf(line.Interval.High), XOf(line.Difference));
        canvas.Line([new PointPx(low, middlePx), new PointPx(high, middlePx)], style);
        canvas.Line([new PointPx(low, middlePx - _capPx), new PointPx(low, middlePx + _capPx)], style);
        canvas.Line([new PointPx(high, middlePx - _capPx), new PointPx(high, middlePx + _capPx)], style);
        DrawMark(canvas, at, middlePx, ForestTheme.MarkOf(better, line.Side != 0));
    }

    private static void DrawMark(ICanvas canvas, double x, double y, string style) =>
        canvas.Area([new(x - _markPx, y), new(x, y - _markPx), new(x + _markPx, y), new(x, y + _markPx)], style);
}
