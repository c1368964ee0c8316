using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Charts;

/// <summary>What can be told of each cell of a map, one after the other, beside what its colour says. Texts may be anything.</summary>
/// <param name="Name">What the map is of, such as V2: stands above what is told.</param>
/// <param name="X">Horizontal axis, to the right.</param>
/// <param name="Y">Vertical axis, upwards.</param>
/// <param name="Fields">What is told, in order.</param>
/// <param name="ValuesAt">
/// One text for each field, by the cell's place on the horizontal and the vertical axis; null for a cell about which there is nothing to tell. Of an empty text its field's <see cref="CellField.Otherwise"/> is told.
/// </param>
/// <param name="NothingToTell">What is said of such a cell.</param>
public sealed record CellGrid(
    string Name,
    Axis X,
    Axis Y,
    IReadOnlyList<CellField> Fields,
    Func<int, int, IReadOnlyList<string>?> ValuesAt,
    string NothingToTell);

/// <summary>One thing that is told of every cell. What stands around the values of all cells is said once here and not with each: of a command, all but the number of the scenario.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Before">What stands before each value, in the code's own words.</param>
/// <param name="After">What stands behind it, likewise.</param>
/// <param name="IsCommand">Whether it is to be typed, and so shown as it is typed.</param>
/// <param name="Otherwise">What is told of cells whose value is empty; empty leaves the field out.</param>
public sealed record CellField(string Label, string Before = "", string After = "", bool IsCommand = false, string Otherwise = "");
