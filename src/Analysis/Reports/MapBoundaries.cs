using System.Globalization;
using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>The boundaries of a sweep's maps in numbers, and whether the limits that analysis knows lie in their bands.</summary>
internal static class MapBoundaries
{
    /// <summary>The boundary between those that mostly catch up and those that mostly do not, row by row.</summary>
    internal static BoundaryBand BandOf(RegionCounts fates, int protocolIndex)
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

    /// <summary>The boundary of all rows of a map together.</summary>
    /// <param name="fates">The map.</param>
    /// <param name="protocolIndex">The version.</param>
    /// <param name="error">How often the band may miss.</param>
    internal static Boundary Overall(RegionCounts fates, int protocolIndex, double error)
    {
        var (trials, caughtUp) = (new long[fates.X.CellCount], new long[fates.X.CellCount]);
        for (var cell = 0; cell < fates.X.CellCount * fates.Y.CellCount; cell++)
        {
            var counts = fates.CellAt(protocolIndex, cell % fates.X.CellCount, cell / fates.X.CellCount);
            trials[cell % fates.X.CellCount] += counts.Total;
            caughtUp[cell % fates.X.CellCount] += counts.CaughtUp;
        }

        return Boundary.Of(trials, caughtUp, error);
    }

    /// <summary>One line for each map and version: how sure the boundary is, and in how many cells analysis and simulation disagree.</summary>
    internal static ReportTable Overview(SweepFindings findings, IReadOnlyList<MapCounts> maps) => new(
        $"boundaries-{maps[0].Map.Name}", $"The boundary between catching up and not over {maps[0].Map.X.Axis.Label}, and the limits that analysis knows",
        [
            new("map", "map", IsNumber: false), new("protocol", "version", IsNumber: false), new("rows_with_band", "rows with a band"), new("rows_with_boundary", "boundary on the map"),
            new("median_half_width_cells", "half-width, median"), new("cells_compared", "cells compared with analysis"), new("cells_disagreeing", "disagreeing"),
        ],
        [.. maps.SelectMany(map => findings.Config.Protocols.Select((version, protocolIndex) => OverviewRow(findings, map, version, protocolIndex)))]);

    /// <summary>Every row of every map, for programs.</summary>
    internal static ReportTable Rows(SweepFindings findings, IReadOnlyList<MapCounts> maps) => new(
        $"boundary-rows-{maps[0].Map.Name}", "The boundary in every row of cells, with its band, and where the first of the limits that analysis knows lies",
        [
            new("map", "map", IsNumber: false), new("protocol", "version", IsNumber: false), new("y_from", "from"), new("y_to", "to"), new("trials", "trials"),
            new("estimate", "estimate"), new("band_low", "band from"), new("band_high", "band to"),
            new("analytic_low", "analysis from"), new("analytic_high", "analysis to"), new("cells_compared", "cells compared"), new("cells_disagreeing", "disagreeing"),
        ],
        [.. maps.SelectMany(map => findings.Config.Protocols.SelectMany((version, protocolIndex) => findings.ComparisonOf(map, protocolIndex).Rows.Select(row => RowOf(map, version, row))))])
    { IsFileOnly = true };

    private static ReportRow OverviewRow(SweepFindings findings, MapCounts map, ProtocolVersion version, int protocolIndex)
    {
        var rows = findings.ComparisonOf(map, protocolIndex).Rows;
        double[] halfWidths = [.. rows.Where(row => row.Boundary.IsOnMap).Select(row => row.Boundary.BandCells.HalfWidth).Order()];
        var half = halfWidths.Length == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{halfWidths[halfWidths.Length / 2]:0.#} {(halfWidths[halfWidths.Length / 2] == 1 ? "cell" : "cells")}");
        var halfValue = halfWidths.Length == 0 ? "" : halfWidths[halfWidths.Length / 2].ToString("R", CultureInfo.InvariantCulture);
        return new ReportRow(
            [
                new($"{map.Map.X.Axis.Label} × {map.Map.Y.Axis.Label}", map.Map.Name), TableCells.Version(version), TableCells.Count(rows.Count(row => row.Boundary.HasBand)), TableCells.Count(halfWidths.Length),
                new(half, halfValue), TableCells.Count(rows.Sum(row => row.ComparedCount)), TableCells.Count(rows.Sum(row => row.Disagreeing.Count)),
            ],
            version.Name);
    }

    private static ReportRow RowOf(MapCounts map, ProtocolVersion version, ComparedRow row)
    {
        var (x, y) = (map.Map.X.Axis, map.Map.Y.Axis);
        ReportCell At(double cells) => double.IsNaN(cells) ? Number(double.NaN) : Number(x.ValueAt(cells / x.CellCount));
        return new ReportRow(
            [
                ReportCell.Of(map.Map.Name), TableCells.Version(version), Number(y.EdgeAt(row.Index)), Number(y.EdgeAt(row.Index + 1)), TableCells.Count(row.Boundary.Trials),
                At(row.Boundary.IsOnMap ? row.Boundary.EstimateCells : double.NaN), At(row.Boundary.BandCells.Low), At(row.Boundary.BandCells.High), Number(row.AnalyticLow), Number(row.AnalyticHigh),
                TableCells.Count(row.ComparedCount), TableCells.Count(row.Disagreeing.Count),
            ],
            version.Name);
    }

    private static ReportCell Number(double value) => double.IsFinite(value) ? ReportCell.Of(value.ToString("R", CultureInfo.InvariantCulture)) : new("", "");
}
