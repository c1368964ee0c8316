using WalSweep.Sweep.Rows;

namespace WalSweep.Tests.Rows;

/// <summary>Holds the rows of a file against what is declared of their columns.</summary>
internal static class RowRanges
{
    /// <summary>A sentence on the first value out of its range, or null.</summary>
    internal static string? FindOutOfRange(this RowReader reader)
    {
        var cursor = reader.Read([.. reader.Schema.Columns]);
        while (cursor.MoveNext())
        {
            foreach (var (index, column) in reader.Schema.Columns.Index())
            {
                for (var row = 0; row < cursor.RowCount; row++)
                {
                    var number = cursor.Number(index, row);
                    if (!double.IsNaN(number) && !(number >= column.Min && number <= column.Max))
                    {
                        return FormattableString.Invariant($"{reader.Name}: row {cursor.FirstRow + row}, column '{column.Name}': expected {column.Min:R} to {column.Max:R}, found {number:R}");
                    }
                }
            }
        }

        return null;
    }
}
