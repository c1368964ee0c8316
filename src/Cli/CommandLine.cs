using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Cli;

/// <summary>The verbs put together, and the one place where what went wrong becomes a message and an exit code.</summary>
public static class CommandLine
{
    private static readonly Verb[] _verbs = [new RunVerb(), new PlanVerb(), new StatusVerb(), new ReportVerb(), new AnalyzeVerb(), new ReplayVerb(), new DiffVerb(), new CompareVerb()];

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="streams">Where its words go.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Streams streams)
    {
        Verb? verb = null;
        try
        {
            var call = CommandCall.Read(Build(streams), arguments);
            var command = call.CommandResult.Command;
            verb = Array.Find(_verbs, candidate => candidate.Name == command.Name);
            return CommandCall.CarryOut(call, command is RootCommand ? "walsweep --help" : $"walsweep {command.Name} --help", streams);
        }
#pragma warning disable CA1031 // The last resort: what nobody expected is printed whole and ends the process as an internal error.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Explain(failure, verb, streams.Messages);
        }
    }

    /// <summary>Says what went wrong and what can be done about it.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="verb">What was asked for; null if that was not clear yet.</param>
    /// <param name="errors">Takes the message.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    internal static int Explain(Exception failure, Verb? verb, TextWriter errors)
    {
        int code = failure switch
        {
            OtherSweepException => ExitCode.OtherSweep,
            ConfigException or ResultsFolderException or UsageException or OutputException => ExitCode.Usage,
            StorageException => verb?.StorageFailureCode ?? ExitCode.Usage,
            ParquetFormatException or DamagedResultsException => ExitCode.Unequal,
            OperationCanceledException => ExitCode.Interrupted,
            _ => ExitCode.Internal,
        };
        errors.WriteLine(Words(failure, code));
        if (WayOut(failure, verb) is { } wayOut)
        {
            errors.WriteLine(wayOut);
        }

        return code;
    }

    /// <summary>What is said of a failure: all of what nobody expected.</summary>
    private static string Words(Exception failure, int code) => failure switch
    {
        OperationCanceledException => "Interrupted.",
        TrialFailedException or ScenarioFailedException => failure.Message,
        _ => code == ExitCode.Internal ? $"internal error: {failure}" : failure.Message,
    };

    private static string? WayOut(Exception failure, Verb? verb)
    {
        string? command = failure switch
        {
            TrialFailedException trial => FormattableString.Invariant($"replay {Typed(trial.Origin)} --scenario {trial.Scenario} --protocol {trial.Protocol}"),
            ScenarioFailedException scripted => $"replay {Typed(scripted.File)} --protocol {scripted.Version}",
            _ => null,
        };
        return command is null ? verb?.WayOut(failure) : $"To see it again: walsweep {command}";
    }

    private static string Typed(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;

    /// <summary>The verbs with their arguments and options.</summary>
    internal static RootCommand Build(Streams streams)
    {
        string versions = string.Join(", ", ProtocolVersion.Generations.Select(version => version.Label));
        var root = new RootCommand($"Sweeps random scenarios of a replicated write-ahead log through protocol versions {versions}.");
        foreach (var verb in _verbs)
        {
            root.Add(verb.Build(streams));
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, streams.Output);
        return root;
    }

    /// <summary>The library's help, and below it what the verb's author would type.</summary>
    private sealed class HelpWithExamples(HelpAction help, TextWriter output) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            string name = parseResult.CommandResult.Command.Name;
            output.WriteLine("Examples:");
            foreach (var verb in _verbs.Where(verb => verb.Name == name || parseResult.CommandResult.Command is RootCommand))
            {
                output.WriteLine($"  {verb.Example}");
            }

            return ExitCode.Done;
        }
    }
}
