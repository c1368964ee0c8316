using WalSweep.Sweep.Config;

namespace WalSweep.Sweep.Results;

/// <summary>
/// A file that appears under its name complete or not at all, whatever happens to the process or the machine: written under a temporary
/// name in the same folder, flushed to the disk, renamed, and the folder flushed.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    /// <summary>How temporary files begin and end; readers of data sets skip names that begin with a dot.</summary>
    public const string TemporaryPrefix = ".";

    /// <inheritdoc cref="TemporaryPrefix"/>
    public const string TemporarySuffix = ".tmp";

    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _file;
    private bool _isPublished;

    private AtomicFile(string path, string temporaryPath, FileStream file) => (_path, _temporaryPath, _file) = (path, temporaryPath, file);

    /// <summary>Where the content is written. It is not buffered, so pieces should be large.</summary>
    public Stream Content => _file;

    /// <summary>Begins a file. What its temporary name held is lost.</summary>
    /// <exception cref="StorageException">The folder cannot be written to, or what has the name is no regular file: see <see cref="ReplaceableFile"/>.</exception>
    public static AtomicFile Create(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporaryPath = Path.Combine(folder, TemporaryPrefix + Path.GetFileName(path) + TemporarySuffix);
        ReplaceableFile.Require(path);
        ReplaceableFile.Require(temporaryPath);
        return StorageException.Guard(path, () => new AtomicFile(path, temporaryPath,
            new FileStream(temporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0)));
    }

    /// <summary>Writes a whole small file.</summary>
    /// <exception cref="StorageException">It could not be written; what stood under its name still does.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = Create(path);
        try
        {
            FileSizeLimit.Write(file.Content, content);
        }
        catch (IOException failure)
        {
            throw new StorageException(path, failure);
        }

        file.Flush();
        file.Publish();
    }

    /// <summary>Writes a whole small file unless it is there with this content.</summary>
    /// <exception cref="StorageException">It could not be read or written.</exception>
    public static void WriteIfOther(string path, ReadOnlySpan<byte> content)
    {
        if (!Holds(path, content))
        {
            Write(path, content);
        }
    }

    /// <summary>Whether a file is there with this content.</summary>
    /// <exception cref="StorageException">It could not be read.</exception>
    internal static bool Holds(string path, ReadOnlySpan<byte> content)
    {
        // One that is longer is not read: who knows how long it is.
        int length = content.Length;
        byte[]? present = StorageException.Guard(
            path, () => new FileInfo(path) is { Exists: true } file && file.Length == length ? BoundedFile.Read(path, length) : null);
        return present is not null && content.SequenceEqual(present);
    }

    /// <summary>Removes what interrupted writers left in a folder, of which nobody else may be writing a file.</summary>
    internal static void RemoveTemporaries(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, $"{TemporaryPrefix}*{TemporarySuffix}"))
        {
            File.Delete(path);
        }
    }

    /// <summary>Brings the content to the disk. Nothing may be written afterwards.</summary>
    /// <exception cref="StorageException">The disk is full or broken.</exception>
    public void Flush() => StorageException.Guard(_path, () =>
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    });

    /// <summary>Gives the file its name, in place of the file that had it. To be called after <see cref="Flush"/>.</summary>
    /// <exception cref="StorageException">The folder can no longer be written to, or something that is no regular file has got the name meanwhile.</exception>
    public void Publish()
    {
        ReplaceableFile.Require(_path);
        StorageException.Guard(_path, () =>
        {
            File.Move(_temporaryPath, _path, overwrite: true);
            _isPublished = true;
            FolderFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        });
    }

    /// <summary>Removes the temporary file unless it was published.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (_isPublished)
        {
            return;
        }

        try
        {
            File.Delete(_temporaryPath);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // It stays for RemoveTemporaries, which whoever next takes the lock of its folder calls; of a file elsewhere it is replaced when the same file is next written.
        }
    }
}
