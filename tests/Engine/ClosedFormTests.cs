using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>What follows from docs/model.md in closed form where one replica has one outage: the backlog, whether it is retained, how long chase, rounds and rebuild last, when history is lost. On fixed and on random scenarios, each by itself; tests/ExactAnswers holds their shares and means.</summary>
public class ClosedFormTests
{
    private const int _seed = 90210;

    [Theory]
    [InlineData("v1_5")]
    [InlineData("v2")]
    public void The_backlog_is_what_was_written_since_the_last_entry_that_arrived(string version)
    {
        Assert.All(OneOutage.Clusters, cluster =>
        {
            var one = new OneOutage(cluster, 2);
            var outcome = one.Run(ProtocolVersion.Find(version)!);
            Assert.Equal(Math.Floor(one.W * (OneOutage.StartS + one.OutageS)) - one.Position, outcome.BacklogEntries);
            Assert.Equal(RecoveryPath.Catchup, outcome.Path);
        });
    }

    [Theory]
    [InlineData("v1_5", 0, RecoveryPath.Catchup)]
    [InlineData("v1_5", -2, RecoveryPath.Rebuild)]
    [InlineData("v2", 0, RecoveryPath.Catchup)]
    [InlineData("v2", -2, RecoveryPath.Rebuild)]
    public void A_gap_is_retained_up_to_the_window_and_no_further(string version, int entries, RecoveryPath expected)
    {
        Assert.All(OneOutage.Clusters, cluster =>
        {
            var one = new OneOutage(cluster with { CheckpointWindowBytes = 4096, SnapshotLagBytes = 4096 }, 2);
            var fitting = one with { P = one.P with { RetentionBytes = (Math.Ceiling(one.LagAtHandshake) + entries) * 4096 } };
            Assert.Equal(expected, fitting.Run(ProtocolVersion.Find(version)!).Path);
        });
    }

    [Fact]
    public void A_moving_head_is_met_after_the_backlog_over_the_difference_of_the_rates()
    {
        foreach (var random in OneOutage.Drawn(_seed, 2000, maxOutageS: 5, minRatio: 1.05))
        {
            var one = random with { P = random.P with { RetentionBytes = 1e15 } };

            var expectedS = one.HandshakeS + ((one.LagAtHandshake - one.Barrier) / (one.C - one.W)) + one.RoundTripS - (OneOutage.StartS + one.OutageS);
            AssertClose(expectedS, one.Run(ProtocolVersion.V15).RecoveryS, one);
        }
    }

    [Fact]
    public void Bounded_rounds_shrink_the_backlog_by_the_ratio_of_the_rates_each_and_V2_succeeds_iff_no_limit_bites()
    {
        var byReason = new Dictionary<Cause, int>();
        foreach (var one in OneOutage.Drawn(_seed, 6000, maxOutageS: 20, minRatio: 0.5))
        {
            var (reason, recoveryS) = PredictRounds(one);
            var log = new TransitionLog();
            var state = new TrialState();
            var p = one.P;
            var outcome = log.Run(ProtocolVersion.V2, new Scenario(in p, one.Timeline), ref state);
            var verdict = log.Entries.FirstOrDefault(entry => entry.To is ReplicaState.NeedsRebuild).Cause;
            byReason[reason] = byReason.GetValueOrDefault(reason) + 1;
            Assert.True(reason == verdict, $"expected {reason}, got {verdict}: {one}");
            if (reason == Cause.Recovered)
            {
                AssertClose(recoveryS, outcome.RecoveryS, one);
            }
        }

        // Every limit that can bite has bitten.
        Assert.All([Cause.Recovered, Cause.NotRetained, Cause.NotConverging, Cause.BudgetRounds, Cause.ReservationExpired], reason => Assert.True(byReason.GetValueOrDefault(reason) > 20, $"{reason} only {byReason.GetValueOrDefault(reason)} times"));
    }

