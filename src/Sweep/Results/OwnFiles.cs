using System.Text;
using WalSweep.Sweep.Config;

namespace WalSweep.Sweep.Results;

/// <summary>
/// The files of ours in a folder where others may keep theirs. A list beside them has their names, so that what an earlier writer left and this one does not make can be told from what is none of ours. A name
/// comes onto the list before its file is written and leaves it after the file is gone: whenever a writer is killed, no file of ours is missing there. One writer at a time: see <see cref="ReportLock"/>.
/// </summary>
public sealed class OwnFiles
{
    /// <summary>The list, a name a line. Like temporary files it is passed over by readers of data sets.</summary>
    public const string ListName = ".files";

    private const int _largestListBytes = 1 << 20;

    private readonly Lock _gate = new();
    private readonly SortedSet<string> _listed;
    private readonly HashSet<string> _wanted = [];

    private OwnFiles(string folder, SortedSet<string> listed) => (Folder, _listed) = (folder, listed);

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Begins to write the files of a folder, which is made if need be.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">The names of files that are to come, as far as they are known: the list is written once for all of them.</param>
    /// <exception cref="StorageException">The list could not be read or written.</exception>
    public static OwnFiles Begin(string folder, IEnumerable<string> names)
    {
        StorageException.Guard(folder, () => Directory.CreateDirectory(folder));
        var files = new OwnFiles(folder, ReadList(Path.Combine(folder, ListName)));
        files._listed.UnionWith(names);
        files.WriteList();
        return files;
    }

    /// <summary>The path of a file.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Whether a file is there with this content.</summary>
    /// <exception cref="StorageException">It could not be read.</exception>
    public bool Holds(string name, ReadOnlySpan<byte> content) => AtomicFile.Holds(PathOf(name), content);

    /// <summary>Writes a file as a whole, unless it is there with this content. May be called by several threads.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            _wanted.Add(name);
            if (_listed.Add(name))
            {
                WriteList();
            }
        }

        AtomicFile.WriteIfOther(PathOf(name), content);
    }

    /// <summary>Lets a file of ours stay, if there is one.</summary>
    public void Keep(string name) => _wanted.Add(name);

    /// <summary>Removes a file if it is ours.</summary>
    /// <exception cref="StorageException">It could not be removed.</exception>
    public void Remove(string name)
    {
        string path = PathOf(name);

        // What is no regular file now was put there by somebody else.
        if (_listed.Contains(name) && StorageException.Guard(path, () => File.Exists(path) && ReplaceableFile.Is(path)))
        {
            StorageException.Guard(path, () => File.Delete(path));
        }
    }

    /// <summary>Removes the files of ours that were neither written nor kept.</summary>
    /// <exception cref="StorageException">One could not be removed.</exception>
    public void RemoveOthers()
    {
        foreach (string name in _listed.Except(_wanted).ToArray())
        {
            Remove(name);
            _listed.Remove(name);
        }

        WriteList();
    }

    /// <summary>What a list names. One that is not there or no list names nothing, and what is no plain name in the folder is none of ours.</summary>
    private static SortedSet<string> ReadList(string path)
    {
        byte[] text = StorageException.Guard(path, () => File.Exists(path) && !BoundedFile.HasNoLength(path) ? BoundedFile.Read(path, _largestListBytes) : []);
        return new(
            text.Length > _largestListBytes ? [] : Encoding.UTF8.GetString(text).Split('\n').Where(name => name.Length > 0 && name[0] != '.' && name == Path.GetFileName(name)),
            StringComparer.Ordinal);
    }

    private void WriteList()
    {
        string path = PathOf(ListName);
        if (_listed.Count > 0)
        {
            AtomicFile.WriteIfOther(path, Encoding.UTF8.GetBytes(string.Concat(_listed.Select(name => name + "\n"))));
        }
        else
        {
            StorageException.Guard(path, () => File.Delete(path));
        }
    }
}
