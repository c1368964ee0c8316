using System.Globalization;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Reports;

/// <summary>What is told of pairs of versions, generations and ablations, against a recount of the trials of a small sweep.</summary>
public sealed class PairSectionTests
{
    private const string Weather = """
        "durability": { "choice": ["best_effort", "sync_quorum", "sync_all"] },
        "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } },
        "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "restart_probability": 0.5, "address_change_probability": 0.5, "burst_probability": 0.3, "primary_losses": { "choice": { "values": [0, 1], "weights": [2, 1] } }, "primary_loss": { "log_uniform": ["1s", "10min"] } }
        """;

    private static readonly SweepConfig _all = Configs.Parse($$"""{ "name": "pairs", "count": 2000, "protocols": ["v1", "v1_5", "v2", "v2_no_reservation", "v2_no_promotion_hold"], {{Weather}} }""");

    private readonly List<Outcome[]> _trials = [];
    private readonly SweepFindings _findings;

    public PairSectionTests() => _findings = Sweep(_all, _trials);

    public static TheoryData<string, string, string, string[]> Sections => new()
    {
        { "pairs", "pairs", "pair-times", ["v1", "v1_5"] },
        { "ablations", "ablations", "ablation-times", ["v2_no_reservation", "v2_no_promotion_hold"] },
    };

