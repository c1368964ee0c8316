using System.CommandLine;
using System.CommandLine.Invocation;

namespace WalSweep.Cli;

/// <summary>How a command line is read and carried out, by every program of the repository alike.</summary>
internal static class CommandCall
{
    // A word that begins with @ is a word like any other, not the name of a file with more of them.
    private static readonly ParserConfiguration _parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Reads a command line, without the library's directives.</summary>
    public static ParseResult Read(RootCommand root, string[] arguments)
    {
        root.Directives.Clear();
        return root.Parse(arguments, _parsing);
    }

    /// <summary>Does what was asked for, or says what is wrong with the words.</summary>
    /// <param name="call">What was read.</param>
    /// <param name="help">What to type to see the help.</param>
    /// <param name="streams">Where its words go.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int CarryOut(ParseResult call, string help, Streams streams)
    {
        if (call.Errors.Count > 0 && call.Action is ParseErrorAction)
        {
            foreach (var error in call.Errors)
            {
                streams.Say(error.Message);
            }

            streams.Say($"See: {help}");
            return ExitCode.Usage;
        }

        return call.Invoke(new InvocationConfiguration
        {
            Output = streams.Output,
            Error = streams.Messages,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}
