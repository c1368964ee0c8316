using WalSweep.Engine;

namespace WalSweep.Analysis.Boundaries;

/// <summary>One of the limits between catch-up and rebuild, as algebra has it: where on the horizontal axis of a map it lies, for each value of the vertical one.</summary>
/// <param name="Label">Short, to stand beside the curve: w·(T + d) = R.</param>
/// <param name="Meaning">One line that says what crossing it means, with the numbers that went into it.</param>
/// <param name="IsExact">Whether everything that it depends on is the same in every scenario or on the axes; otherwise it is drawn at the medians.</param>
/// <param name="Versions">The versions that it holds for.</param>
/// <param name="XOf">The horizontal value of the limit at a vertical one; +∞ where it does not bite, NaN where it is not defined.</param>
public sealed record AnalyticLimit(string Label, string Meaning, bool IsExact, IReadOnlyList<ProtocolVersion> Versions, Func<double, double> XOf);
