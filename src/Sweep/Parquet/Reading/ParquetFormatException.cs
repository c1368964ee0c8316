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

/// <summary>A part of a file, to say where something is wrong. What it says is put together when something is: reading what is sound allocates nothing for it.</summary>
/// <param name="file">The file's name.</param>
/// <param name="part">The part, such as "footer" or "column 'x'".</param>
internal sealed class Place(string file, string part)
{
    /// <summary>The row group of the part that is at hand; below 0 if it is of none.</summary>
    public int RowGroup { get; set; } = -1;

    /// <summary>The same part of another file.</summary>
    public Place In(string otherFile) => new(otherFile, part);

    /// <summary>An error at a byte of the file.</summary>
    public ParquetFormatException Error(long offset, string problem) =>
        new(FormattableString.Invariant($"{file}: {part}{(RowGroup < 0 ? "" : FormattableString.Invariant($", row group {RowGroup}"))}, byte {offset}: {problem}"));
}
