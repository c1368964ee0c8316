using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>How today's defaults stand among the settings of a pair, in words: what pages and figures say of it is made of these.</summary>
internal static class DefaultsWords
{
    internal const string Defaults = "today's defaults";

    /// <summary>The same beside their mark, where there is little room.</summary>
    internal const string Label = "today";

    /// <summary>What is said of them where nothing is known of their setting.</summary>
    internal const string NotThere = "not among the settings of this sweep, or with too few scenarios";

    /// <summary>The defaults and how they stand: today's defaults, max rounds 32: efficient.</summary>
    internal static string Standing(KnobPair pair) =>
        $"{Defaults}, {DisplayText.Listed(pair.Knobs.Select(knob => $"{knob.Axis.Label} {NumberText.Value(knob.Default, knob.Axis.Unit)}"))}: {(pair.Defaults is { } defaults ? Is(defaults) : NotThere)}";

    /// <summary>Whether they are among the efficient settings, where those have been counted.</summary>
    internal static string Among(KnobPair pair) => pair.Defaults is not { } defaults ? "defaults not in the sweep" : defaults.IsEfficient ? $"{Defaults} among them" : $"{Defaults} not among them";

    /// <summary>Which setting has them.</summary>
    internal static string Setting(KnobPair pair, DefaultsVerdict defaults) => $"the setting with {Defaults}, {KnobWords.Setting(pair, defaults.Setting)}";

    internal static string Is(DefaultsVerdict defaults) => defaults.IsEfficient ? "efficient" : "not efficient";

    /// <summary>What the setting is that might be set instead, to follow an article.</summary>
    internal static string Nearest(DefaultsVerdict defaults, SettingInstead instead) =>
        $"nearest {(defaults.IsEfficient ? "other efficient setting" : instead.IsEfficient ? "efficient setting that beats the defaults" : "setting that beats the defaults, itself beaten by another")}";

    /// <summary>What is better with it.</summary>
    internal static string Less(SettingInstead instead) => $"clearly less {DisplayText.Listed(instead.ClearlyLess)}";
}