    /// <summary>Lines without a difference would be an axis without a mark: a sentence says so instead, and the tables stay.</summary>
    [Fact]
    public void One_scenario_makes_no_figure_of_differences()
    {
        var one = new SimulatedFindings(_all, 1).Findings;
        foreach (var (section, whats) in new[] { (new PairSection().Tell(one), (string[])["times"]), (new AblationSection().Tell(one), ["shares", "times"]) })
        {
            Assert.Empty(section.Figures);
            Assert.NotEmpty(section.Tables);
            Assert.All(whats, what => Assert.Contains($"There is no figure of differences of {what}: fewer than 100 scenarios have them, or none differs. The tables have what there is.", section.Paragraphs));
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Each_question_has_its_discordant_scenarios_its_difference_and_its_test(string section, string questions, string times, string[] versions)
    {
        Assert.NotEmpty(times);
        var rows = RowsOf(section, questions);
        Assert.Equal(versions.SelectMany(version => PairQuestion.All.Select(question => (version, "v2", question.Column))), rows.Select(row => (row["first"], row["second"], row["question"])));
        foreach (var row in rows)
        {
            var (first, second) = (IndexOf(row["first"]), IndexOf("v2"));
            var onlyFirst = _trials.Count(trials => Answers(row["question"], trials[first]) && !Answers(row["question"], trials[second]));
            var onlySecond = _trials.Count(trials => !Answers(row["question"], trials[first]) && Answers(row["question"], trials[second]));
            Assert.Equal((onlyFirst, onlySecond), ((int)Number(row["only_first"]), (int)Number(row["only_second"])));
            Assert.Equal((onlySecond - onlyFirst) / (double)_trials.Count, Number(row["difference"]), 1e-12);
            Assert.InRange(Number(row["difference"]), Number(row["difference_low"]), Number(row["difference_high"]));
            Assert.Equal(McNemar.PValue(onlyFirst, onlySecond), Number(row["p"]), 1e-12);
            Assert.Equal(McNemar.LogPValue(onlyFirst, onlySecond) / Math.Log(10), Number(row["log10_p"]), 1e-9);
        }

        // The sweep is one in which the questions are answered differently, or the above says little.
        Assert.Contains(rows, row => Number(row["only_first"]) > 20);
        Assert.Contains(rows, row => Number(row["only_second"]) > 20);
    }

    [Theory]
    [InlineData("pairs", "answers", 2)]
    [InlineData("ablations", "ablation-answers", 2)]
    public void Explicit_and_safe_are_counted_under_both_under_one_alone_and_under_neither(string section, string name, int pairs)
    {
        AssertAnswers(RowsOf(section, name), pairs, _all, _trials);
    }

    /// <summary>Without V2, which is always explicit.</summary>
    [Fact]
    public void What_neither_version_is_is_counted_too()
    {
        var config = Configs.Parse($$"""{ "name": "older", "count": 1000, "protocols": ["v1", "v1_5"], {{Weather}} }""");
        List<Outcome[]> trials = [];
        var rows = Rows(new PairSection().Tell(Sweep(config, trials)), "answers");
        AssertAnswers(rows, 1, config, trials);
        Assert.True(Number(rows[0]["neither"]) > 20 && Number(rows[0]["only_second"]) > 20, rows[0]["neither"]);
    }

    private static void AssertAnswers(List<Dictionary<string, string>> rows, int pairs, SweepConfig config, List<Outcome[]> trials)
    {
        Assert.Equal(Enumerable.Range(0, pairs).SelectMany(_ => (string[])["explicit", "safe"]), rows.Select(row => row["question"]));
        foreach (var row in rows)
        {
            var answers = trials.Select(trial => (First: Answers(row["question"], trial[IndexOf(row["first"], config)]), Second: Answers(row["question"], trial[IndexOf(row["second"], config)]))).ToList();
            (bool First, bool Second)[] kinds = [(true, true), (true, false), (false, true), (false, false)];
            Assert.Equal(kinds.Select(kind => answers.Count(answer => answer == kind)), ((string[])["both", "only_first", "only_second", "neither"]).Select(column => (int)Number(row[column])));
        }
    }

    /// <summary>Of so many discordant scenarios p is no double any more, and the logarithm tells.</summary>
    [Fact]
    public void A_p_value_that_is_too_small_for_a_number_has_its_logarithm()
    {
        var cells = TableCells.Probability(McNemar.LogPValue(0, 200_000));
        Assert.Equal(("< 10⁻⁶", "0"), (cells[0].Text, cells[0].Value));
        Assert.Equal((1 - 200_000) * Math.Log10(2), Number(cells[1].Value), 1e-6);
        Assert.Equal(["1", "0"], TableCells.Probability(McNemar.LogPValue(5, 5)).Select(cell => cell.Value));
    }

    /// <summary>Every cell of the maps of differences names a scenario that lies in it and changes as most there do.</summary>
    [Theory]
    [InlineData("pairs", 0, new[] { "v1", "v1_5" })]
    [InlineData("ablations", 2, new[] { "v2_no_reservation", "v2_no_promotion_hold" })]
    public void Each_cell_names_a_scenario_that_is_typical_of_it(string section, int figureIndex, string[] versions)
    {
        var grids = GridsOf((section == "pairs" ? new PairSection().Tell(_findings) : new AblationSection().Tell(_findings)).Figures[figureIndex]);
        var source = _all.CreateSource();
        var varied = new double[source.VariedCount];
        var writeRate = _all.Specs.Varied.Index().Single(parameter => parameter.Item == VolumeParameters.WriteRate).Index;
        HashSet<FateChange> seen = [];
        Assert.InRange(grids.Count, 1, versions.Length);
        foreach (var (index, grid) in grids.Index())
        {
            var first = grids.Count == versions.Length ? versions[index] : grid.Fields[^1].After.Split(' ')[1];
            Assert.Equal(("typical", "walsweep diff results/pairs --scenario ", $" {first} v2"), (grid.Fields[^1].Label, grid.Fields[^1].Before, grid.Fields[^1].After));
            for (var cell = 0; cell < grid.X.CellCount * grid.Y.CellCount; cell++)
            {
                var (x, y) = (cell % grid.X.CellCount, cell / grid.X.CellCount);
                if (grid.ValuesAt(x, y) is not { } values)
                {
                    continue;
                }

                var scenario = int.Parse(values[^1], CultureInfo.InvariantCulture);
                source.Draw(scenario, out _, new Fault[ScenarioSource.TimelineCapacity], varied, out var weather);
                Assert.Equal((x, y), (grid.X.CellOf(weather.FirstOutageS), grid.Y.CellOf(varied[writeRate])));
                var change = FateChanges.Of(FateOf(_trials[scenario][IndexOf(first)]), FateOf(_trials[scenario][IndexOf("v2")]));
                Assert.NotEqual("", values[grid.Fields.Index().Single(field => field.Item.Label == FateChanges.Label(change)).Index]);
                seen.Add(change);
            }
        }

        Assert.True(seen.Count >= 2, string.Join(", ", seen));
    }

    private static List<CellGrid> GridsOf(ReportFigure figure)
    {
        using var output = new MemoryStream();
        return [.. SvgWriter.WriteForPage(figure.Wide, output)];
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Each_time_has_its_mean_difference_and_the_scenarios_that_have_it_under_one_version_alone(string section, string questions, string times, string[] versions)
    {
        Assert.NotEmpty(questions);
        var rows = RowsOf(section, times);
        Assert.Equal(versions.SelectMany(version => PairedTimes.All.Select(time => (version, PairedTimes.Column(time)))), rows.Select(row => (row["first"], row["time"])));
        foreach (var row in rows)
        {
            var pairs = _trials.Select(trials => (First: TimeOf(row["time"], trials[IndexOf(row["first"])]), Second: TimeOf(row["time"], trials[IndexOf("v2")]))).ToList();
            var differences = pairs.Select(pair => pair.Second - pair.First).Where(difference => !double.IsNaN(difference)).ToList();
            Assert.Equal(differences.Count, Number(row["scenarios"]));
            Assert.Equal(pairs.Count(pair => double.IsNaN(pair.Second) && !double.IsNaN(pair.First)), Number(row["only_first"]));
            Assert.Equal(pairs.Count(pair => double.IsNaN(pair.First) && !double.IsNaN(pair.Second)), Number(row["only_second"]));
            Assert.Equal(differences.Average(), Number(row["difference_s"]), 1e-6);
            Assert.Equal(differences.Count(difference => Math.Abs(difference) * 1e6 > 0.5), Number(row["shorter"]) + Number(row["longer"]));
            Assert.Equal(differences.Count, Number(row["shorter"]) + Number(row["equal"]) + Number(row["longer"]));
        }
    }

    [Fact]
    public void Generations_and_ablations_are_told_of_apart()
    {
        var (pairs, ablations) = (new PairSection().Tell(_findings), new AblationSection().Tell(_findings));
        Assert.Equal(["differences", "pair-times"], pairs.Figures.Select(figure => figure.Wide.Name));
        Assert.Equal(["ablation-questions", "ablation-times", "ablation-differences"], ablations.Figures.Select(figure => figure.Wide.Name));
        Assert.DoesNotContain("no reservation", pairs.Figures[0].Wide.Description, StringComparison.Ordinal);

        Assert.DoesNotContain("against V1", ablations.Figures[2].Wide.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_without_which_no_scenario_has_another_fate_has_no_map()
    {
        // No primary is lost, so lineage-first promotion has nothing to do.
        static SweepConfig ConfigWith(string others) => Configs.Parse($$"""
            { "name": "none", "count": 500, "protocols": ["v2", {{others}}"v2_no_lineage_promotion"],
              "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } }, "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "address_change_probability": 0.5, "restart_probability": 0.5 } }
            """);
        var none = new AblationSection().Tell(Sweep(ConfigWith(""), []));
        Assert.Empty(none.Figures);
        var one = new AblationSection().Tell(Sweep(ConfigWith("\"v2_no_explicit_reassignment\", "), []));
        Assert.Equal(["ablation-questions", "ablation-times", "ablation-differences"], one.Figures.Select(figure => figure.Wide.Name));
        Assert.DoesNotContain("no lineage", one.Figures[2].Wide.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["v2"]""", "configs/quickstart.json", "configs/ablations.json")]
    [InlineData("""["v2", "v2_no_reservation"]""", "configs/quickstart.json", null)]
    [InlineData("""["v1", "v2"]""", null, "configs/ablations.json")]
    [InlineData("""["v2_no_reservation", "v1"]""", null, "configs/ablations.json")]
    public void What_a_sweep_lacks_is_said_with_the_config_that_has_it(string protocols, string? pairsConfig, string? ablationsConfig)
    {
        var findings = Sweep(Configs.Parse($$"""{ "name": "few", "count": 200, "protocols": {{protocols}}, {{Weather}} }"""), []);
        var (pairs, ablations) = (new PairSection().Tell(findings), new AblationSection().Tell(findings));
        Assert.Equal((pairsConfig, ablationsConfig), (pairs.Missing?.Config, ablations.Missing?.Config));
        Assert.Equal((pairsConfig is null, ablationsConfig is null), (pairs.Figures.Count > 0, ablations.Figures.Count > 0));
        Assert.Equal((pairsConfig is null, ablationsConfig is null), (pairs.Tables.Count > 0, ablations.Tables.Count > 0));
    }

    private static SweepFindings Sweep(SweepConfig config, List<Outcome[]> trials)
    {
        var counts = SweepTally.CountsOf(config);
        var mode = new ModeOfScenario(config);
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        var state = new TrialState();
        for (long index = 0; index < config.Count; index++)
        {
            var faults = source.Draw(index, out var parameters, timeline, varied, out var weather);
            var outcomes = new Outcome[config.Protocols.Count];
            foreach (var (at, version) in config.Protocols.Index())
            {
                outcomes[at] = Simulation.Run(version, new Scenario(in parameters, timeline.AsSpan(0, faults)), ref state);
            }

            trials.Add(outcomes);
            counts.Add(varied, weather.FirstOutageS, mode.Of(varied), outcomes);
        }

        return new SweepFindings(config, config.Count, counts.Summarize(config.Protocols, hasFailover: true), counts);
    }

    private static int IndexOf(string version, SweepConfig? config = null) => (config ?? _all).Protocols.Index().Single(protocol => protocol.Item.Name == version).Index;

    private static bool Answers(string question, Outcome trial) => question switch
    {
        "explicit" => trial.Explicit,
        "safe" => trial is { LostEntries: 0, LeakedEntries: 0 },
        _ => Fates.Column(FateOf(trial)) == question,
    };

    private static Fate FateOf(Outcome trial) => Fates.Of(trial.Ended, trial.Path, trial.Explicit);

    private static double TimeOf(string time, Outcome trial) => time switch
    {
        "recovery" => trial.RecoveryS,
        "recovery_without_hold" => trial.RecoveryS - trial.HoldS,
        "regret" => double.IsNaN(trial.RecoveryS + trial.BestRecoveryS) ? double.NaN : Math.Max(0, trial.RecoveryS - trial.BestRecoveryS),
        "blocked" => trial.BlockedS,
        _ => trial.ExposedS,
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private List<Dictionary<string, string>> RowsOf(string section, string name)
    {
        return Rows(section == "pairs" ? new PairSection().Tell(_findings) : new AblationSection().Tell(_findings), name);
    }

    private static List<Dictionary<string, string>> Rows(ReportSection told, string name)
    {
        var table = told.Tables.Single(table => table.Name == name);
        return [.. table.Rows.Select(row => table.Columns.Zip(row.Cells).ToDictionary(pair => pair.First.Name, pair => pair.Second.Value))];
    }
}
