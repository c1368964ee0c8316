namespace WalSweep.Analysis.Knobs;

/// <summary>How today's defaults stand among the settings of a pair.</summary>
/// <param name="Setting">The setting that has the default of every knob.</param>
/// <param name="IsEfficient">Whether no other setting beats it.</param>
/// <param name="Instead">What might be set instead; null if it is the only efficient setting.</param>
public sealed record DefaultsVerdict((int X, int Y) Setting, bool IsEfficient, SettingInstead? Instead)
{
    /// <summary>Of a pair; null where its sweep does not reach the setting with the defaults, or with too few trials.</summary>
    internal static DefaultsVerdict? Of(KnobPair pair)
    {
        int[] defaults = [.. pair.Knobs.Select(knob => knob.DefaultSetting)];

        // Of one knob alone all settings are in row 0.
        var setting = (defaults[0], defaults.ElementAtOrDefault(1));
        return defaults.Min() < 0 || !pair.At(setting).HasEnoughTrials
            ? null
            : new(setting, pair.IsEfficient(setting), pair.NearestInsteadOf(setting) is { } nearest ? new(nearest, pair.IsEfficient(nearest), pair.ClearlyLess(nearest, setting)) : null);
    }
}

/// <summary>What might be set in place of today's defaults.</summary>
/// <param name="Setting">The setting, by <see cref="KnobPair.NearestInsteadOf"/>.</param>
/// <param name="IsEfficient">Whether no other beats it.</param>
/// <param name="ClearlyLess">Of what it has clearly less than the defaults.</param>
public sealed record SettingInstead((int X, int Y) Setting, bool IsEfficient, IReadOnlyList<string> ClearlyLess);
