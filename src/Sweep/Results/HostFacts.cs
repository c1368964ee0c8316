using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace WalSweep.Sweep.Results;

/// <summary>A machine and the program on it, as far as they explain a rate.</summary>
/// <param name="Machine">Its name.</param>
/// <param name="Processor">What its processor calls itself; empty where the system does not say.</param>
/// <param name="Processors">Logical processors that the process may use.</param>
/// <param name="System">Operating system.</param>
/// <param name="Runtime">.NET runtime.</param>
/// <param name="Version">Version and commit of this program.</param>
public sealed record HostFacts(string Machine, string Processor, int Processors, string System, string Runtime, string Version)
{
    private const string _processorFile = "/proc/cpuinfo";

    /// <summary>Version of this program and, behind a plus sign, the commit it was built from, where the build knew one.</summary>
    public static string ProgramVersion { get; } = typeof(HostFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Those of this process.</summary>
    public static HostFacts Current() => new(
        Environment.MachineName,
        ProcessorName(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        ProgramVersion);

    /// <summary>Largest resident memory of this process so far, in bytes.</summary>
    public static long PeakResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static string ProcessorName()
    {
        if (!File.Exists(_processorFile))
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "";
        }

        string? line = File.ReadLines(_processorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? "" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
