using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using WalSweep.Cli;

namespace WalSweep.Benchmarks.Regression;

/// <summary>What became of a child process.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
/// <param name="Cpu">Its processor time, its own children's included, as user and as system.</param>
/// <param name="Elapsed">From its start to its end.</param>
internal sealed record ChildResult(int ExitCode, string Output, string Errors, TimeSpan Cpu, TimeSpan Elapsed)
{
    /// <summary>Everything it said.</summary>
    public string Words => (Output + Errors).Trim();
}

/// <summary>Runs other programs, one at a time.</summary>
internal static class ChildProcess
{
    /// <summary>A terminal sends Ctrl-C to the child as well, which may end before we have heard of it.</summary>
    private const int _signalDelayMs = 200;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="program">The program, looked for on the path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="stop">A request to stop: the program and all it started are then killed.</param>
    /// <exception cref="UsageException">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ChildResult Run(string folder, string program, string[] arguments, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var cpuBefore = ChildTimes.Total();
        var clock = Stopwatch.StartNew();
        using var process = Start(folder, program, arguments);
        using var registration = stop.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        process.WaitForExit();
        var elapsed = clock.Elapsed;
        if (stop.IsCancellationRequested || (process.ExitCode != 0 && stop.WaitHandle.WaitOne(_signalDelayMs)))
        {
            throw new OperationCanceledException(stop);
        }

        return new ChildResult(process.ExitCode, output.Result, errors.Result, ChildTimes.Of(process, cpuBefore), elapsed);
    }

    private static Process Start(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new UsageException($"{program} cannot be started: {failure.Message}");
        }
    }
}
