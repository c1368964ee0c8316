using WalSweep.Engine;
using WalSweep.Tests.Hooks;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>The promotion hook of each version on hand-made reports.</summary>
public class PromotionTests
{
    private static readonly PromotionView _quorumOfThree = new(Durability.SyncQuorum, 3, Epoch: 5);

    [Fact]
    public void V1_takes_the_highest_apparent_LSN_whatever_its_epoch_state_or_disk()
    {
        Assert.Equal(1, ProtocolV1.PromotionPolicy([Report.Of(1), Report.Of(2, epoch: 4, apparent: 120, durable: 10, state: ReplicaState.Rebuilding)], in _quorumOfThree));
        Assert.Equal(0, ProtocolV1.PromotionPolicy([Report.Of(1), Report.Of(2)], in _quorumOfThree));
        Assert.Equal(-1, ProtocolV1.PromotionPolicy([], in _quorumOfThree));
    }

    [Fact]
    public void V15_takes_the_highest_epoch_and_then_the_most_durable()
    {
        Assert.Equal(0, ProtocolV15.PromotionPolicy([Report.Of(1, durable: 50), Report.Of(2, epoch: 4)], in _quorumOfThree));
        Assert.Equal(1, ProtocolV15.PromotionPolicy([Report.Of(1, durable: 99, apparent: 200), Report.Of(2, durable: 100)], in _quorumOfThree));
        Assert.Equal(0, ProtocolV15.PromotionPolicy([Report.Of(1, state: ReplicaState.Rebuilding)], in _quorumOfThree));
        Assert.Equal(-1, ProtocolV15.PromotionPolicy([], in _quorumOfThree));
    }

    [Fact]
    public void V2_wants_the_lost_primary_s_epoch_an_eligible_state_and_everything_committed()
    {
        Assert.Equal(1, ProtocolV2.PromotionPolicy([Report.Of(1, epoch: 4, prefix: 500, committed: 500), Report.Of(2)], in _quorumOfThree));
        Assert.Equal(-1, ProtocolV2.PromotionPolicy([Report.Of(1, epoch: 4), Report.Of(2, epoch: 4)], in _quorumOfThree));
        Assert.Equal(1, ProtocolV2.PromotionPolicy([Report.Of(1, prefix: 200, state: ReplicaState.NeedsRebuild), Report.Of(2)], in _quorumOfThree));
        Assert.Equal(1, ProtocolV2.PromotionPolicy([Report.Of(1, prefix: 99), Report.Of(2, prefix: 100)], in _quorumOfThree));
        Assert.Equal(1, ProtocolV2.PromotionPolicy([Report.Of(1, prefix: 105), Report.Of(2, prefix: 109, state: ReplicaState.Lagging)], in _quorumOfThree));
    }

    [Fact]
    public void V2_promotes_nobody_rather_than_somebody_who_may_lack_what_was_committed()
    {
        Assert.Equal(-1, ProtocolV2.PromotionPolicy([Report.Of(1, prefix: 95), Report.Of(2, prefix: 99)], in _quorumOfThree));
        Assert.Equal(-1, ProtocolV2.PromotionPolicy([Report.Of(1, state: ReplicaState.Rebuilding), Report.Of(2, state: ReplicaState.Failed)], in _quorumOfThree));

        // A single report of three nodes need not intersect the quorum that committed last.
        Assert.Equal(-1, ProtocolV2.PromotionPolicy([Report.Of(1)], in _quorumOfThree));
        Assert.Equal(0, ProtocolV2.PromotionPolicy([Report.Of(1)], new PromotionView(Durability.SyncAll, 3, Epoch: 5)));
        Assert.Equal(0, ProtocolV2.PromotionPolicy([Report.Of(1)], new PromotionView(Durability.BestEffort, 3, Epoch: 5)));
        Assert.Equal(-1, ProtocolV2.PromotionPolicy([Report.Of(1)], new PromotionView(Durability.SyncQuorum, 4, Epoch: 5)));
        Assert.Equal(1, ProtocolV2.PromotionPolicy([Report.Of(1), Report.Of(2, prefix: 101)], new PromotionView(Durability.SyncQuorum, 4, Epoch: 5)));
    }
}
