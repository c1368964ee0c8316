using System.Globalization;
using WalSweep.Engine;

namespace WalSweep.Sweep.Replay;

/// <summary>One thing that a policy saw, or that a line of a trace states: a name and a number, a yes or no, or a word.</summary>
/// <remarks>Names are of lower-case letters, digits and "_", a unit at the end: they are the keys of the JSON lines.</remarks>
public readonly record struct Fact
{
    /// <summary>Stands for an infinite number of entries where logs have nothing in common: all that a log holds.</summary>
    public const string All = "all";

    private Fact(string name, double? number, string word, bool? flag = null) => (Name, Number, Word, Flag) = (name, number, word, flag);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The number, if it is one; NaN and the infinities stand for "unknown" and "never" or "no limit".</summary>
    public double? Number { get; }

    /// <summary>The word otherwise.</summary>
    public string Word { get; }

    /// <summary>The answer, if it is a yes or no; the word is true or false then.</summary>
    public bool? Flag { get; }

    /// <summary>A number.</summary>
    public static Fact Of(string name, double number) => new(name, number, "");

    /// <summary>A number of entries, of which infinitely many are all that a log holds.</summary>
    public static Fact OfEntries(string name, double entries) => double.IsPositiveInfinity(entries) ? new(name, null, All) : Of(name, entries);

    /// <summary>A yes or no.</summary>
    public static Fact Of(string name, bool flag) => new(name, null, flag ? "true" : "false", flag);

    /// <summary>A member of one of the engine's enumerations.</summary>
    public static Fact Of<TEnum>(string name, TEnum value)
        where TEnum : struct, Enum => new(name, null, Spelling.Of(value));

    /// <summary>For people: at most six digits after the point, "none" for what is without limit or unknown.</summary>
    public string Text() => Number is not { } number ? Word
        : double.IsFinite(number) ? number.ToString(Math.Abs(number) is > 0 and < 1e-6 ? "R" : "0.######", CultureInfo.InvariantCulture)
        : "none";

    /// <summary>A fact of that name in whose place two versions see something else: both, with a bar between them.</summary>
    internal static Fact Merge(Fact one, Fact other) => one == other ? one : new(one.Name, null, $"{one.Text()} | {other.Text()}");

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Text()}";
}
