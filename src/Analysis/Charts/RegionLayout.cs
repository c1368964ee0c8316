using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>Where the parts of a region figure stand, in pixels.</summary>
internal sealed class RegionLayout
{
    internal const double MarginPx = 16;
    internal const double TitleStepPx = 24;
    internal const double TextStepPx = 17;
    internal const double LabelStepPx = 14;

    /// <summary>Height of what stands above a panel's map: name, bar of fates, three lines.</summary>
    internal const double CaptionHeightPx = 94;

    /// <summary>Height of what stands below it: tick labels and the axis's name.</summary>
    internal const double AxisHeightPx = 44;

    private const double _yAxisWidthPx = 66;
    private const double _panelGapPx = 24;
    private const double _panelRowGapPx = 22;
    private const double _maxPlotWidthPx = 400;

    private readonly int _columnCount;
    private readonly double _plotWidthPx;
    private readonly double _plotHeightPx;
    private readonly double _panelsTopPx;

    internal RegionLayout(RegionFigureContent content, FigureShape shape)
    {
        int panelCount = content.Regions.ProtocolCount;
        IsNarrow = shape == FigureShape.Narrow;
        WidthPx = IsNarrow ? 420 : 900;
        _columnCount = IsNarrow ? 1 : Math.Min(3, panelCount);
        _plotWidthPx = PlotWidthPx(_columnCount);
        if (_columnCount == 3 && !content.Summary.Protocols.All(summary => RegionPanel.NameFits(summary, _plotWidthPx)))
        {
            // Names such as those of the ablations need wider panels.
            _columnCount = 2;
            _plotWidthPx = PlotWidthPx(_columnCount);
        }

        _plotHeightPx = Math.Round(0.9 * Math.Min(_plotWidthPx, 290));
        TitleLines = DisplayText.Wrap(content.Title, InnerWidthPx, Theme.TitleSizePx * DisplayText.BoldFactor, 3);
        SubtitleLines = DisplayText.Wrap(content.Subtitle, InnerWidthPx, Theme.TextSizePx, 4);
        _panelsTopPx = MarginPx + (TitleLines.Count * TitleStepPx) + (SubtitleLines.Count * TextStepPx) + 18;
        int rowCount = (panelCount + _columnCount - 1) / _columnCount;
        LegendTopPx = _panelsTopPx + (rowCount * PanelStepPx);
        HeightPx = LegendTopPx + RegionLegend.HeightPx(content, this) + MarginPx;
    }

    internal bool IsNarrow { get; }

    internal double WidthPx { get; }

    internal double HeightPx { get; }

    internal double LegendTopPx { get; }

    internal double InnerWidthPx => WidthPx - (2 * MarginPx);

    internal List<string> TitleLines { get; }

    internal List<string> SubtitleLines { get; }

    private double PlotWidthPx(int columnCount) =>
        Math.Min(_maxPlotWidthPx, Math.Floor((WidthPx - _yAxisWidthPx - MarginPx - (_panelGapPx * (columnCount - 1))) / columnCount));

    private double PanelStepPx => CaptionHeightPx + _plotHeightPx + AxisHeightPx + _panelRowGapPx;

    /// <summary>The map of a panel; its caption stands above, its axes outside.</summary>
    internal BoxPx PlotBox(int panelIndex)
    {
        int column = panelIndex % _columnCount;
        int row = panelIndex / _columnCount;
        return new BoxPx(
            _yAxisWidthPx + (column * (_plotWidthPx + _panelGapPx)),
            _panelsTopPx + (row * PanelStepPx) + CaptionHeightPx,
            _plotWidthPx,
            _plotHeightPx);
    }

    /// <summary>Whether a panel bears the vertical axis for its row.</summary>
    internal bool HasYAxis(int panelIndex) => panelIndex % _columnCount == 0;
}
