using System.Globalization;
using System.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using Xunit;

namespace WalSweep.Tests.Rows;

public sealed class RowDocumentationTests
{
    /// <summary>The keys of the metadata; a test holds what files say against this table.</summary>
    private const string Metadata =
        """

        `wal_peak_bytes` may be more than `wal_capacity_bytes` by part of an entry: whole entries are kept, so a pin may begin within the entry at the tail; and by the rounding of positions, far less than a byte in most cases.

        ## What a file says of itself

        Each file carries these in its key-value metadata. KEY is a parameter's key in a configuration ([config.md](config.md)). A parameter that is drawn has a column and no key here;
        every other has exactly one of the three kinds.

        | key | value |
        |---|---|
        | `walsweep.constant.KEY` | The parameter is the same in every scenario: its value in base units, such as `4194304B`, `0.001s`, `1000/s`, `2`, or `none` for no limit. |
        | `walsweep.multiple.KEY` | The parameter is a fixed multiple of another one of the same scenario, written as in a configuration: with `{"of":"write_rate","times":5}` it is 5 times the column `write_rate_per_s`. Where it counts or is a size, the product is rounded to the nearest whole number. |
        | `walsweep.auto.KEY` | The parameter follows from others of the same scenario: the rule, in the words of config.md. |
        | `walsweep.column.NAME` | What the column means, its unit in brackets before it. |
        | `walsweep.config_sha256` | Digest of the resolved configuration without its name, title, note and count. |
        | `walsweep.names.NAME` | The names of a column that is drawn from names, joined by commas. |
        | `walsweep.seed`, `walsweep.durability`, `walsweep.rows_every` | As in the configuration; rows are stored of every k-th scenario. A durability mode that is drawn has a column and no key. |
        | `walsweep.protocols` | The versions of a scenario's rows in their order, joined by commas. |
        | `walsweep.model_version`, `walsweep.schema_version` | Versions of the model and of the columns. |
        | `walsweep.footer_crc32` | Checksum of the footer, which the format leaves without one; other readers ignore it. |

        """;

    [Fact]
    public void TheDocumentedColumnsAreTheDeclaredOnes() => Golden.Check("docs/rows.md", Markdown());

    private static string Markdown()
    {
        var schema = new RowSchema([.. ProtocolVersion.All.Select(version => version.Name)], []);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The columns of the rows, version {RowColumns.SchemaVersion}

            One row for each scenario and protocol, the rows of a scenario together, in Parquet files that any reader opens. Between `protocol` and `outages` stands one
            column for each parameter that the sweep varies, as DOUBLE, or as INT64 where it is always whole, and `durability`, a STRING, if that is drawn. The other parameters are in the file's metadata, see the
            end of this page. This page is written by a test from the declarations in `src/Sweep/Rows/RowColumns.cs`.

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

        return text.Append(Metadata).ToString();
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
