using System.Globalization;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Reports;

public sealed class KnobSectionTests
{
    private const int Seed = 20261203;
    private const double MiB = 1 << 20;

    private const string _bursts = """
        , "burst_probability": 0.5, "burst_factor": { "uniform": [2, 6] }, "burst_delay": { "of": "outage", "times": { "uniform": [0.5, 1.5] } }, "burst_duration": { "log_uniform": ["10s", "5min"] }, "outages": 4
        """;

    private static readonly SweepConfig _config = Configs.Parse("""
        {
          "name": "knobs", "count": 6000, "protocols": ["v2"],
          "parameters": { "retention_bytes": { "log_uniform": ["1MiB", "256MiB"] }, "max_rounds": { "choice": [4, 8, 16, 32, 64] } }
        }
        """);

    /// <summary>Trials that know nothing of cells: a rebuild is needless, or a catch-up given up, the more often the smaller the knobs, and recovers mostly not with 4 or 8 rounds.</summary>
    private readonly List<(double RetentionBytes, double Rounds, Outcome Outcome)> _trials = [];

    private readonly ReportSection _section;

    public KnobSectionTests()
    {
        var random = new Random(Seed);
        var counts = SweepTally.CountsOf(_config);
        for (var trial = 0; trial < _config.Count; trial++)
        {
            double[] varied = [MiB * Math.Pow(2, 8 * random.NextDouble()), 4 << random.Next(5)];
            var isRecovered = random.NextDouble() < (varied[1] <= 8 ? 0.3 : 0.9);
            var outcome = new Outcome
            {
                Ended = isRecovered ? Ending.Completed : Ending.Stalled,
                Path = random.NextDouble() < 0.5 ? RecoveryPath.Catchup : RecoveryPath.Rebuild,
                NeedlessRebuild = random.NextDouble() < 8 * MiB / varied[0],
                Aborts = random.NextDouble() < 8 / varied[1] ? 1 : 0,
                RecoveryS = random.NextDouble() < 0.2 ? double.NaN : 1 + (40 * random.NextDouble()),
                WalPinnedByteS = varied[1] * MiB,
            };
            _trials.Add((varied[0], varied[1], outcome));
            counts.Add(varied, 0, Durability.SyncQuorum, [outcome]);
        }

        _section = new KnobSection().Tell(new SweepFindings(_config, _config.Count, counts.Summarize([ProtocolVersion.V2], hasFailover: false), counts));
    }

    [Fact]
    public void Each_setting_of_each_knob_has_what_its_trials_came_to()
    {
        var rows = RowsOf("knobs");
        Assert.Equal(2 * 8, rows.Count);
        Assert.Equal("inf", rows.First(row => row["knob"] == "max_rounds")["recovery_or_never_s_median"]);
        foreach (var row in rows)
        {
            var (from, to) = (Number(row["from"]), Number(row["to"]));
            Outcome[] own = [.. _trials.Where(trial => row["knob"] == "max_rounds" ? IsIn(trial.Rounds, from, to, 64) : IsIn(trial.RetentionBytes, from, to, 256 * MiB)).Select(trial => trial.Outcome)];
            Assert.Equal(own.Length, Number(row["scenarios"]));
            if (own.Length > 0)
            {
                Assert.Equal(own.Count(outcome => outcome.NeedlessRebuild) / (double)own.Length, Number(row["needless_rebuilds"]), 1e-12);
                Assert.Equal(own.Count(outcome => outcome.Aborts > 0) / (double)own.Length, Number(row["aborted"]), 1e-12);
                Assert.Equal(own.Average(outcome => outcome.WalPinnedByteS), Number(row["pinned_byte_s"]), 1e-6 * MiB);
                Assert.Equal(Proportion.Of(own.Count(outcome => outcome.NeedlessRebuild), own.Length), new Interval(Number(row["needless_rebuilds_low"]), Number(row["needless_rebuilds_high"])));
                Assert.Equal(Proportion.Of(own.Count(outcome => outcome is not { Ended: Ending.Completed, Path: RecoveryPath.Catchup }), own.Length), new Interval(Number(row["not_caught_up_low"]), Number(row["not_caught_up_high"])));
                var error = Math.Sqrt(own.Sum(outcome => Math.Pow(outcome.WalPinnedByteS - own.Average(other => other.WalPinnedByteS), 2)) / (own.Length - 1) / own.Length);
                var relative = error / own.Average(outcome => outcome.WalPinnedByteS);
                Assert.Equal(Math.Exp(1.959963984540054 * Math.Sqrt(Math.Log(1 + (relative * relative)))), Number(row["pinned_byte_s_high"]) / Number(row["pinned_byte_s"]), 1e-9);
                Assert.Equal(Number(row["pinned_byte_s"]) / Number(row["pinned_byte_s_low"]), Number(row["pinned_byte_s_high"]) / Number(row["pinned_byte_s"]), 1e-9);
                CheckRecovery([.. own.Where(outcome => outcome.Ended != Ending.Completed || !double.IsNaN(outcome.RecoveryS)).Select(outcome => outcome.Ended == Ending.Completed ? outcome.RecoveryS : double.PositiveInfinity).Order()], row);
            }
            else
            {
                Assert.All(row.Where(cell => cell.Key.EndsWith("_low", StringComparison.Ordinal) || cell.Key.EndsWith("_high", StringComparison.Ordinal)), cell => Assert.Empty(cell.Value));
            }
        }
    }

