using WalSweep.Analysis.Maps;
using WalSweep.Engine;

namespace WalSweep.Analysis.Boundaries;

/// <summary>Where catching up ends on a map: under each version the boundary with its band, and how the limits that analysis knows compare with it.</summary>
public sealed class MapBoundary
{
    private MapBoundary(MapCounts map, IReadOnlyList<ProtocolVersion> versions, LimitsOfSweep limits)
    {
        Map = map;
        Limits = limits.Over(map.Map);
        Bands = [.. Enumerable.Range(0, versions.Count).Select(protocolIndex => BandOf(map.Kinds, protocolIndex))];
        Comparisons = [.. versions.Select((version, protocolIndex) => BoundaryComparison.Of(map, protocolIndex, Bands[protocolIndex], [.. Limits.Where(limit => limit.Versions.Contains(version))]))];
    }

    /// <summary>The map.</summary>
    public MapCounts Map { get; }

    /// <summary>The limits that lie over it, of all versions; may be none.</summary>
    public IReadOnlyList<AnalyticLimit> Limits { get; }

    /// <summary>By version, the boundary between those that mostly catch up and those that mostly do not, row by row.</summary>
    public IReadOnlyList<BoundaryBand> Bands { get; }

    /// <summary>By version, that boundary held against the limits.</summary>
    public IReadOnlyList<BoundaryComparison> Comparisons { get; }

    /// <summary>The boundary of a map; null where the share that catches up need not fall along the horizontal axis, because that is not of what was missed. Tens of microseconds for each row and version.</summary>
    /// <param name="map">The map.</param>
    /// <param name="versions">The versions of the sweep, in the order of the counts.</param>
    /// <param name="limits">The limits that analysis knows.</param>
    public static MapBoundary? Of(MapCounts map, IReadOnlyList<ProtocolVersion> versions, LimitsOfSweep limits) => map.Map.X.CountsWhatWasMissed ? new MapBoundary(map, versions, limits) : null;

    /// <summary>The boundary between those that mostly catch up and those that mostly do not, row by row of a map along whose horizontal axis the share that catches up does not rise.</summary>
    public static BoundaryBand BandOf(CellKinds fates, int protocolIndex)
    {
        var (width, height) = (fates.X.CellCount, fates.Y.CellCount);
        var (trials, caughtUp) = (new long[width * height], new long[width * height]);
        for (var cell = 0; cell < trials.Length; cell++)
        {
            var counts = fates.CellAt(protocolIndex, cell % width, cell / width);
            (trials[cell], caughtUp[cell]) = (counts.Total, counts.CaughtUp);
        }

        return BoundaryBand.Of(width, trials, caughtUp);
    }

    /// <summary>The boundary of all rows of the map together.</summary>
    /// <param name="protocolIndex">The version.</param>
    /// <param name="error">How often the band may miss.</param>
    public Boundary Overall(int protocolIndex, double error)
    {
        var fates = Map.Kinds;
        var (trials, caughtUp) = (new long[fates.X.CellCount], new long[fates.X.CellCount]);
        for (var cell = 0; cell < fates.X.CellCount * fates.Y.CellCount; cell++)
        {
            var counts = fates.CellAt(protocolIndex, cell % fates.X.CellCount, cell / fates.X.CellCount);
            trials[cell % fates.X.CellCount] += counts.Total;
            caughtUp[cell % fates.X.CellCount] += counts.CaughtUp;
        }

        return Boundary.Of(trials, caughtUp, error);
    }
}
