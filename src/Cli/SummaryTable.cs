using WalSweep.Analysis.Regions;

namespace WalSweep.Cli;

/// <summary>The table a run ends with.</summary>
internal static class SummaryTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="summary">What to show.</param>
    /// <param name="streams">Where to.</param>
    public static void Write(SweepSummary summary, Streams streams) =>
        VersionTable.Write([.. summary.Protocols.Select(protocol => protocol.Protocol.Label)], SummaryLines.Of(summary), streams);
}
