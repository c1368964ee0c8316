using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;

namespace WalSweep.Tests;

/// <summary>Adds to counts, which take many trials at a time, a single one.</summary>
internal static class SingleValues
{
    /// <summary>Counts a trial of a protocol at a place on the axes.</summary>
    internal static void Add(this CellKinds counts, int protocolIndex, double x, double y, Fate fate) =>
        counts.Add([counts.Cells.Of(protocolIndex, counts.X.CellOf(x), counts.Y.CellOf(y))], [(byte)fate]);

    /// <summary>Counts a time in a cell.</summary>
    internal static void Add(this CellTimes times, int cell, double timeS)
    {
        Span<byte> slot = stackalloc byte[1];
        CellTimes.FindSlots([timeS], slot);
        times.Add([cell], slot);
    }

    /// <summary>Adds a number.</summary>
    internal static void Add(this LogHistogram histogram, double value) => histogram.AddEvery(1, [value]);
}
