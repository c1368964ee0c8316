using System.Globalization;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Sweep.Replay;

/// <summary>One row as numbers: what a replay gives, or what a file holds.</summary>
public sealed class TrialRow
{
    private readonly double[] _values;

    private TrialRow(RowSchema schema, double[] values) => (Schema, _values) = (schema, values);

    /// <summary>The columns.</summary>
    public RowSchema Schema { get; }

    /// <summary>The value of a column: a number, the index of an enumeration's name, 0 or 1 for false or true; NaN for NULL.</summary>
    /// <exception cref="ArgumentException">The row has no such column.</exception>
    public double this[RowColumn column] => _values[Schema.IndexOf(column)];

    /// <summary>Reads one row of a file.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="row">Its number in the file, from 0.</param>
    /// <exception cref="ParquetFormatException">The file is damaged, or has no such row.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TrialRow Read(RowReader reader, long row)
    {
        var cursor = reader.Read([.. reader.Schema.Columns], group => row >= group.FirstRow && row < group.FirstRow + group.RowCount);
        while (cursor.MoveNext())
        {
            long inBatch = row - cursor.FirstRow;
            if (inBatch >= 0 && inBatch < cursor.RowCount)
            {
                return new TrialRow(reader.Schema,
                    [.. Enumerable.Range(0, reader.Schema.Columns.Count).Select(column => cursor.Number(column, (int)inBatch))]);
            }
        }

        throw new ParquetFormatException(string.Create(CultureInfo.InvariantCulture,
            $"{reader.Name}: expected a row {row}, found {reader.File.RowCount} rows"));
    }

    /// <summary>One line for each column: its name, its value, its unit.</summary>
    public IEnumerable<string> Lines()
    {
        int width = Schema.Columns.Max(column => column.Name.Length);
        return Schema.Columns.Select((column, index) => $"{column.Name.PadRight(width)}  {Text(index)} {column.Unit}".TrimEnd());
    }

    /// <summary>One sentence for each column in which the other row differs; every bit counts.</summary>
    /// <param name="stored">A row of the same columns.</param>
    /// <exception cref="ArgumentException">The other row has other columns.</exception>
    public IEnumerable<string> DifferencesFrom(TrialRow stored)
    {
        if (!Schema.Columns.Select(column => column.Name).SequenceEqual(stored.Schema.Columns.Select(column => column.Name)))
        {
            throw new ArgumentException("the rows have other columns", nameof(stored));
        }

        return Schema.Columns.Select((column, index) => (column.Name, Index: index))
            .Where(column => !_values[column.Index].Equals(stored._values[column.Index]))
            .Select(column => $"{column.Name}: stored {stored.Text(column.Index)}, replayed {Text(column.Index)}");
    }

    private string Text(int index) => Schema.Columns[index].Text(_values[index]);
}
