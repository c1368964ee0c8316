using FsCheck;
using FsCheck.Fluent;
using WalSweep.Sweep.Results;
using Xunit;

namespace WalSweep.Tests.Results;

public sealed class PartPlanTests
{
    private static readonly FsCheck.Config _quick = FsCheck.Config.QuickThrowOnFailure.WithReplay(20240607, 1);

    [Fact]
    public void PartsCoverEveryScenarioOnce() => Prop.ForAll(
        (from count in Gen.Choose(1, 3_000_000) from every in Gen.Choose(1, 100) select (count, every)).ToArbitrary(),
        (pair) =>
        {
            var plan = new PartPlan(pair.count, pair.every);
            long next = 0;
            foreach (var part in PartsOf(plan))
            {
                Assert.Equal(next, part.FirstScenario);
                Assert.True(part.ScenarioCount > 0);
                Assert.Equal(part, plan.PartOf(part.FirstScenario));
                Assert.Equal(part, plan.PartOf(part.EndScenario - 1));
                next = part.EndScenario;
            }

            Assert.Equal(pair.count, next);
        }).Check(_quick);

    [Fact]
    public void ALargerCountLeavesEveryWholePartAsItIs() => Prop.ForAll(
        (from count in Gen.Choose(1, 2_000_000)
         from more in Gen.Choose(0, 2_000_000)
         from every in Gen.Choose(1, 40)
         select (count, more, every)).ToArbitrary(),
        (c) =>
        {
            var before = new PartPlan(c.count, c.every);
            var after = new PartPlan(c.count + c.more, c.every);
            Assert.Equal(PartsOf(before).SkipLast(1), PartsOf(after).Take(before.PartCount - 1));
            Assert.Equal(before[before.PartCount - 1].FirstScenario, after[before.PartCount - 1].FirstScenario);
        }).Check(_quick);

    [Theory]
    [InlineData(1, 1 << 16)]
    [InlineData(2, 1 << 17)]
    [InlineData(3, 1 << 17)]
    [InlineData(15, 1 << 19)]
    [InlineData(16, 1 << 20)]
    [InlineData(1_000_000, 1 << 20)]
    public void PartsSpanMoreScenariosWhereFewRowsAreStored(long every, long scenarios) =>
        Assert.Equal(scenarios, new PartPlan(1L << 40, every)[0].ScenarioCount);

    [Fact]
    public void TheLargestSweepHasAPlan()
    {
        var plan = new PartPlan(Sweep.Config.SweepConfig.MaxCount, 1);
        Assert.Equal(Sweep.Config.SweepConfig.MaxCount, plan[plan.PartCount - 1].EndScenario);
    }

    private static IEnumerable<Part> PartsOf(PartPlan plan) => Enumerable.Range(0, plan.PartCount).Select(index => plan[index]);
}
