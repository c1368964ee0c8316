using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>When history is lost midway, and how long a rebuild lasts.</summary>
public class LossAndRebuildTests(ITestOutputHelper output)
{
    private const int _seed = 161803;
    private const int _points = 24;

    private static int Trials => LongTier.IsOn ? 200_000 : 10_000;

    /// <summary>The head outruns the replay by w2 − c in a burst of random length: the history is lost iff the burst lasts until the lag has passed R.</summary>
    [Fact]
    public void Unpinned_history_is_lost_iff_the_burst_outlasts_what_is_left_of_the_window()
    {
        const double delayS = 0.001;
        var random = new Random(_seed);
        var scores = new StandardScores(output, _seed);
        for (var point = 0; point < _points; point++)
        {
            var p = Clusters.Draw(random, point).WithReplay(random);
            var cut = new Cut(p, 1, 2 + (random.NextDouble() * 20));
            var fasterPerS = cut.C * (1.1 + random.NextDouble());
            var retained = Math.Floor(cut.LagAtHandshake * (1.2 + random.NextDouble()));
            cut = cut with { P = p with { RetentionBytes = retained * p.EntryBytes } };
            var leftS = (retained - cut.LagAtHandshake + ((cut.C - cut.W) * delayS)) / (fasterPerS - cut.C);
            var law = Law.Weibull(leftS * (0.5 + random.NextDouble()), 0.8 + random.NextDouble());
            var state = new TrialState();
            var lost = 0;
            for (var trial = 0; trial < Trials; trial++)
            {
                var fromS = cut.HandshakeS + delayS;
                Fault[] timeline = [.. cut.Timeline, new(fromS, FaultKind.WriteRate, 0, fasterPerS), new(fromS + law.Draw(random), FaultKind.WriteRate, 0, cut.W)];
                lost += cut.Run(ProtocolVersion.V15, timeline, ref state).Reason == Cause.HistoryLostMidway ? 1 : 0;
            }

            scores.AddShare(law.Name, lost, Trials, 1 - law.Cdf(leftS));
        }

        scores.Conclude(_points);
    }

    /// <summary>
    /// S/b for the copy, then (L + w·S/b)/(c − w) for what was written meanwhile, less the barrier where the head is chased, and in rounds under V2; the WAL held has grown to L + w·S/b when the copy ends.
    /// The volume is random: its duration's mean is compared at half of the points, the share of peaks below a bound at the other half.
    /// </summary>
    [Fact]
    public void A_rebuild_lasts_its_copy_and_the_replay_of_what_was_written_meanwhile()
    {
        var random = new Random(_seed + 1);
        var scores = new StandardScores(output, _seed + 1);
        for (var point = 0; point < _points; point++)
        {
            var version = ProtocolVersion.Generations[point % 3];
            var windowBytes = 4096.0 * (16 + random.Next(240));
            var p = Clusters.Draw(random, point / 3).WithReplay(random) with { CheckpointWindowBytes = windowBytes, SnapshotLagBytes = Math.Floor(windowBytes * random.NextDouble() / 4096) * 4096, RetentionBytes = 4096 };
            var law = Law.Any(random, 1e9, 2e10);
            var bound = law.Quantile(0.2 + (0.6 * random.NextDouble()));
            double TailOf(double volume) => (p.SnapshotLagBytes / p.EntryBytes) + (p.WriteRatePerS * volume / p.RebuildRateBytesPerS);
            var (sumS, below) = (0.0, 0);
            for (var trial = 0; trial < Trials; trial++)
            {
                var outcome = new Cut(p with { VolumeBytes = law.Draw(random) }, 1, 20).Run(version);
                Assert.Equal(RecoveryPath.Rebuild, outcome.Path);
                sumS += outcome.RebuildTimeS;
                below += outcome.WalPeakBytes / p.EntryBytes <= Math.Max(TailOf(bound), 1) ? 1 : 0;
            }

            if (point / 6 % 2 == 0)
            {
                var any = new Cut(p, 1, 20);
                double DurationS(double volume) => (volume / p.RebuildRateBytesPerS) + (version == ProtocolVersion.V2
                    ? any.RoundsTimeS(TailOf(volume))
                    : (Math.Max(0, TailOf(volume) - any.Barrier) / (any.C - any.W)) + any.RoundTripS);
                var mean = law.Mean(DurationS);
                scores.AddSum($"{version}, duration, {law.Name}", sumS, Trials, mean, law.Variance(DurationS, mean));
            }
            else
            {
                scores.AddShare($"{version}, peak, {law.Name}", below, Trials, law.Cdf(bound));
            }
        }

        scores.Conclude(_points);
    }
}
