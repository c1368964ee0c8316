using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;

namespace WalSweep.Sweep.Results;

/// <summary>What the bytes of a sweep's parts depend on. Parts of different identity do not mix.</summary>
/// <param name="ConfigSha256">SHA-256 of the resolved configuration, count and description apart.</param>
/// <param name="Seed">Names the stream of chance.</param>
/// <param name="ModelVersion">Goes up when the same scenario gives another outcome.</param>
/// <param name="SchemaVersion">Goes up when the columns change.</param>
/// <param name="TallyFormat">Names what is counted, and over which cells.</param>
public sealed record SweepIdentity(string ConfigSha256, ulong Seed, int ModelVersion, int SchemaVersion, string TallyFormat)
{
    /// <summary>That of a configuration run by this program.</summary>
    public static SweepIdentity Of(SweepConfig config, string tallyFormat) =>
        new(ConfigLock.Digest(config), config.Seed, Simulation.ModelVersion, RowColumns.SchemaVersion, tallyFormat);
}
