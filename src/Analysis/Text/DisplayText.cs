using System.Globalization;
using System.Text;

namespace WalSweep.Analysis.Text;

/// <summary>
/// Text that came from a config or a file, made fit to be shown: one line, no control characters, nothing that XML cannot hold, of bounded length. (Markup in
/// it is the writer's business and is escaped there.) Widths are estimates on the safe side, since the reader's font is unknown.
/// </summary>
public static class DisplayText
{
    /// <summary>Longer text is cut here unless told otherwise, in Unicode scalar values.</summary>
    public const int MaxLength = 400;

    /// <summary>By how much bold type is wider: multiply the size by it.</summary>
    public const double BoldFactor = 1.12;

    private const char _ellipsis = '…';

    /// <summary>
    /// The text with line breaks and tabs as spaces, and with unpaired surrogates, control characters, directional controls (which could reorder
    /// the words around them) and non-characters replaced by U+FFFD.
    /// </summary>
    /// <param name="text">Any text; null counts as empty.</param>
    /// <param name="maxLength">Where it is cut, in Unicode scalar values.</param>
    public static string Clean(string? text, int maxLength = MaxLength)
    {
        var clean = new StringBuilder();
        int length = 0;
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            if (length++ == maxLength)
            {
                clean.Append(_ellipsis);
                break;
            }

            clean.Append(IsBreak(rune) ? " " : IsShowable(rune) ? rune.ToString() : "\ufffd");
        }

        return clean.ToString().Trim();
    }

    /// <summary>Names in a sentence: V1, V1.5 and V2.</summary>
    public static string Listed(IEnumerable<string> names) => names.ToList() is { Count: > 1 } several ? $"{string.Join(", ", several.SkipLast(1))} and {several[^1]}" : string.Concat(names);

    /// <summary>Estimated width of a text in a sans-serif font, in the unit of <paramref name="sizePx"/>.</summary>
    public static double WidthPx(string text, double sizePx)
    {
        double ems = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            ems += rune.Value switch
            {
                'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '/' => 0.33,
                ' ' or '\u00a0' or 't' or 'f' or 'r' or '(' or ')' or '-' or '·' => 0.37,
                'm' or 'w' or 'M' or 'W' or '%' or '…' => 0.92,
                >= 'A' and <= 'Z' => 0.68,
                < 0x0530 => 0.60,
                _ => 1.0,
            };
        }

        return ems * sizePx;
    }

    /// <summary>
    /// Breaks clean text at spaces into lines no wider than <paramref name="widthPx"/> by estimate; what does not fit into
    /// <paramref name="maxLines"/> lines ends in an ellipsis. A word too long for a line is broken.
    /// </summary>
    public static List<string> Wrap(string text, double widthPx, double sizePx, int maxLines)
    {
        var lines = new List<string>();
        string rest = text;
        while (rest.Length > 0)
        {
            int fits = FittingLength(rest, widthPx, sizePx);
            if (lines.Count == maxLines - 1 || fits == rest.Length)
            {
                lines.Add(fits == rest.Length ? rest : Shorten(rest, widthPx, sizePx));
                break;
            }

            int space = rest[fits] == ' ' ? fits : rest.LastIndexOf(' ', fits - 1);
            int cut = space > 0 ? space : fits;
            lines.Add(rest[..cut]);
            rest = rest[cut..].TrimStart(' ');
        }

        return lines;
    }

    private static string Shorten(string text, double widthPx, double sizePx) =>
        text[..FittingLength(text, widthPx - sizePx, sizePx)].TrimEnd(' ') + _ellipsis;

    /// <summary>The longest beginning that fits, at least one character, never half of one.</summary>
    private static int FittingLength(string text, double widthPx, double sizePx)
    {
        int length = 0;
        double usedPx = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            usedPx += WidthPx(rune.ToString(), sizePx);
            if (usedPx > widthPx && length > 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static bool IsBreak(Rune rune) =>
        rune.Value is '\t' or '\n' or '\r' or 0x85 or 0x2028 or 0x2029;

    private static bool IsShowable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control
        && rune.Value is not ((>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) or 0x200e or 0x200f or 0x061c)
        && (rune.Value & 0xfffe) != 0xfffe;
}