    [Fact]
    public void Unpinned_history_is_lost_when_the_lag_passes_the_window()
    {
        var lost = 0;
        foreach (var one in OneOutage.Drawn(_seed, 3000, maxOutageS: 5, minRatio: 1.2))
        {
            // The load rises a moment after the handshake, to more than the replay can follow.
            var risesS = one.HandshakeS + 0.001;
            var w2 = one.C * 1.5;
            var lag = one.LagAtHandshake - ((one.C - one.W) * 0.001);
            if (one.LagAtHandshake > one.Window || lag < Math.Max(64, w2 * one.RoundTripS))
            {
                continue;
            }

            var p = one.P with { InflightEntries = 1e12 };
            var lostAfterS = 0.001 + ((one.Window - lag) / (w2 - one.C));
            var outcome = Simulation.Run(ProtocolVersion.V15, new Scenario(in p, [.. one.Timeline, new Fault(risesS, FaultKind.WriteRate, 0, w2), new Fault(risesS + lostAfterS + 5, FaultKind.WriteRate, 0, one.W)]));
            Assert.Equal(Cause.HistoryLostMidway, outcome.Reason);
            Assert.Equal(RecoveryPath.CatchupThenRebuild, outcome.Path);
            AssertClose(lostAfterS, outcome.CatchupTimeS, one);
            lost++;
        }

        Assert.True(lost > 300, $"only {lost} histories lost");
    }

    [Fact]
    public void A_rebuild_lasts_its_copy_and_the_replay_of_what_was_written_meanwhile()
    {
        foreach (var one in OneOutage.Drawn(_seed, 2000, maxOutageS: 5, minRatio: 1.05))
        {
            var p = one.P;
            var copyS = p.VolumeBytes / p.RebuildRateBytesPerS;
            var lagAtBase = p.SnapshotLagBytes / p.EntryBytes;
            var outcome = one.Run(ProtocolVersion.V1);
            var tail = lagAtBase + (one.W * copyS);
            var expectedS = copyS + ((tail - one.Barrier) / (one.C - one.W)) + one.RoundTripS;

            // The base is a whole entry, which moves the end by up to one entry's replay.
            var slackS = 1 / (one.C - one.W);
            Assert.True(Math.Abs(expectedS - outcome.RebuildTimeS) <= (slackS * 1.001) + (1e-9 * expectedS), $"expected {expectedS}, got {outcome.RebuildTimeS}: {one}");
            Assert.InRange((outcome.WalPeakBytes / p.EntryBytes) - tail, -1e-6 * tail, 1 + (1e-6 * tail));
        }
    }

    private static (Cause Reason, double RecoveryS) PredictRounds(OneOutage one)
    {
        var p = one.P;
        var now = one.HandshakeS;
        var position = one.Position;
        if (position < Math.Floor((one.W * now) - one.Window))
        {
            return (Cause.NotRetained, 0);
        }

        var expiresS = now + p.ReservationTtlS;
        var (rounds, fruitless) = (0, 0);
        while ((one.W * now) - position > one.Barrier)
        {
            if (rounds >= p.MaxRounds)
            {
                return (Cause.BudgetRounds, 0);
            }

            if (fruitless >= p.NoProgressRounds)
            {
                return (one.W >= one.C ? Cause.NotConverging : Cause.NoProgress, 0);
            }

            var target = Math.Floor(one.W * now);
            var entries = target - position;
            now += entries / one.C;
            position = target;
            rounds++;
            fruitless = (one.W * now) - position < entries ? 0 : fruitless + 1;
            if (now > expiresS)
            {
                return (Cause.ReservationExpired, 0);
            }
        }

        now += one.RoundTripS;
        return now > expiresS ? (Cause.ReservationExpired, 0) : (Cause.Recovered, now + p.PromotionHoldS - (OneOutage.StartS + one.OutageS));
    }

    private static void AssertClose(double expected, double actual, OneOutage one) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, expected), $"expected {expected:R}, got {actual:R}: {one}");
}
