namespace WalSweep.Cli;

/// <summary>Where a verb's words go, and what stands at the other end.</summary>
/// <param name="Output">Takes results.</param>
/// <param name="Errors">Takes everything else; to be written to through <see cref="Messages"/>, but by what draws on a terminal.</param>
/// <param name="OutputIsTerminal">Whether somebody reads <paramref name="Output"/> on a terminal.</param>
/// <param name="ErrorsAreTerminal">Whether somebody reads <paramref name="Errors"/> on a terminal.</param>
/// <param name="Width">Columns of the terminal.</param>
/// <param name="NoColour">Whether colours are unwanted (no-color.org).</param>
public sealed record Streams(TextWriter Output, TextWriter Errors, bool OutputIsTerminal, bool ErrorsAreTerminal, int Width, bool NoColour)
{
    private const int _widthWhereUnknown = 80;

    /// <summary>Takes messages: writes to <see cref="Errors"/> what is fit for a terminal, and passes over what cannot be written.</summary>
    public TextWriter Messages { get; } = new MessageWriter(Errors);

    /// <summary>Those of this process.</summary>
    public static Streams OfProcess() => new(
        new OutputWriter(Console.Out),
        Console.Error,
        !Console.IsOutputRedirected,
        !Console.IsErrorRedirected,
        Console.IsOutputRedirected || Console.WindowWidth <= 0 ? _widthWhereUnknown : Console.WindowWidth,
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Says something that is no result.</summary>
    public void Say(string text) => Messages.WriteLine(text);

    /// <summary>Gives a line of the result.</summary>
    public void Give(string text) => Output.WriteLine(TerminalText.Plain(text));

    /// <summary>Gives lines of the result that bring their line ends, and their colours: nothing in them may come from a file.</summary>
    public void GiveLines(string text) => Output.Write(text.Replace('\u00a0', ' '));
}
