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

namespace WalSweep.Tests.Reports;

/// <summary>The figures of docs/ablations.md, from the sweep and the scenarios that the page names.</summary>
public sealed class AblationPageTests
{
    private const string Page = "docs/ablations.md";
    private const string Marker = "writes it. -->\n";
    private const string Config = "configs/ablations.json";

    private static readonly RowColumn[] _told = [RowColumns.Ended, RowColumns.Path, RowColumns.Reason, RowColumns.Explicit, RowColumns.RecoveryS, RowColumns.BlockedS, RowColumns.StaleAddressRetries];

    /// <summary>What two values must differ by to be told: more than the 64 entries by which the end of a chase and of a last round differ take.</summary>
    private const double _least = 0.05;

    private static readonly ProtocolVersion[] _ablations = [.. ProtocolVersion.All.Except(ProtocolVersion.Generations)];

    [Fact]
    public void The_figures_are_what_the_sweep_and_the_scenarios_give()
    {
        string page = Golden.Read(Page);
        var text = new StringBuilder(page[..(page.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)]);
        AppendSweep(text);
        AppendMeasures(text);
        AppendScripts(text);
        Golden.Check(Page, text.ToString());
    }

    [Fact]
    public void Its_scenarios_are_those_of_the_quickstart()
    {
        var (ours, theirs) = (ConfigReader.Load(Golden.PathOf(Config)), ConfigReader.Load(Golden.PathOf("configs/quickstart.json")));
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
    private static void AppendSweep(StringBuilder text)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", Golden.PathOf(Config), "--out", folder["out"]], new Streams(output, TextWriter.Null, false, false, 80, true)));
        text.Append(CultureInfo.InvariantCulture, $"\n## Over random weather\n\n`walsweep run {Config}` sweeps the scenarios of `configs/quickstart.json` and ends with\n\n```text\n{output}```\n");
    }

    private static void AppendMeasures(StringBuilder text)
    {
        var config = ConfigReader.Load(Golden.PathOf(Config));
        List<TestScenario> scenarios = [.. Draw(config, config.Count)];
        var state = new TrialState();
        List<Outcome[]> outcomes = [.. config.Protocols.Select(version => scenarios.Select(scenario => Simulation.Run(version, scenario.Scenario, ref state)).ToArray())];
        text.Append("\nand in the rows of the same sweep (first recoveries, but for the costs, which are those of the whole trial)\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", config.Protocols.Select(version => version.Label))} |\n|---|{string.Concat(outcomes.Select(_ => "---|"))}\n");
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

        void Measure(string name, Func<Outcome[], string> of) => text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", outcomes.Select(of))} |\n");
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
