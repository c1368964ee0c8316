using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Charts;

/// <summary>The axes that show the curves of a sweep.</summary>
internal static class RecoveryAxes
{
    /// <summary>The times begin where this share, in thousandths, of one version's recoveries is over: before, all curves are level at 1.</summary>
    private const int _firstPerMille = 10;

    /// <summary>
    /// Times from the first percentile of whichever version has the smallest to where the last curve ends; shares from 1 down to the lower end of the lowest band. Rounded outwards to 1, 2 or 5 times a power of ten.
    /// Null without a curve.
    /// </summary>
    internal static (Axis X, Axis Y)? Of(IReadOnlyList<RecoveryCurve> curves)
    {
        RecoveryCurve[] drawn = [.. curves.Where(curve => curve.Times.Points.Count > 0)];
        if (drawn.Length == 0)
        {
            return null;
        }

        double from = RoundNumber.AtMost(Math.Max(LogHistogram.Lowest, drawn.Min(curve => curve.RecoveryS.Quantile(_firstPerMille))));
        double to = 1 / RoundNumber.AtMost(1 / drawn.Max(curve => curve.Times.Points[^1].At));

        // Exponents of both ends may meet where all recoveries take alike.
        to = Math.Max(to, 2 * from);
        double lowest = RoundNumber.AtMost(drawn.Min(curve => curve.Times.Points.Min(point => point.Band.Low)));
        return (
            new Axis("recovery_s", "time t", AxisUnit.Seconds, AxisScale.Logarithmic, from, to, 1),
            new Axis("share_beyond", "share of recoveries longer than t", AxisUnit.None, AxisScale.Logarithmic, Math.Min(lowest, 0.5), 1, 1));
    }
}
