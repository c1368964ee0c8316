using WalSweep.Sweep.Parquet;
using Xunit;

namespace WalSweep.Tests.Parquet;

public sealed class RoundTripTests
{
    public static TheoryData<string> Names => [.. TestTables.Named().Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatIsWrittenIsRead(string name)
    {
        TestTable table = TestTables.Named().Single(t => t.Name == name);
        Check(table);
    }

    [Fact]
    public void AnyTableIsRead()
    {
        int count = LongTier.IsOn ? 20_000 : 300;
        for (int seed = 0; seed < count; seed++)
        {
            Check(TestTables.Drawn(seed));
        }
    }

    [Fact]
    public void TheSameRowsGiveTheSameBytes()
    {
        foreach (TestTable table in TestTables.Named())
        {
            Assert.Equal(table.Write(), table.Write());
        }
    }

    [Fact]
    public void ColumnsCanBeReadAloneAndRowGroupsLeftOut()
    {
        TestTable table = TestTables.Named().Single(t => t.Name == "many_groups");
        using TableReader reader = TableReader.Open(table.Write(), table.Name);
        TableCursor cursor = reader.Read([2, 0], group => group.RowCount == 64 || group.RowCount == 499);
        var rows = new List<(long Row, double Value, int Whole)>();
        while (cursor.MoveNext())
        {
            for (int i = 0; i < cursor.RowCount; i++)
            {
                rows.Add((cursor.FirstRow + i, cursor[0].Doubles[i], cursor[1].Int32s[i]));
            }
        }

        int[] expected = [.. Enumerable.Range(501, 64), .. Enumerable.Range(1193, 499)];
        Assert.Equal(expected.Select(r => ((long)r, (double)table.Values[2][r]!, (int)table.Values[0][r]!)), rows);
    }

    [Fact]
    public void NullIsNaNOrZeroInTheBuffer()
    {
        TestTable table = TestTables.Named().Single(t => t.Name == "all_null");
        using TableReader reader = TableReader.Open(table.Write(), table.Name);
        TableCursor cursor = reader.Read([2, 1, 0, 3]);
        Assert.True(cursor.MoveNext());
        Assert.True(double.IsNaN(cursor[0].Doubles[0]) && cursor[1].Int64s[0] == 0 && cursor[2].Int32s[0] == 0 && cursor[3].Bytes[0] == 0);
    }

    private static void Check(TestTable table)
    {
        using TableReader reader = TableReader.Open(table.Write(), table.Name);
        FileMetadata file = reader.File;
        Assert.Equal(table.RowCount, file.RowCount);
        Assert.Equal(table.Metadata, file.Metadata);
        Assert.Equal(table.Schema.Columns.Select(c => (c.Name, c.Type, c.IsOptional)), file.Schema.Columns.Select(c => (c.Name, c.Type, c.IsOptional)));
        Assert.Equal(table.GroupRows.Where(rows => rows > 0).Select(rows => (long)rows), file.RowGroups.Select(g => g.RowCount));

        TableCursor cursor = reader.Read([.. Enumerable.Range(0, table.Values.Length)]);
        while (cursor.MoveNext())
        {
            for (int c = 0; c < table.Values.Length; c++)
            {
                for (int i = 0; i < cursor.RowCount; i++)
                {
                    object? expected = table.Values[c][cursor.FirstRow + i], found = TestTable.Get(cursor[c], i, cursor.Names(c));
                    Assert.True(Same(expected, found), $"{table}, {table.Schema.Columns[c]}, row {cursor.FirstRow + i}: expected {expected}, found {found}");
                }
            }
        }

        Assert.Equal(table.RowCount, cursor.FirstRow);
        CheckStatistics(table, file);
    }

    private static void CheckStatistics(TestTable table, FileMetadata file)
    {
        int firstRow = 0;
        foreach (RowGroupInfo group in file.RowGroups)
        {
            for (int c = 0; c < table.Values.Length; c++)
            {
                ChunkStatistics found = group.Columns[c].Statistics;
                (long nulls, object? min, object? max) = table.Statistics(c, firstRow, (int)group.RowCount);
                Assert.Equal((nulls, min, max), (found.NullCount, found.Min, found.Max));
            }

            firstRow += (int)group.RowCount;
        }
    }

    /// <summary>Equal to the bit, but that −0 was made +0.</summary>
    private static bool Same(object? expected, object? found) => expected is double e && found is double f
        ? BitConverter.DoubleToInt64Bits(e + 0.0) == BitConverter.DoubleToInt64Bits(f)
        : Equals(expected, found);
}
