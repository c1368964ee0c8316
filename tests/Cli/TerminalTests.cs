using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using WalSweep.Cli;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>A test of what is written on a terminal: skipped where nothing gives a program one. The reason is part of the name, for of a skipped test <c>dotnet test</c> prints no more than that.</summary>
public sealed class TerminalFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> _isThere = new(IsThere);

    public TerminalFactAttribute([CallerMemberName] string test = "")
    {
        if (!_isThere.Value)
        {
            Skip = "no script of util-linux is on the path: nothing was written on a terminal";
            DisplayName = $"{test} ({Skip})";
        }
    }

    /// <summary>There are others of the name, which take other options.</summary>
    private static bool IsThere()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("bash", ["-c", "timeout 5 script --version </dev/null 2>&1"]) { RedirectStandardOutput = true })!;
            return OperatingSystem.IsLinux() && asked.StandardOutput.ReadToEnd().Contains("util-linux", StringComparison.Ordinal);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>What the program writes on a terminal, its progress and its table, as the terminal gets it.</summary>
public sealed partial class TerminalTests
{
    /// <summary>NO_COLOR is of colours alone (no-color.org): bold heads, and the cursor's way up over the progress that was shown, stay. An empty one is none.</summary>
    [TerminalFact]
    public void ColoursAreShownOnATerminalUnlessTheyAreUnwanted()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 100);
        string coloured = Run("", config, folder["coloured"]), plain = Run("1", config, folder["plain"]);
        Assert.Contains(Renditions(coloured), IsColour);
        Assert.DoesNotContain(Renditions(plain), IsColour);

        // Every order to the terminal is one of those known here: bold and its end, the cursor up, shown and hidden, a line cleared, and what the runtime says first.
        Assert.All(Orders().Matches(plain).Select(order => order.Value[1..]), order => Assert.Matches(@"^(\[[01]m|\[\d+A|\[2K|\[\?25[lh]|\[\?1h|=)$", order));
        Assert.Equal(Words(coloured), Words(plain));
    }

    private static string Run(string noColour, string config, string folder)
    {
        using var run = Walsweep.StartOnTerminal(noColour, "run", config, "--out", folder);
        Assert.Equal(ExitCode.Done, run.WaitForExit());
        Assert.Contains("\u2501", run.Output, StringComparison.Ordinal); // a bar of progress
        Assert.Contains("\u2500", run.Output, StringComparison.Ordinal); // a rule of the table
        return run.Output;
    }

    /// <summary>The numbers of every order that changes how text looks.</summary>
    private static IEnumerable<string> Renditions(string output) => Orders().Matches(output).Select(order => order.Value).Where(order => order[^1] == 'm').SelectMany(order => order[2..^1].Split(';'));

    /// <summary>Of text or ground: the eight, the bright ones, one of a table.</summary>
    private static bool IsColour(string rendition) => int.TryParse(rendition, out int number) && number is (>= 30 and <= 38) or (>= 40 and <= 48) or (>= 90 and <= 107);

    /// <summary>The lines of the table as words.</summary>
    private static IEnumerable<string> Words(string output) =>
        Orders().Replace(output, "").Split('\n').SkipWhile(line => !line.Contains('\u2500', StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split((char[])[' ', '\r'], StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>An escape and what belongs to it.</summary>
    [GeneratedRegex(@"\x1b(\[[0-9;?]*[@-~]|[^\[])")]
    private static partial Regex Orders();
}
