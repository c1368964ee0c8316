using System.Globalization;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Analysis.Comparison;

/// <summary>One column of one version's row, as people read it.</summary>
/// <param name="Text">The value, and whether it is as expected.</param>
/// <param name="Holds">Whether the expectation holds; null if nothing is expected.</param>
public sealed record ComparisonCell(string Text, bool? Holds)
{
    /// <summary>What stands behind a value that is as expected.</summary>
    public const string Held = "✓";

    /// <summary>What stands behind a value that is not.</summary>
    public const string Failed = "✗";

    /// <summary>The cell of a column.</summary>
    public static ComparisonCell Of(ScenarioResult result, RowColumn column)
    {
        var expectation = result.Of(column);
        bool? holds = expectation is null ? null : result.Holds(expectation);
        return new($"{Value(column, result.Row[column])} {Mark(holds)}".TrimEnd(), holds);
    }

    private static string Mark(bool? holds) => holds switch
    {
        true => Held,
        false => Failed,
        null => "",
    };

    /// <summary>A value short enough for a table: times to the microsecond, bytes in the unit that fits.</summary>
    private static string Value(RowColumn column, double value) => column.Unit switch
    {
        _ when double.IsNaN(value) || column.Names is not null => column.Text(value),
        "s" => value.ToString("#,0.######", CultureInfo.InvariantCulture),
        "bytes" => NumberText.Bytes(value),
        "byte·s" => NumberText.ByteSeconds(value),
        "entries" => value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => column.Text(value),
    };
}
