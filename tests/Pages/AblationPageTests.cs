using System.Globalization;
using System.Text;
using WalSweep.Analysis.Text;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Scenarios;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Engine;
using WalSweep.Tests.Running;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Pages;

/// <summary>The figures of docs/ablations.md, from the sweep and the scenarios that the page names.</summary>
public sealed class AblationPageTests
{
    private const string Page = "docs/ablations.md";
    private const string Marker = "writes it. -->\n";
    private const string Config = "configs/ablations.json";
    private const string FailoverConfig = "configs/ablations-failover.json";

    private static readonly RowColumn[] _told =
    [
        RowColumns.LostEntries, RowColumns.LeakedEntries, RowColumns.Ended, RowColumns.Path, RowColumns.Reason, RowColumns.Explicit, RowColumns.RecoveryS, RowColumns.BlockedS, RowColumns.UnavailableS,
        RowColumns.StaleAddressRetries,
    ];

    /// <summary>What two values must differ by to be told: more than the 64 entries by which the end of a chase and of a last round differ take.</summary>
    private const double _least = 0.05;

    private static readonly ProtocolVersion[] _ablations = [.. ProtocolVersion.All.Except(ProtocolVersion.Generations)];

    [Fact]
    public void The_figures_are_what_the_sweep_and_the_scenarios_give()
    {
        string page = Golden.Read(Page);
        var text = new StringBuilder(page[..(page.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)]);
        AppendSweep(text, "Over random weather", Config, "configs/quickstart.json");
        AppendMeasures(text);
        AppendSweep(text, "Where primaries are lost", FailoverConfig, "configs/failover.json");
        AppendSafety(text);
        AppendScripts(text);
        Golden.Check(Page, text.ToString());
    }

    [Theory]
    [InlineData(Config, "configs/quickstart.json")]
    [InlineData(FailoverConfig, "configs/failover.json")]
    public void Its_scenarios_are_those_of_the_shipped_sweeps(string config, string shipped)
    {
        var (ours, theirs) = (ConfigReader.Load(Golden.PathOf(config)), ConfigReader.Load(Golden.PathOf(shipped)));
        Assert.Equal([ProtocolVersion.V2, .. _ablations], ours.Protocols);
        Assert.Equal(ConfigLock.Write(theirs.Durability), ConfigLock.Write(ours.Durability));
        var drawn = Draw(ours, 1_000).Zip(Draw(theirs, 1_000)).ToList();
        Assert.Equal(1_000, drawn.Count);
        Assert.All(drawn, pair => Assert.True(pair.First.Parameters.Equals(pair.Second.Parameters) && pair.First.Timeline.SequenceEqual(pair.Second.Timeline)));
    }

    private static IEnumerable<TestScenario> Draw(SweepConfig config, long count)
    {
        var source = config.CreateSource();
        var timeline = new Fault[ScenarioSource.TimelineCapacity];
        var varied = new double[source.VariedCount];
        for (long index = 0; index < count; index++)
        {
            int faults = source.Draw(index, out var parameters, timeline, varied, out _);
            yield return new TestScenario(parameters, timeline[..faults]);
        }
    }

