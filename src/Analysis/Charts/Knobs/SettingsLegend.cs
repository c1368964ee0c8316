namespace WalSweep.Analysis.Charts;

/// <summary>How figures of settings lay their panels out, and the samples of their legends.</summary>
internal static class SettingsLegend
{
    /// <summary>The room of a sample.</summary>
    internal const double SampleWidthPx = 28;

    /// <summary>Right of a panel.</summary>
    private const double _rightPx = 16;

    private const double _dotPx = 7;

    /// <summary>The boxes of panels side by side, row by row.</summary>
    /// <param name="count">How many.</param>
    /// <param name="columns">How many stand side by side.</param>
    /// <param name="topPx">Where the first row begins.</param>
    /// <param name="widthPx">The width of the figure.</param>
    /// <param name="titlePx">Above a panel.</param>
    /// <param name="yAxisWidthPx">Left of it.</param>
    /// <param name="plotHeightPx">Its height.</param>
    /// <param name="axisHeightPx">Below it.</param>
    internal static BoxPx[] PanelsOf(int count, int columns, double topPx, double widthPx, double titlePx, double yAxisWidthPx, double plotHeightPx, double axisHeightPx)
    {
        var (columnPx, rowPx) = (widthPx / columns, titlePx + plotHeightPx + axisHeightPx);
        return
        [
            .. from panel in Enumerable.Range(0, count)
               select new BoxPx((panel % columns * columnPx) + yAxisWidthPx, topPx + (panel / columns * rowPx) + titlePx, columnPx - yAxisWidthPx - _rightPx, plotHeightPx),
        ];
    }

    /// <summary>The mark of an efficient setting on a map that is shaded by something else.</summary>
    internal static void DrawDot(ICanvas canvas, double x, double y) => canvas.Rectangle(new BoxPx(x - (_dotPx / 2), y - (_dotPx / 2), _dotPx, _dotPx), KnobTheme.Dot);

    /// <summary>Draws the sample of a style.</summary>
    internal static void DrawSample(ICanvas canvas, string style, double y)
    {
        const double Left = FigureMeasures.MarginPx, Right = Left + SampleWidthPx, Middle = (Left + Right) / 2;
        var box = new BoxPx(Middle - 6, y - 6, 12, 12);
        switch (style)
        {
            case KnobTheme.Dot:
                DrawDot(canvas, Middle, y);
                break;
            case KnobTheme.Edge:
                canvas.Line([new(Left, y), new(Right, y)], style);
                break;
            case KnobTheme.Today or KnobTheme.Nearest:
                canvas.Outline(box, style);
                break;
            default:
                canvas.Rectangle(box, style);
                break;
        }
    }
}
