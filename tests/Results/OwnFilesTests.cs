using WalSweep.Sweep.Results;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Results;

/// <summary>Which files of a folder are ours, and which of ours are left over.</summary>
public sealed class OwnFilesTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Root => _temporary["folder"];

    private string[] There => [.. Directory.EnumerateFileSystemEntries(Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string[] Listed => File.ReadAllLines(Path.Combine(Root, OwnFiles.ListName));

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_is_no_longer_made_goes_and_what_is_not_ours_stays()
    {
        Write("a", "b");
        File.WriteAllText(Path.Combine(Root, "mine"), "");
        Assert.Equal([OwnFiles.ListName, "a", "b", "mine"], There);
        Write("b", "c");
        Assert.Equal([OwnFiles.ListName, "b", "c", "mine"], There);
        Assert.Equal(["b", "c"], Listed);
        Write();
        Assert.Equal(["mine"], There);
    }

    [Fact]
    public void What_is_kept_stays_and_what_comes_later_is_ours_too()
    {
        Write("a", "b");
        var files = OwnFiles.Begin(Root, []);
        files.Keep("a");
        files.Keep("mine");
        files.RemoveOthers();
        files.Write("c", "c"u8);
        Assert.Equal([OwnFiles.ListName, "a", "c"], There);
        Assert.Equal(["a", "c"], Listed);
    }

    /// <summary>Wherever a writer is killed, the next one knows what it wrote.</summary>
    [Fact]
    public void What_a_killed_writer_left_is_known()
    {
        OwnFiles.Begin(Root, ["a", "b"]).Write("a", "a"u8);
        Assert.Equal(["a", "b"], Listed);
        Write("c");
        Assert.Equal([OwnFiles.ListName, "c"], There);
    }

    [Fact]
    public void One_that_is_the_same_is_left_alone()
    {
        Write("a");
        var file = new FileInfo(Path.Combine(Root, "a")) { LastWriteTimeUtc = DateTime.UnixEpoch };
        Write("a");
        file.Refresh();
        Assert.Equal(DateTime.UnixEpoch, file.LastWriteTimeUtc);
    }

    /// <summary>The list is a file that anybody may have written.</summary>
    [PosixFact]
    public void A_list_names_nothing_outside_and_nothing_that_is_no_file()
    {
        Directory.CreateDirectory(Path.Combine(Root, "folder"));
        File.WriteAllText(_temporary["outside"], "");
        File.WriteAllText(Path.Combine(Root, "folder", "inside"), "");
        File.WriteAllText(Path.Combine(Root, ".hidden"), "");
        File.CreateSymbolicLink(Path.Combine(Root, "link"), _temporary["outside"]);
        File.WriteAllText(Path.Combine(Root, OwnFiles.ListName), $"../outside\n{_temporary["outside"]}\nfolder\nfolder/inside\n.hidden\n.\n..\n\nlink\ngone\n");
        Write("a");
        Assert.Equal([OwnFiles.ListName, ".hidden", "a", "folder", "link"], There);
        Assert.True(File.Exists(_temporary["outside"]));
        Assert.True(File.Exists(Path.Combine(Root, "folder", "inside")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2 << 20)]
    public void A_list_that_is_none_names_nothing(int length)
    {
        Write("a");
        File.WriteAllText(Path.Combine(Root, OwnFiles.ListName), "a\n".PadRight(length)[..length]);
        Write("b");
        Assert.Equal([OwnFiles.ListName, "a", "b"], There);
    }

    private void Write(params string[] names)
    {
        var files = OwnFiles.Begin(Root, names);
        foreach (string name in names)
        {
            files.Write(name, "x"u8);
        }

        files.RemoveOthers();
    }
}
