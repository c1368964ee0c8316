namespace WalSweep.Sweep.Parquet;

/// <summary>
/// A flat Parquet file open for reading: those of our own writer, and others of columns of whole numbers, doubles, booleans and few different strings in plain,
/// dictionary, RLE, delta or byte-stream-split encoding, uncompressed or compressed by GZIP. Whatever the file claims, an open column holds a page as stored and
/// as unpacked and a dictionary, 4 MiB each at most; whatever is wrong is a <see cref="ParquetFormatException"/>.
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
    public TableCursor Read(ReadOnlySpan<int> columns, Func<RowGroupInfo, bool>? rowGroups = null) => new(_source, File, columns, rowGroups);

    /// <inheritdoc cref="Read(ReadOnlySpan{int}, Func{RowGroupInfo, bool}?)"/>
    /// <exception cref="ParquetFormatException">The file has no column of one of the names.</exception>
    public TableCursor Read(ReadOnlySpan<string> columns, Func<RowGroupInfo, bool>? rowGroups = null)
    {
        int[] indices = new int[columns.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = File.Schema.IndexOf(columns[i]);
            if (indices[i] < 0)
            {
                throw new ParquetFormatException($"{Name}: footer: expected a column '{columns[i]}', found none of that name");
            }
        }

        return Read(indices, rowGroups);
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
