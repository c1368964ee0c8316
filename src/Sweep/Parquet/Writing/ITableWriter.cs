namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Writes one table after another, each to a stream of its own: <see cref="Begin"/>, any number of <see cref="WriteRowGroup"/>, <see cref="End"/>. All that the
/// rest of the program knows of the file format when it writes; another implementation can take its place in the one method that makes it.
/// </summary>
public interface ITableWriter
{
    /// <summary>Makes a writer for tables of one schema, for use by one thread: the one place that names the implementation.</summary>
    static ITableWriter For(TableSchema schema) => new ParquetTableWriter(schema);

    /// <summary>Begins a table. One that was begun and not ended is forgotten.</summary>
    /// <param name="output">Where the bytes go, from its present position on, taken as the file's beginning. It is neither flushed nor closed.</param>
    /// <param name="metadata">Keys and values for the file's own use, in the order to be written. The keys must differ.</param>
    void Begin(Stream output, IReadOnlyList<KeyValuePair<string, string>> metadata);

    /// <summary>Writes the rows that the buffer holds as one row group; nothing if it holds none. The buffer can be filled again afterwards.</summary>
    /// <exception cref="ArgumentException">A value cannot be stored; the message names column and row. The table cannot be ended then.</exception>
    void WriteRowGroup(RowGroupBuffer rows);

    /// <summary>Writes what stands at the end of the file.</summary>
    /// <returns>Bytes of the file.</returns>
    long End();
}
