using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Charts;

/// <summary>Where the parts of a figure of maps stand, in pixels.</summary>
internal sealed class RegionLayout
{
    internal const double LabelStepPx = 14;

    /// <summary>Height of what stands below it: tick labels and the axis's name.</summary>
    internal const double AxisHeightPx = 44;

    /// <summary>Room beside the labels of rows: the margin, the name of the axis, gaps.</summary>
    private const double _besideRowLabelsPx = 34;
    private const double _leastYAxisWidthPx = 66;
    private const double _panelGapPx = 32;
    private const double _panelRowGapPx = 22;
    private const double _maxPlotWidthPx = 400;
    private const double _mostPlotHeightPx = 261;

    private readonly double _captionHeightPx;
    private readonly double _yAxisWidthPx;
    private readonly int _columnCount;
    private readonly double _plotWidthPx;
    private readonly double _plotHeightPx;

    /// <summary>Lays a figure out.</summary>
    /// <param name="heading">Title, what the figure is of, and subtitle.</param>
    /// <param name="captions">What stands above each map.</param>
    /// <param name="captionHeightPx">How high that is.</param>
    /// <param name="legend">What stands below them all.</param>
    /// <param name="shape">For what width.</param>
    /// <param name="rows">The vertical axis.</param>
    internal RegionLayout((string Title, string Topic, string Subtitle) heading, IReadOnlyList<MapCaption> captions, double captionHeightPx, RegionLegend legend, FigureShape shape, Axis rows)
    {
        _captionHeightPx = captionHeightPx;
        _yAxisWidthPx = Math.Max(_leastYAxisWidthPx, Math.Ceiling(_besideRowLabelsPx + MapAxes.RowLabelWidthPx(rows, _mostPlotHeightPx)));
        IsNarrow = shape == FigureShape.Narrow;
        WidthPx = shape.WidthPx();
        _columnCount = IsNarrow ? 1 : Math.Min(3, captions.Count);
        _plotWidthPx = PlotWidthPx(_columnCount);
        if (_columnCount == 3 && !captions.All(caption => caption.NameFits(_plotWidthPx)))
        {
            // Names such as those of the ablations need wider panels.
            _columnCount = 2;
            _plotWidthPx = PlotWidthPx(_columnCount);
        }

        _plotHeightPx = Math.Round(Math.Min(0.9 * _plotWidthPx, _mostPlotHeightPx));
        Text = new FigureText(heading.Title, heading.Subtitle, WidthPx, gapPx: 18, topic: heading.Topic);
        int rowCount = (captions.Count + _columnCount - 1) / _columnCount;
        LegendTopPx = Text.BottomPx + (rowCount * PanelStepPx);
        HeightPx = LegendTopPx + legend.HeightPx(this) + FigureMeasures.MarginPx;
    }

    internal bool IsNarrow { get; }

    internal double WidthPx { get; }

    internal double HeightPx { get; }

    internal double LegendTopPx { get; }

    /// <summary>The heading, and the entries of the legend.</summary>
    internal FigureText Text { get; }

    internal double InnerWidthPx => FigureMeasures.InnerPx(WidthPx);

    private double PlotWidthPx(int columnCount) =>
        Math.Min(_maxPlotWidthPx, Math.Floor((WidthPx - _yAxisWidthPx - FigureMeasures.MarginPx - (_panelGapPx * (columnCount - 1))) / columnCount));

    private double PanelStepPx => _captionHeightPx + _plotHeightPx + AxisHeightPx + _panelRowGapPx;

    /// <summary>The map of a panel; its caption stands above, its axes outside.</summary>
    internal BoxPx PlotBox(int panelIndex)
    {
        int column = panelIndex % _columnCount;
        int row = panelIndex / _columnCount;
        return new BoxPx(
            _yAxisWidthPx + (column * (_plotWidthPx + _panelGapPx)),
            Text.BottomPx + (row * PanelStepPx) + _captionHeightPx,
            _plotWidthPx,
            _plotHeightPx);
    }

    /// <summary>Whether a panel bears the vertical axis for its row.</summary>
    internal bool HasYAxis(int panelIndex) => panelIndex % _columnCount == 0;

    /// <summary>Draws title and subtitle.</summary>
    internal void DrawHeading(ICanvas canvas) => Text.DrawHeading(canvas);
}