    /// <summary>The median by its definition, of times in which what never ended is infinite, and the order statistics that hold it.</summary>
    private static void CheckRecovery(double[] ascending, Dictionary<string, string> row)
    {
        // A slot is a quarter of a doubling: its middle is within an eighth, its end within a quarter.
        void Check(double expected, string column, double least, double most)
        {
            var found = Number(row[column]);
            Assert.True(double.IsInfinity(expected) ? double.IsPositiveInfinity(found) : found >= least * expected && found <= most * expected, $"{row["knob"]} from {row["from"]}, {column}: {found} for {expected}");
        }

        var ranks = QuantileRanks.Of(ascending.Length, 500);
        Check(ascending[(ascending.Length - 1) / 2], "recovery_or_never_s_median", 1 - CellTimes.RelativeError, 1 + CellTimes.RelativeError);
        Check(ascending[ranks.Low - 1], "recovery_or_never_s_median_low", 0.8, 1);
        Check(ascending[ranks.High - 1], "recovery_or_never_s_median_high", 1, 1.25);
    }

    /// <summary>Every estimate of every table, and what people read beside it.</summary>
    [Fact]
    public void Estimates_have_the_ends_of_their_intervals_beside_them()
    {
        string[] estimates = ["not_caught_up", "needless_rebuilds", "aborted", "not_recovered", "pinned_byte_s", "recovery_or_never_s_median"];
        (string Table, string[] Names)[] expected = [("knobs", estimates), ("knobs-frontier", estimates), ("knobs-defaults", [.. estimates, .. estimates.Select(name => $"nearest_{name}")])];
        foreach (var (name, names) in expected)
        {
            var table = _section.Tables.Single(table => table.Name == name);
            Assert.Equal(names.Order(), table.Columns.Where(column => column.Name.EndsWith("_low", StringComparison.Ordinal)).Select(column => column.Name[..^4]).Order());
            foreach (var (row, text) in RowsOf(name).Zip(table.Rows))
            {
                foreach (var estimate in names.Where(estimate => row[estimate].Length > 0))
                {
                    Assert.InRange(Number(row[estimate]), Number(row[$"{estimate}_low"]), Number(row[$"{estimate}_high"]));
                    Assert.Contains(row[$"{estimate}_low"] == "inf" ? "never" : " – ", text.Cells[table.Columns.Index().Single(column => column.Item.Name == estimate).Index].Text, StringComparison.Ordinal);
                }
            }
        }
    }

    /// <summary>The command that a setting names replays a scenario that has that setting.</summary>
    [Fact]
    public void A_setting_of_the_frontier_names_a_scenario_of_its_own()
    {
        using var output = new MemoryStream();
        var grid = Assert.Single(SvgWriter.WriteForPage(_section.Figures[1].Wide, output));
        Assert.Equal(("typical", "walsweep replay results/knobs --scenario ", " --protocol v2"), (grid.Fields[^1].Label, grid.Fields[^1].Before, grid.Fields[^1].After));
        var source = _config.CreateSource();
        var (timeline, varied, named) = (new Fault[ScenarioSource.TimelineCapacity], new double[source.VariedCount], 0);
        for (var x = 0; x < grid.X.CellCount; x++)
        {
            for (var y = 0; y < grid.Y.CellCount; y++)
            {
                if (grid.ValuesAt(x, y) is [.., { Length: > 0 } scenario])
                {
                    source.Draw(long.Parse(scenario, CultureInfo.InvariantCulture), out _, timeline, varied, out _);
                    Assert.Equal((x, y), (grid.X.CellOf(varied[0]), grid.Y.CellOf(varied[1])));
                    named++;
                }
            }
        }

        Assert.InRange(named, 2, int.MaxValue);
    }

