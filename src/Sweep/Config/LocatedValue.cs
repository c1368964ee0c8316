using System.Globalization;
using System.Text;

namespace WalSweep.Sweep.Config;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind
{
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

/// <summary>A member of a JSON object.</summary>
internal sealed record LocatedMember(string Key, TextPlace Place, LocatedValue Value);

/// <summary>A JSON value that knows where it stands.</summary>
internal sealed class LocatedValue(JsonKind kind, TextPlace place, string text = "")
{
    private const int _longestQuote = 40;

    public JsonKind Kind { get; } = kind;

    public TextPlace Place { get; } = place;

    /// <summary>The text of a string; the digits of a number as written.</summary>
    public string Text { get; } = text;

    /// <summary>Members of an object, keys all different, in the order of the file.</summary>
    public List<LocatedMember> Members { get; } = [];

    /// <summary>Items of an array.</summary>
    public List<LocatedValue> Items { get; } = [];

    public LocatedValue? Find(string key) => Members.Find(member => member.Key == key)?.Value;

    /// <summary>Reads a number. JSON allows any size; an infinite one is none.</summary>
    public bool TryNumber(out double number)
    {
        number = 0;
        return Kind == JsonKind.Number && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    /// <summary>Says what was found, in bounded length.</summary>
    public string Describe() => Kind switch
    {
        JsonKind.Object => Members.Count == 0 ? "an empty object" : $"an object with {Quote(Members[0].Key)}",
        JsonKind.Array => string.Create(CultureInfo.InvariantCulture, $"a list of {Items.Count}"),
        JsonKind.Text => Quote(Text),
        JsonKind.Number => Text.Length <= _longestQuote ? Text : Text[.._longestQuote] + "…",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Text for a message: in quotes, cut, and with nothing in it that a terminal would act on or hide.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        var written = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (written++ == _longestQuote)
            {
                return quoted.Append("…\"").ToString();
            }

            var isPlain = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            quoted.Append(isPlain ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"));
        }

        return quoted.Append('"').ToString();
    }
}
