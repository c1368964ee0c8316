using System.Collections.Immutable;
using WalSweep.Engine;

namespace WalSweep.Analysis.Pairs;

/// <summary>Two protocols of a sweep that are compared scenario by scenario.</summary>
/// <param name="First">The index of the one that differences are taken from.</param>
/// <param name="Second">The index of the one they are told of.</param>
public readonly record struct ProtocolPair(int First, int Second)
{
    /// <summary>The index of the one that matters: V2 where it is among them, else the last.</summary>
    public static int ReferenceOf(IReadOnlyList<ProtocolVersion> protocols)
    {
        var reference = protocols.Count - 1;
        for (var index = 0; index < protocols.Count; index++)
        {
            reference = protocols[index] == ProtocolVersion.V2 ? index : reference;
        }

        return reference;
    }

    /// <summary>Each protocol before the one that matters, V2 where it is among them and else the last; then each ablation after it, which is told of by the same one.</summary>
    public static ImmutableArray<ProtocolPair> Of(IReadOnlyList<ProtocolVersion> protocols)
    {
        var reference = ReferenceOf(protocols);
        return [.. Enumerable.Range(0, protocols.Count).Where(index => index != reference).Select(index => new ProtocolPair(index, reference))];
    }
}
