using WalSweep.Analysis.Maps;

namespace WalSweep.Analysis.Boundaries;

/// <summary>
/// The boundary of a map under one version, held against the limits that analysis knows. Of a cell before the range in which the first of the limits to bite lies, whatever scenario of the row it is of, analysis says that its
/// scenarios catch up, of one beyond it that they do not, and of one in it nothing; the simulation says so of cells before and beyond the band of the boundary. Where both say something they agree or not.
/// </summary>
/// <param name="Rows">One for each row of cells.</param>
public sealed record BoundaryComparison(IReadOnlyList<ComparedRow> Rows)
{
    /// <summary>How many cells could be compared.</summary>
    public int ComparedCount => Rows.Sum(row => row.ComparedCount);

    /// <summary>The cells in which most scenarios do otherwise than the limits say.</summary>
    public IReadOnlyList<(int X, int Y)> Disagreeing => [.. Rows.SelectMany(row => row.Disagreeing.Select(xIndex => (xIndex, row.Index)))];

    /// <summary>Compares.</summary>
    /// <param name="map">The map.</param>
    /// <param name="protocolIndex">The version, by its place.</param>
    /// <param name="band">The boundary of the map under the version.</param>
    /// <param name="limits">The limits that hold for it.</param>
    public static BoundaryComparison Of(MapCounts map, int protocolIndex, BoundaryBand band, IReadOnlyList<AnalyticLimit> limits)
    {
        var y = map.Map.Y.Axis;
        return new([.. band.Rows.Index().Select(row =>
        {
            var ranges = limits.Select(limit => limit.RangeOver(y.EdgeAt(row.Index), y.EdgeAt(row.Index + 1))).ToList();
            var (low, high) = ranges.Count == 0 ? (double.NaN, double.NaN) : (ranges.Min(range => range.Low), ranges.Min(range => range.High));
            return RowOf(map.Kinds, protocolIndex, row.Index, row.Item, low, high);
        })]);
    }

    private static ComparedRow RowOf(CellKinds fates, int protocolIndex, int rowIndex, Boundary boundary, double low, double high)
    {
        var (compared, disagreeing) = (0, new List<int>());
        for (var cell = 0; cell < fates.X.CellCount && boundary.HasBand; cell++)
        {
            bool? byAnalysis = InCells(fates.X, low) >= cell + 1 ? true : InCells(fates.X, high) <= cell ? false : null;
            bool? bySimulation = boundary.BandCells.Low >= cell + 1 ? true : boundary.BandCells.High <= cell ? false : null;
            if (byAnalysis is not null && bySimulation is not null && fates.CellAt(protocolIndex, cell, rowIndex).Total > 0)
            {
                compared++;
                disagreeing.AddRange(byAnalysis == bySimulation ? [] : [cell]);
            }
        }

        return new ComparedRow(rowIndex, boundary, low, high, compared, disagreeing);
    }

    private static double InCells(Axis axis, double value) => Math.Clamp(axis.FractionOf(value), 0, 1) * axis.CellCount;
}

/// <summary>A row of cells, its boundary, and what analysis says.</summary>
/// <param name="Index">Which row.</param>
/// <param name="Boundary">Its boundary.</param>
/// <param name="AnalyticLow">Where the first limit to bite lies at least, in the unit of the horizontal axis; NaN if there is none.</param>
/// <param name="AnalyticHigh">Where it lies at the most.</param>
/// <param name="ComparedCount">How many of its cells could be compared.</param>
/// <param name="Disagreeing">Those that disagree.</param>
public sealed record ComparedRow(int Index, Boundary Boundary, double AnalyticLow, double AnalyticHigh, int ComparedCount, IReadOnlyList<int> Disagreeing);
