using System.Globalization;

namespace WalSweep.Sweep.Space;

/// <summary>
/// Numbers with units as people write them ("30s", "64MiB", "5k/s") to and from the base units of the model: seconds, bytes, entries and bytes per second.
/// Invariant culture throughout.
/// </summary>
/// <remarks>
/// Decimal units move the decimal point before the number is read, so "0.1ms" is the double nearest to 0.0001; the others multiply once.
/// </remarks>
public static class Units
{
    /// <summary>The word for "without limit".</summary>
    public const string None = "none";

    internal const double KiB = 1024.0;
    internal const double MiB = 1024.0 * KiB;
    internal const double GiB = 1024.0 * MiB;
    internal const double TiB = 1024.0 * GiB;
    internal const double Hour = 3_600.0;
    internal const double Day = 24 * Hour;
    internal const double Year = 365 * Day;

    private const int _longestNumber = 40;
    private const int _mostDigitsWithoutExponent = 15;

    private static readonly Unit[] _durations =
        [new("d", Day), new("h", Hour), new("min", 60), new("s", 1), new("ms", 1e-3, -3), new("us", 1e-6, -6)];

    private static readonly Unit[] _sizes =
    [
        new("TiB", TiB), new("GiB", GiB), new("MiB", MiB), new("KiB", KiB),
        new("TB", 1e12, 12), new("GB", 1e9, 9), new("MB", 1e6, 6), new("kB", 1e3, 3), new("B", 1),
    ];

    private static readonly Unit[] _counts = [new("G", 1e9, 9), new("M", 1e6, 6), new("k", 1e3, 3), new("", 1)];

    private static readonly Unit[] _entryRates = PerSecond(_counts);

    private static readonly Unit[] _byteRates = PerSecond(_sizes);

    private static readonly Unit[] _pure = [new("", 1)];

    private readonly record struct Unit(string Suffix, double Size, int PowerOfTen = 0);

    /// <summary>The suffixes a kind may be written with, from the largest; one of them may be empty.</summary>
    public static IEnumerable<string> Suffixes(UnitKind kind) => Table(kind).Select(unit => unit.Suffix);

    /// <summary>Whether a number of this kind means nothing without its unit.</summary>
    public static bool NeedsUnit(UnitKind kind) => kind is UnitKind.Duration or UnitKind.Size or UnitKind.EntryRate or UnitKind.ByteRate;

    /// <summary>The kind in words with an example, to say what was expected.</summary>
    public static string Describe(UnitKind kind) => kind switch
    {
        UnitKind.Duration => "a duration such as \"30s\" (us, ms, s, min, h, d)",
        UnitKind.Size => "a size such as \"64MiB\" (B, KiB, MiB, GiB, TiB, kB, MB, GB, TB), in whole bytes",
        UnitKind.EntryRate => "a rate such as \"5k/s\" (/s, k/s, M/s, G/s)",
        UnitKind.ByteRate => "a rate such as \"200MiB/s\" (a size per second)",
        UnitKind.Count => "a whole number such as 3 or \"10k\" (k, M, G)",
        UnitKind.Probability => "a probability from 0 to 1",
        _ => "a number",
    };

    /// <summary>Reads a number with its unit. A space may stand between them; signs, group separators and other scripts' digits may not occur.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="kind">Which units are allowed.</param>
    /// <param name="value">The number in the kind's base unit: finite, not negative, never −0.</param>
    /// <returns>Whether the text is such a number.</returns>
    public static bool TryParse(string text, UnitKind kind, out double value)
    {
        value = 0;
        var numberLength = NumberLength(text);
        if (numberLength is 0 or > _longestNumber)
        {
            return false;
        }

        var suffix = text.AsSpan(numberLength);
        if (suffix.Length > 1 && suffix[0] == ' ')
        {
            suffix = suffix[1..];
        }

        foreach (var unit in Table(kind))
        {
            if (suffix.SequenceEqual(unit.Suffix))
            {
                value = Scale(text.AsSpan(0, numberLength), unit);
                return double.IsFinite(value);
            }
        }

        return false;
    }

