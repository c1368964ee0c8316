using System.Diagnostics;
using System.Text;

namespace WalSweep.Tests.Cli;

/// <summary>The program as users run it: a process of its own.</summary>
internal sealed class Walsweep : IDisposable
{
    private const int DeadlineS = 120;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private Walsweep(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "walsweep.dll");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public static Walsweep Start(params string[] arguments) => new(new ProcessStartInfo("dotnet", ["exec", Program, .. arguments]));

    /// <summary>Starts it from a shell that does something first, such as setting limits.</summary>
    public static Walsweep StartIn(string shellCommands, params string[] arguments) => new(new ProcessStartInfo("bash", ["-c", $"{shellCommands}; exec {Call(arguments)}"]));

    /// <summary>
    /// Starts it with all its streams on one terminal of 120 columns, where <see cref="Output"/> is what the terminal gets (<see cref="TerminalFactAttribute"/>). Of the environment it gets what programs and the runtime need: what
    /// can be shown depends on many other variables.
    /// </summary>
    public static Walsweep StartOnTerminal(string noColour, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec script --quiet --return --command \"$0\" /dev/null </dev/null", $"stty cols 120; exec {Call(arguments)}"]);
        foreach (string name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "TMPDIR") && !name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        (start.Environment["TERM"], start.Environment["LC_ALL"], start.Environment["NO_COLOR"]) = ("xterm-256color", "C.UTF-8", noColour);
        return new Walsweep(start);
    }

    /// <summary>Runs it to its end.</summary>
    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using var run = Start(arguments);
        return (run.WaitForExit(), run.Output, run.Errors);
    }

    /// <summary>Waits for its end, and looks at it all the while.</summary>
    public int WaitForExit(Action look)
    {
        for (long start = Environment.TickCount64; !_process.WaitForExit(TimeSpan.FromMilliseconds(5));)
        {
            look();
            if (Environment.TickCount64 - start > 1000L * DeadlineS)
            {
                throw TooLate();
            }
        }

        return WaitForExit();
    }

    private TimeoutException TooLate()
    {
        _process.Kill();
        return new TimeoutException($"walsweep did not end within {DeadlineS} s; it said:\n{Errors}");
    }

    public int WaitForExit()
    {
        if (!_process.WaitForExit(TimeSpan.FromSeconds(DeadlineS)))
        {
            throw TooLate();
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public void Signal(string name)
    {
        using var kill = Process.Start("bash", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string Call(string[] arguments) => string.Join(' ', ((string[])["dotnet", "exec", Program, .. arguments]).Select(word => $"'{word}'"));

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
