using System.Globalization;
using System.Text;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of differences says in words.</summary>
internal static class ForestWords
{
    /// <summary>What lines and marks are.</summary>
    internal static string Intro(ForestFigureContent content) =>
        $"{Of(content)}; with its 95 % interval. Filled where that leaves out 0, hollow where it does not; green is better, purple worse, grey neither. The axis is logarithmic on both sides of 0.";

    /// <summary>What stands below the left half of the axis.</summary>
    internal static string Less(ForestFigureContent content) => $"← less {Under(content)}";

    /// <summary>What stands below the right half.</summary>
    internal static string More(ForestFigureContent content) => $"more {Under(content)} →";

    internal static string LineName(ForestLine line) => $"against {line.Against.Label}";

    /// <summary>What is said of a measure in which nothing differs.</summary>
    internal const string NoneDiffers = "no scenario differs under any";

    /// <summary>A difference and its interval, or why there is none.</summary>
    internal static string Value(ForestLine line, bool isShare) => line.Pairs > 0 && line.Differing == 0 ? "no scenario differs" : line.IsDrawn
        ? $"{Number(line.Difference, isShare)} ({Number(line.Interval.Low, isShare)} – {Number(line.Interval.High, isShare)})"
        : line.Pairs == 0 ? "no scenario has both" : $"{NumberText.Counted(line.Pairs, "scenario")} with both, too few";

    /// <summary>What is to be seen.</summary>
    internal static string Description(ForestFigureContent content)
    {
        var text = new StringBuilder(Intro(content));
        foreach (ForestMeasure measure in content.Measures)
        {
            string lines = measure.Differs ? string.Join(", ", measure.Lines.Select(line => $"{LineName(line)} {Value(line, content.AreShares)}")) : NoneDiffers;
            text.Append(CultureInfo.InvariantCulture, $" {measure.Label}: {lines}.");
        }

        return text.ToString();
    }

    private static string Of(ForestFigureContent content) => content.AreShares
        ? $"The share of scenarios under {content.Version.Label} less the share under another version, in percentage points (pp)"
        : $"The time under {content.Version.Label} less the time under another version, in the mean of the scenarios that have both";

    private static string Under(ForestFigureContent content) => $"under {content.Version.Label}";

    private static string Number(double value, bool isShare) => isShare ? NumberText.Difference(value) : NumberText.DurationDifference(value);
}