    /// <summary>Turns a number counted in one of the kind's units ("ms") into the base unit.</summary>
    /// <param name="number">Digits with an optional fraction and exponent.</param>
    /// <param name="suffix">One of <see cref="Suffixes"/>.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="value">The number in the base unit.</param>
    /// <returns>Whether the text is a number and the unit is one of the kind's.</returns>
    public static bool TryParse(string number, string suffix, UnitKind kind, out double value)
    {
        value = 0;
        return NumberLength(number) == number.Length && TryParse(number + suffix, kind, out value);
    }

    /// <summary>The number in its base unit with every bit: reads back as the same double.</summary>
    public static string FormatExact(double value, UnitKind kind) =>
        double.IsPositiveInfinity(value) ? None : value.ToString("R", CultureInfo.InvariantCulture) + BaseSuffix(kind);

    /// <summary>
    /// The number in the unit that takes the fewest digits, where a 0 before the point counts twice; of equals the largest. With an exponent only if it is
    /// very large or small. Reads back as the same double.
    /// </summary>
    public static string Format(double value, UnitKind kind)
    {
        var best = FormatExact(value, kind);
        if (value == 0 || !double.IsFinite(value))
        {
            return best;
        }

        var fewest = int.MaxValue;
        foreach (var unit in Table(kind))
        {
            // A quotient can miss a short number by its last bit; fifteen digits find it again.
            foreach (var format in (ReadOnlySpan<string>)["G15", "R", "0.#########"])
            {
                var number = (value / unit.Size).ToString(format, CultureInfo.InvariantCulture);
                var length = number.Length + (number.StartsWith('0') ? 1 : 0) + (number.Contains('E') ? _mostDigitsWithoutExponent : 0);
                if (length < fewest && TryParse(number, unit.Suffix, kind, out var readBack) && readBack == value)
                {
                    best = number + unit.Suffix;
                    fewest = length;
                }
            }
        }

        return best;
    }

    /// <summary>The suffix of the base unit; empty for pure numbers.</summary>
    public static string BaseSuffix(UnitKind kind) => kind switch
    {
        UnitKind.Duration => "s",
        UnitKind.Size => "B",
        UnitKind.EntryRate => "/s",
        UnitKind.ByteRate => "B/s",
        _ => "",
    };

    private static Unit[] Table(UnitKind kind) => kind switch
    {
        UnitKind.Duration => _durations,
        UnitKind.Size => _sizes,
        UnitKind.EntryRate => _entryRates,
        UnitKind.ByteRate => _byteRates,
        UnitKind.Count => _counts,
        _ => _pure,
    };

    private static Unit[] PerSecond(Unit[] units) => [.. units.Select(unit => unit with { Suffix = unit.Suffix + "/s" })];

    /// <summary>Length of the leading digits [. digits] [e [sign] digits]; 0 if there is no such number.</summary>
    private static int NumberLength(string text)
    {
        var end = SkipDigits(text, 0);
        if (end == 0)
        {
            return 0;
        }

        if (end < text.Length && text[end] == '.')
        {
            var fractionEnd = SkipDigits(text, end + 1);
            if (fractionEnd == end + 1)
            {
                return 0;
            }

            end = fractionEnd;
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var digits = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            var exponentEnd = SkipDigits(text, digits);
            end = exponentEnd > digits ? exponentEnd : end;
        }

        return end;
    }

    private static int SkipDigits(string text, int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from]))
        {
            from++;
        }

        return from;
    }

    private static double Scale(ReadOnlySpan<char> number, Unit unit)
    {
        var exponentAt = number.IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? number : number[..exponentAt];
        var exponent = 0;
        if (exponentAt >= 0 && !int.TryParse(number[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return double.NaN;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{mantissa}E{(long)exponent + unit.PowerOfTen}");
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return isNumber ? value * (unit.PowerOfTen == 0 ? unit.Size : 1.0) : double.NaN;
    }
}
