using System.Text.Json;
using System.Text.RegularExpressions;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>The report of the quickstart with fewer scenarios, and its trials as its rows have them: what is told of cells can be counted anew. Shared with the report are where an axis has its cells, and what a fate is, which have tests of their own.</summary>
[CollectionDefinition(Name)]
public sealed partial class CountedPage : ICollectionFixture<CountedPage>, IDisposable
{
    /// <summary>Of the test classes that share it.</summary>
    internal const string Name = "counted page";

    /// <summary>Enough for some cells of V1.5 to disagree with analysis.</summary>
    private const int _count = 30_000;

    private readonly TemporaryFolder _folder = new();
    private readonly JsonElement[] _grids;

    public CountedPage()
    {
        File.WriteAllText(_folder["few.json"], Golden.Read("configs/quickstart.json").Replace("\"count\": 200000", $"\"count\": {_count}", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", _folder["few.json"], "--out", _folder["out"]], new Streams(TextWriter.Null, TextWriter.Null, false, false, 80, true)));
        var layout = new ResultsLayout(_folder["out"]);
        Config = SweepFolder.ReadLocked(layout)!;
        Trials = TrialsOf(layout.RowsPath(0));
        Assert.Equal(_count * Config.Protocols.Count, Trials.Count);
        _grids = [.. Cells().Matches(File.ReadAllText(PathOf("index.html"))).SelectMany(block => JsonDocument.Parse(block.Groups[1].Value).RootElement.GetProperty("grids").EnumerateArray())];
    }

    /// <summary>Its maps, and the names that their figures end in.</summary>
    internal static (string Map, string Suffix)[] Maps { get; } = [(MapPlan.OutageByWriteRate, ""), (MapPlan.OutageByLoad, "-load"), (MapPlan.Plane, "-plane")];

    internal SweepConfig Config { get; }

    /// <summary>The trials of a scenario stand together, one for each version in order.</summary>
    internal IReadOnlyList<StoredTrial> Trials { get; }

    internal string PathOf(string file) => Path.Combine(_folder["out"], "report", file);

    internal SweepMap MapOf(string name) => new MapPlan(Config).Maps.Single(map => map.Name == name);

    /// <summary>What the page tells of the cells of a map, by field; null of cells of which it tells nothing. From the lower left corner, row by row.</summary>
    internal List<Dictionary<string, string>?> Told(SweepMap map, string name)
    {
        string LabelOf(JsonElement grid, string axis) => grid.GetProperty(axis).GetProperty("label").GetString()!;
        var grid = _grids.Single(grid => grid.GetProperty("name").GetString() == name && LabelOf(grid, "x") == map.X.Axis.Label && LabelOf(grid, "y") == map.Y.Axis.Label);
        string[] fields = [.. grid.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("label").GetString()!)];
        var cells = grid.GetProperty("cells").EnumerateArray().Select(cell => cell.ValueKind != JsonValueKind.Array ? null
            : fields.Zip(cell.EnumerateArray()).ToDictionary(field => field.First, field => field.Second.GetString()!)).ToList();
        Assert.Equal(map.X.Axis.CellCount * map.Y.Axis.CellCount, cells.Count);
        return cells;
    }

    /// <summary>The cell of a trial on a map, counted as <see cref="Told"/> does; −1 for one that lies in none.</summary>
    internal int CellOf(SweepMap map, StoredTrial trial)
    {
        double RetainedEntries() => Constant(VolumeParameters.RetentionBytes) / Constant(VolumeParameters.EntryBytes);
        var (x, y) = map.Name switch
        {
            MapPlan.OutageByWriteRate => (trial.OutageS, trial.WriteRatePerS),
            MapPlan.OutageByLoad => (trial.OutageS, trial.WriteRatePerS / trial.CatchupRatePerS),
            _ => (trial.BacklogEntries / RetainedEntries(), trial.WriteRatePerS / trial.CatchupRatePerS),
        };
        var (column, row) = (map.X.Axis.CellOf(x), map.Y.Axis.CellOf(y));
        return column < 0 || row < 0 ? -1 : (row * map.X.Axis.CellCount) + column;
    }

    public void Dispose() => _folder.Dispose();

    private double Constant(ParameterDefinition definition) => ((ConstantSpec)Config.Specs[definition]).Value;

    private static List<StoredTrial> TrialsOf(string path)
    {
        using var reader = RowReader.Open(path);
        RowColumn Named(string name) => reader.Schema.Columns.Single(column => column.Name == name);
        var cursor = reader.Read(
        [
            reader.Schema.Protocol, RowColumns.FirstOutageS, Named("write_rate_per_s"), Named("catchup_rate_per_s"), RowColumns.BacklogEntries,
            RowColumns.Ended, RowColumns.Path, RowColumns.Explicit, RowColumns.NeedlessRebuild, RowColumns.RecoveryS,
        ]);
        var trials = new List<StoredTrial>();
        while (cursor.MoveNext())
        {
            for (var row = 0; row < cursor.RowCount; row++)
            {
                double Value(int place) => cursor.Number(place, row);
                var fate = Fates.Of((Ending)Value(5), (RecoveryPath)Value(6), Value(7) != 0);
                trials.Add(new StoredTrial((int)Value(0), Value(1), Value(2), Value(3), Value(4), fate, Value(8) != 0, Value(9)));
            }
        }

        return trials;
    }

    [GeneratedRegex("""<script type="application/json" class="cells">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Cells();
}

/// <summary>A row of a sweep. What does not exist is NaN.</summary>
internal sealed record StoredTrial(int ProtocolIndex, double OutageS, double WriteRatePerS, double CatchupRatePerS, double BacklogEntries, Fate Fate, bool IsNeedlessRebuild, double RecoveryS);
