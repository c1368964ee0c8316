using System.Globalization;
using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Engine;

namespace WalSweep.Analysis.Reports;

/// <summary>The boundaries of a sweep's maps in numbers, and whether the limits that analysis knows lie in their bands.</summary>
internal static class MapBoundaries
{
    /// <summary>Both tables of the boundaries of some maps; none where there is no boundary.</summary>
    internal static IReadOnlyList<ReportTable> Tables(SweepFindings findings, IReadOnlyList<MapBoundary> boundaries) => boundaries.Count == 0 ? [] : [Overview(findings, boundaries), Rows(findings, boundaries)];

    /// <summary>One line for each map and version: how sure the boundary is, and in how many cells analysis and simulation disagree.</summary>
    private static ReportTable Overview(SweepFindings findings, IReadOnlyList<MapBoundary> boundaries) => new(
        $"boundaries-{boundaries[0].Map.Map.Name}", $"The boundary between catching up and not over {boundaries[0].Map.Map.X.Axis.Label}, and the limits that analysis knows",
        [
            new("map", "map", IsNumber: false), new("protocol", "version", IsNumber: false), new("rows_with_band", "rows with a band"), new("rows_with_boundary", "boundary on the map"),
            new("median_half_width_cells", "half-width, median"), new("cells_compared", "cells compared with analysis"), new("cells_disagreeing", "disagreeing"),
        ],
        [.. boundaries.SelectMany(boundary => findings.Config.Protocols.Select((version, protocolIndex) => OverviewRow(boundary.Map.Map, version, boundary.Comparisons[protocolIndex].Rows)))]);

    /// <summary>Every row of every map, for programs.</summary>
    private static ReportTable Rows(SweepFindings findings, IReadOnlyList<MapBoundary> boundaries) => new(
        $"boundary-rows-{boundaries[0].Map.Map.Name}", "The boundary in every row of cells, with its band, and where the first of the limits that analysis knows lies",
        [
            new("map", "map", IsNumber: false), new("protocol", "version", IsNumber: false), new("y_from", "from"), new("y_to", "to"), new("trials", "trials"),
            new("estimate", "estimate"), new("band_low", "band from"), new("band_high", "band to"),
            new("analytic_low", "analysis from"), new("analytic_high", "analysis to"), new("cells_compared", "cells compared"), new("cells_disagreeing", "disagreeing"),
        ],
        [.. boundaries.SelectMany(boundary => findings.Config.Protocols.SelectMany((version, protocolIndex) => boundary.Comparisons[protocolIndex].Rows.Select(row => RowOf(boundary.Map.Map, version, row))))])
    { IsFileOnly = true };

    private static ReportRow OverviewRow(SweepMap map, ProtocolVersion version, IReadOnlyList<ComparedRow> rows)
    {
        double[] halfWidths = [.. rows.Where(row => row.Boundary.IsOnMap).Select(row => row.Boundary.BandCells.HalfWidth).Order()];
        var median = halfWidths.Length == 0 ? double.NaN : (halfWidths[(halfWidths.Length - 1) / 2] + halfWidths[halfWidths.Length / 2]) / 2;
        var half = double.IsNaN(median) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{median:0.##} {(median == 1 ? "cell" : "cells")}");
        return new ReportRow(
            [
                new($"{map.X.Axis.Label} × {map.Y.Axis.Label}", map.Name), TableCells.Version(version), TableCells.Count(rows.Count(row => row.Boundary.HasBand)), TableCells.Count(halfWidths.Length),
                TableCells.Number(median, half), TableCells.Count(rows.Sum(row => row.ComparedCount)), TableCells.Count(rows.Sum(row => row.Disagreeing.Count)),
            ],
            version.Name);
    }

    private static ReportRow RowOf(SweepMap map, ProtocolVersion version, ComparedRow row)
    {
        var (x, y) = (map.X.Axis, map.Y.Axis);
        ReportCell At(double cells) => Number(double.IsNaN(cells) ? double.NaN : x.ValueAt(cells / x.CellCount));
        return new ReportRow(
            [
                ReportCell.Of(map.Name), TableCells.Version(version), Number(y.EdgeAt(row.Index)), Number(y.EdgeAt(row.Index + 1)), TableCells.Count(row.Boundary.Trials),
                At(row.Boundary.IsOnMap ? row.Boundary.EstimateCells : double.NaN), At(row.Boundary.BandCells.Low), At(row.Boundary.BandCells.High), Number(row.AnalyticLow), Number(row.AnalyticHigh),
                TableCells.Count(row.ComparedCount), TableCells.Count(row.Disagreeing.Count),
            ],
            version.Name);
    }

    /// <summary>Of a table that is in files only.</summary>
    private static ReportCell Number(double value) => TableCells.Number(value, "");
}
