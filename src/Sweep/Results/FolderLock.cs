namespace WalSweep.Sweep.Results;

/// <summary>
/// Keeps a second process out while one writes. The lock is the operating system's, so it ends with the process, however that ends; the file stays.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int _sharingViolation = unchecked((int)0x80070020);
    private const int _wouldBlockLinux = 11;
    private const int _wouldBlockMac = 35;

    private readonly FileStream _held;

    private FolderLock(FileStream held) => _held = held;

    /// <summary>Takes the lock on a results folder.</summary>
    /// <exception cref="ResultsFolderException">Another process has it.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static FolderLock Take(ResultsLayout layout) =>
        TryTake(layout.WriterLockPath) ?? throw new ResultsFolderException(FolderProblem.InUse, $"{layout.Root}: another process is writing to this folder");

    /// <summary>Takes a lock.</summary>
    /// <param name="path">The file that is locked, made if need be.</param>
    /// <returns>The lock; null if another process has it.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException refusal) when (refusal.HResult is _sharingViolation or _wouldBlockLinux or _wouldBlockMac)
        {
            return null;
        }
    }

    public void Dispose() => _held.Dispose();
}
