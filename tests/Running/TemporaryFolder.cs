using System.Globalization;

namespace WalSweep.Tests.Running;

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("walsweep-test-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Every file below a folder with its bytes, by its relative path; but for the records of runs, which tell the time.</summary>
    public static SortedDictionary<string, byte[]> BytesOf(string root)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            string name = System.IO.Path.GetRelativePath(root, path);
            if (!name.StartsWith("runs", StringComparison.Ordinal))
            {
                files.Add(name, File.ReadAllBytes(path));
            }
        }

        return files;
    }

    /// <summary>
    /// What changes when a file is replaced or touched, for every published part. A replaced file has another time of birth.
    /// </summary>
    public static SortedDictionary<string, string> StampsOf(string root)
    {
        var stamps = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(System.IO.Path.Combine(root, "rows")))
        {
            return stamps;
        }

        foreach (string path in Directory.EnumerateFiles(System.IO.Path.Combine(root, "rows"), "part-*.parquet",
            SearchOption.AllDirectories))
        {
            var file = new FileInfo(path);
            stamps.Add(
                System.IO.Path.GetRelativePath(root, path),
                string.Create(CultureInfo.InvariantCulture,
                    $"{file.Length} bytes, born {file.CreationTimeUtc.Ticks}, written {file.LastWriteTimeUtc.Ticks}"));
        }

        return stamps;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
