using WalSweep.Engine;

namespace WalSweep.Analysis.Boundaries;

/// <summary>One of the limits between catch-up and rebuild, as algebra has it: where on the horizontal axis of a map it lies, for each value of the vertical one.</summary>
/// <param name="Label">Short, to stand beside the curve: w·(T + d) = R.</param>
/// <param name="Meaning">One line that says what crossing it means, with the numbers that went into it.</param>
/// <param name="XOf">The horizontal value of the limit at a vertical one; +∞ where it does not bite, NaN where it is not defined.</param>
/// <param name="RangeOver">
/// Between which horizontal values the limit lies for every scenario whose vertical value is between two others, with all that varies taken into account. What is left of the first is within the limit and what is right of the second
/// beyond it, in every scenario.
/// </param>
public sealed record AnalyticLimit(string Label, string Meaning, Func<double, double> XOf, Func<double, double, (double Low, double High)> RangeOver)
{
    /// <summary>How many limits there are.</summary>
    public static int KindCount => LimitFormula.All.Count;

    /// <summary>Which of all limits it is, 0…<see cref="KindCount"/> − 1: the same on every map and in every sweep.</summary>
    public int Number { get; init; }

    /// <summary>The versions that it holds for.</summary>
    public IReadOnlyList<ProtocolVersion> Versions { get; init; } = [];

    /// <summary>Whether all that it depends on is the same in every scenario or on the axes; otherwise <see cref="XOf"/> takes what varies at its middle.</summary>
    public bool IsExact { get; init; }

    /// <summary>The vertical value at which the limit is a level line and not a place on the horizontal axis; NaN if it is none.</summary>
    public double LevelAt { get; init; } = double.NaN;
}
