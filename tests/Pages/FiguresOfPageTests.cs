using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Charts;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>The figures of a sweep that has several maps: each can stand alone, and what is told of their cells leads on.</summary>
public sealed partial class FiguresOfPageTests : IDisposable
{
    private const string Svg = "{http://www.w3.org/2000/svg}";
    private const string Title = "One replica drops out";

    private readonly TemporaryFolder _folder = new();
    private readonly string _report;

    public FiguresOfPageTests()
    {
        string config = ConfigFiles.Write(_folder, $$"""
            {
              "name": "figures", "title": "{{Title}}", "count": 2000,
              "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] }, "catchup_rate": { "of": "write_rate", "times": { "log_uniform": [1.5, 5] } } },
              "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "address_change_probability": 0.5 }
            }
            """);
        Assert.Equal(ExitCode.Done, Run("run", config, "--out", _folder["out"]).Code);
        _report = Path.Combine(_folder["out"], "report");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_two_figures_of_a_layout_have_one_name_for_those_who_hear_it()
    {
        string[] files = [.. Directory.GetFiles(_report, "*.svg").Where(path => !path.EndsWith("-narrow.svg", StringComparison.Ordinal))];
        Dictionary<string, string> titles = files.ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => RegionFigureTests.Parse(File.ReadAllText(path)).Element(Svg + "title")!.Value);
        string[] maps = ["regions", "regions-load", "plane", "differences", "differences-load", "differences-plane"];
        Assert.Subset(titles.Keys.ToHashSet(), maps.ToHashSet());
        Assert.Equal(titles.Count, titles.Values.Distinct().Count());
        Assert.All(maps, map => Assert.StartsWith($"{Title} – What ", titles[map], StringComparison.Ordinal));
    }

    [Fact]
    public void The_scenario_that_a_cell_names_lies_in_it_and_had_its_most_frequent_fate()
    {
        var config = SweepFolder.ReadLocked(new ResultsLayout(_folder["out"]))!;
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        var told = 0;
        foreach (var grid in Grids().Where(grid => grid.GetProperty("x").GetProperty("label").GetString() == "outage" && grid.GetProperty("y").GetProperty("label").GetString() == "write rate"))
        {
            var protocolIndex = config.Protocols.ToList().FindIndex(protocol => protocol.Label == grid.GetProperty("name").GetString());
            if (protocolIndex < 0)
            {
                continue; // a difference of two
            }

            var map = new MapPlan(config).Maps.Single(map => map.Name == MapPlan.OutageByWriteRate);
            foreach (var (place, cell) in grid.GetProperty("cells").EnumerateArray().Index().Where(cell => cell.Item.ValueKind == JsonValueKind.Array))
            {
                var faults = source.Draw(long.Parse(cell[cell.GetArrayLength() - 1].GetString()!, CultureInfo.InvariantCulture), out var parameters, timeline, varied, out var weather);
                Assert.Equal(place, (map.Y.Axis.CellOf(parameters.WriteRatePerS) * map.X.Axis.CellCount) + map.X.Axis.CellOf(weather.FirstOutageS));
                var outcome = Simulation.Run(config.Protocols[protocolIndex], new Scenario(in parameters, timeline.AsSpan(0, faults)), ref state);
                var counts = Fates.All.Select((_, index) => long.Parse(cell[1 + index].GetString()!.Split(' ')[0], NumberStyles.Any, CultureInfo.InvariantCulture)).ToList();
                Assert.Equal(counts.Max(), counts[Fates.All.ToList().IndexOf(Fates.Of(outcome.Ended, outcome.Path, outcome.Explicit))]);
                told++;
            }
        }

        Assert.True(told > 500, $"only {told} cells name one");
    }

    [Fact]
    public void What_a_cell_names_as_typical_can_be_typed_and_shows_where_versions_part()
    {
        var grids = Grids();
        foreach (string pair in new[] { "V2 against V1", "V2 against V1.5" })
        {
            var grid = grids.First(grid => grid.GetProperty("name").GetString() == pair);
            var fields = grid.GetProperty("fields").EnumerateArray().ToList();
            var typical = fields[^1];
            Assert.True(typical.GetProperty("typed").GetBoolean());
            var cell = grid.GetProperty("cells").EnumerateArray().First(cell => cell.ValueKind == JsonValueKind.Array);
            string command = typical.GetProperty("before").GetString() + cell[fields.Count - 1].GetString() + typical.GetProperty("after").GetString();
            string[] words = command.Split(' ');
            Assert.Equal(["walsweep", "diff", "results/figures", "--scenario"], words[..4]);
            var (code, text) = Run(["diff", _folder["out"], .. words[3..]]);
            Assert.Equal(ExitCode.Done, code);
            Assert.Contains("They part at", text, StringComparison.Ordinal);
        }
    }

    private List<JsonElement> Grids() =>
        [.. Cells().Matches(File.ReadAllText(Path.Combine(_report, "index.html"))).SelectMany(block => JsonDocument.Parse(block.Groups[1].Value).RootElement.GetProperty("grids").EnumerateArray())];

    private static (int Code, string Text) Run(params string[] words)
    {
        using var output = new StringWriter();
        int code = CommandLine.Run(words, new Streams(output, TextWriter.Null, false, false, 120, true));
        return (code, output.ToString());
    }

    [GeneratedRegex("""<script type="application/json" class="cells">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Cells();
}