    [Fact]
    public void The_setting_with_the_default_is_marked_once_for_each_knob()
    {
        var marked = RowsOf("knobs").Where(row => row["has_default"] == "true").ToList();
        Assert.Equal(["retention_bytes", "max_rounds"], marked.Select(row => row["knob"]));
        Assert.True(Number(marked[0]["from"]) <= 64 * MiB && 64 * MiB < Number(marked[0]["to"]));
        Assert.True(Number(marked[1]["from"]) <= 32 && 32 < Number(marked[1]["to"]));
    }

    /// <summary>By the columns of the file: of two efficient settings neither has an interval below the other's without one above it.</summary>
    [Fact]
    public void Efficient_settings_are_those_that_no_other_clearly_beats()
    {
        var rows = RowsOf("knobs-frontier");
        string[] costs = ["pinned_byte_s", "needless_rebuilds", "aborted", "not_recovered", "recovery_or_never_s_median"];
        bool IsBelow(Dictionary<string, string> one, Dictionary<string, string> other) => costs.Any(cost => Number(one[$"{cost}_high"]) < Number(other[$"{cost}_low"])) || Number(one["x_from"]) < Number(other["x_from"]);
        Assert.NotEmpty(rows);
        Assert.All(rows, one => Assert.DoesNotContain(rows, other => IsBelow(other, one) && !IsBelow(one, other)));

        // Of the least retention some setting is: none with more retention beats it.
        Assert.Equal(1 * MiB, rows.Min(row => Number(row["x_from"])), 1e-6);
    }

    [Fact]
    public void The_page_says_whether_the_defaults_are_efficient_and_what_the_nearest_efficient_setting_has_instead()
    {
        var row = Assert.Single(RowsOf("knobs-defaults"));
        var efficient = RowsOf("knobs-frontier");
        Assert.Equal(efficient.Exists(setting => setting["has_defaults"] == "true"), row["efficient"] == "true");

        // What beats the defaults may be beaten itself: then it is not in the file, and the page says so.
        Assert.NotEmpty(row["nearest_x_from"]);
        var nearest = efficient.SingleOrDefault(setting => setting["x_from"] == row["nearest_x_from"] && setting["y_from"] == row["nearest_y_from"]);
        Assert.Equal(nearest is null, _section.Paragraphs[^1].Contains("itself beaten by another", StringComparison.Ordinal));
        if (nearest is not null)
        {
            Assert.Equal((nearest["pinned_byte_s"], nearest["needless_rebuilds"], nearest["aborted"], nearest["not_recovered"], nearest["recovery_or_never_s_median"]), (row["nearest_pinned_byte_s"], row["nearest_needless_rebuilds"], row["nearest_aborted"], row["nearest_not_recovered"], row["nearest_recovery_or_never_s_median"]));
        }

        Assert.StartsWith($"Of retention bytes and max rounds, the setting with today's defaults, retention bytes 64\u00a0MiB – 128\u00a0MiB and max rounds 26.5 – 34, is {(row["efficient"] == "true" ? "" : "not ")}efficient under V2: WAL pinned 32\u00a0MiB·s", _section.Paragraphs[^1], StringComparison.Ordinal);
        Assert.Equal(["knobs", "knobs-narrow", "frontier", "frontier-narrow"], _section.Figures.SelectMany(figure => figure.Shapes).Select(shape => shape.Name));
    }

    /// <summary>Of two the frontier has the one pair that there is.</summary>
    [Fact]
    public void Three_knobs_have_a_map_of_each_pair()
    {
        var config = Configs.Parse("""
            {
              "name": "three", "count": 9000, "protocols": ["v2"],
              "parameters": { "retention_bytes": { "log_uniform": ["1MiB", "256MiB"] }, "max_rounds": { "log_uniform": [2, 64] }, "promotion_hold": { "uniform": ["0s", "30s"] } }
            }
            """);
        var random = new Random(Seed);
        var counts = SweepTally.CountsOf(config);
        for (var trial = 0; trial < config.Count; trial++)
        {
            counts.Add([MiB * Math.Pow(2, 8 * random.NextDouble()), 2 + random.Next(62), 30 * random.NextDouble()], 0, Durability.SyncQuorum, [new Outcome { NeedlessRebuild = random.NextDouble() < 0.2 }]);
        }

        var section = new KnobSection().Tell(new SweepFindings(config, config.Count, counts.Summarize([ProtocolVersion.V2], hasFailover: false), counts));
        Assert.Equal(["knobs", "frontier", "knobs-pairs"], section.Figures.Select(figure => figure.Wide.Name));
        using var output = new MemoryStream();
        Assert.Equal(["retention_bytes max_rounds", "retention_bytes promotion_hold_s", "max_rounds promotion_hold_s"], SvgWriter.WriteForPage(section.Figures[2].Wide, output).Select(grid => $"{grid.X.Column} {grid.Y.Column}"));
        Assert.Contains(section.Paragraphs, text => text.Contains("the third has every two", StringComparison.Ordinal));
        Assert.DoesNotContain(_section.Paragraphs, text => text.Contains("the third has every two", StringComparison.Ordinal));
    }

