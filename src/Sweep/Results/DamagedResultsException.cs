namespace WalSweep.Sweep.Results;

/// <summary>A file of the results does not hold what was written to it.</summary>
public sealed class DamagedResultsException : Exception
{
    /// <summary>Says which file, and what is wrong with it.</summary>
    public DamagedResultsException(string path, Exception cause)
        : base($"{path}: {cause.Message}", cause) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
