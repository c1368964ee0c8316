namespace WalSweep.Sweep.Results;

/// <summary>
/// A file or folder of the results could not be read or written: the disk is full, the folder may not be written to, the medium fails.
/// </summary>
public sealed class StorageException : Exception
{
    /// <summary>Says which path could not be used, and what the system said.</summary>
    public StorageException(string path, Exception cause)
        : base($"{path}: {cause.Message}", cause) => Path = path;

    /// <summary>The file or folder concerned.</summary>
    public string Path { get; }

    /// <summary>Does something to a path; what the file system refuses becomes a <see cref="StorageException"/>.</summary>
    internal static void Guard(string path, Action action) => Guard(path, () =>
    {
        action();
        return true;
    });

    /// <inheritdoc cref="Guard(string, Action)"/>
    internal static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(path, refusal);
        }
    }
}
