namespace WalSweep.Analysis.Charts;

/// <summary>What is told of the cells of a figure of maps on pointing at them, beside what their colours are made of.</summary>
/// <param name="Fields">What is told, by panel.</param>
/// <param name="ValuesAt">One text for each field, by panel and cell; an empty text leaves its field out.</param>
public sealed record CellNotes(Func<int, IReadOnlyList<CellField>> Fields, Func<int, int, int, IReadOnlyList<string>> ValuesAt);
