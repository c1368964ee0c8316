using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>A small map of the settings of every two knobs: shaded by how many scenarios catch up, with marks on what is efficient and today's defaults outlined. A look over them tells for which knobs today's defaults are beaten.</summary>
public sealed class PairsFigure : IFigure
{
    private const double _yAxisWidthPx = 74;
    private const double _titlePx = 36;
    private const double _axisHeightPx = 54;
    private const double _shadeWidthPx = 22;
    private const double _shadeHeightPx = 12;
    private const double _yTitlePx = 58;

    private readonly FigureHeading _heading;
    private readonly PairsFigureContent _content;
    private readonly FigureText _text;
    private readonly List<string> _introLines;
    private readonly CaughtUpShades _shades;
    private readonly BoxPx[] _boxes;
    private readonly double _legendTopPx;

    /// <summary>Lays the figure out.</summary>
    public PairsFigure(PairsFigureContent content, FigureShape shape)
    {
        _heading = new FigureHeading(content.Name, content.Title, content.Subtitle, shape);
        _content = content;
        WidthPx = shape.WidthPx();
        _text = new FigureText(_heading.Title, _heading.Subtitle, WidthPx);
        _introLines = [.. _text.IntroLines(PairsWords.Intro(content)), .. _text.IntroLines(FrontierWords.Counted)];
        _shades = new CaughtUpShades(content.Panels.Select(panel => panel.Pair));
        var (columns, plotHeightPx) = shape == FigureShape.Narrow ? (2, 128.0) : (3, 168.0);
        _boxes = SettingsLegend.PanelsOf(content.Panels.Count, columns, _text.BottomPx, WidthPx, _titlePx, _yAxisWidthPx, plotHeightPx, _axisHeightPx);
        _legendTopPx = _boxes[^1].Bottom + _axisHeightPx;
        HeightPx = _legendTopPx + 12 + (_introLines.Count * FigureMeasures.TextStepPx) + (2 * _shadeHeightPx) + Legend().Sum(entry => _text.EntryHeightPx(entry.Text, SettingsLegend.SampleWidthPx)) + FigureMeasures.MarginPx;
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
    public string Description => _heading.Describe(PairsWords.Description(_content));

    /// <inheritdoc/>
    public string StyleRules(bool isDark) => KnobTheme.Rules(isDark);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _text.DrawHeading(canvas);
        foreach (var (panel, box) in _content.Panels.Zip(_boxes))
        {
            DrawMap(canvas, panel, box);
        }

        var y = _legendTopPx + 12;
        FigureText.DrawLines(canvas, _introLines, "strong", FigureMeasures.MarginPx, FigureMeasures.TextStepPx, ref y);
        DrawShades(canvas, y - 4);
        y += (2 * _shadeHeightPx) - 6;
        foreach (var (style, text) in Legend())
        {
            SettingsLegend.DrawSample(canvas, style, y + 8);
            _text.DrawEntry(canvas, text, SettingsLegend.SampleWidthPx, ref y);
        }
    }

    private static (string Style, string Text)[] Legend() =>
        [(KnobTheme.Dot, PairsWords.Efficient), (KnobTheme.Today, PairsWords.Today), (Theme.NoDataStyle, $"fewer than {SettingCosts.LeastTrials} scenarios")];

    private void DrawMap(ICanvas canvas, SettingsPanel panel, BoxPx box)
    {
        var (pair, area) = (panel.Pair, SettingsMap.AreaOf(panel.Pair, box));
        canvas.Text(new PointPx(box.X, box.Y - 22), PairsWords.Count(pair), "strong");
        canvas.Text(new PointPx(box.X, box.Y - 8), DefaultsWords.Among(pair), "note");
        SettingsMap.Draw(canvas, panel, area, setting => CaughtUpShades.StyleOf(_shades.ShadeOf(pair.At(setting))));
        foreach (var setting in pair.Efficient)
        {
            var cell = area.CellBox(setting.X, setting.Y);
            SettingsLegend.DrawDot(canvas, cell.X + (cell.Width / 2), cell.Y + (cell.Height / 2));
        }

        if (pair.Defaults is { } defaults)
        {
            SettingsMap.Outline(canvas, area, defaults.Setting, KnobTheme.Today);
        }

        SettingsMap.Tell(canvas, panel, area);
        PlotGrid.DrawX(canvas, area, hasLines: false);
        canvas.Text(new PointPx(box.X + (box.Width / 2), box.Bottom + 34), area.X.Label, "axis", Anchor.Middle);
        SettingsMap.DrawY(canvas, pair, area, area.Y.Label, _yTitlePx);
    }

    /// <summary>The shades side by side, between the shares at their ends.</summary>
    private void DrawShades(ICanvas canvas, double y)
    {
        var (least, most) = PairsWords.Ends(_shades);
        var left = FigureMeasures.MarginPx + DisplayText.WidthPx(least, Theme.NoteSizePx) + 8;
        canvas.Text(new PointPx(FigureMeasures.MarginPx, y + _shadeHeightPx - 2), least, "note");
        for (var shade = 0; shade < CaughtUpShades.Count; shade++)
        {
            canvas.Rectangle(new BoxPx(left + (shade * _shadeWidthPx), y, _shadeWidthPx, _shadeHeightPx), CaughtUpShades.StyleOf(shade));
        }

        var strip = new BoxPx(left, y, CaughtUpShades.Count * _shadeWidthPx, _shadeHeightPx);
        canvas.Outline(strip, "frame");
        canvas.Text(new PointPx(strip.Right + 8, y + _shadeHeightPx - 2), most, "note");
    }
}
