namespace WalSweep.Analysis.Charts;

/// <summary>Where the panels of a figure of knobs stand: a column for each knob, a row for each cost, so that a row has one scale. On a phone two knobs stand side by side, the next two below them.</summary>
internal sealed class KnobLayout
{
    private const double _yAxisWidthPx = 74;
    private const double _rightPx = 18;
    private const double _gapPx = 26;
    private const double _headPx = 34;
    private const double _rowTitlePx = 32;
    private const double _axisPx = 40;
    private const double _mostPlotWidthPx = 420;
    private const double _plotHeightPx = 96;

    private readonly int _knobsInBand;
    private readonly int _rowCount;
    private readonly double _topPx;
    private readonly double _plotWidthPx;

    internal KnobLayout(double topPx, double widthPx, int knobCount, int rowCount, FigureShape shape)
    {
        (_topPx, _rowCount) = (topPx, rowCount);
        _knobsInBand = Math.Min(knobCount, shape == FigureShape.Narrow ? 2 : 5);
        _plotWidthPx = Math.Min(_mostPlotWidthPx, (widthPx - _yAxisWidthPx - _rightPx - ((_knobsInBand - 1) * _gapPx)) / _knobsInBand);
        var bandCount = (knobCount + _knobsInBand - 1) / _knobsInBand;
        BottomPx = topPx + (bandCount * BandHeightPx);
    }

    internal double BottomPx { get; }

    /// <summary>What stands above the columns, and below them, included.</summary>
    private double BandHeightPx => _headPx + (_rowCount * (_rowTitlePx + _plotHeightPx)) + _axisPx;

    internal BoxPx PlotBox(int knob, int row) => new(
        _yAxisWidthPx + (knob % _knobsInBand * (_plotWidthPx + _gapPx)),
        _topPx + (knob / _knobsInBand * BandHeightPx) + _headPx + (row * (_rowTitlePx + _plotHeightPx)) + _rowTitlePx,
        _plotWidthPx,
        _plotHeightPx);

    /// <summary>Whether a panel bears the vertical axis and the title of its row.</summary>
    internal bool BeginsRow(int knob) => knob % _knobsInBand == 0;

    /// <summary>Where what stands above a knob's column begins.</summary>
    internal PointPx HeadAt(int knob) => new(PlotBox(knob, 0).X, PlotBox(knob, 0).Y - _rowTitlePx - _headPx);

    /// <summary>Where the title of a row stands.</summary>
    internal PointPx RowTitleAt(int knob, int row) => new(FigureMeasures.MarginPx, PlotBox(knob, row).Y - 11);
}
