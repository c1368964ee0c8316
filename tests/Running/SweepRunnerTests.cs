using System.Security.Cryptography;
using System.Text.Json;
using WalSweep.Analysis.Counting;
using WalSweep.Engine;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Running;

public sealed class SweepRunnerTests
{
    private const long Count = (9 * SmallSweep.ScenariosPerPart) + 100;

    [Theory]
    [InlineData("\"all\"")]
    [InlineData("{\"every\": 3}")]
    public void TheSameBytesComeFromAnyNumberOfThreads(string rows)
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count, rows);
        foreach (int threads in (int[])[1, 2, 7])
        {
            Assert.Equal(RunEnding.Complete, SmallSweep.Run(folder[$"{threads}"], config, threads).Ended);
        }

        var expected = TemporaryFolder.BytesOf(folder["1"]);
        Assert.Equal(expected, TemporaryFolder.BytesOf(folder["2"]));
        Assert.Equal(expected, TemporaryFolder.BytesOf(folder["7"]));
    }

    [Fact]
    public void TheSameBytesComeFromAnyHistoryOfInterruption()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        SmallSweep.Run(folder["whole"], config, 2);
        int runs = 0;
        while (Interrupted(folder["broken"], config, trialsUntilStop: 211 + (397 * runs)) != RunEnding.Complete)
        {
            runs++;
        }

        Assert.InRange(runs, 3, 40);
        Assert.Equal(TemporaryFolder.BytesOf(folder["whole"]), TemporaryFolder.BytesOf(folder["broken"]));
    }

    /// <summary>Runs until so many trials are over, and sees to it that nothing finished was touched.</summary>
    private static RunEnding Interrupted(string root, Sweep.Config.SweepConfig config, int trialsUntilStop)
    {
        var before = TemporaryFolder.StampsOf(root);
        using var stop = new CancellationTokenSource();
        using var folder = SweepFolder.Open(root, config, SmallSweep.ScenariosPerPart);
        var options = SmallSweep.Options(2, config);
        int trials = 0;
        ITally CreateTally() => new WatchedTally(options.CreateTally(), () =>
        {
            if (Interlocked.Increment(ref trials) == trialsUntilStop)
            {
                stop.Cancel();
            }
        });
        var runner = new SweepRunner(folder, options with { CreateTally = CreateTally });
        var ended = runner.Run(runner.Audit(), new SmallSweep.Silence(), stop.Token).Ended;
        Assert.Empty(before.Except(TemporaryFolder.StampsOf(root)));
        return ended;
    }

    [Fact]
    public void ALargerCountExtendsWithoutTouchingWholeParts()
    {
        using var folder = new TemporaryFolder();
        SmallSweep.Run(folder["grown"], SmallSweep.Config(Count), 2);
        var before = TemporaryFolder.StampsOf(folder["grown"]);
        SmallSweep.Run(folder["grown"], SmallSweep.Config(3 * Count), 2);
        SmallSweep.Run(folder["whole"], SmallSweep.Config(3 * Count), 2);

        Assert.Equal(TemporaryFolder.BytesOf(folder["whole"]), TemporaryFolder.BytesOf(folder["grown"]));
        var changed = before.Except(TemporaryFolder.StampsOf(folder["grown"])).Select(stamp => Path.GetFileName(stamp.Key));
        Assert.Equal(["part-00009.parquet"], changed);
    }

    [Fact]
    public void TheManifestVouchesForEveryFile()
    {
        using var folder = new TemporaryFolder();
        SmallSweep.Run(folder.Path, SmallSweep.Config(Count), 2);
        var layout = new ResultsLayout(folder.Path);
        var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(layout.ManifestPath), ResultsJson.Default.Manifest)!;
        Assert.True(manifest.Complete);
        Assert.Equal(Count, manifest.Scenarios);
        Assert.Equal(3 * Count, manifest.Rows);
        Assert.Equal(10, manifest.Parts.Count);
        foreach (var part in manifest.Parts)
        {
            byte[] bytes = File.ReadAllBytes(folder[part.File]);
            Assert.Equal(bytes.Length, part.Bytes);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), part.Sha256);
        }
    }

    [Fact]
    public void ADamagedPartIsMadeAnewAndTheRestIsKept()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(Count);
        SmallSweep.Run(folder.Path, config, 2);
        var expected = TemporaryFolder.BytesOf(folder.Path);
        var layout = new ResultsLayout(folder.Path);
        var before = TemporaryFolder.StampsOf(folder.Path);
        File.WriteAllBytes(layout.RowsPath(3), File.ReadAllBytes(layout.RowsPath(3))[..^1]);
        File.Delete(layout.ReceiptPath(5));
        File.WriteAllText(layout.ReceiptPath(6), "{}");
        File.WriteAllText(Path.Combine(layout.RowsFolder, ".part-00007.parquet.tmp"), "left by a process that was killed");

        var audit = SmallSweep.Audit(folder.Path, config);
        Assert.Equal([3, 5, 6], audit.Missing.Select(part => part.Index));
        Assert.Equal(3, audit.MissingPartCount);
        Assert.Equal(2, audit.Damage.Count);
        Assert.Contains("part-00003.parquet: expected ", audit.Damage[0], StringComparison.Ordinal);
        Assert.EndsWith("part-00006.json: expected the receipt of part-00006.parquet, found something else", audit.Damage[1], StringComparison.Ordinal);
        SmallSweep.Run(folder.Path, config, 2);
        Assert.Equal(expected, TemporaryFolder.BytesOf(folder.Path));
        Assert.Equal(7, before.Intersect(TemporaryFolder.StampsOf(folder.Path)).Count());
    }

    [Theory]
    [InlineData("\"rows\": 1536", "\"rows\": -1", "found -1 rows instead of 1536")]
    [InlineData("\"rows\": 1536", "\"rows\": 9223372036854775807", "found 9223372036854775807 rows instead of 1536")]
    [InlineData("\"rows\": 1536", "\"rows\": 1e99", "found something else")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"../", "found no SHA-256")]
    [InlineData("\"first_scenario\": 512", "\"first_scenario\": 511", "found that of another range of scenarios")]
    public void AReceiptThatCannotBeRightIsMadeAnew(string was, string instead, string expected)
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(2 * SmallSweep.ScenariosPerPart);
        SmallSweep.Run(folder.Path, config, 2);
        var before = TemporaryFolder.BytesOf(folder.Path);
        string receipt = new ResultsLayout(folder.Path).ReceiptPath(1);
        string text = File.ReadAllText(receipt);
        Assert.Contains(was, text, StringComparison.Ordinal);
        File.WriteAllText(receipt, text.Replace(was, instead, StringComparison.Ordinal));
        var audit = SmallSweep.Audit(folder.Path, config);
        Assert.Equal($"{receipt}: expected the receipt of part-00001.parquet, {expected}", Assert.Single(audit.Damage));
        SmallSweep.Run(folder.Path, config, 2);
        Assert.Equal(before, TemporaryFolder.BytesOf(folder.Path));
    }

    [Fact]
    public void AReceiptOfUnreasonableSizeIsNotRead()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(SmallSweep.ScenariosPerPart);
        SmallSweep.Run(folder.Path, config, 1);
        using (var receipt = File.OpenWrite(new ResultsLayout(folder.Path).ReceiptPath(0)))
        {
            receipt.SetLength(1L << 40);
        }

        Assert.EndsWith("found something else", Assert.Single(SmallSweep.Audit(folder.Path, config).Damage), StringComparison.Ordinal);
    }

    [Fact]
    public void TheReportCountsEveryScenarioThoughFewRowsAreStored()
    {
        using var folder = new TemporaryFolder();
        var all = SmallSweep.Config(Count);
        var few = SmallSweep.Config(Count, "{\"every\": 50}");
        SmallSweep.Run(folder["all"], all, 2);
        Assert.Equal(3 * ((Count + 49) / 50), SmallSweep.Run(folder["few"], few, 2).Rows);

        var ofAll = new ReceiptCounts(all, new ResultsLayout(folder["all"]));
        var ofFew = new ReceiptCounts(few, new ResultsLayout(folder["few"]));
        SmallSweep.Audit(folder["all"], all, ofAll.Add);
        SmallSweep.Audit(folder["few"], few, ofFew.Add);
        Assert.True(ofAll.Counts.HasCountsOf(ofFew.Counts));
        Assert.All(Enumerable.Range(0, 3), protocolIndex => Assert.Equal(Count, ofFew.Counts.TotalsOf(protocolIndex).TrialCount));
    }

    [Fact]
    public void ATrialThatFailsIsNamedWithWhatItTakesToSeeItAgain()
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<TrialFailedException>(
            () => SmallSweep.Run(folder.Path, SmallSweep.Config(Count), 2, change: options => options with
            { CreateTally = () => new FailingTally() }));
        Assert.Equal((FailingTally.After / 3, "v2"), (failure.Scenario % SmallSweep.ScenariosPerPart, failure.Protocol));
        Assert.Equal("small", failure.Origin);
        Assert.Equal($"the simulator failed on scenario {failure.Scenario} under v2 (seed 7): a rule is broken", failure.Message);
        Assert.Empty(TemporaryFolder.StampsOf(folder.Path));
    }

    [Fact]
    public void CheckingTheRulesChangesNoByte()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(2 * SmallSweep.ScenariosPerPart);
        SmallSweep.Run(folder["plain"], config, 2);
        SmallSweep.Run(folder["checked"], config, 2, change: options => options with { Check = true });
        Assert.Equal(TemporaryFolder.BytesOf(folder["plain"]), TemporaryFolder.BytesOf(folder["checked"]));
    }

    /// <summary>A hundred thousand scenarios of many events would take the whole day.</summary>
    [Fact]
    public void LongTrialsAreDroppedOneByOneWhenToldToStop()
    {
        var config = SmallSweep.LongTrials(100_000);
        var options = SmallSweep.Options(1, config);
        using var stop = new CancellationTokenSource();
        int trials = 0;
        var simulator = new PartSimulator(new SweepJob(config, options with
        {
            CreateTally = () => new WatchedTally(options.CreateTally(), () =>
            {
                if (++trials == 2)
                {
                    stop.Cancel();
                }
            }),
        }, rowsEvery: 1));
        Assert.False(simulator.TryWrite(new Part(0, 0, config.Count), Stream.Null, stop.Token, out _));
        Assert.Equal((2, 2L), (trials, simulator.TrialsDone));
        Assert.True(simulator.Events >= 2 * PartSimulator.EventsPerLook);
    }

    [Fact]
    public void RowsCostNoAllocation()
    {
        var config = SmallSweep.Config(1 << 20);
        var simulator = new PartSimulator(new SweepJob(config, SmallSweep.Options(1, config), rowsEvery: 1));
        long Allocated(int scenarios) => Allocations.EachTime(() => simulator.TryWrite(new Part(0, 0, scenarios), Stream.Null, CancellationToken.None, out _));

        // The largest first, which sizes buffers. A part costs some for its tally and its footer, however many rows it has.
        long large = Allocated(4096);
        long small = Allocated(1024);
        Assert.InRange(large, 0, small + 8192);
    }

    /// <summary>Does something at each trial, besides counting it.</summary>
    internal sealed class WatchedTally(ITally inner, Action watch) : ITally
    {
        public string Format => inner.Format;

        public void Clear() => inner.Clear();

        public void Add(int protocolIndex, ReadOnlySpan<double> varied, in WeatherSummary weather, in Outcome outcome)
        {
            inner.Add(protocolIndex, varied, in weather, in outcome);
            watch();
        }

        public byte[] Save() => inner.Save();
    }

    /// <summary>Counts to a number and then fails.</summary>
    private sealed class FailingTally : ITally
    {
        public const int After = 302;
        private int _count;

        public string Format => "failing";

        public void Clear() => _count = 0;

        public void Add(int protocolIndex, ReadOnlySpan<double> varied, in WeatherSummary weather, in Outcome outcome)
        {
            if (_count++ == After)
            {
                throw new ModelViolationException("a rule is broken");
            }
        }

        public byte[] Save() => [];
    }
}
