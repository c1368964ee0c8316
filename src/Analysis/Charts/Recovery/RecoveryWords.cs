using System.Globalization;
using System.Text;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of recovery times says in words.</summary>
internal static class RecoveryWords
{
    internal static readonly string Intro =
        $"Of the first recoveries of a version, the share that takes longer than t; what never recovers is in no curve. "
        + $"Shaded: its 95 % interval, at each t by itself. A curve ends where fewer than {SurvivalCurve.FewestBeyond} recoveries take longer.";

    /// <summary>A version's line in the legend.</summary>
    internal static string Entry(RecoveryCurve curve)
    {
        var label = curve.Protocol.Label;
        var count = curve.RecoveryS.Count;
        if (count == 0)
        {
            return $"{label}: no recovery";
        }

        var counted = count == 1 ? "1 recovery" : $"{NumberText.Count(count)} recoveries";
        if (curve.Times.Points.Count > 0)
        {
            return $"{label}: {counted}, {Quantiles(curve)}";
        }

        return count <= SurvivalCurve.FewestBeyond ? $"{label}: {counted}, too few for a curve" : $"{label}: {counted}, too alike for a curve: {Quantiles(curve)}";
    }

    /// <summary>What is to be seen.</summary>
    internal static string Description(RecoveryFigureContent content)
    {
        var text = new StringBuilder($"One curve for each version over time on logarithmic axes. {Intro}");
        foreach (RecoveryCurve curve in content.Curves)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Entry(curve)}.");
        }

        return text.ToString();
    }

    private static string Quantiles(RecoveryCurve curve) => $"median {NumberText.Duration(curve.RecoveryS.Quantile(500))}, 99th percentile {NumberText.Duration(curve.RecoveryS.Quantile(990))}";
}
