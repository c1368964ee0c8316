using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Rows;

/// <summary>A scan gives every row once, in whole scenarios, whatever the threads.</summary>
public sealed class RowScanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    public void EveryRowIsTakenOnceAsItIsRead(int threads)
    {
        var sample = new RowSample(seed: 11, scenarios: 5000);
        byte[][] files = [sample.Write(0, 1600, 1600), sample.Write(1600, 900, 250), sample.Write(2500, 1, 1), sample.Write(2501, 0, 1), sample.Write(2501, 2499, 1400)];
        RowScan scan = Open(files);
        RowColumn[] columns = [RowColumns.Scenario, .. scan.Schema.Columns.Where(column => column.Name != "scenario")];
        var sinks = scan.Run(columns, () => new RowCollector(columns.Length), threads);
        Assert.Equal(Math.Min(threads, files.Length), sinks.Count);
        var found = RowCollector.Union(sinks);
        Assert.Equal(15_000, found.Count);
        foreach (byte[] file in files)
        {
            using RowReader reader = RowReader.Open(file, "naive");
            RowCursor cursor = reader.Read(columns);
            while (cursor.MoveNext())
            {
                for (int row = 0; row < cursor.RowCount; row++)
                {
                    int at = row;
                    double[] expected = [.. Enumerable.Range(1, columns.Length - 1).Select(column => cursor.Number(column, at))];
                    Assert.Equal(expected, found[(cursor[0].Int64s[row], (int)((cursor.FirstRow + row) % 3))]);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AScanOfASweepIsTheSimulationOfItsScenarios(int threads)
    {
        const int Scenarios = (3 * SmallSweep.ScenariosPerPart) + 100;
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Scenarios);
        SmallSweep.Run(folder["sweep"], config, threads: 2);
        string[] files = [.. Directory.GetFiles(folder["sweep"], "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(4, files.Length);
        RowScan scan = RowScan.Open(files);
        RowColumn[] columns = [.. scan.Schema.Columns];
        var found = RowCollector.Union(scan.Run(columns, () => new RowCollector(columns.Length), threads));
        var simulated = new SimulatedPart(config, Scenarios).Table;
        Assert.Equal(simulated.RowCount, found.Count);
        Assert.Equal(simulated.Metadata, scan.Metadata);
        for (int row = 0; row < simulated.RowCount; row++)
        {
            double[] values = found[((long)simulated.Values[0][row]!, row % 3)];
            for (int column = 1; column < columns.Length; column++)
            {
                Assert.Equal(Number(columns[column], simulated.Values[column][row]), values[column - 1]);
            }
        }
    }

    [Fact]
    public void ABatchHoldsWholeScenarios()
    {
        // More rows than a batch has, and a row group for the rest.
        var sample = new RowSample(seed: 12, scenarios: 3000);
        RowScan scan = Open([sample.Write(scenariosPerGroup: 2900)]);
        var sink = new RowCollector(1)
        {
            BeforeBatch = batch =>
            {
                Assert.Equal(0, batch.RowCount % 3);
                Assert.InRange(batch.RowCount, 3, TableCursor.BatchRows);
                for (int row = 0; row < batch.RowCount; row += 3)
                {
                    Assert.Equal([RowSample.Number((int)(batch.FirstRow + row) / 3)], batch[0].Int64s[row..(row + 3)].Distinct());
                }
            },
        };
        scan.Run([RowColumns.Scenario], () => sink, threads: 1);
        Assert.Equal((4, 9000), (sink.Batches, sink.Rows.Count));
    }

    [Fact]
    public void BatchesAreWholeScenariosForAnyNumberOfProtocols()
    {
        for (int protocols = 1; protocols <= Column.MaxNames; protocols++)
        {
            int rows = new ScenarioOrder([.. Enumerable.Range(0, protocols).Select(p => $"p{p}")]).BatchRows;
            Assert.Equal(0, rows % protocols);
            Assert.InRange(rows, (TableCursor.BatchRows / 2) + 1, TableCursor.BatchRows);
        }
    }

    [Fact]
    public void ColumnsStandInTheOrderAskedFor()
    {
        RowScan scan = Open([new RowSample(seed: 13, scenarios: 20).Write(20)]);
        string[] found = [];
        var sink = new RowCollector(0) { BeforeBatch = batch => found = [.. Enumerable.Range(0, 4).Select(index => batch[index].Column.Name)] };
        scan.Run([RowColumns.Path, RowColumns.Scenario, RowColumns.Ended, RowColumns.HoldS], () => sink, 1);
        Assert.Equal(["path", "scenario", "ended", "hold_s"], found);
        Assert.Throws<ArgumentException>(() => scan.Run([new RowColumn { Name = "other", Type = ColumnType.Double, Meaning = "" }], () => sink, 1));
    }

    [Fact]
    public void AWarmScanAllocatesNothingFromBatchToBatch()
    {
        RowScan scan = Open([new RowSample(seed: 14, scenarios: 8000).Write(8000)]);
        RowColumn[] columns = [.. scan.Schema.Columns];
        var reader = new ScanFile(scan, columns);
        AllocationWatch[] watches = [.. Enumerable.Range(0, 8).Select(_ => new AllocationWatch())];
        Assert.All(watches, watch =>
        {
            Assert.Equal(new ScenarioRange(RowSample.Number(0), RowSample.Number(7999), 24_000), reader.Read(0, watch, () => true));
            Assert.Equal(6, watch.Batches);
        });
        Assert.Equal(0, watches.Min(watch => watch.Last - watch.First)); // The least, as in Allocations.EachTime.
    }

    [Fact]
    public void ItStopsWithinABatchWhenItIsTold()
    {
        using var stop = new CancellationTokenSource();
        RowScan scan = Open([new RowSample(seed: 15, scenarios: 4000).Write(4000)]);
        var sink = new RowCollector(1) { BeforeBatch = _ => stop.Cancel() };
        Assert.Throws<OperationCanceledException>(() => scan.Run([RowColumns.Scenario], () => sink, threads: 1, cancel: stop.Token));
        Assert.Equal(1, sink.Batches);
        Assert.Throws<OperationCanceledException>(() => scan.Run([RowColumns.Scenario], () => sink, threads: 1, cancel: stop.Token));
        Assert.Equal(1, sink.Batches);
    }

    [Fact]
    public void WhatASinkFailsWithEndsTheScan()
    {
        var sample = new RowSample(seed: 17, scenarios: 300);
        RowScan scan = Open([sample.Write(0, 100, 100), sample.Write(100, 100, 100), sample.Write(200, 100, 100)]);
        for (int threads = 1; threads <= 3; threads++)
        {
            var failure = Assert.Throws<InvalidTimeZoneException>(
                () => scan.Run([RowColumns.Path], () => new RowCollector(0) { BeforeBatch = batch => throw new InvalidTimeZoneException(batch.File) }, threads));
            Assert.Equal("file 0", failure.Message);
        }
    }

    private static RowScan Open(byte[][] files)
    {
        string[] names = [.. files.Select((_, index) => $"file {index}")];
        return RowScan.Open(names, index => RowReader.Open(files[index], names[index]));
    }

    private static double Number(RowColumn column, object? value) => value switch
    {
        null => double.NaN,
        string name => column.Names!.ToList().IndexOf(name),
        bool flag => flag ? 1 : 0,
        _ => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
