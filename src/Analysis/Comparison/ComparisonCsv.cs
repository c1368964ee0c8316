using WalSweep.Analysis.Text;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Analysis.Comparison;

/// <summary>Comparisons as CSV (RFC 4180, but with \n): a line for each scenario, version and column, numbers with every bit.</summary>
public static class ComparisonCsv
{
    /// <summary>The header line, without its line end.</summary>
    public const string Header = "scenario,protocol,column,unit,value,expected,holds";

    /// <summary>Writes the header and the lines. A value that does not exist is NULL; where nothing is expected the last two fields are empty.</summary>
    public static void Write(IReadOnlyList<ScenarioComparison> comparisons, TextWriter output)
    {
        output.Write(Header + "\n");
        foreach (var comparison in comparisons)
        {
            foreach (var result in comparison.Results)
            {
                foreach (var column in RowColumns.Outcome)
                {
                    var expectation = result.Of(column);
                    string[] fields =
                    [
                        comparison.Scenario.Name, result.Version.Name, column.Name, column.Unit, column.Text(result.Row[column]),
                        expectation?.Text ?? "", expectation is null ? "" : result.Holds(expectation) ? "true" : "false",
                    ];
                    output.Write(CsvText.Line(fields));
                }
            }
        }
    }
}
