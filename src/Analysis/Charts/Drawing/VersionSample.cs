namespace WalSweep.Analysis.Charts;

/// <summary>A piece of a version's curve in its band, beside its name in a legend.</summary>
internal static class VersionSample
{
    internal const double WidthPx = 40;

    private const double _halfBandPx = 5;

    /// <summary>Draws it at the left margin.</summary>
    /// <param name="canvas">Takes it.</param>
    /// <param name="version">The version's place among the curves.</param>
    /// <param name="y">The height of the curve.</param>
    /// <param name="lineStyle">The style of the curve.</param>
    internal static void Draw(ICanvas canvas, int version, double y, string lineStyle)
    {
        const double Left = FigureMeasures.MarginPx, Right = FigureMeasures.MarginPx + WidthPx;
        canvas.Area([new(Left, y - _halfBandPx), new(Right, y - _halfBandPx), new(Right, y + _halfBandPx), new(Left, y + _halfBandPx)], VersionTheme.BandOf(version));
        canvas.Line([new(Left, y), new(Right, y)], lineStyle);
    }
}
