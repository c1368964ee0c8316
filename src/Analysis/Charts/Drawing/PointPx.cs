namespace WalSweep.Analysis.Charts;

/// <summary>A point in the figure's own pixels, y downwards.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
public readonly record struct PointPx(double X, double Y);
