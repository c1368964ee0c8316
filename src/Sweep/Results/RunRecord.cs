using System.Globalization;
using System.Text.Json;

namespace WalSweep.Sweep.Results;

/// <summary>
/// What one run was: its times, its rates, its host. Kept beside the data, never in it, so that the same sweep gives the same data
/// everywhere.
/// </summary>
public sealed record RunRecord
{
    /// <summary>When it began, in UTC.</summary>
    public required DateTime StartedUtc { get; init; }

    /// <summary>How it ended.</summary>
    public required RunEnding Ended { get; init; }

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
