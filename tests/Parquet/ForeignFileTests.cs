using WalSweep.Sweep.Parquet;
using Xunit;

namespace WalSweep.Tests.Parquet;

/// <summary>
/// Files that other writers wrote (tests/interop/foreign.mjs), with their encodings, pages of both versions, and compression: same rows in all, known by formula.
/// </summary>
public sealed class ForeignFileTests
{
    public const int Rows = 300;

    public static TheoryData<string> Names => ["duckdb_v1", "duckdb_v2", "duckdb_gzip", "arrow_v1", "arrow_v2"];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Golden.PathOf($"tests/Parquet/foreign/{name}.parquet"));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheirFilesAreRead(string name)
    {
        using TableReader reader = TableReader.Open(Bytes(name), name);
        Assert.Equal(
            ["i32 Int32?", "i64 Int64?", "f64 Double?", "flag Boolean?", "fate Enumeration?", "maybe_i32 Int32?", "maybe_f64 Double?", "maybe_flag Boolean?", "never Double?"],
            reader.File.Schema.Columns.Select(c => c.ToString()));
        TableCursor cursor = reader.Read([.. Enumerable.Range(0, 9)]);
        while (cursor.MoveNext())
        {
            for (int row = 0; row < cursor.RowCount; row++)
            {
                object?[] found = [.. Enumerable.Range(0, 9).Select(c => TestTable.Get(cursor[c], row, cursor.Names(c)))];
                Assert.Equal(Expected((int)cursor.FirstRow + row), found);
            }
        }

        Assert.Equal(Rows, cursor.FirstRow);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheirStatisticsAreUnderstood(string name)
    {
        using TableReader reader = TableReader.Open(Bytes(name), name);
        int first = 0;
        foreach (RowGroupInfo group in reader.File.RowGroups)
        {
            object?[][] rows = [.. Enumerable.Range(first, (int)group.RowCount).Select(Expected)];
            Assert.Equal((rows[0][1], rows[^1][1]), (group.Columns[1].Statistics.Min, group.Columns[1].Statistics.Max));
            Assert.Equal(("completed", "stalled"), (group.Columns[4].Statistics.Min, group.Columns[4].Statistics.Max));
            Assert.Equal(rows.Count(r => r[6] is null), group.Columns[6].Statistics.NullCount);
            Assert.Null(group.Columns[8].Statistics.Min);
            first += (int)group.RowCount;
        }
    }

    private static object?[] Expected(int i) =>
    [
        (i * 7) - 1000, (long)i * i * 1_000_003, i / 8.0, i % 3 == 0, (i % 4) switch { 0 => "completed", 1 => "stalled", _ => "failed" },
        i % 7 != 0 ? (int)Math.Round(i / 2.0, MidpointRounding.ToEven) : null, i % 5 != 0 ? i * 0.25 : null, i % 2 == 0 ? i % 4 == 0 : null, null,
    ];
}
