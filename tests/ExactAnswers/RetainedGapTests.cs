using WalSweep.Engine;
using WalSweep.Tests.Configuration;
using WalSweep.Tests.Space;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>Whether a gap is retained: once, as a share of random outages, and again and again until one is not.</summary>
public class RetainedGapTests(ITestOutputHelper output)
{
    private const int _seed = 90210;
    private const int _points = 24;

    private static int Trials => LongTier.IsOn ? 200_000 : 10_000;

    /// <summary>P(retained) = F(R/w − delays), with the delays of detection and probes as they are.</summary>
    [Fact]
    public void The_share_of_retained_gaps_is_the_distribution_of_outages_at_R_over_w()
    {
        var random = new Random(_seed);
        var scores = new StandardScores(output, _seed);
        for (var point = 0; point < _points; point++)
        {
            var law = Law.Any(random, 2, 30);
            var p = Clusters.Draw(random, point).WithReplay(random);
            var version = point / 2 % 2 == 0 ? ProtocolVersion.V2 : ProtocolVersion.V15;
            var retained = Math.Floor(p.WriteRatePerS * law.Quantile(0.2 + (0.6 * random.NextDouble())));
            p.RetentionBytes = retained * p.EntryBytes;
            var hits = 0;
            for (var trial = 0; trial < Trials; trial++)
            {
                hits += new Cut(p, 1, law.Draw(random)).Run(version).Path == RecoveryPath.Catchup ? 1 : 0;
            }

            scores.AddShare($"{version}, {law.Name}", hits, Trials, law.Cdf(new Cut(p, 1, 0).LongestOutageS(retained)));
        }

        scores.Conclude(_points);
    }

    /// <summary>The same of sweeps as a user configures them: the outages are the sampler's.</summary>
    [Fact]
    public void So_it_is_where_the_sampler_draws_Weibull_outages()
    {
        const int points = 12;
        var random = new Random(_seed + 1);
        var scores = new StandardScores(output, _seed + 1);
        for (var point = 0; point < points; point++)
        {
            var (scaleS, shape) = (2 + (random.NextDouble() * 30), 0.6 + random.NextDouble());
            var law = Law.Weibull(scaleS, shape);
            var retained = Math.Floor(1000 * law.Quantile(0.2 + (0.6 * random.NextDouble())));
            var scene = new Scene(Configs.Parse(FormattableString.Invariant($$"""
                {
                  "name": "item1", "count": 1, "seed": {{random.Next()}}, "durability": "{{(point % 2 == 0 ? "best_effort" : "sync_quorum")}}",
                  "parameters": {
                    "replicas": {{1 + (point % 2)}}, "checkpoint_window": "4KiB", "retention_bytes": "{{retained * 4}}KiB", "retention_time": "none", "inflight_entries": "1G",
                    "wal_capacity_bytes": "1TiB", "reservation_ttl": "none", "reservation_bytes": "none", "reconnect_interval": "300ms"
                  },
                  "weather": { "outage": { "weibull": { "scale": "{{scaleS}}s", "shape": {{shape}} } } }
                }
                """)));
            var hits = 0;
            var state = new TrialState();
            for (var trial = 0; trial < Trials; trial++)
            {
                scene.Draw(trial);
                var drawn = scene.Parameters;
                hits += Simulation.Run(ProtocolVersion.V2, new Scenario(in drawn, scene.Timeline), ref state).Path == RecoveryPath.Catchup ? 1 : 0;
            }

            scores.AddShare(law.Name, hits, Trials, law.Cdf(new Cut(scene.Parameters, 1, 0).LongestOutageS(retained)));
        }

        scores.Conclude(points);
    }

    /// <summary>With uptimes that are exponential from the end of each recovery on, each outage needs a rebuild with p = 1 − F(R/w − delays), whatever came before: their number up to the first is geometric.</summary>
    [Fact]
    public void The_outages_up_to_the_first_that_needs_a_rebuild_are_geometric()
    {
        const int mostOutages = 4;
        var trials = Trials / 2;
        var random = new Random(_seed + 2);
        var scores = new StandardScores(output, _seed + 2);
        var watch = new Watch();
        var state = new TrialState();
        for (var point = 0; point < _points; point++)
        {
            var law = Law.Any(random, 2, 30);
            var uptime = Law.Exponential(1 + (random.NextDouble() * 100));
            var p = Clusters.Draw(random, point).WithReplay(random);
            var version = point / 2 % 2 == 0 ? ProtocolVersion.V2 : ProtocolVersion.V15;
            var retained = Math.Floor(p.WriteRatePerS * law.Quantile(0.5 + (0.3 * random.NextDouble())));
            p.RetentionBytes = retained * p.EntryBytes;
            var first = new int[mostOutages];
            for (var trial = 0; trial < trials; trial++)
            {
                watch.Reset();
                new Cut(p, 0, 0).Run(version, Outages(p, mostOutages, law, uptime, random), ref state, watch);
                var verdicts = watch.Changes.Where(change => change.To is ReplicaState.CatchingUp or ReplicaState.NeedsRebuild);
                var caughtUp = verdicts.TakeWhile(change => change.To == ReplicaState.CatchingUp).Count();
                if (caughtUp < mostOutages)
                {
                    first[caughtUp]++;
                }
            }

            var needsRebuild = 1 - law.Cdf(new Cut(p, 1, 0).LongestOutageS(retained));
            var geometric = Enumerable.Range(0, mostOutages).Select(before => needsRebuild * Math.Pow(1 - needsRebuild, before)).ToArray();
            scores.AddChoice($"{version}, {law.Name}", first, trials, geometric);
        }

        scores.Conclude(_points * mostOutages / 2);
    }

    /// <summary>Outages, each some uptime after the replica has come back from the one before, in PromotionHold or not.</summary>
    private static Fault[] Outages(ScenarioParameters p, int count, Law outage, Law uptime, Random random)
    {
        var faults = new Fault[2 * count];
        var startS = 1 + uptime.Draw(random);
        for (var index = 0; index < count; index++)
        {
            var cut = new Cut(p, startS, outage.Draw(random));
            cut.Timeline.CopyTo(faults, 2 * index);
            startS = cut.ReturnS + cut.ChaseS + p.PromotionHoldS + (1 / (cut.C - cut.W)) + uptime.Draw(random);
        }

        return faults;
    }
}
