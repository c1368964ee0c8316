using WalSweep.Analysis.Maps;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.Counting;

/// <summary>Counts fates and recovery times of the rows of a sweep over the cells of one map, and reads the few columns that this takes: the quickest way from rows to a map.</summary>
public sealed class MapRows : IRowSink
{
    private readonly RowTrials _trials;
    private readonly BatchFindings _found;

    private MapRows(SweepConfig config, RowSchema schema, SweepMap map)
    {
        _trials = new RowTrials(config, schema, [map]);
        _found = new BatchFindings([map], config.Protocols.Count);
        Counts = new MapCounts(map, config.Protocols.Count, []);
    }

    private MapCounts Counts { get; }

    /// <summary>Counts them.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="scan">Its rows.</param>
    /// <param name="map">The map.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The map with its fates and recovery times; costs and pairs are not counted.</returns>
    public static MapCounts Count(SweepConfig config, RowScan scan, SweepMap map, int threads, CancellationToken cancel = default)
    {
        var sinks = scan.Run(new RowTrials(config, scan.Schema, [map]).Columns, () => new MapRows(config, scan.Schema, map), threads, cancel);
        var sum = sinks[0].Counts;
        foreach (var other in sinks.Skip(1))
        {
            sum.Add(other.Counts);
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Take(RowCursor batch) => _trials.Take(batch, trials =>
    {
        _found.Find(trials);
        Counts.AddFates(trials, _found);
    });
}
