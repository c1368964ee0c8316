using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Regions;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;

namespace WalSweep.Analysis.CellTables;

/// <summary>The counts of a sweep's maps as files: three tables for each map. They are of every scenario, also where the rows of only every k-th are stored.</summary>
public static class CellFiles
{
    /// <summary>Goes up when a column is added, removed or takes another meaning.</summary>
    public const int Version = 1;

    /// <summary>Ends the names of the files that hold recovery times.</summary>
    public const string RecoverySuffix = "-recovery";

    /// <summary>Ends the names of the files that hold pairs of versions.</summary>
    public const string PairsSuffix = "-pairs";

    private const string Extension = ".parquet";

    /// <summary>Writes them, each in the place of the one before it as a whole. One that is there with the same content is left alone.</summary>
    /// <param name="folder">Where to; it must be there.</param>
    /// <param name="config">The sweep.</param>
    /// <param name="counts">What was counted of it.</param>
    /// <param name="scenarios">Of how many scenarios.</param>
    /// <returns>Their paths; none for a sweep without maps.</returns>
    /// <exception cref="StorageException">One could not be written.</exception>
    public static IReadOnlyList<string> Write(string folder, SweepConfig config, SweepAccumulator counts, long scenarios)
    {
        List<string> paths = [];
        foreach (var map in counts.Maps)
        {
            KeyValuePair<string, string>[] metadata = [.. MetadataOf(config, map, scenarios)];
            foreach (var (suffix, table) in TablesOf(config, counts, map))
            {
                paths.Add(Path.Combine(folder, map.Map.Name + suffix + Extension));
                AtomicFile.WriteIfOther(paths[^1], table.ToParquet(metadata));
            }
        }

        return paths;
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
        .. config.Protocols.Select((version, index) => Of($"outside.{version.Name}", map.Fates.OutsideCount(index))),
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
