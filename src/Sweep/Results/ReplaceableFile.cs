using System.Formats.Tar;

namespace WalSweep.Sweep.Results;

/// <summary>
/// What a file may take the place of by a rename: nothing, or a regular file. A rename would do away with a device, a pipe or a link itself, where whoever named it meant what is behind it.
/// </summary>
public static class ReplaceableFile
{
    /// <summary>Makes sure that nothing else has a name. A link is refused wherever it leads.</summary>
    /// <param name="path">The name.</param>
    /// <exception cref="StorageException">Something else has it, or it cannot be looked at.</exception>
    public static void Require(string path)
    {
        if (StorageException.Guard(path, () => OtherKindOf(path)) is { } found)
        {
            throw new StorageException(path, new IOException($"expected a file that can be written, found {found}"));
        }
    }

    /// <summary>Makes sure that a path named by somebody is none of the files that make up a results folder, of which nothing but a run may write one.</summary>
    /// <inheritdoc cref="Require"/>
    public static void RequireOutsideResults(string path)
    {
        if (StorageException.Guard(path, () => ResultsLayout.OwnerOf(path)) is { } owner)
        {
            throw new StorageException(path, new IOException($"expected a file that can be written, found a part of the results in {owner.Root}"));
        }
    }

    /// <summary>Whether nothing else has a name.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    internal static bool Is(string path) => OtherKindOf(path) is null;

    private static string? OtherKindOf(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is { } target ? $"a link to \"{target}\""
            : Directory.Exists(path) ? "a folder"
            : file is { Exists: true, Length: 0 } ? OtherKindOfEmpty(path)
            : null;
    }

    /// <summary>
    /// Devices, pipes and sockets have no length, like an empty file. To open them may wait for ever or do something already, and archiving is where the framework tells what a file is without opening it.
    /// </summary>
    private static string? OtherKindOfEmpty(string path)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            try
            {
                writer.WriteEntry(path, "x");
            }
            catch (IOException)
            {
                return "neither a file nor a device";
            }
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.HardLink => null,
            TarEntryType.Fifo => "a pipe",
            _ => "a device",
        };
    }
}
