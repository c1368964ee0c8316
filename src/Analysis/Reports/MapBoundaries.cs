using System.Globalization;
using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Text;
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

    /// <summary>One line for each map and version: how sure the boundary is, and in how many rows analysis and simulation disagree.</summary>
    internal static ReportTable Overview(SweepFindings findings, IReadOnlyList<MapCounts> maps) => new(
        $"boundaries-{maps[0].Map.Name}", "The boundary between catching up and not, and the limits that analysis knows",
        [
            new("map", "map", IsNumber: false), new("protocol", "version", IsNumber: false), new("rows_with_band", "rows with a band"), new("rows_with_boundary", "boundary on the map"),
            new("median_half_width_cells", "half-width, median"), new("rows_compared", "rows compared with analysis"), new("rows_disagreeing", "disagreeing"),
        ],
        [.. maps.SelectMany(map => findings.Config.Protocols.Select((version, protocolIndex) => OverviewRow(findings, map, version, protocolIndex)))]);

    /// <summary>Every row of every map, for programs.</summary>
    internal static ReportTable Rows(SweepFindings findings, IReadOnlyList<MapCounts> maps) => new(
        $"boundary-rows-{maps[0].Map.Name}", "The boundary in every row of cells, with its band and the first limit of analysis",
        [
            new("map", "map", IsNumber: false), new("protocol", "version", IsNumber: false), new("y_from", "from"), new("y_to", "to"), new("trials", "trials"),
            new("estimate", "estimate"), new("band_low", "band from"), new("band_high", "band to"), new("analytic_low", "analysis from"), new("analytic_high", "analysis to"), new("agrees", "agrees", IsNumber: false),
        ],
        [.. maps.SelectMany(map => findings.Config.Protocols.SelectMany((version, protocolIndex) => Compare(findings, map, version, protocolIndex).Select(row => RowOf(map, version, row))))])
    { IsFileOnly = true };

    private static ReportRow OverviewRow(SweepFindings findings, MapCounts map, ProtocolVersion version, int protocolIndex)
    {
        var rows = Compare(findings, map, version, protocolIndex);
        double[] halfWidths = [.. rows.Where(row => row.IsOnMap).Select(row => row.Boundary.BandCells.HalfWidth).Order()];
        var half = halfWidths.Length == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{halfWidths[halfWidths.Length / 2]:0.#} {(halfWidths[halfWidths.Length / 2] == 1 ? "cell" : "cells")}");
        var halfValue = halfWidths.Length == 0 ? "" : halfWidths[halfWidths.Length / 2].ToString("R", CultureInfo.InvariantCulture);
        return new ReportRow(
            [
                new($"{map.Map.X.Axis.Label} × {map.Map.Y.Axis.Label}", map.Map.Name), new(version.Label, version.Name), Cells.Count(rows.Count(row => row.Boundary.HasBand)), Cells.Count(halfWidths.Length),
                new(half, halfValue), Cells.Count(rows.Count(row => row.Agrees is not null)), Cells.Count(rows.Count(row => row.Agrees == false)),
            ],
            version.Name);
    }

    private static ReportRow RowOf(MapCounts map, ProtocolVersion version, ComparedRow row)
    {
        var (x, y) = (map.Map.X.Axis, map.Map.Y.Axis);
        ReportCell At(double cells) => double.IsNaN(cells) ? Number(double.NaN) : Number(x.ValueAt(cells / x.CellCount));
        return new ReportRow(
            [
                ReportCell.Of(map.Map.Name), new(version.Label, version.Name), Number(y.EdgeAt(row.Index)), Number(y.EdgeAt(row.Index + 1)), Cells.Count(row.Boundary.Trials),
                At(row.IsOnMap ? row.Boundary.EstimateCells : double.NaN), At(row.Boundary.BandCells.Low), At(row.Boundary.BandCells.High), Number(row.AnalyticLow), Number(row.AnalyticHigh),
                ReportCell.Of(row.Agrees switch { null => "", true => "true", false => "false" }),
            ],
            version.Name);
    }

    /// <summary>The rows of a map that could be compared with analysis under a version, and those that disagree.</summary>
    internal static RowsCompared ComparedRows(SweepFindings findings, MapCounts map, ProtocolVersion version, int protocolIndex)
    {
        var rows = Compare(findings, map, version, protocolIndex);
        return new(rows.Count(row => row.Agrees is not null), [.. rows.Where(row => row.Agrees == false).Select(row => row.Index)]);
    }

    /// <summary>Each row with the range that the first of the exact limits to bite takes within it. They disagree if that range and the band do not meet.</summary>
    private static List<ComparedRow> Compare(SweepFindings findings, MapCounts map, ProtocolVersion version, int protocolIndex)
    {
        if (!map.Map.X.CountsWhatWasMissed)
        {
            return [];
        }

        var band = findings.BandOf(map, protocolIndex);
        AnalyticLimit[] limits = [.. findings.Limits.Over(map.Map).Where(limit => limit.Versions.Contains(version))];
        var (x, y) = (map.Map.X.Axis, map.Map.Y.Axis);
        var isKnown = limits.Length > 0 && limits.All(limit => limit.IsExact);
        double FirstAt(double value) => isKnown ? limits.Min(limit => limit.XOf(value)) : double.NaN;
        var rows = new List<ComparedRow>();
        for (var row = 0; row < band.Rows.Count; row++)
        {
            var (one, other) = (FirstAt(y.EdgeAt(row)), FirstAt(y.EdgeAt(row + 1)));
            var (low, high) = (Math.Min(one, other), Math.Max(one, other));
            var boundary = band.Rows[row];
            bool? agrees = !boundary.HasBand || double.IsNaN(low) ? null
                : InCells(x, low) <= boundary.BandCells.High && InCells(x, high) >= boundary.BandCells.Low;
            rows.Add(new ComparedRow(row, boundary, low, high, agrees));
        }

        return rows;
    }

    private static double InCells(Axis axis, double value) => Math.Clamp(axis.FractionOf(value), 0, 1) * axis.CellCount;

    private static ReportCell Number(double value) => double.IsFinite(value) ? ReportCell.Of(value.ToString("R", CultureInfo.InvariantCulture)) : new("", "");

    private sealed record ComparedRow(int Index, Boundary Boundary, double AnalyticLow, double AnalyticHigh, bool? Agrees)
    {
        public bool IsOnMap => Boundary is { HasBand: true, MayLieBefore: false, MayLieBeyond: false };
    }
}
