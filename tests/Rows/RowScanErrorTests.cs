using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Parquet;
using Xunit;

namespace WalSweep.Tests.Rows;

/// <summary>Files that do not belong together, or whose rows are not whole scenarios: a clear error, never another count.</summary>
public sealed class RowScanErrorTests
{
    private readonly RowSample _sample = new(seed: 21, scenarios: 600);

    [Fact]
    public void FilesOfAnotherSweepAreRefused()
    {
        string message = Message(_sample.Write(0, 100, 100), _sample.Write(100, 100, 100, seed: "8"));
        Assert.Equal("file 1: footer: expected rows of the same sweep as file 0, with seed '7', found '8'", message);

        message = Message(Strange(6), Strange(6, metadata: [new("seed", "7")]));
        Assert.Equal($"file 1: footer: expected rows of the same sweep as file 0, with {RowSample.Schema.Metadata.Count} metadata keys, found {RowSample.Schema.Metadata.Count + 1}", message);

        message = Message(Strange(6, metadata: [new("seed", "7")]), Strange(6));
        Assert.Equal("file 1: footer: expected rows of the same sweep as file 0, with seed '7', found none", message);

        message = Message(Strange(6, metadata: [new("seed", "7")]), Strange(6, metadata: [new("seed", "8\n\u001b[31m\u2028\u202e")]));
        Assert.Equal("file 1: footer: expected rows of the same sweep as file 0, with seed '7', found '8\uFFFD\uFFFD[31m\uFFFD\uFFFD'", message);

        message = Message(Strange(6, metadata: [new("note", new string('x', 5000))]), Strange(6, metadata: [new("note", "y")]));
        Assert.Equal($"file 1: footer: expected rows of the same sweep as file 0, with note '{new string('x', 80)}…', found 'y'", message);
    }

    [Fact]
    public void FilesOfOtherColumnsAreRefused()
    {
        // The metadata are the same word for word, so the column itself is what differs.
        var columns = RowSample.Schema.Table.Columns.ToArray();
        columns[2] = new Column(columns[2].Name, ColumnType.Int64);
        Assert.Equal(
            "file 1: footer: expected rows of the same sweep as file 0, with column write_rate_per_s Double, found column write_rate_per_s Int64",
            Message(Strange(6), Strange(6, columns: columns, scenario: row => 2 + (row / 3))));
    }

