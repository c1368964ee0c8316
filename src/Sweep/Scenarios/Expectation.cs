using System.Globalization;
using WalSweep.Sweep.Rows;

namespace WalSweep.Sweep.Scenarios;

/// <summary>How a value is held against an expected number.</summary>
public enum Comparison
{
    /// <summary>Equal, or no further away than a tolerance.</summary>
    Equal,

    /// <summary>Greater.</summary>
    Above,

    /// <summary>Greater or equal.</summary>
    AtLeast,

    /// <summary>Less.</summary>
    Below,

    /// <summary>Less or equal.</summary>
    AtMost,
}

/// <summary>What one column of a trial's row is expected to be.</summary>
/// <param name="Column">The column.</param>
/// <param name="Number">In the column's unit; the index of an enumeration's name; 0 or 1 for false or true; NaN where NULL is expected.</param>
/// <param name="Comparison">How the value is held against it.</param>
/// <param name="Within">How far an equal number may be away, in the column's unit; 0 for not at all.</param>
public sealed record Expectation(RowColumn Column, double Number, Comparison Comparison = Comparison.Equal, double Within = 0)
{
    /// <summary>How comparisons are written in a file; the longer ones first, so that none is taken for the beginning of another.</summary>
    internal static readonly (string Sign, Comparison Comparison)[] Signs =
        [(">=", Comparison.AtLeast), ("<=", Comparison.AtMost), (">", Comparison.Above), ("<", Comparison.Below)];

    /// <summary>Whether a value of the column is as expected. NULL (NaN) is so only where NULL is expected.</summary>
    public bool Holds(double value) => Comparison switch
    {
        Comparison.Above => value > Number,
        Comparison.AtLeast => value >= Number,
        Comparison.Below => value < Number,
        Comparison.AtMost => value <= Number,
        _ => value.Equals(Number) || Math.Abs(value - Number) <= Within,
    };

    /// <summary>Whether there is a value of the column that is not as expected. All tests of a value hold for an interval, so it is enough to try both ends of the column's range, and NULL.</summary>
    public bool CanFail => !Holds(Column.Min) || !Holds(Column.Max) || (Column.NullMeans is not null && !Holds(double.NaN));

    /// <summary>What is expected, in words: completed, 3, &gt; 0, 2.5 ± 0.001, NULL.</summary>
    public string Text
    {
        get
        {
            var sign = Array.Find(Signs, sign => sign.Comparison == Comparison).Sign;
            var tolerance = Within > 0 ? string.Create(CultureInfo.InvariantCulture, $" ± {Within:R}") : "";
            return (sign is null ? "" : sign + " ") + Column.Text(Number) + tolerance;
        }
    }
}
