using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>What a version with holds keeps never exceeds the device.</summary>
public class WalDeviceTests
{
    /// <summary>
    /// 100 entries are in flight when the link breaks, which the device of 800 holds. The crash 5 ms later undoes what had not been 10 ms on its way to the disk: 1,100 entries are missing then.
    /// </summary>
    [Fact]
    public void A_hold_that_a_crash_sets_back_further_than_the_device_reaches_is_dropped()
    {
        var p = new ScenarioParameters
        {
            Replicas = 1,
            Durability = Durability.BestEffort,
            WriteRatePerS = 100_000,
            CatchupRatePerS = 1e6,
            VolumeBytes = 1e6,
            LatencyS = 0.001,
            FsyncS = 0.010,
            InflightEntries = 1e6,
            CheckpointWindowBytes = 256 * 4096,
            SnapshotLagBytes = 256 * 4096,
            WalCapacityBytes = 800 * 4096,
        };
        Fault[] timeline = [new(1, FaultKind.LinkDown, 1), new(1.005, FaultKind.Crash, 1), new(2, FaultKind.LinkUp, 1), new(2, FaultKind.RestartSameAddress, 1)];
        var observer = default(InvariantObserver);
        observer.Reset();
        var state = new TrialState();
        var outcome = Simulation.Run(ProtocolVersion.V15, new Scenario(in p, timeline), ref state, ref observer);
        Assert.Equal(Cause.NotRetained, outcome.Reason);
        Assert.InRange(outcome.WalPeakBytes, 0, p.WalCapacityBytes + p.EntryBytes);
    }
}
