using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>A file of rows open for reading.</summary>
public sealed class RowReader : IDisposable
{
    private readonly TableReader _table;

    private RowReader(TableReader table)
    {
        _table = table;
        try
        {
            Schema = RowSchema.Of(table.File, table.Name);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The columns, as the file says.</summary>
    public RowSchema Schema { get; }

    /// <summary>The footer: rows, row groups with their statistics, metadata.</summary>
    public FileMetadata File => _table.File;

    /// <summary>The file's name, as in errors.</summary>
    public string Name => _table.Name;

    /// <summary>Opens a file.</summary>
    /// <exception cref="ParquetFormatException">It is not a file of rows of this version.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static RowReader Open(string path) => new(TableReader.Open(path));

    /// <summary>Opens a file that is in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ParquetFormatException">It is not a file of rows of this version.</exception>
    public static RowReader Open(ReadOnlyMemory<byte> bytes, string name) => new(TableReader.Open(bytes, name));

    /// <summary>Begins to read some columns from the first row on.</summary>
    /// <param name="columns">Columns of the schema, at least one, none twice.</param>
    /// <param name="rowGroups">Which row groups to read, or null for all.</param>
    public RowCursor Read(ReadOnlySpan<RowColumn> columns, Func<RowGroupInfo, bool>? rowGroups = null)
    {
        RowColumn[] asked = columns.ToArray();
        return new RowCursor(_table.Read([.. asked.Select(Schema.IndexOf)], rowGroups), asked, _table.Name);
    }

    /// <summary>Begins to read some columns from the first row on, in batches of at most so many rows; only the last of a row group has fewer.</summary>
    internal RowCursor Read(RowColumn[] columns, int batchRows) => new(_table.Read([.. columns.Select(Schema.IndexOf)], batchRows), columns, _table.Name);

    /// <summary>Lets a cursor of another file of the same columns go on with this one, before its first row. Its memory stays in use.</summary>
    internal void Continue(RowCursor cursor) => cursor.Continue(_table);

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}
