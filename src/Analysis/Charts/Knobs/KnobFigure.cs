using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Charts;

/// <summary>What each setting of each knob costs: small panels, a column for each knob and a row for each cost, so that a look along a row tells which knob matters, with today's defaults.</summary>
public sealed class KnobFigure : IFigure
{
    private const double _dotPx = 5;

    private readonly FigureHeading _heading;
    private readonly KnobFigureContent _content;
    private readonly FigureText _text;
    private readonly KnobLayout _layout;
    private readonly List<string> _introLines;
    private readonly Axis?[] _costAxes;

    /// <summary>Lays the figure out.</summary>
    public KnobFigure(KnobFigureContent content, FigureShape shape)
    {
        _heading = new FigureHeading(content.Name, content.Title, content.Subtitle, shape);
        _content = content;
        WidthPx = shape.WidthPx();
        _text = new FigureText(_heading.Title, _heading.Subtitle, WidthPx);
        _layout = new KnobLayout(_text.BottomPx, WidthPx, content.Knobs.Count, KnobCost.All.Count, shape);
        _introLines = _text.IntroLines(KnobWords.Intro);
        _costAxes = [.. KnobCost.All.Select(cost => CostAxes.Of(cost, content.Knobs.SelectMany(settings => settings.Costs.SelectMany(costs => costs))))];
        HeightPx = _layout.BottomPx + 8 + (_introLines.Count * FigureMeasures.TextStepPx) + 8 + LegendTexts().Sum(text => _text.EntryHeightPx(text, VersionSample.WidthPx)) + FigureMeasures.MarginPx;
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
    public string Description => _heading.Describe(KnobWords.Description(_content));

    /// <inheritdoc/>
    public string StyleRules(bool isDark) => KnobTheme.Rules(isDark);

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        _text.DrawHeading(canvas);
        for (var knob = 0; knob < _content.Knobs.Count; knob++)
        {
            DrawHead(canvas, knob);
            for (var row = 0; row < KnobCost.All.Count; row++)
            {
                DrawFrame(canvas, knob, row);
            }
        }

        var y = _layout.BottomPx + 20;
        FigureText.DrawLines(canvas, _introLines, "strong", FigureMeasures.MarginPx, FigureMeasures.TextStepPx, ref y);
        y -= 4;
        canvas.Line([new(FigureMeasures.MarginPx, y + 8), new(FigureMeasures.MarginPx + VersionSample.WidthPx, y + 8)], "curve");
        _text.DrawEntry(canvas, KnobWords.Default, VersionSample.WidthPx, ref y);
        for (var version = 0; version < _content.Versions.Count; version++)
        {
            // Lines and the line of the legend are one thing to whoever hides a version.
            canvas.BeginGroup("version", _content.Versions[version].Name);
            DrawVersion(canvas, version);
            VersionSample.Draw(canvas, version, y + 8, LineStyle(version));
            _text.DrawEntry(canvas, _content.Versions[version].Label, VersionSample.WidthPx, ref y);
            canvas.EndGroup();
        }
    }

    private IEnumerable<string> LegendTexts() => [KnobWords.Default, .. _content.Versions.Select(version => version.Label)];

    /// <summary>The knob's name and its default, above its column.</summary>
    private void DrawHead(ICanvas canvas, int knob)
    {
        var at = _layout.HeadAt(knob);
        canvas.Text(new PointPx(at.X, at.Y + 14), _content.Knobs[knob].Knob.Axis.Label, "strong");
        canvas.Text(new PointPx(at.X, at.Y + 30), KnobWords.DefaultOf(_content.Knobs[knob].Knob), "note");
    }

    private PlotArea? AreaOf(int knob, int row) => _costAxes[row] is { } y ? new PlotArea(_layout.PlotBox(knob, row), _content.Knobs[knob].Knob.Axis, y) : null;

