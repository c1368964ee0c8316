using WalSweep.Engine;
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
            File.ReadAllText(receipt).Replace($"\"model_version\": {Simulation.ModelVersion}", "\"model_version\": 0", StringComparison.Ordinal));
        var refusal = Assert.Throws<OtherSweepException>(() => SmallSweep.Audit(folder.Path, config));
        Assert.EndsWith($"model version was 0 and is now {Simulation.ModelVersion}", Assert.Single(refusal.Changes), StringComparison.Ordinal);
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

    [Theory]
    [InlineData("rows/shard=00000/part-00001.parquet", "is a directory among the rows; move it elsewhere")]
    [InlineData("receipts/shard=00000/part-00001.json", "is a directory where a file belongs; move it elsewhere")]
    [InlineData("manifest.json", "is a directory where a file belongs; move it elsewhere")]
    public void ADirectoryInPlaceOfAFileIsFoundBeforeTheWork(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        SweepFolder.Open(folder.Path, config).Dispose();
        Directory.CreateDirectory(folder[name]);
        var refusal = Assert.Throws<ResultsFolderException>(() => SmallSweep.Audit(folder.Path, config));
        Assert.Equal($"{folder[name]} {expected}", refusal.Message);
    }

    [Fact]
    public void AFileInPlaceOfAFolderIsNamed()
    {
        using var folder = new TemporaryFolder();
        SweepFolder.Open(folder.Path, SmallSweep.Config(Count)).Dispose();
        Directory.Delete(folder["rows"], recursive: true);
        File.WriteAllText(folder["rows"], "");
        var refusal = Assert.Throws<ResultsFolderException>(() => SweepFolder.Open(folder.Path, SmallSweep.Config(Count)));
        Assert.Equal($"{folder["rows"]} is a file; expected a folder for the results", refusal.Message);
        File.Delete(folder["rows"]);
        File.CreateSymbolicLink(folder["rows"], folder["nowhere"]);
        refusal = Assert.Throws<ResultsFolderException>(() => SweepFolder.Open(folder.Path, SmallSweep.Config(Count)));
        Assert.Equal($"{folder["rows"]} is a link to \"{folder["nowhere"]}\", which is not there; expected a folder for the results", refusal.Message);
    }

    /// <summary>Many begin at the same time: whoever comes second is told so, wherever the first has got to.</summary>
    [Fact]
    public async Task OneOfManyThatBeginAtOnceGetsTheFolder()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        for (int round = 0; round < 20; round++)
        {
            string root = folder[$"{round}"];
            using var start = new Barrier(4);
            using var end = new Barrier(4);
            var rivals = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                SweepFolder? opened = null;
                FolderProblem? problem = null;
                try
                {
                    opened = SweepFolder.Open(root, config);
                }
                catch (ResultsFolderException refusal)
                {
                    problem = refusal.Problem;
                }

                end.SignalAndWait();
                opened?.Dispose();
                return problem;
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            var problems = await Task.WhenAll(rivals.ToArray());
            Assert.Single(problems, problem => problem is null);
            Assert.Equal(3, problems.Count(problem => problem == FolderProblem.InUse));
        }
    }

    [Fact]
    public void AFolderMadeForNothingIsRemoved()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        using (var opened = SweepFolder.Open(folder["new"], config))
        {
            opened.RemoveIfNew();
        }

        Assert.False(Path.Exists(folder["new"]));
        using (var opened = SweepFolder.Open(folder["kept"], config))
        {
            File.WriteAllText(Path.Combine(opened.Layout.RunsFolder, "note"), "");
            opened.RemoveIfNew();
        }

        Assert.True(File.Exists(Path.Combine(folder["kept"], "runs", "note")));
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
