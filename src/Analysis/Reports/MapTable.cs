using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Trials;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Reports;

/// <summary>The cells of one map in numbers: fates and quantiles of the recovery times, a row for each cell and version that has trials.</summary>
public static class MapTable
{
    private static readonly int[] _perMilles = [500, 900, 990];

    /// <summary>The table.</summary>
    /// <param name="config">The sweep.</param>
    /// <param name="map">The map; of what it counts, fates and recovery times are told.</param>
    public static ReportTable Of(SweepConfig config, MapCounts map)
    {
        var (x, y) = (map.Map.X.Axis, map.Map.Y.Axis);
        return new ReportTable(
            $"cells-{map.Map.Name}",
            $"Fates and recovery times over {x.Label} and {y.Label}, cell by cell",
            [
                new("protocol", "version", IsNumber: false), new($"from_{x.Column}", $"{x.Label} from"), new($"to_{x.Column}", "to"), new($"from_{y.Column}", $"{y.Label} from"), new($"to_{y.Column}", "to"),
                new("trials", "trials", BeginsGroup: true), .. Fates.All.Select(fate => new ReportColumn(Fates.Column(fate), Fates.Label(fate))),
                new("recovery_s_median", "recovery, median", BeginsGroup: true), new("recovery_s_p90", "90 %"), new("recovery_s_p99", "99 %"),
            ],
            [
                .. from version in config.Protocols.Index()
                   from yIndex in Enumerable.Range(0, y.CellCount)
                   from xIndex in Enumerable.Range(0, x.CellCount)
                   let counts = map.Kinds.CellAt(version.Index, xIndex, yIndex)
                   where counts.Total > 0
                   select new ReportRow(
                       [
                           TableCells.Version(version.Item), TableCells.Edge(x, xIndex), TableCells.Edge(x, xIndex + 1), TableCells.Edge(y, yIndex), TableCells.Edge(y, yIndex + 1),
                           TableCells.Count(counts.Total), .. Fates.All.Select(fate => TableCells.Count(counts[fate])),
                           .. _perMilles.Select(perMille => TableCells.CellTime(map.RecoveryS.Quantile(map.Cells.Of(version.Index, xIndex, yIndex), perMille))),
                       ],
                       version.Item.Name),
            ]);
    }
}
