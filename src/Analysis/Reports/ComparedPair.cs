using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Pairs;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>Two versions of a sweep that are compared, and what they came to.</summary>
/// <param name="Index">Which pair of the sweep's it is.</param>
/// <param name="First">The version that differences are taken from.</param>
/// <param name="Second">The version they are told of.</param>
/// <param name="Counts">What the pair came to.</param>
internal sealed record ComparedPair(int Index, ProtocolName First, ProtocolName Second, PairCounts Counts)
{
    /// <summary>The versions without which it means nothing, as columns name them.</summary>
    internal string Versions => $"{First.Column} {Second.Column}";

    /// <summary>The pairs that are not of V2 and an ablation of it.</summary>
    internal static IReadOnlyList<ComparedPair> Others(SweepFindings findings) => [.. All(findings).Where(pair => !IsAblation(findings, pair))];

    /// <summary>The pairs of an ablation of V2 and V2 itself.</summary>
    internal static IReadOnlyList<ComparedPair> Ablations(SweepFindings findings) => [.. All(findings).Where(pair => IsAblation(findings, pair))];

    private static IEnumerable<ComparedPair> All(SweepFindings findings) => findings.Counts.Pairs.Select(
        (pair, index) => new ComparedPair(index, findings.Summary.Protocols[pair.First].Protocol, findings.Summary.Protocols[pair.Second].Protocol, findings.Counts.CountsOf(index)));

    private static bool IsAblation(SweepFindings findings, ComparedPair pair)
    {
        var (first, second) = findings.Counts.Pairs[pair.Index];
        return findings.Config.Protocols[second] == ProtocolVersion.V2 && !ProtocolVersion.Generations.Contains(findings.Config.Protocols[first]);
    }
}