    /// <summary>The command's own table.</summary>
    private static void AppendSweep(StringBuilder text, string title, string config, string shipped)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", Golden.PathOf(config), "--out", folder["out"]], new Streams(output, TextWriter.Null, false, false, 80, true)));
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n`walsweep run {config}` sweeps the scenarios of `{shipped}` and ends with\n\n```text\n{output}```\n");
    }

    private static void AppendMeasures(StringBuilder text)
    {
        var table = new MeasureTable(text, Config, "first recoveries, but for the costs, which are those of the whole trial");
        Measure("caught up in the end", all => Share(all, outcome => outcome.Path == RecoveryPath.Catchup && outcome.RecoveryS >= 0));
        Measure("catch-up given up, then rebuilt", all => Share(all, outcome => outcome.Path == RecoveryPath.CatchupThenRebuild));
        Measure("`history_lost_midway`", all => Share(all, outcome => outcome.Reason == Cause.HistoryLostMidway));
        Measure("`not_converging`, `no_progress` or a budget", all => Share(all, outcome => outcome.Reason is Cause.NotConverging or Cause.NoProgress or (>= Cause.BudgetRounds and <= Cause.BudgetTime) or Cause.BudgetSessions));
        Measure("a reservation refused, expired or revoked", all => Share(all, outcome => outcome.Reason is Cause.ReservationRefused or Cause.ReservationExpired or Cause.ReservationRevoked));
        Measure("stale retries, on average", all => Number(all.Average(outcome => outcome.StaleAddressRetries)));
        Measure("recovery without the hold, median", all => Median(all, outcome => outcome.RecoveryS - outcome.HoldS));
        Measure("recovery, mean", all => NumberText.Duration(all.Where(outcome => outcome.RecoveryS >= 0).Average(outcome => outcome.RecoveryS)));
        Measure("rebuilds per 1,000 trials", all => Number(1000 * all.Average(outcome => outcome.Rebuilds)));
        Measure("most WAL kept, mean", all => NumberText.Bytes(Math.Round(all.Average(outcome => outcome.WalPeakBytes))));
        Measure("most WAL kept, largest", all => NumberText.Bytes(Math.Round(all.Max(outcome => outcome.WalPeakBytes))));

        void Measure(string name, Func<Outcome[], string> of) => table.Add(name, all => of([.. all.Select(trial => trial.Outcome)]));
    }

    private static void AppendSafety(StringBuilder text)
    {
        var table = new MeasureTable(text, FailoverConfig, "trials; entries and times are sums and means over all of them");
        foreach (Durability mode in Enum.GetValues<Durability>())
        {
            table.Add($"trials that lose, `{Spelling.Of(mode)}`", all => NumberText.Count(all.Count(trial => trial.Mode == mode && trial.Outcome.LostEntries > 0)));
            table.Add($"entries lost, `{Spelling.Of(mode)}`", all => NumberText.Count((long)all.Where(trial => trial.Mode == mode).Sum(trial => trial.Outcome.LostEntries)));
            table.Add($"trials that leak, `{Spelling.Of(mode)}`", all => NumberText.Count(all.Count(trial => trial.Mode == mode && trial.Outcome.LeakedEntries > 0)));
        }

        table.Add("promotions per 1,000 trials", all => Number(1000 * all.Average(trial => trial.Outcome.Promotions)));
        table.Add("`no_eligible_candidate`", all => Number(all.Count(trial => trial.Outcome.Reason == Cause.NoEligibleCandidate)));
        table.Add("without a primary, mean", all => NumberText.Duration(all.Average(trial => trial.Outcome.UnavailableS)));
        table.Add("fewer copies than promised, mean", all => NumberText.Duration(all.Average(trial => trial.Outcome.ExposedS)));
    }

    /// <summary>What all trials of a configuration come to, a line for each measure and a column for each version.</summary>
    private sealed class MeasureTable
    {
        private readonly StringBuilder _text;
        private readonly List<(Durability Mode, Outcome Outcome)[]> _trials;

        public MeasureTable(StringBuilder text, string path, string of)
        {
            _text = text;
            var config = ConfigReader.Load(Golden.PathOf(path));
            List<TestScenario> scenarios = [.. Draw(config, config.Count)];
            var state = new TrialState();
            _trials = [.. config.Protocols.Select(version => scenarios.Select(scenario => (scenario.Parameters.Durability, Simulation.Run(version, scenario.Scenario, ref state))).ToArray())];
            text.Append(CultureInfo.InvariantCulture, $"\nand in the rows of the same sweep ({of})\n\n| | {string.Join(" | ", config.Protocols.Select(version => version.Label))} |\n|---|{string.Concat(_trials.Select(_ => "---|"))}\n");
        }

        public void Add(string name, Func<(Durability Mode, Outcome Outcome)[], string> of) => _text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", _trials.Select(of))} |\n");
    }

    private static string Share(Outcome[] all, Func<Outcome, bool> which) => NumberText.Percent((double)all.Count(which) / all.Length);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Median(Outcome[] all, Func<Outcome, double> of)
    {
        double[] sorted = [.. all.Select(of).Where(seconds => seconds >= 0).Order()];
        return NumberText.Duration(sorted[sorted.Length / 2]);
    }

    /// <summary>Where the shipped scenarios come out otherwise than under V2.</summary>
    private static void AppendScripts(StringBuilder text)
    {
        string versions = string.Join(',', [ProtocolVersion.V2, .. _ablations]);
        text.Append(CultureInfo.InvariantCulture, $"\n## In the scripted scenarios\n\n`walsweep compare --protocols {versions}` shows these scenarios side by side. Where they come out otherwise than under V2 ");
        text.Append("(times by 50 ms or more: that a chase ends one barrier short of the head, and a round at it, is less):\n\n");
        text.Append("| scenario | version | what | V2 | it |\n|---|---|---|---|---|\n");
        foreach (string path in Directory.GetFiles(Golden.PathOf(Scripts.Folder), "*.json").Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var results = ScenarioComparison.Run(ScenarioReader.Load(path), [ProtocolVersion.V2, .. _ablations]).Results;
            foreach (var result in results.Skip(1))
            {
                foreach (var column in _told.Where(column => Differ(column, results[0].Row[column], result.Row[column])))
                {
                    text.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileNameWithoutExtension(path)} | `{result.Version}` | `{column.Name}` | {Value(results[0])} | {Value(result)} |\n");

                    string Value(ScenarioResult of) => of.Row[column] is var value && column.Unit == "s" && !double.IsNaN(value)
                        ? value.ToString("0.######", CultureInfo.InvariantCulture) + " s"
                        : column.Text(value);
                }
            }
        }
    }

    /// <summary>A value that does not exist is NaN.</summary>
    private static bool Differ(RowColumn column, double one, double other) =>
        double.IsNaN(one) != double.IsNaN(other) || Math.Abs(one - other) >= (column.Unit == "s" ? _least : 1);
}
