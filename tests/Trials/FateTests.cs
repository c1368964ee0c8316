using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Trials;

public sealed class FateTests
{
    [Theory]
    [InlineData(RecoveryPath.NoGap, true, Fate.CaughtUp)]
    [InlineData(RecoveryPath.NoGap, false, Fate.CaughtUp)]
    [InlineData(RecoveryPath.Catchup, true, Fate.CaughtUp)]
    [InlineData(RecoveryPath.Catchup, false, Fate.CaughtUp)]
    [InlineData(RecoveryPath.Rebuild, true, Fate.RebuiltByDecision)]
    [InlineData(RecoveryPath.Rebuild, false, Fate.RebuiltByAccident)]
    [InlineData(RecoveryPath.CatchupThenRebuild, true, Fate.RebuiltByDecision)]
    [InlineData(RecoveryPath.CatchupThenRebuild, false, Fate.RebuiltByAccident)]
    [InlineData(RecoveryPath.None, true, Fate.NotRecovered)]
    public void A_completed_trial_is_named_by_its_path_and_by_whether_it_was_explicit(RecoveryPath path, bool isExplicit, Fate fate) =>
        Assert.Equal(fate, Fates.Of(Ending.Completed, path, isExplicit));

    [Fact]
    public void Any_other_ending_is_not_recovered()
    {
        foreach (Ending ended in Enum.GetValues<Ending>().Where(ended => ended != Ending.Completed))
        {
            Assert.All(Enum.GetValues<RecoveryPath>(), path => Assert.Equal(Fate.NotRecovered, Fates.Of(ended, path, isExplicit: true)));
        }
    }

    [Fact]
    public void The_dominant_fate_is_the_most_frequent_and_the_first_among_equals()
    {
        Assert.Equal(Fate.NotRecovered, new FateCounts(1, 2, 3, 4).Dominant);
        Assert.Equal(Fate.RebuiltByDecision, new FateCounts(2, 5, 5, 1).Dominant);
        Assert.Equal(Fate.CaughtUp, new FateCounts(5, 5, 5, 5).Dominant);
    }

    /// <summary>Of ten tosses two heads or fewer, or as few tails, come in 11 % of cases, one or fewer in 2 %.</summary>
    [Fact]
    public void The_second_fate_contends_unless_the_two_can_be_told_apart()
    {
        Assert.Equal(Fate.RebuiltByAccident, new FateCounts(0, 8, 2, 1).Contender);
        Assert.Null(new FateCounts(0, 9, 1, 1).Contender);
        Assert.Equal(Fate.RebuiltByDecision, new FateCounts(5, 5, 5, 5).Contender);
        Assert.Null(new FateCounts(3, 0, 0, 0).Contender);
        Assert.Null(new FateCounts(0, 0, 0, 0).Contender);
    }
}
