using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>Goes through rows in batches. The buffers are the same from batch to batch.</summary>
public sealed class RowCursor
{
    private readonly TableCursor _cursor;
    private readonly RowColumn[] _columns;
    private readonly byte[][] _declaredIndices;
    private readonly bool[] _isAsDeclared;
    private string _file;

    internal RowCursor(TableCursor cursor, RowColumn[] columns, string file)
    {
        (_cursor, _columns, _file) = (cursor, columns, file);
        _isAsDeclared = new bool[columns.Length];
        _declaredIndices = [.. columns.Select(_ => Array.Empty<byte>())];
    }

    /// <summary>Rows of the batch at hand.</summary>
    public int RowCount => _cursor.RowCount;

    /// <summary>The file's name, as in errors.</summary>
    public string File => _file;

    /// <summary>The number, from 0 in the whole file, of the batch's first row.</summary>
    public long FirstRow => _cursor.FirstRow;

    /// <summary>
    /// The batch's values of one of the columns asked for, by its place among them. The numbers of an enumeration are those of <see cref="RowColumn.Names"/>, and
    /// so of the engine's.
    /// </summary>
    public ColumnBuffer this[int index] => _cursor[index];

    /// <summary>A value as a number, whatever its type; NaN for NULL.</summary>
    public double Number(int index, int row)
    {
        ColumnBuffer column = _cursor[index];
        return !column.IsValid(row) ? double.NaN : column.Column.Type switch
        {
            ColumnType.Int32 => column.Int32s[row],
            ColumnType.Int64 => column.Int64s[row],
            ColumnType.Double => column.Doubles[row],
            _ => column.Bytes[row],
        };
    }

    /// <summary>Reads the next batch.</summary>
    /// <returns>False after the last one.</returns>
    /// <exception cref="ParquetFormatException">The file is damaged, or has a name that is not declared.</exception>
    public bool MoveNext()
    {
        if (!_cursor.MoveNext())
        {
            return false;
        }

        for (int i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Names is IReadOnlyList<string> names)
            {
                Declare(i, names);
                byte[] declared = _declaredIndices[i];
                if (_isAsDeclared[i])
                {
                    continue;
                }

                foreach (ref byte code in _cursor[i].Bytes.AsSpan(0, RowCount))
                {
                    code = declared[code];
                }
            }
        }

        return true;
    }

    /// <summary>Goes on before the first row of another file of the same columns.</summary>
    internal void Continue(TableReader next)
    {
        next.Continue(_cursor);
        _file = next.Name;
    }

    /// <summary>Finds the declared indices of names that turned up with this batch.</summary>
    private void Declare(int index, IReadOnlyList<string> names)
    {
        IReadOnlyList<string> found = _cursor.Names(index);
        if (_declaredIndices[index].Length == found.Count)
        {
            return;
        }

        byte[] declared = new byte[found.Count];
        for (int i = 0; i < declared.Length; i++)
        {
            int at = names.ToList().IndexOf(found[i]);
            declared[i] = at >= 0
                ? (byte)at
                : throw new ParquetFormatException($"{_file}: column '{_columns[index].Name}': expected one of {string.Join(", ", names)}, found '{found[i]}'");
        }

        // Our own writer gives the names in the declared order, so that there is nothing to translate.
        _declaredIndices[index] = declared;
        _isAsDeclared[index] = declared.Index().All(pair => pair.Index == pair.Item);
    }
}
