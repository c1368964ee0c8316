using System.Globalization;
using System.Text;
using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>What a figure of efficient settings says in words.</summary>
internal static class FrontierWords
{
    /// <summary>Whose settings, and what efficient means.</summary>
    internal static string Intro(FrontierFigureContent content) =>
        $"Settings of {KnobWords.Names(content.Panel.Pair)} under {content.Panel.Version.Label}. {Efficiency} "
        + $"The costs are {DisplayText.Listed(content.Panel.Pair.ComparedBy.Select(cost => cost.Label))}.";

    /// <summary>When a setting is efficient.</summary>
    internal const string Efficiency = "Efficient: no other setting has clearly less of one cost and clearly more of none; clearly, if the 95 % intervals do not touch.";

    /// <summary>What stands below that: how two of the costs are counted.</summary>
    internal static readonly string Counted = $"{KnobWords.RecoveryCounted} {KnobWords.GivenUp}";

    /// <summary>What stands above a panel of points.</summary>
    internal static string PanelTitle(KnobCost cost) => $"{KnobCost.Pinned.Label} and {cost.Label}";

    internal static string Efficient(KnobPair pair) => $"efficient: {pair.Efficient.Count} of {pair.Compared.Count} settings";

    internal static string Edge(KnobPair pair) =>
        "by the estimates of the two costs of a panel alone, whatever their intervals, settings on this line are beaten by none; what is efficient away from it is not clearly worse, or has less of a cost that the panel does not show"
        + (pair.Knobs.Any(knob => knob.IsRetention) ? ", such as the retention itself" : "");

    /// <summary>What the nearest setting is that might be set instead; null if there is no such thing to show.</summary>
    internal static string? Nearest(KnobPair pair) =>
        pair.Defaults is { Instead: { } instead } defaults ? $"the {DefaultsWords.Nearest(defaults, instead)}: {KnobWords.Setting(pair, instead.Setting)}" : null;

    internal static string Description(FrontierFigureContent content)
    {
        var pair = content.Panel.Pair;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Intro(content)} {Counted} ");
        text.Append(CultureInfo.InvariantCulture, $"A map of which settings are efficient, and panels of all settings by {DisplayText.Listed([.. FrontierFigure.Against.Select(PanelTitle)])}. {Efficient(pair)}. {DefaultsWords.Standing(pair)}");
        text.Append(pair.Defaults is { } defaults ? $": {KnobWords.Costs(pair.At(defaults.Setting))}." : ".");
        text.Append(pair.Defaults is { Instead: { } instead } ? $" {Nearest(pair)}: {KnobWords.Costs(pair.At(instead.Setting))}." : "");
        return text.ToString();
    }
}