    private void DrawFrame(ICanvas canvas, int knob, int row)
    {
        var box = _layout.PlotBox(knob, row);
        if (_layout.BeginsRow(knob))
        {
            canvas.Text(_layout.RowTitleAt(knob, row), CostWords.Title(KnobCost.All[row]), "axis");
        }

        var drawn = _content.Knobs[knob].Knob;
        if (AreaOf(knob, row) is { } area)
        {
            var isLast = row == KnobCost.All.Count - 1;
            PlotGrid.DrawX(canvas, area, hasLabels: isLast);
            PlotGrid.DrawY(canvas, area, (value, written) => CostWords.Mark(KnobCost.All[row], value, written), _layout.BeginsRow(knob));
            if (isLast && drawn.Axis.Scale == AxisScale.Logarithmic)
            {
                canvas.Text(new PointPx(box.X + (box.Width / 2), box.Bottom + 32), "log scale", "note", Anchor.Middle);
            }

            if (drawn.DefaultSetting >= 0)
            {
                canvas.Line([new(area.XOf(drawn.Default), box.Y), new(area.XOf(drawn.Default), box.Bottom)], "curve");
            }
        }

        canvas.Outline(box, "frame");
        if (_content.Versions.Index().All(version => Points(knob, row, version.Index).Count < 2))
        {
            canvas.Text(new PointPx(box.X + (box.Width / 2), box.Y + (box.Height / 2) + 4), KnobWords.TooFew, "note", Anchor.Middle);
        }
    }

    private void DrawVersion(ICanvas canvas, int version)
    {
        for (var knob = 0; knob < _content.Knobs.Count; knob++)
        {
            for (var row = 0; row < KnobCost.All.Count; row++)
            {
                DrawLine(canvas, knob, row, version);
            }
        }
    }

    /// <summary>A line with its band and its points. One point makes no line, and says nothing of the knob.</summary>
    private void DrawLine(ICanvas canvas, int knob, int row, int version)
    {
        var points = Points(knob, row, version);
        if (points.Count < 2)
        {
            return;
        }

        var cost = KnobCost.All[row];
        var bands = points.Select(point => (point.At.X, Band: cost.BandOf(point.Costs))).ToList();
        var area = AreaOf(knob, row)!.Value;
        double YOf(double value) => area.YOf(Math.Clamp(value, area.Y.Min, area.Y.Max));
        if (bands.TrueForAll(band => !double.IsNaN(band.Band.Low + band.Band.High)))
        {
            canvas.Area([.. bands.Select(band => new PointPx(band.X, YOf(band.Band.Low))), .. Enumerable.Reverse(bands).Select(band => new PointPx(band.X, YOf(band.Band.High)))], VersionTheme.BandOf(version));
        }

        canvas.Line([.. points.Select(point => point.At)], LineStyle(version));
        foreach (var (at, setting, costs) in points)
        {
            var dot = new BoxPx(at.X - (_dotPx / 2), at.Y - (_dotPx / 2), _dotPx, _dotPx);
            canvas.Rectangle(dot, VersionTheme.FillOf(version), KnobWords.Point(_content.Versions[version], _content.Knobs[knob].Knob, setting, cost, costs));
        }
    }

    /// <summary>The settings of a version that are told, in the middle of their ranges. What is never has no place on an axis.</summary>
    private List<(PointPx At, int Setting, SettingCosts Costs)> Points(int knob, int row, int version)
    {
        if (AreaOf(knob, row) is not { } area)
        {
            return [];
        }

        var cost = KnobCost.All[row];
        return
        [
            .. from setting in _content.Knobs[knob].Costs[version].Index()
               where setting.Item.HasEnoughTrials && double.IsFinite(cost.Of(setting.Item))
               let y = area.YOf(Math.Clamp(cost.Of(setting.Item), area.Y.Min, area.Y.Max))
               select (new PointPx(area.Box.X + (area.Box.Width * (setting.Index + 0.5) / area.X.CellCount), y), setting.Index, setting.Item),
        ];
    }

    private string LineStyle(int version) => version == _content.Main ? $"{VersionTheme.StyleOf(version)} {KnobTheme.MainLine}" : VersionTheme.StyleOf(version);
}
