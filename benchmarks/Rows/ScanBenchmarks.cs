using BenchmarkDotNet.Attributes;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Rows;

namespace WalSweep.Benchmarks.Rows;

/// <summary>
/// What a row costs to be read by a scan, from files that the system has in memory; every figure is per row. Eight files of two row groups, as those of a sweep, with the columns
/// that a region map needs. The sink only counts, so this is what reading leaves of the time for a row.
/// </summary>
[MemoryDiagnoser]
public class ScanBenchmarks
{
    private const int _files = 8;
    private const int _scenariosPerGroup = 1 << 15;
    private const int _rowCount = _files * 2 * _scenariosPerGroup * RealisticRows.Protocols;

    private readonly RowColumn[] _columns =
    [
        RealisticRows.Schema.Protocol, RowColumns.FirstOutageS, .. RealisticRows.Schema.Columns.Where(column => column.Name is "write_rate_per_s" or "retention_bytes"),
        RowColumns.BacklogEntries, RowColumns.Ended, RowColumns.Path, RowColumns.Explicit, RowColumns.NeedlessRebuild, RowColumns.RecoveryS, RowColumns.LostEntries,
        RowColumns.LeakedEntries,
    ];

    private DirectoryInfo _folder = null!;
    private RowScan _scan = null!;

    /// <summary>Threads that read.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("walsweep-");
        var realistic = new RealisticRows(_scenariosPerGroup);
        var rows = new RowBuffer(RealisticRows.Schema, _scenariosPerGroup);
        var writer = new ParquetTableWriter(RealisticRows.Schema.Table);
        string[] paths = [.. Enumerable.Range(0, _files).Select(file => Path.Combine(_folder.FullName, $"{file}.parquet"))];
        for (int file = 0; file < _files; file++)
        {
            using var stream = new FileStream(paths[file], FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            writer.Begin(stream, RealisticRows.Schema.Metadata);
            for (int group = 0; group < 2; group++)
            {
                realistic.Fill(rows, ((2L * file) + group) * _scenariosPerGroup);
                writer.WriteRowGroup(rows.Rows);
            }

            writer.End();
        }

        _scan = RowScan.Open(paths);
    }

    [GlobalCleanup]
    public void Cleanup() => _folder.Delete(recursive: true);

    [Benchmark(OperationsPerInvoke = _rowCount)]
    public long RegionColumns() => Count(_columns);

    [Benchmark(OperationsPerInvoke = _rowCount)]
    public long ScenarioAndProtocol() => Count([RealisticRows.Schema.Protocol]);

    [Benchmark(OperationsPerInvoke = _rowCount)]
    public long AllColumns() => Count([.. RealisticRows.Schema.Columns]);

    private long Count(RowColumn[] columns) => _scan.Run(columns, () => new RowCounter(), Threads).Sum(sink => sink.Rows);

    private sealed class RowCounter : IRowSink
    {
        public long Rows { get; private set; }

        public void Take(RowCursor batch) => Rows += batch.RowCount;
    }
}
