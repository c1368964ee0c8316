using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;
using Xunit;

namespace WalSweep.Tests.Running;

public sealed class SweepEstimateTests
{
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
