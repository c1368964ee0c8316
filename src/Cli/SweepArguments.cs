using System.CommandLine;
using System.Globalization;

namespace WalSweep.Cli;

/// <summary>What several verbs have in common of their command lines: arguments and options.</summary>
internal static class SweepArguments
{
    private const int _mostThreads = 1024;

    /// <summary>The configuration of a sweep.</summary>
    public static Argument<string> Config() => Required("CONFIG", "The sweep's configuration: JSON with comments.", "a sweep's configuration");

    /// <summary>A results folder.</summary>
    public static Argument<string> Folder() => Required("DIR", "A results folder, such as results/quickstart.", "a results folder");

    /// <summary>The path of something that is there. What looks like an option and is none is not taken for it.</summary>
    /// <param name="name">What help calls it.</param>
    /// <param name="description">What help says of it.</param>
    /// <param name="expected">What it must be, in a few words.</param>
    public static Argument<string> Required(string name, string description, string expected)
    {
        var argument = new Argument<string>(name) { Description = description };
        RequireWords(argument, expected);
        return argument;
    }

    /// <summary>Refuses as words of an argument what is empty, and what looks like an option and is no file.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="expected">What each word must be.</param>
    public static void RequireWords(Argument argument, string expected) => argument.Validators.Add(result =>
    {
        foreach (string given in result.Tokens.Select(token => token.Value))
        {
            if (given.Length == 0)
            {
                result.AddError($"{argument.Name}: expected {expected}, found \"\"");
            }
            else if (given[0] == '-' && !Path.Exists(given))
            {
                result.AddError($"unrecognized option \"{given}\"");
            }
        }
    });

    /// <summary>Where results go.</summary>
    public static Option<string?> Out() => Out("Folder for the results. [default: results/NAME]");

    /// <summary>Where results go.</summary>
    /// <param name="description">What help says of it.</param>
    public static Option<string?> Out(string description)
    {
        var option = new Option<string?>("--out") { Description = description, HelpName = "DIR" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value.Length: 0 }])
            {
                result.AddError("--out: expected a folder for the results, found \"\"");
            }
        });
        return option;
    }

    /// <summary>Whether the figures of a report are wanted as PNG too.</summary>
    public static Option<bool> Png() => new("--png")
    {
        Description = $"Writes NAME.png beside the NAME.svg of each figure too, at least {PngPictures.LeastWidthPx} pixels wide, with the first of {string.Join(", ", PngConverter.Names)} that is there.",
    };

    /// <summary>Worker threads.</summary>
    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = $"Worker threads, 1 to {_mostThreads}; the rows do not depend on it. [default: one for each processor]",
            HelpName = "n",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads)
                    && threads is >= 1 and <= _mostThreads)
                {
                    return threads;
                }

                result.AddError($"--threads: expected a whole number from 1 to {_mostThreads}, found \"{text}\"");
                return 0;
            },
        };
        return option;
    }

    /// <summary>Worker threads if the command line says nothing.</summary>
    public static int OrAllProcessors(int threads) => threads > 0 ? threads : Environment.ProcessorCount;
}
