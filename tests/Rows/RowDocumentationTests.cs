using System.Globalization;
using System.Text;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using Xunit;

namespace WalSweep.Tests.Rows;

public sealed class RowDocumentationTests
{
    [Fact]
    public void TheDocumentedColumnsAreTheDeclaredOnes() => Golden.Check("docs/rows.md", Markdown());

    private static string Markdown()
    {
        var schema = new RowSchema(["v1", "v1_5", "v2"], []);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The columns of the rows, version {RowColumns.SchemaVersion}

            One row for each scenario and protocol, the rows of a scenario together, in Parquet files that any reader opens. Between `protocol` and `outages` stands one
            column for each parameter that the sweep varies, as DOUBLE, or as INT64 where it is always whole. A file's metadata say under `walsweep.column.` followed
            by a column's name what it means. This page is written by a test from the declarations in `src/Sweep/Rows/RowColumns.cs`.

            | column | type | unit | range | what it is | NULL where |
            |---|---|---|---|---|---|

            """);
        foreach (RowColumn column in schema.Columns)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {Type(column)} | {column.Unit} | {Range(column)} | {column.Meaning} | {column.NullMeans} |\n");
        }

        text.Append("\n| enumeration | names |\n|---|---|\n");
        foreach (RowColumn column in schema.Columns.Where(c => c.Names is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{column.Name}` | {string.Join(", ", column.Names!)} |\n");
        }

        return text.ToString();
    }

    private static string Type(RowColumn column) => column.Type switch
    {
        ColumnType.Int32 => "INT32",
        ColumnType.Int64 => "INT64",
        ColumnType.Double => "DOUBLE",
        ColumnType.Boolean => "BOOLEAN",
        _ => "STRING",
    };

    private static string Range(RowColumn column) => column.Type switch
    {
        ColumnType.Boolean => "false, true",
        ColumnType.Enumeration => "see below",
        _ => $"≥ {column.Min.ToString(CultureInfo.InvariantCulture)}",
    };
}
