using System.CommandLine;
using System.Globalization;
using System.Numerics;
using WalSweep.Cli;

namespace WalSweep.Benchmarks.Regression;

/// <summary>The command line of the check, and the one place where what went wrong becomes a message and an exit code.</summary>
internal static class RegressionCommand
{
    private const string _purpose =
        """
        Says whether a revision of WalSweep is slower than another, or allocates in a trial.

        Builds both in a temporary folder, runs them in turn on the fixed sweep benchmarks/Regression/sweep.json (some four minutes), and prints
        the ratios of their processor times with intervals. Exit code 4 if the newer one is slower beyond the noise, or allocates.

        Examples, each after "dotnet run -c Release --project benchmarks/Regression --":
          main                    is what I just wrote slower than main?
          v0.1 main --pairs 20    two revisions, with narrower intervals
          main --save             keep the result with this processor's baselines
        """;

    private const int _mostPairs = 1000;
    private const int _defaultPairs = 10;
    private const long _leastScenarios = 1000;
    private const long _mostScenarios = 1_000_000_000;
    private const double _defaultTolerance = 0.01;

    private static readonly int _leastPairs = PairedRatios.LeastPairs(Comparison.Confidence);

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="streams">Where its words go.</param>
    /// <param name="folder">A folder of the repository.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Streams streams, string folder)
    {
        try
        {
            var call = CommandCall.Read(Build(streams, folder), arguments);
            return CommandCall.CarryOut(call, "dotnet run -c Release --project benchmarks/Regression -- --help", streams);
        }
#pragma warning disable CA1031 // The last resort: what nobody expected is printed whole and ends the process as an internal error.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Explain(failure, streams);
        }
    }

    private static int Explain(Exception failure, Streams streams)
    {
        var (code, message) = failure switch
        {
            UsageException => (ExitCode.Usage, failure.Message),
            OperationCanceledException => (ExitCode.Interrupted, "Interrupted. Nothing is kept; run the same command again."),
            IOException or UnauthorizedAccessException => (ExitCode.Incomplete, failure.Message),
            _ => (ExitCode.Internal, $"internal error: {failure}"),
        };
        streams.Say(message);
        return code;
    }

    private static RootCommand Build(Streams streams, string folder)
    {
        var old = new Argument<string>("OLD") { Description = "The revision to compare with, as git understands it." };
        var current = new Argument<string?>("NEW")
        {
            Description = "The revision to judge. [default: the working tree as it stands]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pairs = Number<int>("--pairs", "Pairs of runs: more of them narrow the intervals.", "n", _leastPairs, _mostPairs, _defaultPairs);
        var scenarios = Number<long>("--scenarios", "Scenarios of the whole sweep. [default: as sweep.json says]", "n", _leastScenarios, _mostScenarios, null);
        var tolerance = Number<double>("--tolerance", "A slowdown that is let pass, as a share: 0.01 is one per cent.", "share", 0, 1, _defaultTolerance);
        var save = new Option<bool>("--save") { Description = "Write the report to benchmarks/baselines/PROCESSOR/regression.md." };
        var command = new RootCommand(_purpose) { old, current, pairs, scenarios, tolerance, save };
        command.SetAction(result => Check(
            new CheckOptions(
                result.GetRequiredValue(old),
                result.GetValue(current),
                result.GetValue(pairs) ?? _defaultPairs,
                result.GetValue(scenarios),
                result.GetValue(tolerance) ?? _defaultTolerance),
            result.GetValue(save),
            streams,
            folder));
        return command;
    }

    private static int Check(CheckOptions options, bool save, Streams streams, string folder)
    {
        using var interruption = new Interruption();
        var git = Git.Find(folder, interruption.Token);
        var result = RegressionCheck.Run(git, options, streams, interruption.Token);
        var processor = Processor.OfThisMachine();
        var report = RegressionReport.Of(result, processor, DateOnly.FromDateTime(DateTime.UtcNow));
        streams.Give(report.TrimEnd());
        if (save)
        {
            var path = Path.Combine(git.Root, "benchmarks", "baselines", processor.Folder, "regression.md");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, report);
            streams.Say($"wrote {path}");
        }

        return result.IsRegression ? ExitCode.Unequal : ExitCode.Done;
    }

    /// <summary>An option with a number in a range.</summary>
    private static Option<T?> Number<T>(string name, string description, string unit, T least, T most, T? ifMissing)
        where T : struct, INumber<T> => new(name)
        {
            Description = FormattableString.Invariant($"{description}{(ifMissing is null ? "" : $" [default: {ifMissing}]")}"),
            HelpName = unit,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                {
                    return number;
                }

                result.AddError(FormattableString.Invariant($"{name}: expected a number from {least} to {most}, found \"{text}\""));
                return null;
            },
        };
}
