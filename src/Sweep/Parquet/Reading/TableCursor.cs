namespace WalSweep.Sweep.Parquet;

/// <summary>Goes through the rows of a file in batches, in some of its columns. The buffers are the same from batch to batch.</summary>
public sealed class TableCursor
{
    /// <summary>Most rows of a batch.</summary>
    public const int BatchRows = 4096;

    private readonly ColumnReader[] _columns;
    private readonly int _batchRows;
    private readonly Func<RowGroupInfo, bool>? _rowGroups;
    private FileMetadata _file;
    private long _groupRowsLeft;

    internal TableCursor(ByteSource source, FileMetadata file, ReadOnlySpan<int> columns, Func<RowGroupInfo, bool>? rowGroups, int batchRows)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchRows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batchRows, BatchRows);
        (_file, _rowGroups, _batchRows) = (file, rowGroups, batchRows);
        _columns = new ColumnReader[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            _columns[i] = new ColumnReader(source, file, columns[i], new ColumnBuffer(file.Schema.Columns[columns[i]], BatchRows, BatchRows));
        }
    }

    /// <summary>Rows of the batch at hand.</summary>
    public int RowCount { get; private set; }

    /// <summary>The number, counted from 0 in the whole file, of the batch's first row.</summary>
    public long FirstRow { get; private set; }

    /// <summary>The row group that the batch is part of.</summary>
    public int RowGroup { get; private set; } = -1;

    /// <summary>The batch's values of one of the columns asked for, by its place among them.</summary>
    public ColumnBuffer this[int index] => _columns[index].Target;

    /// <summary>The names that the indices of an enumeration stand for; more may turn up with every batch, but none changes.</summary>
    public IReadOnlyList<string> Names(int index) => _columns[index].Names;

    /// <summary>Reads the next batch.</summary>
    /// <returns>False after the last one.</returns>
    /// <exception cref="ParquetFormatException">The file is damaged, or of a kind that is not read here.</exception>
    public bool MoveNext()
    {
        FirstRow += RowCount;
        RowCount = 0;
        while (_groupRowsLeft == 0)
        {
            if (RowGroup + 1 >= _file.RowGroups.Count)
            {
                RowGroup = _file.RowGroups.Count;
                return false;
            }

            RowGroupInfo group = _file.RowGroups[++RowGroup];
            if (_rowGroups is not null && !_rowGroups(group))
            {
                FirstRow += group.RowCount;
                continue;
            }

            _groupRowsLeft = group.RowCount;
            foreach (ColumnReader column in _columns)
            {
                column.Begin(RowGroup);
            }
        }

        int rows = (int)Math.Min(_batchRows, _groupRowsLeft);
        foreach (ColumnReader column in _columns)
        {
            column.Read(rows);
        }

        _groupRowsLeft -= rows;
        RowCount = rows;
        return true;
    }

    /// <summary>Goes on before the first row of another file of the same columns, in the same memory.</summary>
    internal void Continue(ByteSource next, FileMetadata file)
    {
        _file = file;
        (RowCount, FirstRow, RowGroup, _groupRowsLeft) = (0, 0, -1, 0);
        foreach (ColumnReader column in _columns)
        {
            column.Continue(next, file);
        }
    }
}
