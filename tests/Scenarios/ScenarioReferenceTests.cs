using System.Globalization;
using System.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Scenarios;

/// <summary>The tables of docs/scenarios.md are made from the declarations; the text above them is written by hand, and its example is a scenario.</summary>
public class ScenarioReferenceTests
{
    private const string Page = "docs/scenarios.md";
    private const string Marker = "<!-- What follows is generated; WALSWEEP_UPDATE_GOLDEN=1 dotnet test writes it. -->\n";

    [Fact]
    public void The_reference_is_the_one_the_declarations_make()
    {
        var page = Golden.Read(Page);
        Golden.Check(Page, page[..(page.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)] + Reference());
    }

    [Fact]
    public void The_example_is_a_scenario_by_reader_and_schema_and_its_expectations_hold()
    {
        var example = Assert.Single(Golden.Read(Page).Split("```json\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]));
        var comparison = ScenarioComparison.Run(Scripts.Parse(example));
        Assert.Empty(comparison.Results.SelectMany(result => result.Failed).Select(expectation => expectation.Column.Name));
        Assert.True(JsonSchemaJudge.FromText(ScenarioSchema.Write()).Accepts(example));
    }

    private static string Reference()
    {
        var text = new StringBuilder("\n## Faults\n\n| `fault` | `node` | `value` | what happens |\n|---|---|---|---|\n");
        foreach (var form in FaultForm.All)
        {
            var value = form.Value is null ? "" : $"{Units.Format(form.Value.Min, form.Value.Unit)} – {Units.Format(form.Value.Max, form.Value.Unit)}";
            text.Append(CultureInfo.InvariantCulture, $"| `{form.Name}` | {(form.NamesNode ? "yes" : "")} | {value} | {form.Meaning} |\n");
        }

        text.Append("\n## States to start in\n\n| `state` | `missed` | what it is |\n|---|---|---|\n");
        foreach (var form in StartForm.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{form.Name}` | {(form.HasMissed ? $"0 – {Units.Format(StartForm.MostMissed, UnitKind.Count)}" : "")} | {form.Meaning} |\n");
        }

        text.Append("\n## Columns\n\nOf each of these something can be expected, under ");
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", ProtocolVersion.All.Select(version => $"`{version}`"))}.\n\n| column | may be | NULL where |\n|---|---|---|\n");
        foreach (var column in RowColumns.Outcome)
        {
            var may = column.Type switch
            {
                ColumnType.Enumeration => string.Join(", ", column.Names!),
                ColumnType.Boolean => "true, false",
                ColumnType.Double => $"a number{(column.Unit.Length > 0 ? $" of {column.Unit}" : "")}",
                _ => $"a whole number{(column.Unit.Length > 0 ? $" of {column.Unit}" : "")}",
            };
            text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {may} | {column.NullMeans} |\n");
        }

        return text.ToString();
    }
}
