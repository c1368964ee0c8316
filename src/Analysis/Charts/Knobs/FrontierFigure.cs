using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>Which settings of two knobs are efficient, where today's defaults stand among them, and what all of them cost: a map of the settings, and a panel for each of some costs in which each setting is a point.</summary>
public sealed class FrontierFigure : IFigure
{
    private const double _yAxisWidthPx = 68;
    private const double _titlePx = 24;
    private const double _axisHeightPx = 50;

    private const double _plotHeightPx = 240;

    private readonly FigureHeading _heading;
    private readonly FrontierFigureContent _content;
    private readonly FigureText _text;
    private readonly List<string> _introLines;
    private readonly List<(string Style, string Text)> _legend;
    private readonly BoxPx[] _boxes;
    private readonly double _legendTopPx;

    /// <summary>What WAL pinned is drawn against, a panel each.</summary>
    internal static IReadOnlyList<KnobCost> Against { get; } = [KnobCost.Needless, KnobCost.Aborted, KnobCost.Recovery];

    /// <summary>Lays the figure out.</summary>
    public FrontierFigure(FrontierFigureContent content, FigureShape shape)
    {
        _heading = new FigureHeading(content.Name, content.Title, content.Subtitle, shape);
        _content = content;
        WidthPx = shape.WidthPx();
        _text = new FigureText(_heading.Title, _heading.Subtitle, WidthPx);
        _introLines = [.. _text.IntroLines(FrontierWords.Intro(content)), .. _text.IntroLines($"{FrontierWords.Counted} {KnobWords.NoPoint}")];
        _boxes = SettingsLegend.PanelsOf(1 + Against.Count, shape == FigureShape.Narrow ? 1 : 2, _text.BottomPx, WidthPx, _titlePx, _yAxisWidthPx, _plotHeightPx, _axisHeightPx);
        _legendTopPx = _boxes[^1].Bottom + _axisHeightPx + 10;
        _legend = LegendOf(content.Panel.Pair);
        HeightPx = _legendTopPx + (_introLines.Count * FigureMeasures.TextStepPx) + 8 + _legend.Sum(entry => _text.EntryHeightPx(entry.Text, SettingsLegend.SampleWidthPx)) + FigureMeasures.MarginPx;
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
    public string Description => _heading.Describe(FrontierWords.Description(_content));

    /// <inheritdoc/>
    public string StyleRules(bool isDark) => KnobTheme.Rules(isDark);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _text.DrawHeading(canvas);
        DrawTitle(canvas, _boxes[0], "which settings are efficient");
        DrawSettings(canvas, _boxes[0]);
        foreach (var (cost, box) in Against.Zip(_boxes.Skip(1)))
        {
            DrawTitle(canvas, box, FrontierWords.PanelTitle(cost));
            FrontierPanel.Draw(canvas, _content.Panel, cost, box);
        }

        var y = _legendTopPx + 12;
        FigureText.DrawLines(canvas, _introLines, "strong", FigureMeasures.MarginPx, FigureMeasures.TextStepPx, ref y);
        y -= 4;
        foreach (var (style, text) in _legend)
        {
            SettingsLegend.DrawSample(canvas, style, y + 8);
            _text.DrawEntry(canvas, text, SettingsLegend.SampleWidthPx, ref y);
        }
    }

    private static List<(string Style, string Text)> LegendOf(KnobPair pair)
    {
        List<(string Style, string Text)> legend =
        [
            (KnobTheme.Efficient, FrontierWords.Efficient(pair)), (KnobTheme.Beaten, "beaten by another setting"), (KnobTheme.Edge, FrontierWords.Edge(pair)), (KnobTheme.Today, DefaultsWords.Standing(pair)),
        ];
        if (FrontierWords.Nearest(pair) is { } nearest)
        {
            legend.Add((KnobTheme.Nearest, nearest));
        }

        legend.Add((Theme.NoDataStyle, $"fewer than {SettingCosts.LeastTrials} scenarios"));
        return legend;
    }

    private static void DrawTitle(ICanvas canvas, BoxPx box, string title) => canvas.Text(new PointPx(box.X, box.Y - 9), title, "strong");

    /// <summary>The settings as cells.</summary>
    private void DrawSettings(ICanvas canvas, BoxPx box)
    {
        var (pair, area) = (_content.Panel.Pair, SettingsMap.AreaOf(_content.Panel.Pair, box));
        SettingsMap.Draw(canvas, _content.Panel, area, setting => pair.IsEfficient(setting) ? KnobTheme.Efficient : KnobTheme.Beaten);
        MapAxes.DrawX(canvas, area);
        SettingsMap.DrawY(canvas, pair, area, AxisText.Title(area.Y), FrontierPanel.YTitlePx);
        if (pair.Defaults is { } defaults)
        {
            SettingsMap.Outline(canvas, area, defaults.Setting, KnobTheme.Today);
            if (defaults.Instead is { } instead)
            {
                SettingsMap.Outline(canvas, area, instead.Setting, KnobTheme.Nearest);
            }
        }

        SettingsMap.Tell(canvas, _content.Panel, area);
    }
}