    [Fact]
    public void A_knob_that_varies_alone_has_the_section_too()
    {
        var section = SectionOf("\"retention_bytes\": { \"log_uniform\": [\"1MiB\", \"256MiB\"] }", 4_000, random => MiB * Math.Pow(2, 8 * random.NextDouble()));
        Assert.Null(section.Missing);
        Assert.Equal(["knobs", "knobs-narrow", "frontier", "frontier-narrow"], section.Figures.SelectMany(figure => figure.Shapes).Select(shape => shape.Name));
        Assert.Equal(8, RowsOf("knobs", section).Count);
        var today = Assert.Single(RowsOf("knobs-defaults", section));
        Assert.Equal(("retention_bytes", ""), (today["x_knob"], today["y_knob"]));
        Assert.StartsWith("Of retention bytes, the setting with today's defaults", section.Paragraphs[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_scenarios_are_said_to_be_and_nothing_is_drawn()
    {
        var section = SectionOf("\"max_rounds\": { \"log_uniform\": [2, 64] }", 50, _ => 32);
        Assert.Equal("The scenarios are too few to say which settings are efficient: no two settings have 100 each.", Assert.Single(section.Paragraphs));
        Assert.Empty(section.Figures);
        Assert.Equal(50, RowsOf("knobs", section).Sum(row => Number(row["scenarios"])));
    }

    /// <summary>The sentence of the opening, by the table of defaults and the shares in it.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData(_bursts, false)]
    public void The_opening_says_how_todays_defaults_stand(string weather, bool isEfficient)
    {
        var config = Configs.Parse($$"""
            {
              "name": "three", "count": 20000, "protocols": ["v2"],
              "parameters": { "retention_bytes": { "log_uniform": ["16MiB", "256MiB"] }, "reservation_ttl": { "log_uniform": ["1min", "30min"] }, "max_rounds": { "log_uniform": [8, 64] } },
              "weather": { "outage": { "log_uniform": ["1s", "10min"] }{{weather}} }
            }
            """);
        var findings = new SimulatedFindings(config, 20_000).Findings;
        var sentence = Assert.Single(new KnobSection().Opening(findings));
        Assert.Equal(sentence, Opening.Of(findings)[^1]);
        var rows = RowsOf("knobs-defaults", new KnobSection().Tell(findings));
        Assert.Equal(3, rows.Count);
        Assert.EndsWith($"in all, the defaults are efficient in {rows.Count(row => row["efficient"] == "true")} of 3 pairs of knobs.", sentence, StringComparison.Ordinal);
        var told = Assert.Single(rows, row => sentence.StartsWith($"Of V2's knobs, the numbers that an operator sets, {LabelOf(row["x_knob"])} and {LabelOf(row["y_knob"])} change most", StringComparison.Ordinal));
        foreach (var (share, label) in new[] { ("not_caught_up", "not caught up"), ("needless_rebuilds", "needless rebuilds"), ("not_recovered", "not recovered") })
        {
            Assert.Contains($"{NumberText.Percent(Number(told[share]))} {label}", sentence, StringComparison.Ordinal);
        }

        Assert.Equal((isEfficient, isEfficient), (told["efficient"] == "true", sentence.Contains("no other setting has clearly less of one cost and clearly more of none", StringComparison.Ordinal)));
        if (!isEfficient)
        {
            string[] ranges = told["nearest"].Split(", ");
            Assert.Matches($"; the nearest (efficient )?setting that beats the defaults(, itself beaten by another)?, {LabelOf(told["x_knob"])} {ranges[0]} and {LabelOf(told["y_knob"])} {ranges[1]}, has clearly less .* and clearly more of nothing; in all", sentence);
        }

        static string LabelOf(string column) => column switch { "retention_bytes" => "retention bytes", "reservation_ttl_s" => "reservation ttl", _ => "max rounds" };
    }

    /// <summary>The tail of a knob is no setting; it takes nothing from a knob with ends, which another pair has whole.</summary>
    [Fact]
    public void What_lies_in_the_tail_of_a_knob_is_left_out_and_said_to_be()
    {
        const int Count = 4_000;
        static string ConfigWith(string knob) => $$"""
            {
              "name": "tails", "count": {{Count}}, "protocols": ["v2"],
              "parameters": { "retention_bytes": { "log_uniform": ["16MiB", "256MiB"] }, "reservation_ttl": { "lognormal": { "median": "5min", "sigma": 1 } }{{knob}} },
              "weather": { "outage": { "log_uniform": ["1s", "10min"] } }
            }
            """;
        var config = Configs.Parse(ConfigWith(""", "max_rounds": { "log_uniform": [8, 64] }"""));
        var section = new KnobSection().Tell(new SimulatedFindings(config, Count).Findings);
        var counted = RowsOf("knobs", section).GroupBy(row => row["knob"]).ToDictionary(knob => knob.Key, knob => (int)knob.Sum(row => Number(row["scenarios"])));
        Assert.Equal((Count, Count), (counted["retention_bytes"], counted["max_rounds"]));
        Assert.InRange(counted["reservation_ttl_s"], Count - 30, Count - 1);
        var leftOut = Count - counted["reservation_ttl_s"];
        Assert.Contains(section.Paragraphs, paragraph => paragraph.EndsWith(FormattableString.Invariant($"Of 4,000 scenarios these are left out: {leftOut} of reservation ttl."), StringComparison.Ordinal));

        // With two knobs there is no other pair to count the retention on.
        var two = new KnobSection().Tell(new SimulatedFindings(Configs.Parse(ConfigWith("")), Count).Findings);
        Assert.Contains(two.Paragraphs, paragraph => paragraph.EndsWith(FormattableString.Invariant($"Of 4,000 scenarios these are left out: {leftOut} of retention bytes and {leftOut} of reservation ttl."), StringComparison.Ordinal));
    }

    [Fact]
    public void A_default_that_the_sweep_does_not_reach_is_said_not_to_be_there()
    {
        var section = SectionOf("\"max_rounds\": { \"log_uniform\": [2, 16] }", 4_000, random => 2 << random.Next(4));
        Assert.Equal("Of max rounds, today's defaults are not among the settings of this sweep, or with too few scenarios.", section.Paragraphs[^1]);
        Assert.DoesNotContain(section.Tables, table => table.Name == "knobs-defaults");
        Assert.Equal(2, section.Figures.Count);
    }

    [Fact]
    public void A_sweep_in_which_no_knob_varies_says_which_config_has_more()
    {
        var section = SectionOf("\"latency\": { \"uniform\": [\"1ms\", \"2ms\"] }", 1, _ => 0.001);
        Assert.Equal("configs/knobs.json", section.Missing?.Config);
        Assert.Empty(section.Tables);
        Assert.Empty(section.Figures);
    }

    /// <summary>The section on a sweep in which one parameter varies.</summary>
    private static ReportSection SectionOf(string parameter, int count, Func<Random, double> draw)
    {
        var config = Configs.Parse($$"""{ "name": "one", "count": {{count}}, "protocols": ["v2"], "parameters": { {{parameter}} } }""");
        var random = new Random(Seed);
        var counts = SweepTally.CountsOf(config);
        for (var trial = 0; trial < count; trial++)
        {
            counts.Add([draw(random)], 0, Durability.SyncQuorum, [new Outcome { Ended = Ending.Completed, Path = RecoveryPath.Catchup, NeedlessRebuild = random.NextDouble() < 0.2, RecoveryS = 1 + random.NextDouble(), WalPinnedByteS = MiB }]);
        }

        return new KnobSection().Tell(new SweepFindings(config, count, counts.Summarize([ProtocolVersion.V2], hasFailover: false), counts));
    }

    private static bool IsIn(double value, double from, double to, double last) => value >= from && (value < to || (to == last && value == last));

    private static double Number(string text) => text == "inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    private List<Dictionary<string, string>> RowsOf(string name) => RowsOf(name, _section);

    private static List<Dictionary<string, string>> RowsOf(string name, ReportSection section)
    {
        var table = section.Tables.Single(table => table.Name == name);
        return [.. table.Rows.Select(row => table.Columns.Zip(row.Cells).ToDictionary(pair => pair.First.Name, pair => pair.Second.Value))];
    }
}