    [Fact]
    public void WhatIsNotAFileOfRowsIsRefused()
    {
        Assert.Equal("file 0: footer: expected rows of schema version 2, found another table", Message(TestTables.Named().Single(t => t.Name == "one_row").Write()));
        Assert.StartsWith("file 1: footer, byte 0: expected a Parquet file", Message(Strange(3), [1, 2, 3]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RowScan.Open([]));
    }

    [Theory]
    [InlineData(0, "v2", "row 0: expected protocol 'v1', for a scenario has a row for each of v1, v1_5, v2 in this order, found 'v2'")]
    [InlineData(4, "v1", "row 4: expected protocol 'v1_5', for a scenario has a row for each of v1, v1_5, v2 in this order, found 'v1'")]
    [InlineData(5000, "v1_5", "row 5000: expected protocol 'v2', for a scenario has a row for each of v1, v1_5, v2 in this order, found 'v1_5'")]
    public void AMissingOrOtherProtocolIsNamed(int at, string other, string expected) =>
        Assert.Equal("file 0: " + expected, Message(Strange(6000, protocol: row => row == at ? other : Protocol(row))));

    [Theory]
    [InlineData(0, -1, "row 0: expected a scenario after -1, found scenario -1")]
    [InlineData(3, 0, "row 3: expected a scenario after 0, found scenario 0")]
    [InlineData(7, 3, "row 7: expected another row of scenario 2, found scenario 3")]
    [InlineData(5999, 2000, "row 5999: expected another row of scenario 1999, found scenario 2000")]
    [InlineData(4032, 1343, "row 4032: expected a scenario after 1343, found scenario 1343")]
    [InlineData(4033, 1343, "row 4033: expected another row of scenario 1344, found scenario 1343")]
    public void AScenarioOutOfOrderIsNamed(int at, long other, string expected)
    {
        string message = Message(Strange(6000, scenario: row => row == at ? other : row / 3));
        Assert.Equal("file 0: " + expected, message);
    }

    [Fact]
    public void AnyOneRowOutOfOrderIsFound()
    {
        for (int at = 0; at < 60; at++)
        {
            foreach (long step in (long[])[-1, 1])
            {
                int one = at;
                Assert.StartsWith("file 0: row ", Message(Strange(60, scenario: row => (5 * (row / 3)) + (row == one ? step : 0))), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void ACutScenarioIsNamed()
    {
        Assert.Equal("file 0: row group 0: expected whole scenarios, each of one row for each of 3 protocols, found 100 rows", Message(Strange(100)));
        Assert.Equal("file 1: row group 0: expected whole scenarios, each of one row for each of 3 protocols, found 1 rows", Message(Strange(99), Strange(1)));
    }

    [Fact]
    public void AScenarioInTwoFilesIsNamed()
    {
        byte[] first = _sample.Write(0, 100, 100), overlapping = _sample.Write(99, 100, 100), last = _sample.Write(300, 10, 10);
        string expected = $"expected other scenarios than {RowSample.Number(0)} to {RowSample.Number(99)}, which are in file 0, found ";
        Assert.Equal($"file 1: {expected}{RowSample.Number(0)} to {RowSample.Number(99)}", Message(first, first, last));
        Assert.Equal($"file 2: {expected}{RowSample.Number(99)} to {RowSample.Number(198)}", Message(first, last, overlapping));
    }

    [Fact]
    public void TheFirstWrongFileIsReportedWhateverTheThreads()
    {
        // The second takes longest to be found wrong: its last row is.
        byte[][] files = [_sample.Write(0, 100, 100), Strange(6000, 5_000_000_300, row => row == 5999 ? 0 : 5_000_000_300 + (row / 3), metadata: [new("seed", "7")]), [1], [2], [3], [4]];
        for (int round = 0; round < 20; round++)
        {
            for (int threads = 1; threads <= 4; threads++)
            {
                Assert.StartsWith("file 1: row 5999: ", MessageOf(files, threads), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AFileThatIsNotThereIsAnError()
    {
        using var folder = new Running.TemporaryFolder();
        File.WriteAllBytes(folder["one"], _sample.Write(100));
        Assert.Throws<FileNotFoundException>(() => RowScan.Open([folder["none"], folder["one"]]));
        RowScan scan = RowScan.Open([folder["one"], folder["none"]]);
        Assert.Throws<FileNotFoundException>(() => scan.Run([RowColumns.Path], () => new RowDigest(1), threads: 2));
    }

    private static string Protocol(int row) => RowSample.Schema.Protocols[row % 3];

    /// <summary>A file of the columns of rows, not written as rows are: any scenario and protocol in any row, in one row group.</summary>
    private static byte[] Strange(
        int rows, long start = 0, Func<int, long>? scenario = null, Func<int, string>? protocol = null, KeyValuePair<string, string>[]? metadata = null, Column[]? columns = null)
    {
        Column[] all = [.. (columns ?? [.. RowSample.Schema.Table.Columns]).Select(column => new Column(column.Name, column.Type, column.IsOptional, names: column.Names.Count > 0 ? column.Names : null))];
        object? Value(int column, int row) => column switch
        {
            0 => scenario?.Invoke(row) ?? start + (row / 3),
            1 => (protocol ?? Protocol)(row),
            _ when all[column].IsOptional => null,
            _ => all[column].Type switch
            {
                ColumnType.Int32 => 0,
                ColumnType.Int64 => 0L,
                ColumnType.Double => 0.0,
                ColumnType.Boolean => false,
                _ => all[column].Names[0],
            },
        };
        return new TestTable("strange", new TableSchema(all), [rows], Value, [.. RowSample.Schema.Metadata, .. metadata ?? []]).Write();
    }

    private static string Message(params byte[][] files)
    {
        string[] messages = [.. Enumerable.Range(1, 3).Select(threads => MessageOf(files, threads)).Distinct()];
        return Assert.Single(messages);
    }

    private static string MessageOf(byte[][] files, int threads)
    {
        string[] names = [.. files.Select((_, index) => $"file {index}")];
        return Assert.Throws<ParquetFormatException>(() =>
            RowScan.Open(names, index => RowReader.Open(files[index], names[index])).Run([RowColumns.Path], () => new RowDigest(1), threads)).Message;
    }
}
