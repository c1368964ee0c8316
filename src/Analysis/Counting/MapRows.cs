using WalSweep.Analysis.Maps;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Counting;

/// <summary>Counts fates and recovery times of the rows of a sweep over the cells of one map, and reads the few columns that this takes: the quickest way from rows to a map.</summary>
public static class MapRows
{
    /// <summary>Counts them.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="scan">Its rows.</param>
    /// <param name="map">The map.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The map with its fates and recovery times; needless rebuilds, what was given up, costs and pairs are not counted.</returns>
    public static MapCounts Count(SweepConfig config, RowScan scan, SweepMap map, int threads, CancellationToken cancel = default) =>
        RowCounter<MapCounts>.Count(scan, () => RowTrials.OfMap(config, scan.Schema, map), () => Empty(config, map), counts =>
        {
            var found = new BatchPlaces([map], config.Protocols.Count);
            return trials =>
            {
                found.Find(trials);
                counts.AddFates(trials, found);
            };
        }, threads, cancel);

    /// <summary>What no rows come to.</summary>
    public static MapCounts Empty(SweepConfig config, SweepMap map) => new(map, config.Protocols.Count, []);
}
