using WalSweep.Sweep.Parquet;
using Xunit;

namespace WalSweep.Tests.Parquet;

public sealed class TableWriterTests
{
    private static readonly TableSchema _schema = new([new("x", ColumnType.Double), new("flag", ColumnType.Boolean), new("fate", ColumnType.Enumeration, names: ["a", "b"])]);

    [Fact]
    public void ValuesThatCannotBeStoredAreNamedAndTheFileIsNotEnded()
    {
        Assert.Equal("column 'x', row 2 of the row group: NaN cannot be stored; a value that does not exist is NULL", Refusal(b => b.Columns[0].Doubles[2] = double.NaN));
        Assert.Equal("column 'flag', row 1 of the row group: a flag is 0 or 1, not 7", Refusal(b => b.Columns[1].Bytes[1] = 7));
        Assert.Equal("column 'fate', row 0 of the row group: index 2 has no name, there are 2", Refusal(b => b.Columns[2].Bytes[0] = 2));
    }

    [Fact]
    public void CallsOutOfOrderAreRefused()
    {
        var writer = new ParquetTableWriter(_schema);
        var rows = new RowGroupBuffer(_schema, 4);
        Assert.Equal("no table was begun", Assert.Throws<InvalidOperationException>(() => writer.WriteRowGroup(rows)).Message);
        Assert.Throws<InvalidOperationException>(() => writer.End());
        writer.Begin(Stream.Null, []);
        var other = new RowGroupBuffer(new TableSchema([new Column("y", ColumnType.Int32)]), 4);
        Assert.Equal("the rows are of another schema than the writer", Assert.Throws<InvalidOperationException>(() => writer.WriteRowGroup(other)).Message);
    }

    [Fact]
    public void MetadataKeysMustDiffer()
    {
        var writer = new ParquetTableWriter(_schema);
        foreach (string key in (string[])["a", Format.FooterChecksumKey])
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => writer.Begin(Stream.Null, [new("a", "1"), new(key, "2")]));
            Assert.Equal($"metadata key '{key}' is there twice, or is the writer's own", error.Message);
        }
    }

    [Theory]
    [InlineData("", ColumnType.Int32, false, false, 0)]
    [InlineData("x", ColumnType.Int32, false, false, 2)]
    [InlineData("x", ColumnType.Enumeration, false, false, 0)]
    [InlineData("x", ColumnType.Enumeration, false, false, 257)]
    [InlineData("x", ColumnType.Double, true, true, 0)]
    public void ColumnsThatMakeNoSenseAreRefused(string name, ColumnType type, bool isOptional, bool isOncePerRun, int names)
    {
        string[]? given = names == 0 ? null : [.. Enumerable.Range(0, names).Select(i => $"n{i}")];
        Assert.ThrowsAny<ArgumentException>(() => new Column(name, type, isOptional, isOncePerRun, given));
    }

    /// <summary>What columns like those of a sweep take: a bound for each way of storing them, so that one that is no longer taken shows.</summary>
    [Fact]
    public void WhatRepeatsTakesLittle()
    {
        const int runs = 20_000, rows = 3 * runs;
        var random = new Random(5);
        double[] perRun = [.. Enumerable.Range(0, runs).Select(_ => random.NextDouble())];
        (string Name, Column Column, Func<int, object?> Value, double MostBytesPerRow)[] cases =
        [
            ("ascending", new("c", ColumnType.Int64, isOncePerRun: true), i => (long)i / 3, 0.2),
            ("once per run", new("c", ColumnType.Double, isOncePerRun: true), i => perRun[i / 3], 11.01 / 3),
            ("repeats in a run", new("c", ColumnType.Double), i => perRun[i / 3], 8 / 3.0 + 2),
            ("one for each protocol", new("c", ColumnType.Double), i => i % 3 * 0.7, 0.3),
            ("mostly zero", new("c", ColumnType.Double), i => i % 11 == 0 ? perRun[i / 3] : 0, 8 / 11.0 + 13 / 8.0 + 0.1),
            ("all the same", new("c", ColumnType.Double), _ => 4.2, 0.003),
            ("never there", new("c", ColumnType.Double, isOptional: true), _ => null, 0.003),
            ("small numbers", new("c", ColumnType.Int32), _ => random.Next(8), 0.38),
            ("names", new("c", ColumnType.Enumeration, names: ["a", "b", "c"]), i => "abc"[random.Next(3)].ToString(), 0.26),
            ("random doubles", new("c", ColumnType.Double), _ => random.NextDouble(), 8.003),
        ];
        foreach ((string name, Column column, Func<int, object?> value, double mostBytesPerRow) in cases)
        {
            var table = new TestTable(name, new TableSchema([column], 3), [rows], (_, row) => value(row));
            using TableReader reader = TableReader.Open(table.Write(), name);
            double found = reader.File.RowGroups[0].Columns[0].StoredBytes / (double)rows;
            Assert.True(found <= mostBytesPerRow, $"{name}: expected at most {mostBytesPerRow:F3} bytes a row, found {found:F3}");
        }
    }

    private static string Refusal(Action<RowGroupBuffer> spoil)
    {
        var writer = new ParquetTableWriter(_schema);
        var rows = new RowGroupBuffer(_schema, 4) { RowCount = 4 };
        spoil(rows);
        writer.Begin(Stream.Null, []);
        string message = Assert.Throws<ArgumentException>(() => writer.WriteRowGroup(rows)).Message;
        Assert.Throws<InvalidOperationException>(() => writer.End());
        return message;
    }
}
