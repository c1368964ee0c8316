using WalSweep.Sweep.Results;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Results;

public sealed class SweepFolderTests
{
    private const long Count = 2 * SmallSweep.ScenariosPerPart;

    [Fact]
    public void AnotherSweepIsRefusedAndEveryChangeNamed()
    {
        using var folder = new TemporaryFolder();
        SmallSweep.Run(folder.Path, SmallSweep.Config(Count), 1);
        var before = TemporaryFolder.BytesOf(folder.Path);

        var other = Assert.Throws<OtherSweepException>(() =>
            SmallSweep.Run(folder.Path, SmallSweep.Config(Count, "{\"every\": 2}", seed: 8), 1));
        Assert.Equal(["seed was 7 and is now 8", "rows was all and is now every 2"], other.Changes);
        Assert.Equal(FolderProblem.OtherSweep, other.Problem);
        var fewer = Assert.Throws<OtherSweepException>(() => SmallSweep.Run(folder.Path, SmallSweep.Config(Count - 1), 1));
        Assert.Equal(["count was 1024 and is now 1023: a sweep can be extended, not cut short"], fewer.Changes);
        Assert.Equal(before, TemporaryFolder.BytesOf(folder.Path));
    }

    [Fact]
    public void ASweepOfWhichNothingIsThereYetMayBeChanged()
    {
        using var folder = new TemporaryFolder();
        SweepFolder.Open(folder.Path, SmallSweep.Config(Count)).Dispose();
        SmallSweep.Run(folder.Path, SmallSweep.Config(100, seed: 8), 1);
        Assert.Equal(8UL, SweepFolder.ReadLocked(new ResultsLayout(folder.Path))!.Seed);
    }

    [Fact]
    public void PartsOfAnotherModelAreRefused()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        SmallSweep.Run(folder.Path, config, 1);
        string receipt = new ResultsLayout(folder.Path).ReceiptPath(1);
        File.WriteAllText(receipt,
            File.ReadAllText(receipt).Replace("\"model_version\": 1", "\"model_version\": 0", StringComparison.Ordinal));
        var refusal = Assert.Throws<OtherSweepException>(() => SmallSweep.Audit(folder.Path, config));
        Assert.EndsWith("model version was 0 and is now 1", Assert.Single(refusal.Changes), StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyOneCanWriteToAFolder()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        using (SweepFolder.Open(folder.Path, config))
        {
            var refusal = Assert.Throws<ResultsFolderException>(() => SweepFolder.Open(folder.Path, config));
            Assert.Equal(FolderProblem.InUse, refusal.Problem);
            Assert.Contains("another process is writing to this folder", refusal.Message, StringComparison.Ordinal);
        }

        SweepFolder.Open(folder.Path, config).Dispose();
    }

    [Fact]
    public void AFileIsNoFolder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var refusal = Assert.Throws<ResultsFolderException>(() => SweepFolder.Open(folder["file"], SmallSweep.Config(Count)));
        Assert.Contains("is a file; expected a folder", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderBelowAFileIsNoFolder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        string below = Path.Combine(folder["file"], "below");
        var refusal = Assert.Throws<ResultsFolderException>(() => SweepFolder.Open(below, SmallSweep.Config(Count)));
        Assert.StartsWith($"{below} cannot be used for results", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderOfSomethingElseIsLeftAlone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["thesis.tex"], "");
        var refusal = Assert.Throws<ResultsFolderException>(() => SweepFolder.Open(folder.Path, SmallSweep.Config(Count)));
        Assert.Contains("holds \"thesis.tex\"", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([folder["thesis.tex"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void AFolderBegunByAProcessThatWasKilledCanBeUsed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["rows"]);
        File.WriteAllText(folder[".lock"], "");
        File.WriteAllText(folder[".config.lock.json.tmp"], "{");
        SweepFolder.Open(folder.Path, SmallSweep.Config(Count)).Dispose();
        Assert.False(File.Exists(folder[".config.lock.json.tmp"]));
        Assert.True(File.Exists(folder["config.lock.json"]));
    }

    [Fact]
    public void AStrangeFileAmongTheRowsIsRefused()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        SmallSweep.Run(folder.Path, config, 1);
        File.Copy(new ResultsLayout(folder.Path).RowsPath(0), new ResultsLayout(folder.Path).RowsPath(77));
        var refusal = Assert.Throws<ResultsFolderException>(() => SmallSweep.Audit(folder.Path, config));
        Assert.Contains("part-00077.parquet is no part of this sweep", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NameTitleAndNoteMayChange()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        SmallSweep.Run(folder.Path, config, 1);
        var renamed = Tests.Configuration.Configs.Parse(
            """
            {
              "name": "other", "title": "Another title", "count": 1024, "seed": 7,
              "parameters": { "write_rate": { "log_uniform": ["100/s", "50k/s"] } },
              "weather": { "outage": { "log_uniform": ["100ms", "1h"] }, "burst_probability": 0.3 }
            }
            """);
        Assert.True(SmallSweep.Audit(folder.Path, renamed).IsComplete);
        Assert.Equal("Another title", SweepFolder.ReadLocked(new ResultsLayout(folder.Path))!.Title);
    }

    [Fact]
    public void ADiskThatFillsUpStopsTheRunAndLosesNothing()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(6 * SmallSweep.ScenariosPerPart);
        int files = 0;
        var failure = Assert.Throws<StorageException>(() => SmallSweep.Run(
            folder.Path, config, 1, change: options => options with { Interpose = stream => files++ < 3 ? stream : new FullDisk(stream) }));
        Assert.EndsWith("part-00003.parquet: No space left on device", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["part-00000.parquet", "part-00001.parquet", "part-00002.parquet"],
            Directory.GetFiles(new ResultsLayout(folder.Path).RowsFolder).Select(Path.GetFileName).Order());

        SmallSweep.Run(folder.Path, config, 2);
        SmallSweep.Run(folder["whole"], config, 2);
        var whole = TemporaryFolder.BytesOf(folder["whole"]);
        Directory.Delete(folder["whole"], recursive: true);
        Assert.Equal(whole, TemporaryFolder.BytesOf(folder.Path));
    }

    /// <summary>Takes a few thousand bytes and then no more.</summary>
    private sealed class FullDisk(Stream inner) : MemoryStream
    {
        private int _room = 4000;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _room -= buffer.Length;
            if (_room < 0)
            {
                throw new IOException("No space left on device");
            }

            inner.Write(buffer);
        }
    }
}
