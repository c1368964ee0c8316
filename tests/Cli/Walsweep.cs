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
    public static Walsweep StartIn(string shellCommands, params string[] arguments)
    {
        string call = string.Join(' ', ((string[])["dotnet", "exec", Program, .. arguments]).Select(word => $"'{word}'"));
        return new Walsweep(new ProcessStartInfo("bash", ["-c", $"{shellCommands}; exec {call}"]));
    }

    /// <summary>Runs it to its end.</summary>
    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using var run = Start(arguments);
        return (run.WaitForExit(), run.Output, run.Errors);
    }

    public int WaitForExit()
    {
        if (!_process.WaitForExit(TimeSpan.FromSeconds(DeadlineS)))
        {
            _process.Kill();
            throw new TimeoutException($"walsweep did not end within {DeadlineS} s; it said:\n{Errors}");
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
