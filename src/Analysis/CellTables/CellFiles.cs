using System.Globalization;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.CellTables;

/// <summary>The counts of a sweep's maps as files: three tables for each map, or two where no versions are compared. They are of every scenario, also where the rows of only every k-th are stored.</summary>
public static class CellFiles
{
    /// <summary>Goes up when a column is added, removed or takes another meaning.</summary>
    public const int Version = 1;

    /// <summary>Ends the names of the files that hold recovery times.</summary>
    public const string RecoverySuffix = "-recovery";

    /// <summary>Ends the names of the files that hold pairs of versions.</summary>
    public const string PairsSuffix = "-pairs";

    private const string _extension = ".parquet";

    /// <summary>Writes them, each in the place of the one before it as a whole. One that is there with the same content is left alone; those that were written before of maps that the sweep no longer has are removed.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="config">The sweep.</param>
    /// <param name="counts">What was counted of it.</param>
    /// <param name="scenarios">Of how many scenarios.</param>
    /// <param name="stop">Stops it between two files.</param>
    /// <returns>Their paths; none for a sweep without maps.</returns>
    /// <exception cref="StorageException">One could not be written.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static IReadOnlyList<string> Write(string folder, SweepConfig config, SweepAccumulator counts, long scenarios, CancellationToken stop = default)
    {
        (string Name, MapCounts Map, ICellTable Table)[] tables =
            [.. counts.Maps.SelectMany(map => TablesOf(config, counts, map).Select(table => (map.Map.Name + table.Suffix + _extension, map, table.Table)))];
        var files = OwnFiles.Begin(folder, tables.Select(table => table.Name));
        foreach (var (name, map, table) in tables)
        {
            stop.ThrowIfCancellationRequested();
            files.Write(name, table.ToParquet(MetadataOf(config, map, scenarios)));
        }

        files.RemoveOthers();
        return [.. tables.Select(table => files.PathOf(table.Name))];
    }

    /// <summary>The tables of a map, with what ends the names of their files. Where only one version is swept there are no pairs.</summary>
    internal static IEnumerable<(string Suffix, ICellTable Table)> TablesOf(SweepConfig config, SweepAccumulator counts, MapCounts map)
    {
        var tables = new MapTables(map, [.. config.Protocols.Select(version => version.Name)], counts.Pairs);
        yield return ("", tables.Cells());
        yield return (RecoverySuffix, tables.Recoveries());
        if (counts.Pairs.Count > 0)
        {
            yield return (PairsSuffix, tables.Pairs());
        }
    }

    /// <summary>What each file of a map says of itself, its columns apart. That rows are stored of every k-th scenario is not among it: all scenarios are counted.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> MetadataOf(SweepConfig config, MapCounts map, long scenarios) =>
    [
        .. SweepMetadata.Identity(config),
        .. SweepMetadata.Settled(config),
        Of("cells_version", Version),
        Of("protocols", string.Join(',', config.Protocols.Select(version => version.Name))),
        Of("count", config.Count),
        Of("scenarios", scenarios),
        Of("complete", scenarios == config.Count ? "true" : "false"),
        Of("map", map.Map.Name),
        .. AxisOf("x", map.Map.X.Axis),
        .. AxisOf("y", map.Map.Y.Axis),
        .. config.Protocols.Select((version, index) => Of($"outside.{version.Name}", map.Kinds.OutsideCount(index))),
    ];

    private static IEnumerable<KeyValuePair<string, string>> AxisOf(string key, Axis axis) =>
    [
        Of($"{key}.column", axis.Column),
        Of($"{key}.label", axis.Label),
        Of($"{key}.scale", axis.Scale == AxisScale.Logarithmic ? "logarithmic" : "linear"),
        Of($"{key}.cells", axis.CellCount),
    ];

    private static KeyValuePair<string, string> Of(string key, string value) => new(SweepMetadata.KeyPrefix + key, value);

    private static KeyValuePair<string, string> Of(string key, long value) => Of(key, value.ToString(CultureInfo.InvariantCulture));
}
