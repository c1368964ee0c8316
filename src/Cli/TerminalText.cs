using System.Buffers;
using System.Globalization;
using System.Text;

namespace WalSweep.Cli;

/// <summary>What may be shown on a terminal: names and texts from files could otherwise move its cursor, colour it, rename it or hide what it says.</summary>
internal static class TerminalText
{
    /// <summary>
    /// The text with control characters, directional and other invisible ones and unpaired surrogates as escapes (\u001b), and no-break spaces, with which
    /// numbers are set, as plain ones, for users of terminals cut columns with tools that know no others. Line ends stay.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        var rest = text.Replace("\r\n", "\n", StringComparison.Ordinal).AsSpan();
        while (!rest.IsEmpty)
        {
            bool isPaired = Rune.DecodeFromUtf16(rest, out var rune, out int length) == OperationStatus.Done;
            if (rune.Value == '\u00a0')
            {
                plain.Append(' ');
            }
            else if (isPaired && (rune.Value == '\n' || IsPlain(rune)))
            {
                plain.Append(rest[..length]);
            }
            else
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(isPaired ? rune.Value : rest[0]):x4}");
            }

            rest = rest[length..];
        }

        return plain.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
