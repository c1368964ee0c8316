using System.Globalization;
using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

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

    /// <summary>The value of a column in words, with every bit.</summary>
    /// <exception cref="ArgumentException">The row has no such column.</exception>
    public string Text(RowColumn column) => Text(Schema.IndexOf(column));

    /// <summary>One line for each column: its name, its value, its unit.</summary>
    /// <param name="columns">Columns of the row.</param>
    public IEnumerable<string> Lines(IReadOnlyList<RowColumn> columns)
    {
        int width = columns.Max(column => column.Name.Length);
        return columns.Select(column => $"{column.Name.PadRight(width)}  {Text(column)} {column.Unit}".TrimEnd());
    }

    /// <summary>The columns in which the other row differs; every bit counts.</summary>
    /// <param name="other">A row of the same columns.</param>
    /// <exception cref="ArgumentException">The other row has other columns.</exception>
    public IReadOnlyList<RowColumn> DifferencesFrom(TrialRow other)
    {
        if (!Schema.Columns.Select(column => column.Name).SequenceEqual(other.Schema.Columns.Select(column => column.Name)))
        {
            throw new ArgumentException("the rows have other columns", nameof(other));
        }

        return [.. Schema.Columns.Where((_, index) => !_values[index].Equals(other._values[index]))];
    }

    private string Text(int index) => Schema.Columns[index].Text(_values[index]);
}
