using System.CommandLine;
using WalSweep.Benchmarks.Regression;
using WalSweep.Cli;

namespace WalSweep.Mutants;

/// <summary>The command line, and the one place where what went wrong becomes a message and an exit code.</summary>
internal static class MutantCommand
{
    private const string Purpose =
        """
        Says whether the tests notice when one rule of the engine is changed.

        Copies the working tree to a temporary folder and builds it there, and once more the engine for each mutant of tests/Mutants, with one rule changed. Then runs the
        tests that must notice against each of these engines. Exit code 4 if a mutant survives.

        Examples, each after "dotnet run -c Release --project tests/Mutants":
                                  all mutants
          -- --list               what they are, without running them
          -- --only v1-waits      one of them; may be given more than once
        """;

    private const string Help = "dotnet run -c Release --project tests/Mutants -- --help";

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="streams">Where its words go.</param>
    /// <param name="folder">A folder of the repository.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Streams streams, string folder)
    {
        try
        {
            return CommandCall.CarryOut(CommandCall.Read(Build(streams, folder), arguments), Help, streams);
        }
        catch (AggregateException failures)
        {
            return Explain(failures.InnerExceptions[0], streams);
        }
        catch (Exception failure) when (failure is UsageException or MutantException or OperationCanceledException or IOException)
        {
            return Explain(failure, streams);
        }
    }

    private static int Explain(Exception failure, Streams streams)
    {
        var (code, message) = failure switch
        {
            UsageException or MutantException => (ExitCode.Usage, failure.Message),
            OperationCanceledException => (ExitCode.Interrupted, "Interrupted. Nothing is kept; run the same command again."),
            IOException => (ExitCode.Incomplete, failure.Message),
            _ => (ExitCode.Internal, $"internal error: {failure}"),
        };
        streams.Say(message);
        return code;
    }

    private static RootCommand Build(Streams streams, string folder)
    {
        var only = new Option<string[]>("--only") { Description = "A mutant to run. [default: all]", HelpName = "name", DefaultValueFactory = _ => [] };
        var list = new Option<bool>("--list") { Description = "Say what the mutants are, and stop." };
        var command = new RootCommand(Purpose) { only, list, BuildTry(streams) };
        command.SetAction(result =>
        {
            var mutants = Choose(result.GetRequiredValue(only));
            return result.GetValue(list) ? List(mutants, streams) : RunAll(mutants, streams, folder);
        });
        return command;
    }

    /// <summary>What the child processes do.</summary>
    private static Command BuildTry(Streams streams)
    {
        var tests = new Argument<string>("TESTS");
        var engine = new Argument<string>("ENGINE");
        var classes = new Argument<string[]>("CLASS") { Arity = ArgumentArity.OneOrMore };
        var command = new Command(MutantRun.TryVerb, "Runs test classes against an engine.") { tests, engine, classes };
        command.Hidden = true;
        command.SetAction(result =>
        {
            var failure = new SuiteHost(result.GetRequiredValue(tests), result.GetRequiredValue(engine)).FirstFailure(result.GetRequiredValue(classes));
            streams.Give(failure ?? "");
            return failure is null ? ExitCode.Done : ExitCode.Unequal;
        });
        return command;
    }

    private static Mutant[] Choose(string[] names)
    {
        var unknown = names.Except(MutantTable.All.Select(mutant => mutant.Name)).ToArray();
        return unknown.Length > 0
            ? throw new UsageException($"unknown mutant \"{unknown[0]}\": --list says what there is")
            : [.. MutantTable.All.Where(mutant => names.Length == 0 || names.Contains(mutant.Name))];
    }

    private static int List(Mutant[] mutants, Streams streams)
    {
        foreach (var mutant in mutants)
        {
            streams.Give($"{mutant.Name}  {mutant.Path}");
            streams.Give($"  - {OneLine(mutant.Original)}");
            streams.Give($"  + {OneLine(mutant.Replacement)}");
        }

        return ExitCode.Done;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries));

    private static int RunAll(Mutant[] mutants, Streams streams, string folder)
    {
        using var interruption = new Interruption();
        using var run = new MutantRun(Git.Find(folder, interruption.Token), interruption.Token);
        streams.Say($"building the tests and {mutants.Length} engines");
        run.Prepare(mutants);
        streams.Say(FormattableString.Invariant($"built in {run.Elapsed.TotalSeconds:F0} s"));
        var width = mutants.Max(mutant => mutant.Name.Length);
        var survivors = new List<string>();
        var tried = mutants.AsParallel().AsOrdered().WithDegreeOfParallelism(Environment.ProcessorCount).WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(mutant => (mutant, run.Try(mutant)));
        foreach (var (mutant, verdict) in tried)
        {
            streams.Give(FormattableString.Invariant($"{mutant.Name.PadRight(width)}  {mutant.File,-25}  {(verdict.IsCaught ? "caught" : "SURVIVES")}  {verdict.Elapsed.TotalSeconds,5:F1} s  {verdict.By}"));
            if (!verdict.IsCaught)
            {
                survivors.Add(mutant.Name);
            }
        }

        streams.Give(FormattableString.Invariant($"{mutants.Length - survivors.Count} of {mutants.Length} mutants caught in {run.Elapsed.TotalSeconds:F0} s, building included"));
        if (survivors.Count > 0)
        {
            streams.Give($"survivors: {string.Join(", ", survivors)}");
            return ExitCode.Unequal;
        }

        return ExitCode.Done;
    }
}
