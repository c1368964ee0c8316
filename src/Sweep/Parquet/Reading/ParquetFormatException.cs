namespace WalSweep.Sweep.Parquet;

/// <summary>
/// A file is not what it should be: truncated, damaged, not Parquet, or Parquet of a kind that is not read here. The message is one sentence naming the file, the
/// place in it, and what was expected there.
/// </summary>
public sealed class ParquetFormatException : Exception
{
    /// <summary>Makes the error.</summary>
    public ParquetFormatException()
    {
    }

    /// <summary>Makes the error with its message.</summary>
    public ParquetFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with its message and what caused it.</summary>
    public ParquetFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A part of a file, to say where something is wrong.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Part">The part, such as "footer" or "column 'x', row group 3".</param>
internal sealed record Place(string File, string Part)
{
    /// <summary>An error at a byte of the file.</summary>
    public ParquetFormatException Error(long offset, string problem) => new(FormattableString.Invariant($"{File}: {Part}, byte {offset}: {problem}"));
}
