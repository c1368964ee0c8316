namespace WalSweep.Sweep.Results;

/// <summary>
/// Held by whoever writes the cells and the report of a folder, so that the files there are those of one writer as a whole. A report takes seconds: who comes second waits, and then finds all that the first one found, and perhaps more.
/// Apart from the lock on the folder itself, so that a sweep that is going on can be reported.
/// </summary>
public sealed class ReportLock : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    private readonly FolderLock _held;

    private ReportLock(FolderLock held) => _held = held;

    /// <summary>Takes the lock, and removes what writers left that were interrupted.</summary>
    /// <param name="layout">The folder, which must be there.</param>
    /// <param name="wait">Called once if another process has the lock.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="ResultsFolderException">Something else has the name of one of the folders.</exception>
    /// <exception cref="StorageException">The folder cannot be written to, or a folder has the name of the lock.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static ReportLock Take(ResultsLayout layout, Action wait, CancellationToken stop)
    {
        if (Directory.Exists(layout.ReportLockPath))
        {
            throw new StorageException(layout.ReportLockPath, new IOException("expected a file that can be written, found a folder"));
        }

        FolderLock? held;
        for (bool isFirst = true; (held = StorageException.Guard(layout.ReportLockPath, () => FolderLock.TryTake(layout.ReportLockPath))) is null; isFirst = false)
        {
            if (isFirst)
            {
                wait();
            }

            stop.WaitHandle.WaitOne(_pause);
            stop.ThrowIfCancellationRequested();
        }

        try
        {
            layout.RequireFolders();
            foreach (string folder in ((string[])[layout.CellsFolder, layout.ReportFolder]).Where(Directory.Exists))
            {
                StorageException.Guard(folder, () => AtomicFile.RemoveTemporaries(folder));
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        return new ReportLock(held);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
