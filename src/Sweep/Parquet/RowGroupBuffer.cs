namespace WalSweep.Sweep.Parquet;

/// <summary>The rows of one row group, column by column, to be filled by one thread, written, and filled again.</summary>
public sealed class RowGroupBuffer
{
    /// <summary>The largest row capacity.</summary>
    public const int MaxRowCapacity = Format.MaxRowsWritten;

    // Columns whose arrays begin at the same place of a memory page fall into the same few cache lines' sets; an odd length staggers them.
    private const int _stagger = 9;

    private int _rowCount;

    /// <summary>Makes the arrays.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="rowCapacity">Most rows it can hold, 1..131,072.</param>
    public RowGroupBuffer(TableSchema schema, int rowCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowCapacity, MaxRowCapacity);
        Schema = schema;
        RowCapacity = rowCapacity;
        int runs = RunCount(rowCapacity);
        Columns = [.. schema.Columns.Select(c => new ColumnBuffer(c, (c.IsOncePerRun ? runs : rowCapacity) + _stagger, rowCapacity))];
    }

    /// <summary>The columns.</summary>
    public TableSchema Schema { get; }

    /// <summary>Most rows it can hold.</summary>
    public int RowCapacity { get; }

    /// <summary>A buffer for each column, in the schema's order.</summary>
    public IReadOnlyList<ColumnBuffer> Columns { get; }

    /// <summary>Rows it holds, set by whoever fills the columns.</summary>
    public int RowCount
    {
        get => _rowCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, RowCapacity);
            _rowCount = value;
        }
    }

    /// <summary>Empties it and fills the arrays with values that no row has, so that a stale read shows. For tests: it costs as much as writing.</summary>
    public void Poison()
    {
        RowCount = 0;
        foreach (ColumnBuffer column in Columns)
        {
            column.Poison();
        }
    }

    /// <summary>How many runs so many rows make, the last one possibly cut short.</summary>
    internal int RunCount(int rows) => (rows + Schema.RunLength - 1) / Schema.RunLength;
}
