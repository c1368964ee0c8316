using System.Globalization;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// A file is not what it should be: truncated, damaged, not Parquet, or not written by the writer of these files. The message is one sentence naming the file, the
/// place in it, and what was expected there.
/// </summary>
public sealed class ParquetFormatException : Exception
{
    /// <summary>Makes the error with its message, in which what cannot be shown, of a file's own words, is replaced.</summary>
    public ParquetFormatException(string message)
        : base(Printable(message))
    {
    }

    /// <summary>A file may say anything of itself: line breaks, commands to a terminal, marks that turn the direction of writing.</summary>
    private static string Printable(string message) => string.Create(message.Length, message, static (target, source) =>
    {
        for (int i = 0; i < source.Length; i++)
        {
            bool isShown = char.GetUnicodeCategory(source[i]) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            target[i] = isShown ? source[i] : '\uFFFD';
        }
    });
}

/// <summary>A part of a file, to say where something is wrong.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Part">The part, such as "footer" or "column 'x', row group 3".</param>
internal sealed record Place(string File, string Part)
{
    /// <summary>An error at a byte of the file.</summary>
    public ParquetFormatException Error(long offset, string problem) => new(FormattableString.Invariant($"{File}: {Part}, byte {offset}: {problem}"));
}
