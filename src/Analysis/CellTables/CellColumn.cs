using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.CellTables;

/// <summary>One column of a table of cells: what is said of it, and where its value comes from.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
/// <param name="Column">What is said of it.</param>
/// <param name="Put">Puts the value of a row at a place of a buffer.</param>
internal sealed record CellColumn<TRow>(RowColumn Column, Action<ColumnBuffer, int, TRow> Put)
{
    /// <summary>Things counted.</summary>
    internal static CellColumn<TRow> Count(string name, string meaning, Func<TRow, long> valueOf) =>
        new(Of(name, ColumnType.Int64, "", meaning), (buffer, row, source) => buffer.Int64s[row] = valueOf(source));

    /// <summary>A place in an order, from 0.</summary>
    internal static CellColumn<TRow> Index(string name, string meaning, Func<TRow, int> valueOf) =>
        new(Of(name, ColumnType.Int32, "", meaning), (buffer, row, source) => buffer.Int32s[row] = valueOf(source));

    /// <summary>A number with a unit.</summary>
    internal static CellColumn<TRow> Number(string name, string unit, string meaning, Func<TRow, double> valueOf) =>
        new(Of(name, ColumnType.Double, unit, meaning), (buffer, row, source) => buffer.Doubles[row] = valueOf(source));

    /// <summary>One of a few names, by its index.</summary>
    internal static CellColumn<TRow> Name(string name, IReadOnlyList<string> names, string meaning, Func<TRow, int> valueOf) =>
        new(new RowColumn { Name = name, Type = ColumnType.Enumeration, Meaning = meaning, Names = names }, (buffer, row, source) => buffer.Bytes[row] = (byte)valueOf(source));

    private static RowColumn Of(string name, ColumnType type, string unit, string meaning) => new() { Name = name, Type = type, Unit = unit, Meaning = meaning };
}
