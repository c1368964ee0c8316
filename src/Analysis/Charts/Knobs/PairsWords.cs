using System.Globalization;
using System.Text;
using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of the settings of every two knobs says in words.</summary>
internal static class PairsWords
{
    internal const string Efficient = "an efficient setting";
    internal const string Today = $"the setting with {DefaultsWords.Defaults}";

    /// <summary>Whose settings, and what is seen of them.</summary>
    internal static string Intro(PairsFigureContent content) =>
        $"Settings of every two knobs under {content.Panels[0].Version.Label}, whatever the other knobs were. The shade is the share of scenarios that caught up, on one scale for all maps. "
        + $"{FrontierWords.Efficiency} {Scales(content)}";

    /// <summary>What the shades stand for, at their ends.</summary>
    internal static (string Least, string Most) Ends(CaughtUpShades shades) => (NumberText.Percent(shades.Least), $"{NumberText.Percent(shades.Most)} caught up");

    /// <summary>What stands above a map: how many settings are efficient.</summary>
    internal static string Count(KnobPair pair) => pair.Compared.Count == 0 ? KnobWords.TooFew : $"{pair.Efficient.Count} of {pair.Compared.Count} efficient";

    internal static string Description(PairsFigureContent content)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Intro(content)} {FrontierWords.Counted}");
        foreach (var panel in content.Panels)
        {
            var pair = panel.Pair;
            text.Append(CultureInfo.InvariantCulture, $" {KnobWords.Names(pair)}: {Count(pair)}, {DefaultsWords.Among(pair)}");
            if (pair.Compared.Count > 0)
            {
                var (least, most) = Ends(new CaughtUpShades([pair]));
                text.Append(CultureInfo.InvariantCulture, $", {least} to {most}");
            }

            text.Append('.');
        }

        return text.ToString();
    }

    /// <summary>The scales of the axes, which have no room for it beside their names.</summary>
    private static string Scales(PairsFigureContent content)
    {
        Axis[] axes = [.. content.Panels.SelectMany(panel => panel.Pair.Knobs).Select(knob => knob.Axis).DistinctBy(axis => axis.Column)];
        string[] linear = [.. axes.Where(axis => axis.Scale == AxisScale.Linear).Select(axis => axis.Label)];
        return linear.Length == axes.Length ? "Axes are linear." : linear.Length == 0 ? "Axes are logarithmic." : $"Axes are logarithmic, those of {DisplayText.Listed(linear)} linear.";
    }
}
