using WalSweep.Engine;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Space;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>What is noticed only at a periodic moment is noticed after a time that is uniform over one period, where the phase is random.</summary>
public class CycleTests(ITestOutputHelper output)
{
    private const int _seed = 141421;
    private const int _bins = 8;

    private static int Trials => LongTier.IsOn ? 200_000 : 10_000;

    /// <summary>The control plane's phase is the sampler's. V1's order comes at the first cycle after the heartbeat.</summary>
    [Fact]
    public void V1_waits_for_its_rebuild_order_uniformly_over_one_cycle()
    {
        var random = new Random(_seed);
        var scores = new StandardScores(output, _seed);
        for (var point = 0; point < 6; point++)
        {
            var cycleS = 1 + (random.NextDouble() * 60);
            var scene = new Scene(Configs.Parse(FormattableString.Invariant($$"""
                {
                  "name": "item8", "count": 1, "seed": {{random.Next()}}, "durability": "{{(point % 2 == 0 ? "best_effort" : "sync_quorum")}}",
                  "parameters": { "replicas": {{1 + (point % 2)}}, "control_cycle": "{{cycleS}}s", "heartbeat_delay": "{{0.1 + random.NextDouble()}}s", "inflight_entries": "1G" },
                  "weather": { "outage": "{{5 + (random.NextDouble() * 30)}}s" }
                }
                """)));
            AddWaits(scores, $"V1's order, cycle {cycleS:F1} s", cycleS, trial =>
            {
                scene.Draw(trial);
                var p = scene.Parameters;
                return (ProtocolVersion.V1, p, scene.Timeline.ToArray(), scene.Timeline[^1].TimeS + p.HeartbeatDelayS, watch => watch.FirstEntered(ReplicaState.Rebuilding));
            });
        }

        scores.Conclude(6 * (_bins - 1));
    }

    /// <summary>A new address is handed out, and a rebuild ordered, at the first cycle after the heartbeat.</summary>
    [Fact]
    public void V15_waits_for_an_address_and_for_a_rebuild_order_uniformly_over_one_cycle()
    {
        var random = new Random(_seed + 1);
        var scores = new StandardScores(output, _seed + 1);
        for (var point = 0; point < 12; point++)
        {
            var isAddress = point / 2 % 2 == 0;
            var p = Clusters.Draw(random, point).WithReplay(random) with { ControlCycleS = 1 + (random.NextDouble() * 60), HeartbeatDelayS = random.NextDouble() };
            p.RetentionBytes = isAddress ? p.RetentionBytes : 4096;
            var cut = new Cut(p, 1, 5 + (random.NextDouble() * 30));
            Fault[] timeline = isAddress ? [new(1, FaultKind.Crash, 1), new(cut.ReturnS, FaultKind.RestartNewAddress, 1)] : cut.Timeline;
            var fromS = isAddress ? cut.ReturnS + p.HeartbeatDelayS : Math.Max(cut.HandshakeS, cut.ReturnS + p.HeartbeatDelayS);
            AddWaits(scores, $"V1.5's {(isAddress ? "address" : "order")}, cycle {p.ControlCycleS:F1} s", p.ControlCycleS, _ =>
                (ProtocolVersion.V15, p with { ControlPhaseS = p.ControlCycleS * random.NextDouble() }, timeline, fromS,
                watch => isAddress ? watch.First(EventKind.AddressRefresh) : watch.FirstEntered(ReplicaState.Rebuilding)));
        }

        scores.Conclude(12 * (_bins - 1));
    }

    /// <summary>Probes are as far apart as the interval, and the link returns at a random moment among them.</summary>
    [Theory]
    [InlineData("v1_5")]
    [InlineData("v2")]
    public void A_healed_link_is_found_uniformly_over_one_interval_of_probes(string name)
    {
        var version = ProtocolVersion.Find(name)!;
        var random = new Random(_seed + 2);
        var scores = new StandardScores(output, _seed + 2);
        for (var point = 0; point < 6; point++)
        {
            var p = Clusters.Draw(random, point).WithReplay(random) with { ReconnectIntervalS = 0.5 + (random.NextDouble() * 20) };
            AddWaits(scores, $"{version}, every {p.ReconnectIntervalS:F1} s", p.ReconnectIntervalS, _ =>
            {
                // Uniform over five whole intervals, so uniform over one.
                var cut = new Cut(p, 1, p.BarrierTimeoutS + (5 * p.ReconnectIntervalS * random.NextDouble()));
                return (version, p, cut.Timeline, cut.ReturnS, watch => watch.First(EventKind.Probe));
            });
        }

        scores.Conclude(6 * (_bins - 1));
    }

    /// <summary>An idle primary sends nothing but its barriers, so a dead replica is missed one time-out after the next of them.</summary>
    [Theory]
    [InlineData("v1")]
    [InlineData("v1_5")]
    [InlineData("v2")]
    public void An_idle_primary_notices_uniformly_over_one_barrier_interval(string name)
    {
        var version = ProtocolVersion.Find(name)!;
        var random = new Random(_seed + 3);
        var scores = new StandardScores(output, _seed + 3);
        for (var point = 0; point < 6; point++)
        {
            var p = Clusters.Draw(random, point).WithReplay(random) with { WriteRatePerS = 0, BarrierIntervalS = 0.1 + (random.NextDouble() * 10) };
            AddWaits(scores, $"{version}, every {p.BarrierIntervalS:F1} s", p.BarrierIntervalS, _ =>
            {
                var cut = new Cut(p, 10 + (p.BarrierIntervalS * random.NextDouble()), 60);
                return (version, p, cut.Timeline, cut.NoticedS, watch => watch.Changes[0].TimeS);
            });
        }

        scores.Conclude(6 * (_bins - 1));
    }

    private static void AddWaits(
        StandardScores scores, string what, double periodS, Func<int, (ProtocolVersion Version, ScenarioParameters P, Fault[] Timeline, double FromS, Func<Watch, double> UntilS)> draw)
    {
        var watch = new Watch();
        var state = new TrialState();
        var hits = new int[_bins];
        for (var trial = 0; trial < Trials; trial++)
        {
            watch.Reset();
            var (version, p, timeline, fromS, untilS) = draw(trial);
            watch.Run(version, new Scenario(in p, timeline), ref state);
            var waitS = untilS(watch) - fromS;
            Assert.True(waitS > -1e-6 && waitS < periodS * (1 + 1e-6), $"{what}: waited {waitS} s of {periodS} s");
            hits[Math.Clamp((int)(waitS / periodS * _bins), 0, _bins - 1)]++;
        }

        scores.AddChoice(what, hits, Trials, Enumerable.Repeat(1.0 / _bins, _bins).ToArray());
    }
}
