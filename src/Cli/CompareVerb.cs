using System.CommandLine;
using System.Text;
using Spectre.Console;
using WalSweep.Analysis.Comparison;
using WalSweep.Engine;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Cli;

/// <summary><c>compare</c>: scripted scenarios under each version side by side, held against what their files expect.</summary>
internal sealed class CompareVerb : Verb
{
    private const string _page = "compare.md";
    private const string _table = "compare.csv";
    private static readonly string[] _files = [_page, _table];

    public override string Name => "compare";

    public override string Example => "walsweep compare brief_disconnect flapping --out results/compare";

    public override Command Build(Streams streams)
    {
        var scenarios = new Argument<string[]>("SCENARIO")
        {
            Description = $"A name from {ScenarioFolder.Shipped}, a file, or a folder of files. [default: all of {ScenarioFolder.Shipped}]",
            Arity = ArgumentArity.ZeroOrMore,
        };
        SweepArguments.RequireWords(scenarios, "the name of a scenario, a file or a folder");
        var folder = SweepArguments.Out("Folder for the same as Markdown and CSV. [default: none]");
        var protocols = Protocols();
        const string Purpose = "Runs scripted scenarios under each version, side by side. Exit code 4 if an expectation does not hold, 1 if the simulator fails, with the command that replays the trial.";
        var command = new Command(Name, Purpose) { scenarios, protocols, folder };
        command.SetAction(result => Compare(result.GetValue(scenarios) ?? [], result.GetValue(protocols) ?? [], result.GetValue(folder), streams));
        return command;
    }

    private static Option<ProtocolVersion[]> Protocols() => new("--protocols")
    {
        Description = $"The versions to run, separated by commas: {string.Join(", ", ProtocolVersion.All)}. "
            + $"[default: {string.Join(", ", ProtocolVersion.Generations)} and what else a file expects something of]",
        HelpName = "v,v",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            string[] names = result.Tokens[0].Value.Split(',');
            foreach (string name in names.Where(name => ProtocolVersion.Find(name) is null))
            {
                result.AddError($"--protocols: expected one of {string.Join(", ", ProtocolVersion.All)}, found \"{name}\"");
            }

            return [.. ProtocolVersion.All.Where(version => names.Contains(version.Name))];
        },
    };

    private static int Compare(string[] asked, ProtocolVersion[] versions, string? folder, Streams streams)
    {
        RequireFiles(folder);
        List<ScenarioComparison> comparisons =
            [.. ScenarioFolder.Load(asked).Select(scenario => ScenarioComparison.Run(scenario, versions.Length > 0 ? versions : scenario.Versions))];
        foreach (var comparison in comparisons)
        {
            Show(comparison, streams);
        }

        if (folder is not null)
        {
            WriteFiles(comparisons, folder, streams);
        }

        streams.Give(ComparisonSummary.Totals(comparisons));
        List<string> failures = [.. comparisons.SelectMany(ComparisonSummary.Failures)];
        foreach (string failure in failures)
        {
            streams.Give($"{ComparisonCell.Failed} {failure}");
        }

        return failures.Count == 0 ? ExitCode.Done : ExitCode.Unequal;
    }

    private static void Show(ScenarioComparison comparison, Streams streams)
    {
        streams.Give(ComparisonSummary.Title(comparison.Scenario));
        List<string> labels = [.. ComparisonSummary.Labels(comparison)];
        VersionTable.Write(labels, [.. ComparisonGroup.All.SelectMany(group => Lines(comparison, group))], streams);
        foreach (string unexpected in ComparisonSummary.Unexpected(comparison))
        {
            streams.Give($"nothing expected of {unexpected}");
        }

        if (ComparisonSummary.NotRun(comparison) is { } notRun)
        {
            streams.Give(notRun);
        }

        streams.Give("");
    }

    private static IEnumerable<VersionLine> Lines(ScenarioComparison comparison, ComparisonGroup group)
    {
        yield return new(group.Question, [.. comparison.Results.Select(_ => "")], Color.Default, BeginsGroup: true);
        foreach (var column in group.Columns)
        {
            List<ComparisonCell> cells = [.. comparison.Results.Select(result => ComparisonCell.Of(result, column))];
            var colour = cells.Any(cell => cell.Holds == false) ? Color.Red : Color.Default;
            yield return new($"  {column.Name}", [.. cells.Select(cell => cell.Text)], colour, BeginsGroup: false);
        }
    }

    /// <summary>Says before anything is run what would keep the files from being written.</summary>
    private static void RequireFiles(string? folder)
    {
        foreach (string path in folder is null ? [] : _files.Select(name => Path.Combine(folder, name)))
        {
            ReplaceableFile.Require(path);
            ReplaceableFile.RequireOutsideResults(path);
        }
    }

    private static void WriteFiles(List<ScenarioComparison> comparisons, string folder, Streams streams)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(folder, refusal);
        }

        Write(_page, output => ComparisonMarkdown.Write(comparisons, output));
        Write(_table, output => ComparisonCsv.Write(comparisons, output));

        void Write(string name, Action<TextWriter> write)
        {
            using var text = new StringWriter();
            write(text);
            string path = Path.Combine(folder, name);
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
            streams.Say($"wrote {path}");
        }
    }
}
