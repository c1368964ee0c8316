using WalSweep.Sweep.Results;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Results;

public sealed class AtomicFileTests
{
    [Fact]
    public void AFileAppearsWhenItIsPublishedAndNotBefore()
    {
        using var folder = new TemporaryFolder();
        using (var file = AtomicFile.Create(folder["a.txt"]))
        {
            file.Content.Write("new"u8);
            Assert.Equal([folder[".a.txt.tmp"]], Directory.GetFiles(folder.Path));
            file.Flush();
            Assert.False(File.Exists(folder["a.txt"]));
            file.Publish();
        }

        Assert.Equal([folder["a.txt"]], Directory.GetFiles(folder.Path));
        Assert.Equal("new", File.ReadAllText(folder["a.txt"]));
    }

    [Fact]
    public void AFileThatIsNotPublishedLeavesTheOldOne()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.txt"], "old");
        using (var file = AtomicFile.Create(folder["a.txt"]))
        {
            file.Content.Write("new"u8);
        }

        Assert.Equal([folder["a.txt"]], Directory.GetFiles(folder.Path));
        Assert.Equal("old", File.ReadAllText(folder["a.txt"]));
    }

    [Fact]
    public void AMissingFolderIsNamed()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder["none"], "a.txt");
        var failure = Assert.Throws<StorageException>(() => AtomicFile.Write(path, "x"u8));
        Assert.StartsWith(path, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFolderCannotBeFlushed()
    {
        using var folder = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Contains(folder["none"], Assert.Throws<IOException>(() => FolderFlush.Flush(folder["none"])).Message,
                StringComparison.Ordinal);
        }

        FolderFlush.Flush(folder.Path);
    }
}
