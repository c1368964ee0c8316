using WalSweep.Sweep.Parquet;
using Xunit;

namespace WalSweep.Tests.Parquet;

/// <summary>
/// A table as plain values, row by row: what a file is written from and compared with. A value is an int, long, double, bool, string or null by its column.
/// </summary>
internal sealed class TestTable
{
    public TestTable(string name, TableSchema schema, int[] groupRows, Func<int, int, object?> value, params KeyValuePair<string, string>[] metadata)
    {
        (Name, Schema, GroupRows, Metadata) = (name, schema, groupRows, metadata);
        Values = new object?[schema.Columns.Count][];
        for (int c = 0; c < Values.Length; c++)
        {
            Values[c] = new object?[groupRows.Sum()];
            bool isOnce = schema.Columns[c].IsOncePerRun;
            int row = 0;
            foreach (int rows in groupRows)
            {
                for (int i = 0; i < rows; i++, row++)
                {
                    Values[c][row] = isOnce && i % schema.RunLength != 0 ? Values[c][row - 1] : value(c, row);
                }
            }
        }
    }

    public string Name { get; }

    public TableSchema Schema { get; }

    public int[] GroupRows { get; }

    public KeyValuePair<string, string>[] Metadata { get; }

    /// <summary>By column, then row.</summary>
    public object?[][] Values { get; }

    public int RowCount => GroupRows.Sum();

    public override string ToString() => Name;

    /// <summary>The file of this table, from buffers that held other values before.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        var writer = new ParquetTableWriter(Schema);
        writer.Begin(stream, Metadata);
        var buffer = new RowGroupBuffer(Schema, Math.Max(1, GroupRows.DefaultIfEmpty().Max()));
        int row = 0;
        foreach (int rows in GroupRows)
        {
            buffer.Poison();
            Fill(buffer, row, rows);
            writer.WriteRowGroup(buffer);
            row += rows;
        }

        Assert.Equal(writer.End(), stream.Length);
        return stream.ToArray();
    }

    public void Fill(RowGroupBuffer buffer, int firstRow, int rows)
    {
        for (int c = 0; c < Values.Length; c++)
        {
            ColumnBuffer column = buffer.Columns[c];
            int step = column.Column.IsOncePerRun ? Schema.RunLength : 1;
            for (int i = 0; i < rows; i += step)
            {
                Put(column, i, i / step, Values[c][firstRow + i]);
            }
        }

        buffer.RowCount = rows;
    }

    /// <summary>What a row group's statistics must say, found the slow way: NULLs, least and greatest by the order of the type.</summary>
    public (long Nulls, object? Min, object? Max) Statistics(int column, int firstRow, int rows)
    {
        object[] present = [.. Values[column].Skip(firstRow).Take(rows).OfType<object>().Select(v => v is double d ? d + 0.0 : v)];
        Comparer<object> order = Comparer<object>.Create((a, b) => a is string s ? string.CompareOrdinal(s, (string)b) : ((IComparable)a).CompareTo(b));
        return (rows - present.Length, present.Order(order).FirstOrDefault(), present.Order(order).LastOrDefault());
    }

    /// <summary>The value of a buffer's row, as a plain value.</summary>
    public static object? Get(ColumnBuffer column, int row, IReadOnlyList<string> names) => !column.IsValid(row) ? null : column.Column.Type switch
    {
        ColumnType.Int32 => column.Int32s[row],
        ColumnType.Int64 => column.Int64s[row],
        ColumnType.Double => column.Doubles[row],
        ColumnType.Boolean => column.Bytes[row] != 0,
        _ => names[column.Bytes[row]],
    };

    private static void Put(ColumnBuffer column, int row, int index, object? value)
    {
        if (column.Column.IsOptional && column.Column.Type != ColumnType.Double)
        {
            column.SetValid(row, value is not null);
        }

        switch (value)
        {
            case null when column.Column.Type == ColumnType.Double:
                column.Doubles[index] = double.NaN;
                break;
            case null:
                break;
            case int i:
                column.Int32s[index] = i;
                break;
            case long l:
                column.Int64s[index] = l;
                break;
            case double d:
                column.Doubles[index] = d;
                break;
            case bool b:
                column.Bytes[index] = b ? (byte)1 : (byte)0;
                break;
            default:
                column.Bytes[index] = (byte)column.Column.Names.ToList().IndexOf((string)value);
                break;
        }
    }
}
