using System.Diagnostics;
using WalSweep.Cli;
using WalSweep.Sweep.Results;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Replay;
using WalSweep.Tests.Running;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Results;

/// <summary>A test with a device of its own, in a temporary folder: those of the machine belong to others.</summary>
public sealed class DeviceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> _reason = new(Reason);

    public DeviceFactAttribute() => Skip = _reason.Value;

    /// <summary>Makes a device that takes everything and keeps nothing.</summary>
    internal static bool TryMake(string path) => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess && ReplaceableFileTests.Call("mknod", path, "c", "1", "3") == 0;

    private static string? Reason()
    {
        using var folder = new TemporaryFolder();
        return TryMake(folder["device"]) ? null : "mknod makes no device here: that needs a POSIX system and root";
    }
}

/// <summary>What is written by a rename takes the place of files and of nothing else.</summary>
public sealed class ReplaceableFileTests
{
    private static readonly string _script = Golden.PathOf(Scripts.PathOf("jitter_only"));

    [Fact]
    public void Files_are_replaced_whether_empty_or_not()
    {
        using var folder = new TemporaryFolder();
        foreach (string before in (string[])["", "old"])
        {
            File.WriteAllText(folder["a.svg"], before);
            Assert.Equal((ExitCode.Done, $"wrote {folder["a.svg"]}\n"), Draw(folder["a.svg"]));
            Assert.StartsWith("<svg", File.ReadAllText(folder["a.svg"]), StringComparison.Ordinal);
        }
    }

    [DeviceFact]
    public void A_device_stays_a_device()
    {
        using var folder = new TemporaryFolder();
        Assert.True(DeviceFactAttribute.TryMake(folder["device"]));
        Refused(folder["device"], "a device");
        Assert.Equal(0, Call("test", "-c", folder["device"]));
        Assert.True(DeviceFactAttribute.TryMake(folder["compare.csv"]));
        var (exitCode, output, errors) = Replays.Run("compare", _script, "--out", folder.Path);
        Assert.Equal((ExitCode.Usage, "", $"{folder["compare.csv"]}: expected a file that can be written, found a device\n"), (exitCode, output, errors));
        Assert.Equal(0, Call("test", "-c", folder["compare.csv"]));
        Assert.False(File.Exists(folder["compare.md"]));
    }

    [PosixFact]
    public void A_pipe_stays_a_pipe_and_is_not_opened()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Call("mkfifo", folder["pipe"]));
        Refused(folder["pipe"], "a pipe");
        Assert.Equal(0, Call("test", "-p", folder["pipe"]));

        // Nor is one that has the name of the temporary file.
        Assert.Equal(0, Call("mkfifo", folder[".a.svg.tmp"]));
        Assert.Throws<StorageException>(() => AtomicFile.Write(folder["a.svg"], "x"u8));
    }

    [PosixFact]
    public void A_link_stays_a_link_wherever_it_leads()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "old");
        foreach (string target in (string[])["file", "nowhere", "."])
        {
            File.CreateSymbolicLink(folder["link"], folder[target]);
            Refused(folder["link"], target == "." ? null : $"a link to \"{folder[target]}\"");
            Assert.Equal(folder[target], new FileInfo(folder["link"]).LinkTarget);
            File.Delete(folder["link"]);
        }

        Assert.Equal("old", File.ReadAllText(folder["file"]));
    }

    /// <summary>The check at the beginning spares the work; this is the one that nothing gets round.</summary>
    [PosixFact]
    public void What_appears_while_a_file_is_written_stays_too()
    {
        using var folder = new TemporaryFolder();
        using (var file = AtomicFile.Create(folder["a"]))
        {
            file.Content.Write("new"u8);
            file.Flush();
            Assert.Equal(0, Call("mkfifo", folder["a"]));
            Assert.Contains("found a pipe", Assert.Throws<StorageException>(file.Publish).Message, StringComparison.Ordinal);
        }

        Assert.Equal([folder["a"]], Directory.GetFiles(folder.Path));
        Assert.Equal(0, Call("test", "-p", folder["a"]));
    }

    [Fact]
    public void Parts_of_results_stay_what_they_are()
    {
        using var folder = new TemporaryFolder();
        string results = folder["out"];
        Assert.Equal(ExitCode.Done, Replays.Run("run", ConfigFiles.Stormy(folder, 100), "--out", results, "--no-report").ExitCode);
        var before = TemporaryFolder.BytesOf(results);
        var layout = new ResultsLayout(results);
        foreach (string path in (string[])[layout.RowsPath(0), layout.RowsPath(7), layout.ReceiptPath(0), layout.ManifestPath, layout.ConfigLockPath, Path.Combine(layout.RunsFolder, "x.svg")])
        {
            Refused(path, $"a part of the results in {results}");
        }

        Assert.Equal(ExitCode.Usage, Replays.Run("compare", _script, "--out", layout.RowsFolder).ExitCode);
        var after = TemporaryFolder.BytesOf(results);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));

        // A picture beside the report is no part of the results.
        Assert.Equal(ExitCode.Done, Draw(Path.Combine(layout.ReportFolder, "a.svg")).ExitCode);
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(folder["rows"], layout.RowsFolder);
            Refused(Path.Combine(folder["rows"], "part-00000.parquet"), $"a part of the results in {results}");
        }
    }

    internal static int Call(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static (int ExitCode, string Errors) Draw(string path)
    {
        var (exitCode, _, errors) = Replays.Run("replay", _script, "--protocol", "v2", "--svg", path);
        return (exitCode, errors);
    }

    /// <summary>Nothing is replayed, and the message says what was found; null where it is that of a folder.</summary>
    private static void Refused(string path, string? found)
    {
        var (exitCode, output, errors) = Replays.Run("replay", _script, "--protocol", "v2", "--svg", path);
        Assert.Equal((ExitCode.Usage, ""), (exitCode, output));
        Assert.Equal(found is null ? $"--svg: expected a file for the picture, found the folder {path}\n" : $"{path}: expected a file that can be written, found {found}\n", errors);
    }
}
