using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Reports;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Reports;

/// <summary>Where the tables of boundaries have cells compared and disagreeing, and how many, held against what the cells themselves say.</summary>
public sealed class BoundaryTableTests
{
    private const int _scenarios = 30_000;

    /// <summary>A lost link is what the algebra is of; a restart at a new address is what it leaves out, and what V1.5 does not find out in time.</summary>
    [Theory]
    [InlineData("", false)]
    [InlineData(""", "restart_probability": 1, "address_change_probability": 1 """, true)]
    public void Cells_compared_and_disagreeing_are_counted_for_each_row_and_version(string weather, bool disagrees)
    {
        var config = Configs.Parse($$"""
            {
              "name": "limits", "seed": 7, "count": {{_scenarios}}, "protocols": ["v1_5", "v2"],
              "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "control_cycle": "30s" }, "weather": { "outage": { "log_uniform": ["100ms", "1h"] } {{weather}} }
            }
            """);
        var findings = new SimulatedFindings(config, _scenarios).Findings;
        var tables = new RegionSection().Tell(findings).Tables;
        var overview = tables.Single(table => table.Name == $"boundaries-{MapPlan.OutageByWriteRate}");
        var rows = tables.Single(table => table.Name == $"boundary-rows-{MapPlan.OutageByWriteRate}");
        var map = findings.MapOf(MapPlan.OutageByWriteRate)!;
        foreach (var (protocolIndex, version) in config.Protocols.Index())
        {
            var (compared, disagreeing) = (0, 0);
            var own = rows.Rows.Where(row => row.Version == version.Name && Value(rows, row, "map") == map.Map.Name).ToList();
            Assert.Equal(map.Kinds.Y.CellCount, own.Count);
            foreach (var (rowIndex, row) in own.Index())
            {
                var cells = Enumerable.Range(0, map.Kinds.X.CellCount).Select(cell => Judge(map.Kinds, protocolIndex, cell, rowIndex, rows, row)).ToList();
                Assert.Equal((cells.Count(cell => cell is not null), cells.Count(cell => cell == false)), ((int)Number(rows, row, "cells_compared"), (int)Number(rows, row, "cells_disagreeing")));
                compared += cells.Count(cell => cell is not null);
                disagreeing += cells.Count(cell => cell == false);
            }

            var line = overview.Rows.Single(row => row.Version == version.Name && Value(overview, row, "map") == map.Map.Name);
            Assert.Equal((compared, disagreeing), ((int)Number(overview, line, "cells_compared"), (int)Number(overview, line, "cells_disagreeing")));
            Assert.InRange(compared, 60, int.MaxValue);
            Assert.True(disagrees && version.Name == "v1_5" ? disagreeing >= 20 : disagreeing == 0, $"{version.Name}: {disagreeing} of {compared} cells disagree");
        }
    }

    /// <summary>Whether analysis and simulation say the same of a cell, by the numbers of the row; null where one of them says nothing.</summary>
    private static bool? Judge(CellKinds fates, int protocolIndex, int cell, int rowIndex, ReportTable table, ReportRow row)
    {
        bool? Side(string low, string high) =>
            Number(table, row, low) >= fates.X.EdgeAt(cell + 1) * (1 - 1e-9) ? true : Number(table, row, high) <= fates.X.EdgeAt(cell) * (1 + 1e-9) ? false : null;
        var (byAnalysis, bySimulation) = (Side("analytic_low", "analytic_high"), Side("band_low", "band_high"));
        return byAnalysis is null || bySimulation is null || fates.CellAt(protocolIndex, cell, rowIndex).Total == 0 ? null : byAnalysis == bySimulation;
    }

    private static string Value(ReportTable table, ReportRow row, string column) => row.Cells[table.Columns.Index().Single(one => one.Item.Name == column).Index].Value;

    /// <summary>NaN where there is none.</summary>
    private static double Number(ReportTable table, ReportRow row, string column) => Value(table, row, column) is { Length: > 0 } value ? double.Parse(value, CultureInfo.InvariantCulture) : double.NaN;
}
