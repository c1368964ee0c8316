using System.Globalization;
using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>All that is said of one column of the rows, or of another table of a sweep, once: what writes, reads, checks and documents it derives from it.</summary>
public sealed class RowColumn
{
    /// <summary>How a value that does not exist is written.</summary>
    public const string Null = "NULL";

    /// <summary>What the keys begin with under which files say what columns mean.</summary>
    internal const string MetadataKeyPrefix = SweepMetadata.KeyPrefix + "column.";

    /// <summary>Its name in the file; a unit, if any, ends it.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>What a number counts, or empty where it counts nothing.</summary>
    public string Unit { get; init; } = "";

    /// <summary>One sentence on what it is.</summary>
    public required string Meaning { get; init; }

    /// <summary>The least number allowed.</summary>
    public double Min { get; init; }

    /// <summary>The greatest number allowed.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Whether it can be NULL, and what NULL means; null if it cannot.</summary>
    public string? NullMeans { get; init; }

    /// <summary>Whether the rows of a scenario have the same value.</summary>
    public bool IsOncePerScenario { get; init; }

    /// <summary>The names of an enumeration, by the number of its values in the engine.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>A value of it in words: a name of an enumeration, true or false, a number with every bit; NULL for NaN.</summary>
    public string Text(double value) => Type switch
    {
        _ when double.IsNaN(value) => Null,
        ColumnType.Enumeration => Names![(int)value],
        ColumnType.Boolean => value != 0 ? "true" : "false",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>What a file says of the column: its meaning, the unit in brackets before it.</summary>
    public KeyValuePair<string, string> Metadata => new(MetadataKeyPrefix + Name, Unit.Length == 0 ? Meaning : $"[{Unit}] {Meaning}");

    /// <summary>The column as the file format knows it.</summary>
    public Column ToColumn() => new(Name, Type, NullMeans is not null, IsOncePerScenario, Names);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A parameter that differs from scenario to scenario, and so has a column.</summary>
/// <param name="Name">The column's name, its unit at the end.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Meaning">One sentence on what it is.</param>
/// <param name="IsWhole">Whether it is always a whole number; it is then stored as one.</param>
/// <param name="Min">The least value it can take.</param>
/// <param name="Max">The greatest value it can take.</param>
/// <param name="Names">The names of an enumeration, by the number of its values; null if it is a number.</param>
public sealed record VariedColumn(
    string Name, string Unit, string Meaning, bool IsWhole = false, double Min = double.NegativeInfinity, double Max = double.PositiveInfinity, IReadOnlyList<string>? Names = null)
{
    internal RowColumn ToRowColumn() => new()
    {
        Name = Name,
        Type = Names is not null ? ColumnType.Enumeration : IsWhole ? ColumnType.Int64 : ColumnType.Double,
        Names = Names,
        Unit = Unit,
        Meaning = Meaning,
        Min = Min,
        Max = Max,
        IsOncePerScenario = true,
    };
}
