using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.CellTables;

/// <summary>A table of cells, ready to be written.</summary>
internal interface ICellTable
{
    /// <summary>What is said of its columns.</summary>
    IEnumerable<RowColumn> Columns { get; }

    /// <summary>The table as a Parquet file. The same counts give the same bytes.</summary>
    /// <param name="metadata">What the file says of itself besides its columns.</param>
    byte[] ToParquet(IEnumerable<KeyValuePair<string, string>> metadata);
}

/// <summary>A table of cells: its columns, and what its rows are made of.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
/// <param name="columns">The columns in order.</param>
/// <param name="rows">The rows in order.</param>
internal sealed class CellTable<TRow>(IReadOnlyList<CellColumn<TRow>> columns, IEnumerable<TRow> rows) : ICellTable
{
    /// <summary>Rows of a row group: a column of 64 bits is a page of half a MiB.</summary>
    private const int _groupRows = 1 << 16;

    /// <inheritdoc/>
    public IEnumerable<RowColumn> Columns => columns.Select(column => column.Column);

    /// <inheritdoc/>
    public byte[] ToParquet(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var schema = new TableSchema(Columns.Select(column => column.ToColumn()));
        var writer = ITableWriter.For(schema);
        using var file = new MemoryStream();
        writer.Begin(file, [.. metadata, .. Columns.Select(column => column.Metadata)]);
        RowGroupBuffer? buffer = null;
        foreach (var group in rows.Chunk(_groupRows))
        {
            // The first is the largest: all but the last are as large as they may be.
            buffer ??= new RowGroupBuffer(schema, group.Length);
            for (var column = 0; column < columns.Count; column++)
            {
                for (var row = 0; row < group.Length; row++)
                {
                    columns[column].Put(buffer.Columns[column], row, group[row]);
                }
            }

            buffer.RowCount = group.Length;
            writer.WriteRowGroup(buffer);
        }

        writer.End();
        return file.ToArray();
    }
}
