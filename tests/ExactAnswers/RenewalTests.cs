using WalSweep.Engine;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Space;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>Outage after outage: whether the next one comes before the recovery is over, and the share of time that the replica is in step.</summary>
public class RenewalTests(ITestOutputHelper output)
{
    private const int _seed = 577215;

    private static int Trials => LongTier.IsOn ? 200_000 : 10_000;

    /// <summary>The gap between the outages is exponential with rate λ and drawn by the sampler, and so is the first outage T: P(no second outage during catch-up) = E[exp(−λ·D(T))].</summary>
    [Theory]
    [InlineData("v1_5")]
    [InlineData("v2")]
    public void No_second_outage_comes_during_catch_up_with_the_mean_of_its_survival(string name)
    {
        const int points = 12;
        var version = ProtocolVersion.Find(name)!;
        var random = new Random(_seed);
        var scores = new StandardScores(output, _seed);
        var watch = new Watch();
        var state = new TrialState();
        for (var point = 0; point < points; point++)
        {
            var (scaleS, shape) = (2 + (random.NextDouble() * 20), 0.7 + random.NextDouble());
            var (times, gapS) = (1.3 + (random.NextDouble() * 2), scaleS * (0.5 + random.NextDouble()));
            var scene = new Scene(Configs.Parse(FormattableString.Invariant($$"""
                {
                  "name": "item6", "count": 1, "seed": {{random.Next()}}, "durability": "{{(point % 2 == 0 ? "best_effort" : "sync_quorum")}}",
                  "parameters": {
                    "replicas": {{1 + (point % 2)}}, "catchup_rate": { "of": "write_rate", "times": {{times}} }, "retention_bytes": "1TiB", "retention_time": "none", "inflight_entries": "1G",
                    "wal_capacity_bytes": "64TiB", "reservation_ttl": "none", "reservation_bytes": "none", "reconnect_interval": "300ms"
                  },
                  "weather": { "outages": 2, "outage": { "weibull": { "scale": "{{scaleS}}s", "shape": {{shape}} } }, "outage_gap": { "exponential": { "mean": "{{gapS}}s" } } }
                }
                """)));
            var undisturbed = 0;
            for (var trial = 0; trial < Trials; trial++)
            {
                scene.Draw(trial);
                watch.Reset();
                var drawn = scene.Parameters;
                watch.Run(version, new Scenario(in drawn, scene.Timeline), ref state);
                undisturbed += watch.StatesWhenCut[1] is ReplicaState.InSync or ReplicaState.PromotionHold ? 1 : 0;
            }

            var p = scene.Parameters;
            var law = Law.Weibull(scaleS, shape);
            var expected = law.Mean(outageS =>
            {
                var cut = new Cut(p, 1, outageS);
                return Math.Exp(-(version == ProtocolVersion.V2 ? cut.RoundsRecoveryS : cut.ChaseS) / gapS);
            });
            scores.AddShare($"{version}, {law.Name}, gap {gapS:F1} s", undisturbed, Trials, expected);
        }

        scores.Conclude(points);
    }

    /// <summary>
    /// A = E[U]/(E[U] + E[T] + E[D]) for uptimes U, outages T and recoveries D. Over the cycles of many trials (1 − A)·U − A·(T + D) has mean 0; its variance follows from those of U and of T + D.
    /// V1 rebuilds each time and waits for a cycle of the control plane, whose phase is random.
    /// </summary>
    [Fact]
    public void Availability_is_the_mean_uptime_over_the_mean_cycle()
    {
        const int points = 24;
        const int cycles = 50;
        var random = new Random(_seed + 1);
        var scores = new StandardScores(output, _seed + 1);
        var watch = new Watch();
        var state = new TrialState();
        for (var point = 0; point < points; point++)
        {
            var version = ProtocolVersion.Generations[point % 3];
            var renewal = Renewal.Draw(version, random, point / 3);
            var sum = 0.0;
            for (var trial = 0; trial < Trials / cycles; trial++)
            {
                watch.Reset();
                var timeline = renewal.DrawTimeline(cycles, random, out var p);
                watch.Run(version, new Scenario(in p, timeline), ref state);
                sum += WeighCycles(watch, timeline, renewal.Availability);
            }

            scores.AddSum(renewal.Name, sum, Trials / cycles * cycles, 0, renewal.VarianceOfCycle);
        }

        scores.Conclude(points);
    }

    private static double WeighCycles(Watch watch, Fault[] timeline, double availability)
    {
        var returns = watch.Changes.Where(change => change.To == ReplicaState.InSync).Select(change => change.TimeS).ToArray();
        Assert.Equal(timeline.Length / 2, returns.Length);
        var (sum, upSinceS) = (0.0, 0.0);
        for (var cycle = 0; cycle < returns.Length; cycle++)
        {
            var cutS = timeline[2 * cycle].TimeS;
            Assert.True(cutS > upSinceS, $"cycle {cycle}: the link is lost at {cutS} s, before the recovery is over at {upSinceS} s");
            sum += ((1 - availability) * (cutS - upSinceS)) - (availability * (returns[cycle] - cutS));
            upSinceS = returns[cycle];
        }

        return sum;
    }
}
