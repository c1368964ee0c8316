using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace WalSweep.Sweep.Results;

/// <summary>
/// What one run was: its times, its rates, its host. Kept beside the data, never in it, so that the same sweep gives the same data
/// everywhere.
/// </summary>
public sealed record RunRecord
{
    /// <summary><see cref="Ended"/> of a run after which every part was there.</summary>
    public const string Complete = "complete";

    /// <summary><see cref="Ended"/> of a run that was told to stop.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>When it began, in UTC.</summary>
    public required DateTime StartedUtc { get; init; }

    /// <summary><see cref="Complete"/> or <see cref="Interrupted"/>.</summary>
    public required string Ended { get; init; }

    /// <summary>Worker threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether the simulator's rules were checked after every event.</summary>
    public required bool Checked { get; init; }

    /// <summary>Parts published by this run.</summary>
    public required int Parts { get; init; }

    /// <summary>Scenarios of those parts.</summary>
    public required long Scenarios { get; init; }

    /// <summary>Rows stored in them.</summary>
    public required long Rows { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Wall-clock time of the sweep itself, in seconds.</summary>
    public required double ElapsedS { get; init; }

    /// <summary>Processor time of the whole process during the sweep, in seconds.</summary>
    public required double ProcessorS { get; init; }

    /// <summary>Largest resident memory of the process so far, in bytes.</summary>
    public required long PeakResidentBytes { get; init; }

    /// <summary>Where it ran.</summary>
    public required HostFacts Host { get; init; }

    /// <summary>Scenarios a second.</summary>
    public double ScenariosPerS => ElapsedS > 0 ? Scenarios / ElapsedS : 0;

    /// <summary>Stored rows a second.</summary>
    public double RowsPerS => ElapsedS > 0 ? Rows / ElapsedS : 0;

    /// <summary>Keeps it in the folder, under its time.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Write(ResultsLayout layout)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{StartedUtc:yyyyMMdd'T'HHmmss'.'fff'Z'}-{Environment.ProcessId}.json");
        AtomicFile.Write(Path.Combine(layout.RunsFolder, name), JsonSerializer.SerializeToUtf8Bytes(this, ResultsJson.Default.RunRecord));
    }
}

/// <summary>A machine and the program on it, as far as they explain a rate.</summary>
/// <param name="Machine">Its name.</param>
/// <param name="Processor">What its processor calls itself; empty where the system does not say.</param>
/// <param name="Processors">Logical processors that the process may use.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET runtime.</param>
/// <param name="Version">Version and commit of this program.</param>
public sealed record HostFacts(string Machine, string Processor, int Processors, string System, string Runtime, string Version)
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Those of this process.</summary>
    public static HostFacts Current() => new(
        Environment.MachineName,
        ProcessorName(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        typeof(HostFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    /// <summary>Largest resident memory of this process so far, in bytes.</summary>
    public static long PeakResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static string ProcessorName()
    {
        if (!File.Exists(ProcessorFile))
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "";
        }

        string? line = File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? "" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
