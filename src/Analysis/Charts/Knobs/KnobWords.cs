using System.Globalization;
using System.Text;
using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Text;
using WalSweep.Engine;

namespace WalSweep.Analysis.Charts;

/// <summary>What figures of knobs say in words.</summary>
internal static class KnobWords
{
    internal const string TooFew = "too few scenarios";

    /// <summary>What is said where there are scenarios and none has what a panel is of, such as a recovery.</summary>
    internal const string NoValue = "no setting has a value to draw";

    /// <summary>What one of the costs counts.</summary>
    internal const string GivenUp = "Given up: a catch-up or a rebuild, of any replica, aborted other than by a fault; rows do not tell which.";

    /// <summary>Why a panel lacks settings that others have.</summary>
    internal const string NoPoint = "What is never has no point.";

    /// <summary>Over what the recovery is a median.</summary>
    internal static readonly string RecoveryCounted =
        $"Recovery: median of the scenarios that had something to recover from, within {NumberText.Percent(CellTimes.RelativeError)}; one that ended without recovery counts as longer than any, and where most did the median is never.";

    internal const string Default = "today's default of the knob";

    internal static readonly string Intro =
        "What scenarios came to, over the setting of one knob, whatever the others were. Shaded: 95 % intervals. "
        + $"{RecoveryCounted} {NoPoint} Settings with fewer than {SettingCosts.LeastTrials} scenarios are left out. "
        + GivenUp;

    /// <summary>A setting: retention bytes 54 MiB – 128 MiB.</summary>
    internal static string Setting(Knob knob, int setting) => $"{knob.Axis.Label} {Range(knob.Axis, setting)}";

    /// <summary>A setting of a pair: retention bytes 54 MiB – 128 MiB and max rounds 26.5 – 34.</summary>
    internal static string Setting(KnobPair pair, (int X, int Y) setting) => DisplayText.Listed(pair.PartsOf(setting).Select(part => Setting(part.Knob, part.Setting)));

    /// <summary>The knobs of a pair.</summary>
    internal static string Names(KnobPair pair) => DisplayText.Listed(pair.Knobs.Select(knob => knob.Axis.Label));

    internal static string Range(Axis axis, int setting) => AxisText.Range(axis, setting);

    /// <summary>The default of a knob, and whether a sweep reaches it; empty if it depends on other parameters.</summary>
    internal static string DefaultOf(Knob knob) =>
        double.IsNaN(knob.Default) ? "" : $"default {NumberText.Value(knob.Default, knob.Axis.Unit)}{(knob.DefaultSetting < 0 ? ", not reached" : "")}";

    /// <summary>A point of a line.</summary>
    internal static string Point(ProtocolVersion version, Knob knob, int setting, KnobCost cost, SettingCosts costs) =>
        $"{Setting(knob, setting)}: {version.Label}, {cost.Label} {CostWords.Words(cost, costs)}, {NumberText.Counted(costs.Trials, "scenario")}";

    /// <summary>What a setting costs, with intervals.</summary>
    internal static string Costs(SettingCosts costs) => string.Join(", ", KnobCost.All.Select(cost => $"{cost.Label} {CostWords.Words(cost, costs)}"));

    internal static string Description(KnobFigureContent content)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"A column for each knob of V2 that varies, a row for each cost, a line for each version. {Intro}");
        foreach (var settings in content.Knobs)
        {
            var told = settings.Costs[content.Main].Index().Where(setting => setting.Item.HasEnoughTrials).ToList();
            text.Append(CultureInfo.InvariantCulture, $" {settings.Knob.Axis.Label}{(DefaultOf(settings.Knob) is { Length: > 0 } words ? $", {words}" : "")}: ");
            text.Append(told.Count < 2
                ? $"{TooFew}."
                : $"under {content.Versions[content.Main].Label}, from {Range(settings.Knob.Axis, told[0].Index)} to {Range(settings.Knob.Axis, told[^1].Index)}, "
                    + string.Join(", ", KnobCost.All.Select(cost => $"{cost.Label} from {CostWords.Text(cost, cost.Of(told[0].Item))} to {CostWords.Text(cost, cost.Of(told[^1].Item))}")) + ".");
        }

        return text.ToString();
    }
}
