using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>What belongs to one episode stays in it, and what decided it first stays its reason. 1,000 writes a second, 16,384 entries retained.</summary>
public class EpisodeTests
{
    /// <summary>
    /// The first outage, of 60 s, is not retained; its rebuild copies so little that the live stream carries the rest. In the hold after it the link fails once more, for 2 s: the gap of 2,000 entries is retained but is more than one session may
    /// replay, so there is a second verdict in the same episode.
    /// </summary>
    [Fact]
    public void The_reason_is_the_first_verdict_of_the_episode()
    {
        var p = new ScenarioParameters { Replicas = 1, Durability = Durability.BestEffort, SnapshotLagBytes = 0, VolumeBytes = 1e6, MaxCatchupEntries = 1000, PromotionHoldS = 30 };
        Fault[] timeline = [new(1, FaultKind.LinkDown, 1), new(61, FaultKind.LinkUp, 1), new(70, FaultKind.LinkDown, 1), new(72, FaultKind.LinkUp, 1)];
        var log = new TransitionLog();
        var state = new TrialState();
        var outcome = log.Run(ProtocolVersion.V2, new Scenario(in p, timeline), ref state);
        Assert.Equal([Cause.NotRetained, Cause.BudgetEntries], log.Entries.Where(entry => entry.To == ReplicaState.NeedsRebuild).Select(entry => entry.Cause));
        Assert.Equal((Ending.Completed, Cause.NotRetained, 2), (outcome.Ended, outcome.Reason, outcome.Rebuilds));
    }

    /// <summary>
    /// The process is back at a new address at 2 s; the probe of 6.5 s still goes to the old one, the control plane's cycle of 9 s hands out the new one, and the probe of 11.5 s finds it. Later the link is away from 30 s to 46 s: 16,000 entries, which are
    /// retained then and no more when the probe of 50.5 s comes. That was nobody's stale address.
    /// </summary>
    [Fact]
    public void A_stale_address_is_blamed_in_its_own_episode_only()
    {
        var p = new ScenarioParameters { Replicas = 1, Durability = Durability.BestEffort, ReconnectIntervalS = 5, ControlPhaseS = 9 };
        Fault[] timeline = [new(1, FaultKind.Crash, 1), new(2, FaultKind.RestartNewAddress, 1), new(30, FaultKind.LinkDown, 1), new(46, FaultKind.LinkUp, 1)];
        var log = new TransitionLog();
        var state = new TrialState();
        var outcome = log.Run(ProtocolVersion.V15, new Scenario(in p, timeline), ref state);
        Assert.Equal((Cause.Recovered, 1.0, 1), (outcome.Reason, outcome.StaleAddressRetries, outcome.Catchups));
        Assert.Equal([Cause.NotRetained], log.Entries.Where(entry => entry.To == ReplicaState.NeedsRebuild).Select(entry => entry.Cause));
    }
}
