using System.Globalization;
using WalSweep.Cli;
using WalSweep.Tests.Running;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Cli;

/// <summary>
/// How much memory rows take while they are read: no more however many there are. The runtime is told to give up where the heap would pass a limit, with two processors wherever this runs, so that it does not matter when it collects. The limit is two thirds of what
/// the rows would take if they were kept: of each row at least twelve numbers of 8 bytes are read, 48 MB of half a million, beside what else is there. The process as a whole, the runtime's own memory included, is watched to stay
/// below 300 MB.
/// </summary>
public sealed class MemoryTests(ITestOutputHelper log)
{
    private const long _rows = 500_000;
    private const long _limitMiB = 32;
    private const long _mostBytes = 300_000_000;

    /// <summary>That the limit is heeded is seen with a quarter of it, which is too little for the program itself.</summary>
    [PosixFact]
    public void ReadingRowsAndWritingAReportTakesBoundedMemory()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Write(folder, $$"""
            {
              "name": "memory", "count": {{_rows}}, "protocols": ["v2"],
              "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } },
              "weather": { "outage": { "log_uniform": ["100ms", "1h"] } }
            }
            """);
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", config, "--out", folder["out"], "--threads", "2", "--no-report"], new Streams(TextWriter.Null, TextWriter.Null, false, false, 80, true)));
        foreach (string[] call in (string[][])[["analyze", folder["out"], "--rows", "--threads", "2"], ["report", folder["out"]]])
        {
            var (exitCode, peakBytes, errors) = Run(_limitMiB, call);
            Assert.True(exitCode == ExitCode.Done, $"{call[0]}: {exitCode}\n{errors}");
            Assert.InRange(peakBytes, OperatingSystem.IsLinux() ? 1 : 0, _mostBytes);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{call[0]}: {_rows} rows, heap of at most {_limitMiB} MiB, {peakBytes / 1e6:0} MB in all"));
            if (call[0] == "analyze")
            {
                Assert.NotEqual(ExitCode.Done, Run(_limitMiB / 4, call).ExitCode);
            }
        }
    }

    /// <summary>Runs the program with a limit of its heap. The peak is of all its memory, 0 where the system does not tell.</summary>
    private static (int ExitCode, long PeakBytes, string Errors) Run(long limitMiB, string[] call)
    {
        using var run = Walsweep.StartIn(string.Create(CultureInfo.InvariantCulture, $"ulimit -c 0; export DOTNET_PROCESSOR_COUNT=2 DOTNET_GCHeapHardLimit={limitMiB << 20:x}"), call);
        long peakBytes = 0;
        int exitCode = run.WaitForExit(() => peakBytes = Math.Max(peakBytes, PeakOf(run.Id)));
        return (exitCode, peakBytes, run.Errors);
    }

    /// <summary>The most that a process had in memory until now.</summary>
    private static long PeakOf(int process)
    {
        const string Heading = "VmHWM:";
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(Heading, StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(Heading.Length).Trim().TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // It has just ended, or the system tells of no process.
        }
    }
}
