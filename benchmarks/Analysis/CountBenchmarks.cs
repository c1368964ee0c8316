using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Running;

namespace WalSweep.Benchmarks.Analysis;

/// <summary>
/// What a row costs to be read from its file and counted, for one map with its fates and recovery times and for everything that a report tells; every figure is per row. The rows are those of 1,048,576 scenarios
/// of <c>configs/quickstart.json</c>, which are run first and which the system has in memory.
/// </summary>
[MemoryDiagnoser]
public class CountBenchmarks
{
    private const int _scenarios = 1 << 20;
    private const int _rowCount = 3 * _scenarios;

    private DirectoryInfo _folder = null!;
    private SweepConfig _config = null!;
    private RowScan _scan = null!;
    private SweepMap _map = null!;

    /// <summary>Threads that read and count.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("walsweep-");
        var path = Path.Combine(Repository.Root, "configs", "quickstart.json");
        _config = ConfigReader.Parse(Encoding.UTF8.GetBytes(Regex.Replace(File.ReadAllText(path), "\"count\": [0-9_]+", $"\"count\": {_scenarios}")), path, Path.GetDirectoryName(path)!);
        if (_config.Count != _scenarios)
        {
            throw new InvalidOperationException($"{path}: expected a count to set to {_scenarios}, found none; the sweep has {_config.Count} scenarios.");
        }

        using var folder = SweepFolder.Open(_folder.FullName, _config);
        var runner = new SweepRunner(folder, new RunOptions { Origin = _folder.FullName, Threads = 2, CreateTally = () => new SweepTally(_config) });
        runner.Run(runner.Audit(), new Silence(), CancellationToken.None);
        var layout = new ResultsLayout(_folder.FullName);
        _scan = RowScan.Open([.. runner.Audit().Finished.Select(receipt => layout.RowsPath(receipt.Part))]);
        _map = new MapPlan(_config).Maps[0];
    }

    [GlobalCleanup]
    public void Cleanup() => _folder.Delete(recursive: true);

    [Benchmark(OperationsPerInvoke = _rowCount)]
    public long OneMap() => MapRows.Count(_config, _scan, _map, Threads).Kinds.OutsideCount(0);

    [Benchmark(OperationsPerInvoke = _rowCount)]
    public long Everything() => SweepRows.Count(_config, _scan, Threads).TotalsOf(0).TrialCount;

    private sealed class Silence : IProgressSink
    {
        public TimeSpan Interval => TimeSpan.FromSeconds(1);

        public void Report(in RunProgress progress)
        {
        }
    }
}
