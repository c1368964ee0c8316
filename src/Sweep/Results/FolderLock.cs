namespace WalSweep.Sweep.Results;

/// <summary>
/// Keeps a second process out of a results folder while one writes to it. The lock is the operating system's, so it ends with the process,
/// however that ends; the file stays.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;

    private readonly FileStream _held;

    private FolderLock(FileStream held) => _held = held;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="ResultsFolderException">Another process has it.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static FolderLock Take(ResultsLayout layout)
    {
        try
        {
            return new FolderLock(
                new FileStream(layout.WriterLockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException refusal) when (refusal.HResult is SharingViolation or WouldBlockLinux or WouldBlockMac)
        {
            throw new ResultsFolderException(FolderProblem.InUse, $"{layout.Root}: another process is writing to this folder", refusal);
        }
    }

    public void Dispose() => _held.Dispose();
}
