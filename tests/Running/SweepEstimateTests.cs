using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;
using Xunit;

namespace WalSweep.Tests.Running;

public sealed class SweepEstimateTests
{
    private const long MiB = 1 << 20;

    /// <summary>A part is the work of one thread, so fewer parts than threads leave some idle.</summary>
    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(2, 4, 2)]
    [InlineData(3, 2, 2)]
    public void The_rate_is_that_of_the_threads_that_have_something_to_do(int parts, int threads, int expected)
    {
        var config = SmallSweep.Config((parts * (long)PartPlan.ScenariosPerFullPart) - 1);
        var audit = FolderAudit.OfNothing(new PartPlan(config.Count, config.RowsEvery));
        var estimate = SweepEstimate.OfSizeAndRate(config, audit, SmallSweep.Options(threads, config), TimeSpan.FromMilliseconds(1));
        Assert.Equal((parts, expected), (estimate.Parts, estimate.Threads));
        Assert.True(estimate.ScenariosPerS > 0);
    }

    [Theory]
    [InlineData(3 * MiB, 2 * MiB, "3 MiB", "2 MiB")]
    [InlineData((20 * MiB) + 100_000, 20 * MiB, "20.1 MiB", "20.0 MiB")]
    [InlineData((20 * MiB) + 1, 20 * MiB, "20.000001 MiB", "20.000000 MiB")]
    [InlineData(1024 * MiB, (1024 * MiB) - 1, "1.000000000 GiB", "0.999999999 GiB")]
    [InlineData(3L << 40, 300 * MiB, "3.0 TiB", "300 MiB")]
    [InlineData(3L << 40, 0, "3.0 TiB", "0 MiB")]
    public void What_is_needed_can_be_told_from_what_there_is(long needed, long there, string neededInWords, string thereInWords) =>
        Assert.Equal((neededInWords, thereInWords), SweepEstimate.InWords(needed, there));

    [Fact]
    public void A_disk_that_is_too_small_is_refused_in_numbers_that_say_so()
    {
        using var folder = new TemporaryFolder();
        var config = SmallSweep.Config(1);
        var estimate = SweepEstimate.OfSize(config, FolderAudit.OfNothing(new PartPlan(config.Count, config.RowsEvery)), SmallSweep.Options(1, config));
        estimate.RequireRoom(folder.Path);
        var refusal = Assert.Throws<ResultsFolderException>(() => (estimate with { Bytes = 1L << 62 }).RequireRoom(folder.Path));
        Assert.Contains("take about 4194304.0 TiB, but the disk has ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(FolderProblem.NoRoom, refusal.Problem);
    }

    /// <summary>2,048 scenarios of the largest budget would take an hour or so.</summary>
    [Fact]
    public void Where_trials_are_long_the_size_is_judged_by_few()
    {
        var config = SmallSweep.LongTrials(100_000);
        var options = SmallSweep.Options(1, config);
        int trials = 0;
        var estimate = SweepEstimate.OfSize(config, FolderAudit.OfNothing(new PartPlan(config.Count, config.RowsEvery)), options with
        {
            CreateTally = () => new SweepRunnerTests.WatchedTally(options.CreateTally(), () => trials++),
        });
        Assert.InRange(trials, 1, 50);
        Assert.Equal(100_000, estimate.Rows);
        Assert.InRange(estimate.Bytes / estimate.Rows, 1, 10_000);
    }
}
