using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>What of the acknowledged writes is gone after the primary has crashed and a replica has been promoted.</summary>
public class FailoverLossTests(ITestOutputHelper output)
{
    private const int _seed = 602214;
    private const int _points = 24;

    private static int Trials => LongTier.IsOn ? 200_000 : 10_000;

    /// <summary>
    /// An acknowledgement waits for the primary's own disk, a replica for the link: w·max(0, latency − fsync) under best_effort. The latency is random, and shorter than fsync in a share of the trials. Where
    /// d entries are on average beyond what the replica has, there are ⌊d⌋ or one more.
    /// </summary>
    [Fact]
    public void Under_best_effort_what_the_disk_is_ahead_of_the_link_is_lost()
    {
        var random = new Random(_seed);
        var scores = new StandardScores(output, _seed);
        for (var point = 0; point < _points; point++)
        {
            var version = ProtocolVersion.Generations[point % 3];
            var law = Law.Any(random, 0.001, 0.01);
            var p = Clusters.Draw(random, point: 0) with { FsyncS = law.Quantile(0.1 + (0.5 * random.NextDouble())), BarrierTimeoutS = 5 };
            double LossOf(double latencyS) => p.WriteRatePerS * Math.Max(0, latencyS - p.FsyncS);
            var state = new TrialState();
            var (sum, promotions) = (0.0, 0);
            for (var trial = 0; trial < Trials; trial++)
            {
                p.LatencyS = law.Draw(random);
                var outcome = Simulation.Run(version, new Scenario(in p, CrashAfter([], random)), ref state);
                sum += outcome.LostEntries;
                promotions += outcome.Promotions;
            }

            Assert.Equal(Trials, promotions);
            var mean = law.Mean(LossOf);
            var square = law.Mean(latencyS => (LossOf(latencyS) * LossOf(latencyS)) + (LossOf(latencyS) % 1 * (1 - (LossOf(latencyS) % 1))));
            scores.AddSum($"{version}, {law.Name}", sum, Trials, mean, square - (mean * mean));
        }

        scores.Conclude(_points);
    }

    /// <summary>Two of three nodes survive, one of which is behind in many trials: V1.5 and V2 promote the other, and nothing is lost at all.</summary>
    [Fact]
    public void Nothing_is_lost_while_a_quorum_survives()
    {
        output.WriteLine($"seed {_seed + 1}");
        var random = new Random(_seed + 1);
        var state = new TrialState();
        var reports = new ReportLog();
        for (var trial = 0; trial < 4 * Trials; trial++)
        {
            var version = trial % 2 == 0 ? ProtocolVersion.V15 : ProtocolVersion.V2;
            var p = Clusters.Draw(random, point: 1).WithReplay(random);
            var cutAtS = 5 + (random.NextDouble() * 5);
            Fault[] cut = [new(cutAtS, FaultKind.LinkDown, 1 + random.Next(2)), new(cutAtS + (random.NextDouble() * 5), FaultKind.LinkUp)];
            cut[1] = cut[1] with { Node = cut[0].Node };
            var outcome = reports.Run(version, new Scenario(in p, CrashAfter(cut, random)), ref state);
            Assert.True(outcome is { Promotions: 1, LostEntries: 0, LeakedEntries: 0 }, $"seed {_seed + 1}, trial {trial}, {version}: {outcome.LostEntries} entries lost, {outcome.LeakedEntries} leaked, {outcome.Promotions} promotions");
        }

        output.WriteLine($"at {reports.Uneven} of {4 * Trials} promotions one replica had less than the other");
        Assert.True(reports.Uneven > Trials, $"{reports.Uneven} promotions that had a choice");
    }

    /// <summary>The primary crashes at any moment of a second and comes back when it has long been replaced.</summary>
    private static Fault[] CrashAfter(ReadOnlySpan<Fault> before, Random random)
    {
        Fault[] timeline = [.. before, new(10 + random.NextDouble(), FaultKind.Crash), new(60, FaultKind.RestartSameAddress)];
        Array.Sort(timeline, (one, other) => one.TimeS.CompareTo(other.TimeS));
        return timeline;
    }

    /// <summary>Counts the promotions at which the reports differ in what is durable.</summary>
    private sealed class ReportLog : TrialWatcher
    {
        public int Uneven { get; private set; }

        protected override void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen) => Uneven += reports[0].DurableLsn == reports[^1].DurableLsn ? 0 : 1;
    }
}
