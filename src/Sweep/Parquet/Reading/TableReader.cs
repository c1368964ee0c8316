namespace WalSweep.Sweep.Parquet;

/// <summary>
/// A file of <see cref="ParquetTableWriter"/> open for reading. Whatever the file claims, an open column holds a page and a dictionary, 4 MiB each at most; whatever
/// is wrong, and a file of another writer, is a <see cref="ParquetFormatException"/>.
/// </summary>
public sealed class TableReader : IDisposable
{
    private readonly ByteSource _source;

    private TableReader(ByteSource source)
    {
        _source = source;
        try
        {
            File = FooterReader.Read(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>What the file says of itself.</summary>
    public FileMetadata File { get; }

    /// <summary>The file's name, as in errors.</summary>
    public string Name => _source.Name;

    /// <summary>Opens a file.</summary>
    /// <exception cref="ParquetFormatException">Its footer is not that of a file that is read here.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static TableReader Open(string path) => new(new ByteSource(path));

    /// <summary>Opens a file that is in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ParquetFormatException">Its footer is not that of a file that is read here.</exception>
    public static TableReader Open(ReadOnlyMemory<byte> bytes, string name) => new(new ByteSource(bytes, name));

    /// <summary>Begins to read some columns, from the first row on. Nothing is read yet, and several cursors may be in use at once.</summary>
    /// <param name="columns">Indices in the schema, at least one, none twice.</param>
    /// <param name="rowGroups">Which row groups to read, or null for all; to leave out those that cannot hold what is sought.</param>
    public TableCursor Read(ReadOnlySpan<int> columns, Func<RowGroupInfo, bool>? rowGroups = null) => Read(columns, TableCursor.BatchRows, rowGroups);

    /// <summary>As the other, in batches of at most so many rows, 1..<see cref="TableCursor.BatchRows"/>; only the last of a row group has fewer.</summary>
    internal TableCursor Read(ReadOnlySpan<int> columns, int batchRows, Func<RowGroupInfo, bool>? rowGroups = null) => new(_source, File, columns, rowGroups, batchRows);

    /// <summary>Lets a cursor of another file of the same columns go on with this one, before its first row. Its memory stays in use.</summary>
    internal void Continue(TableCursor cursor) => cursor.Continue(_source, File);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
