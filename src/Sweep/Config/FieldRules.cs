using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>Reads the plain fields that sweeps and scenario files have in common.</summary>
internal static class FieldRules
{
    /// <summary>Most characters of a text.</summary>
    public const int LongestText = 4_000;

    /// <summary>What a name must be, in words.</summary>
    public const string NameRule = "1 to 64 lower-case letters, digits, \"_\" or \"-\", a letter or digit first";


    /// <summary>Whether a text can name a sweep or a scenario, and the files made of it.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && text[0] is not ('_' or '-')
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');

    /// <summary>A text, or "" where there is none.</summary>
    public static string ReadText(this ErrorList errors, LocatedValue root, string key)
    {
        var given = root.Find(key);
        return given is null ? "" : errors.ReadText(given, key, LongestText);
    }

    /// <summary>A value that must be a text.</summary>
    public static string ReadText(this ErrorList errors, LocatedValue given, string path, int longest)
    {
        if (given.Kind != JsonKind.Text || given.Text.Length > longest)
        {
            errors.Add(given.Place, path, FormattableString.Invariant($"expected text of at most {longest} characters, found {given.Describe()}"));
        }

        return given.Text;
    }

    /// <summary>A whole number between bounds, or <paramref name="missing"/> where there is none.</summary>
    public static long ReadWhole(this ErrorList errors, LocatedValue? given, string path, long min, long max, long missing)
    {
        if (given is null)
        {
            return missing;
        }

        var isNumber = given.Kind == JsonKind.Text ? Units.TryParse(given.Text, UnitKind.Count, out var number) : given.TryNumber(out number);
        if (isNumber && number >= min && number <= max && number == Math.Floor(number))
        {
            return (long)number;
        }

        errors.Add(given.Place, path, FormattableString.Invariant($"expected a whole number from {min} to {max}, found {given.Describe()}"));
        return missing;
    }

    /// <summary>What a durability mode is, in words.</summary>
    public static string DescribeDurability { get; } = $"one of {string.Join(", ", ConfigKeys.DurabilityModes.Select(mode => mode.Word))}";

    /// <summary>The durability mode, or the default where there is none.</summary>
    public static Durability ReadDurability(this ErrorList errors, LocatedValue? given, string path = ConfigKeys.Durability)
    {
        if (given is null)
        {
            return new ScenarioParameters().Durability;
        }

        foreach (var (word, mode) in ConfigKeys.DurabilityModes)
        {
            if (given.Kind == JsonKind.Text && given.Text == word)
            {
                return mode;
            }
        }

        errors.Add(given.Place, path, $"expected {DescribeDurability}, found {given.Describe()}");
        return default;
    }
}
