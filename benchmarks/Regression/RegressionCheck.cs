using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MathNet.Numerics.Statistics;
using WalSweep.Benchmarks.Probe;
using WalSweep.Cli;

namespace WalSweep.Benchmarks.Regression;

/// <summary>What is to be compared, and how.</summary>
/// <param name="Old">The older revision.</param>
/// <param name="New">The newer one, or null for the working tree.</param>
/// <param name="Pairs">Pairs of runs.</param>
/// <param name="Scenarios">Scenarios of the whole sweep, or null for those of the committed configuration.</param>
/// <param name="Tolerance">A slowdown not worth an alarm, as a share.</param>
internal sealed record CheckOptions(string Old, string? New, int Pairs, long? Scenarios, double Tolerance);

/// <summary>What a check found.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Old">The older revision.</param>
/// <param name="New">The newer one.</param>
/// <param name="Comparisons">One for each thing measured.</param>
/// <param name="OldRowsPerS">Median rate of the whole sweep by the clock, in rows a second.</param>
/// <param name="NewRowsPerS">That of the newer revision.</param>
/// <param name="SameRows">Whether both wrote the same bytes.</param>
internal sealed record CheckResult(
    CheckOptions Options,
    Revision Old,
    Revision New,
    IReadOnlyList<Comparison> Comparisons,
    double OldRowsPerS,
    double NewRowsPerS,
    bool SameRows)
{
    /// <summary>Whether the newer revision must not pass.</summary>
    public bool IsRegression => Comparisons.Any(comparison => comparison.IsRegression);
}

/// <summary>The check itself: builds both revisions and runs them in turn.</summary>
internal static class RegressionCheck
{
    private const string _configPath = "benchmarks/Regression/sweep.json";
    private static readonly JsonDocumentOptions _lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Runs it.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="options">What is to be compared.</param>
    /// <param name="streams">Takes word of how far it is.</param>
    /// <param name="stop">A request to stop.</param>
    /// <exception cref="UsageException">A revision is unknown, or cannot be built or run.</exception>
    /// <exception cref="OperationCanceledException">It was stopped. Nothing is left behind.</exception>
    public static CheckResult Run(Git git, CheckOptions options, Streams streams, CancellationToken stop)
    {
        if (!File.Exists(Path.Combine(git.Root, _configPath)))
        {
            throw new UsageException($"{git.Root}: expected a checkout of WalSweep, found no {_configPath}");
        }

        var older = git.Resolve(options.Old);
        var newer = git.Resolve(options.New);
        using var workspace = new Workspace();
        var config = WriteConfig(git, workspace, options.Scenarios);

        streams.Say($"building old: {older.Name}");
        var oldRuns = new Runs(Subject.Build(git, older, workspace["old"], config, stop));
        streams.Say($"building new: {newer.Name}");
        var newRuns = new Runs(Subject.Build(git, newer, workspace["new"], config, stop));
        Alternate(oldRuns, newRuns, options.Pairs, streams);

        var comparisons = oldRuns.Readings.Zip(newRuns.Readings, (olds, news) => Comparison.Of(olds, news, options.Tolerance));
        return new CheckResult(
            options, older, newer, [.. comparisons], oldRuns.RowsPerS.Median(), newRuns.RowsPerS.Median(), oldRuns.Digests == newRuns.Digests);
    }

    /// <summary>
    /// Each pair measures both revisions one right after the other, and every other pair in reverse order: what drifts slowly (load,
    /// temperature) meets both alike.
    /// </summary>
    private static void Alternate(Runs olds, Runs news, int pairs, Streams streams)
    {
        for (var pair = 0; pair < pairs; pair++)
        {
            streams.Say(string.Create(CultureInfo.InvariantCulture, $"pair {pair + 1} of {pairs}"));
            Runs[] order = pair % 2 == 0 ? [olds, news] : [news, olds];
            foreach (var runs in order)
            {
                runs.AddEngine();
            }

            foreach (var runs in order)
            {
                runs.AddSweep();
            }
        }
    }

    /// <summary>The committed configuration, with another count if one was asked for.</summary>
    private static string WriteConfig(Git git, Workspace workspace, long? scenarios)
    {
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(git.Root, _configPath)), documentOptions: _lenient)!;
        if (scenarios is not null)
        {
            config["count"] = scenarios;
        }

        var path = workspace["sweep.json"];
        File.WriteAllText(path, config.ToJsonString());
        return path;
    }

    /// <summary>All that was measured of one revision.</summary>
    private sealed class Runs(Subject subject)
    {
        private readonly List<IReadOnlyList<Reading>> _engine = [];
        private readonly List<IReadOnlyList<Reading>> _sweeps = [];

        public List<double> RowsPerS { get; } = [];

        public string Digests { get; private set; } = "";

        /// <summary>For each thing measured, what was read of it in each run.</summary>
        public IEnumerable<IReadOnlyList<Reading>> Readings => [.. ByThing(_engine), .. ByThing(_sweeps)];

        public void AddEngine() => _engine.Add(subject.MeasureEngine());

        public void AddSweep()
        {
            var run = subject.MeasureSweep();
            _sweeps.Add(run.Readings);
            RowsPerS.Add(run.RowsPerS);
            Digests = run.Digests;
        }

        private static IEnumerable<IReadOnlyList<Reading>> ByThing(List<IReadOnlyList<Reading>> runs) =>
            Enumerable.Range(0, runs[0].Count).Select(thing => (IReadOnlyList<Reading>)[.. runs.Select(run => run[thing])]);
    }
}
