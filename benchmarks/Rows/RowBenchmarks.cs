using BenchmarkDotNet.Attributes;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Benchmarks.Rows;

/// <summary>
/// What a row costs from the outcome to the file and back; every figure is per row. A row group is 32,768 scenarios of three rows, as in a sweep.
/// </summary>
[MemoryDiagnoser]
public class RowBenchmarks
{
    private const int _scenarios = 1 << 15;
    private const int _rowCount = _scenarios * RealisticRows.Protocols;

    private readonly RealisticRows _realistic = new(_scenarios);

    // Outcomes that stay in the processor's nearer caches, as one just simulated does.
    private readonly RealisticRows _few = new(256);
    private readonly RowBuffer _rows = new(RealisticRows.Schema, _scenarios);
    private readonly RowBuffer _filled = new(RealisticRows.Schema, _scenarios);
    private readonly ParquetTableWriter _writer = new(RealisticRows.Schema.Table);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"walsweep-{Environment.ProcessId}.parquet");
    private readonly RowColumn[] _fiveColumns = [RealisticRows.Schema.Protocol, RealisticRows.Schema.Columns[2], RowColumns.Ended, RowColumns.RecoveryS, RowColumns.Path];
    private byte[] _file = [];

    [GlobalSetup]
    public void Setup()
    {
        _realistic.Fill(_rows);
        using var memory = new MemoryStream();
        _writer.Begin(memory, RealisticRows.Schema.Metadata);
        for (int group = 0; group < 4; group++)
        {
            _writer.WriteRowGroup(_rows.Rows);
        }

        _writer.End();
        _file = memory.ToArray();
        Console.WriteLine(FormattableString.Invariant($"// {_file.Length / (4.0 * _rowCount):F1} bytes a row, {RealisticRows.Schema.Columns.Count} columns"));
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark(OperationsPerInvoke = _rowCount)]
    public void Add() => _few.Fill(_filled);

    [Benchmark(OperationsPerInvoke = _rowCount)]
    public long WriteToNothing()
    {
        _writer.Begin(Stream.Null, RealisticRows.Schema.Metadata);
        _writer.WriteRowGroup(_rows.Rows);
        return _writer.End();
    }

    [Benchmark(OperationsPerInvoke = _rowCount)]
    public long WriteToFile()
    {
        // A new file, as in a sweep: cutting off an old one makes some file systems write the new bytes to the disk at once.
        File.Delete(_path);
        using var file = new FileStream(_path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _writer.Begin(file, RealisticRows.Schema.Metadata);
        _writer.WriteRowGroup(_rows.Rows);
        return _writer.End();
    }

    [Benchmark(OperationsPerInvoke = 4 * _rowCount)]
    public double ReadFiveColumns()
    {
        using RowReader reader = RowReader.Open(_file, "memory");
        RowCursor cursor = reader.Read(_fiveColumns);
        double sum = 0;
        while (cursor.MoveNext())
        {
            sum += cursor[1].Doubles[0] + cursor[3].Doubles[0];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = 4 * _rowCount)]
    public int ReadAllColumns()
    {
        using RowReader reader = RowReader.Open(_file, "memory");
        RowCursor cursor = reader.Read([.. reader.Schema.Columns]);
        int batches = 0;
        while (cursor.MoveNext())
        {
            batches++;
        }

        return batches;
    }
}
