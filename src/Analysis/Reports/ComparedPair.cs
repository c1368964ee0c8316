using WalSweep.Analysis.Pairs;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>Two versions of a sweep that are compared, and what they came to.</summary>
/// <param name="Index">Which pair of the sweep's it is.</param>
/// <param name="First">The version that differences are taken from.</param>
/// <param name="Second">The version they are told of.</param>
/// <param name="Counts">What the pair came to.</param>
internal sealed record ComparedPair(int Index, ProtocolVersion First, ProtocolVersion Second, PairCounts Counts)
{
    /// <summary>The versions without which it means nothing, as columns name them.</summary>
    internal string Versions => $"{First.Name} {Second.Name}";

    /// <summary>Whether it is of an ablation of V2 and V2 itself.</summary>
    private bool IsAblation => Second == ProtocolVersion.V2 && !ProtocolVersion.Generations.Contains(First);

    /// <summary>The pairs that are not of V2 and an ablation of it.</summary>
    internal static IReadOnlyList<ComparedPair> Others(SweepFindings findings) => [.. All(findings).Where(pair => !pair.IsAblation)];

    /// <summary>The pairs of an ablation of V2 and V2 itself.</summary>
    internal static IReadOnlyList<ComparedPair> Ablations(SweepFindings findings) => [.. All(findings).Where(pair => pair.IsAblation)];

    private static IEnumerable<ComparedPair> All(SweepFindings findings) => findings.Counts.Pairs.Select(
        (pair, index) => new ComparedPair(index, findings.Config.Protocols[pair.First], findings.Config.Protocols[pair.Second], findings.Counts.CountsOf(index)));
}
