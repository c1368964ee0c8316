namespace WalSweep.Sweep.Config;

/// <summary>Reads files of unknown origin.</summary>
internal static class BoundedFile
{
    /// <summary>The text of a configuration or a scenario file.</summary>
    /// <exception cref="ConfigException">It cannot be read.</exception>
    public static byte[] ReadConfig(string path)
    {
        try
        {
            return Read(path, LocatedJson.MaxBytes);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([new(new(path), "", $"cannot be read: {refusal.Message}")]);
        }
    }

    /// <summary>All bytes of a file, or the first <paramref name="mostBytes"/> + 1 of one that is larger.</summary>
    /// <exception cref="IOException">It cannot be read, or is no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, int mostBytes)
    {
        RequireRegular(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var copy = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while (copy.Length <= mostBytes && (read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, mostBytes + 1 - copy.Length))) > 0)
        {
            copy.Write(buffer, 0, read);
        }

        return copy.ToArray();
    }

    /// <summary>
    /// Whether there is something that is empty, a pipe or a device, none of which has a length. To be asked before it is opened, for that of a pipe may
    /// wait for ever.
    /// </summary>
    public static bool HasNoLength(string path) =>
        File.Exists(path) && new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) is { Exists: true, Length: 0 };

    private static void RequireRegular(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("is a directory");
        }

        if (HasNoLength(path))
        {
            throw new IOException("is empty, or no regular file");
        }
    }
}
