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
}
