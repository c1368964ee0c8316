using System.Globalization;
using System.Text;
using WalSweep.Analysis.CellTables;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.CellTables;

/// <summary>The part of docs/results-folder.md that tells of the columns of cells is written from their declarations.</summary>
public sealed class CellDocumentationTests
{
    private const string Page = "docs/results-folder.md";
    private const string Heading = "## The columns of the cells\n";

    /// <summary>The keys of the metadata; a test holds what files say against this table.</summary>
    private const string Metadata =
        """

        In their metadata stand, beside what files of rows say ([rows.md](rows.md)) of configuration, seed, model, parameters and columns:

        | key | value |
        |---|---|
        | `walsweep.cells_version` | Version of these columns. |
        | `walsweep.count`, `walsweep.scenarios`, `walsweep.complete` | Scenarios of the whole sweep, those that are counted here, and whether these are all: `true` or `false`. |
        | `walsweep.map` | The map. |
        | `walsweep.x.column`, `walsweep.x.label`, `walsweep.x.scale`, `walsweep.x.cells` | The horizontal axis: AXIS, what people call it, `linear` or `logarithmic`, and its cells. |
        | `walsweep.y.column`, `walsweep.y.label`, `walsweep.y.scale`, `walsweep.y.cells` | The vertical axis. |
        | `walsweep.outside.VERSION` | Trials of a version that lie in no cell: beyond an axis, or without a value there. |

        Any reader of Parquet opens them. In DuckDB, from which outage on V1.5 catches up in less than half of its trials, for each range of write rates:

            select from_write_rate_per_s, min(from_outage_s)
            from 'results/quickstart/cells/outage-write-rate.parquet'
            where protocol = 'v1_5' and trials > 0 and caught_up < trials / 2
            group by all order by all;

        """;

    [Fact]
    public void The_documented_columns_are_the_declared_ones()
    {
        var page = Golden.Read(Page);
        Golden.Check(Page, page[..page.IndexOf(Heading, StringComparison.Ordinal)] + Markdown());
    }

    private static string Markdown()
    {
        var config = SmallSweep.Config(1);
        var counts = SweepTally.CountsOf(config);
        var map = counts.Maps[0];
        var text = new StringBuilder(Heading);
        text.Append("\nThis part is written by a test from the declarations in `src/Analysis/CellTables/MapTables.cs`.\n");
        foreach (var (suffix, table) in CellFiles.TablesOf(config, counts, map))
        {
            var (rows, after) = AboutTable(suffix);
            text.Append(CultureInfo.InvariantCulture, $"\n`cells/MAP{suffix}.parquet`{rows}\n\n| column | type | unit | what it is |\n|---|---|---|---|\n");
            foreach (var line in table.Columns.Select(column => Line(column, map.Map)).Distinct())
            {
                text.Append(line);
            }

            text.Append(after);
        }

        return text.Append(Metadata).ToString();
    }

    /// <summary>What is said before and after the columns of a table.</summary>
    private static (string Rows, string After) AboutTable(string suffix) => suffix switch
    {
        "" => (": a row for each version and each cell of the map, also for those in which nothing lies.", """

            Either axis has its two columns; AXIS is what is measured there, such as `outage_s`, `write_rate_per_s`, `load` (write rate ÷ catch-up rate) or `backlog_share` (backlog ÷ retention). `wal_pinned_byte_s` is an exact multiple of
            65,536 up to 2⁶⁹, beyond it is to the nearest double.

            """),
        CellFiles.RecoverySuffix => (
            $": a row for each version, cell and slot of recovery times that there are any in. Each doubling between {PowerOfTwo(CellTimes.LowestS)} s and {PowerOfTwo(CellTimes.HighestS)} s is cut into {SlotsOfADoubling} slots of equal length; "
                + "there is one for all shorter and one for all longer times.",
            ""),
        CellFiles.PairsSuffix => (", where there is more than one version: a row for each pair of versions that the report compares, cell and pair of fates that any scenario had. Where an axis measures trials, which is so in `plane`, the cell is that of the trial under the second version.", ""),
        _ => throw new ArgumentOutOfRangeException(nameof(suffix), suffix, "nothing is said of this table"),
    };

    /// <summary>The slots as they are: those that begin from 1 s on and before 2 s.</summary>
    private static string SlotsOfADoubling => Enumerable.Range(0, CellTimes.SlotCount).Count(slot => CellTimes.SlotBeginS(slot) is >= 1 and < 2) is var count && count == 4 ? "four" : count.ToString(CultureInfo.InvariantCulture);

    private static string Line(RowColumn column, SweepMap map)
    {
        var type = column.Type switch { ColumnType.Enumeration => "STRING", ColumnType.Double => "DOUBLE", ColumnType.Int32 => "INT32", _ => "INT64" };
        var (name, unit, meaning) = (column.Name, column.Unit, column.Meaning);
        foreach (var axis in (Axis[])[map.X.Axis, map.Y.Axis])
        {
            if (name == $"from_{axis.Column}" || name == $"to_{axis.Column}")
            {
                (name, unit, meaning) = (name.Replace(axis.Column, "AXIS", StringComparison.Ordinal), "of the axis", meaning.Replace(axis.Label, "AXIS", StringComparison.Ordinal));
            }
        }

        return $"| `{name}` | {type} | {unit} | {meaning} |\n";
    }

    private static string PowerOfTwo(double value)
    {
        var exponent = Math.ILogB(value);
        Assert.Equal(value, Math.ScaleB(1, exponent));
        return "2" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
    }
}
