using WalSweep.Engine;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.ExactAnswers;

/// <summary>How long catch-up lasts after a random outage, in how many rounds, and with what chance under V2's limits.</summary>
public class CatchupTests(ITestOutputHelper output)
{
    private const int _seed = 271828;
    private const int _points = 24;

    private static int Trials => LongTier.IsOn ? 200_000 : 10_000;

    [Fact]
    public void A_moving_head_is_met_after_the_backlog_over_the_difference_of_the_rates()
    {
        var random = new Random(_seed);
        var scores = new StandardScores(output, _seed);
        for (var point = 0; point < _points; point++)
        {
            var law = Law.Any(random, 2, 30);
            var p = Clusters.Draw(random, point).WithReplay(random);
            var sum = 0.0;
            for (var trial = 0; trial < Trials; trial++)
            {
                sum += new Cut(p, 1, law.Draw(random)).Run(ProtocolVersion.V15).RecoveryS;
            }

            double RecoveryS(double outageS) => new Cut(p, 1, outageS).ChaseS;
            var mean = law.Mean(RecoveryS);
            scores.AddSum(law.Name, sum, Trials, mean, law.Variance(RecoveryS, mean));
        }

        scores.Conclude(_points);
    }

    /// <summary>k rounds leave backlog·ρ^k, so at most k are needed iff backlog ≤ barrier·ρ^−k.</summary>
    [Fact]
    public void The_number_of_rounds_is_distributed_as_the_backlog_on_a_scale_of_powers_of_the_ratio_of_the_rates()
    {
        const int mostRounds = 8;
        var random = new Random(_seed + 1);
        var scores = new StandardScores(output, _seed + 1);
        var watch = new Watch();
        var state = new TrialState();
        for (var point = 0; point < _points; point++)
        {
            var law = Law.Any(random, 2, 30);
            var p = Clusters.Draw(random, point).WithReplay(random);
            p.BarrierEntries = Math.Floor(p.WriteRatePerS * (0.5 + random.NextDouble()));
            var rounds = new int[mostRounds];
            for (var trial = 0; trial < Trials; trial++)
            {
                watch.Reset();
                var cut = new Cut(p, 1, law.Draw(random));
                cut.Run(ProtocolVersion.V2, cut.Timeline, ref state, watch);
                var took = watch.Events.Count(happened => happened.Kind == EventKind.TargetReached);
                if (took < mostRounds)
                {
                    rounds[took]++;
                }
            }

            var any = new Cut(p, 1, 0);
            double AtMost(int k) => k < 0 ? 0 : law.Cdf(any.LongestOutageS(any.Barrier * Math.Pow(any.C / any.W, k)));
            scores.AddChoice(law.Name, rounds, Trials, Enumerable.Range(0, mostRounds).Select(k => AtMost(k) - AtMost(k - 1)).ToArray());
        }

        scores.Conclude(_points * 2);
    }

    /// <summary>
    /// V2 catches up iff the backlog is retained, the rounds and the barrier end within the reservation, and backlog·ρ^k is within a barrier for some k up to the permitted rounds. Each of the three limits
    /// is the first to bite at a quarter of the points; at the last quarter the replay is slower than the writes.
    /// </summary>
    [Fact]
    public void V2_catches_up_with_the_probability_of_an_outage_within_the_first_of_its_limits()
    {
        var random = new Random(_seed + 2);
        var scores = new StandardScores(output, _seed + 2);
        for (var point = 0; point < _points; point++)
        {
            var law = Law.Any(random, 2, 30);
            var (p, limit) = BoundaryOf(random, point, law);
            var any = new Cut(p, 1, 0);
            var (success, notRetained) = (0, 0);
            for (var trial = 0; trial < Trials; trial++)
            {
                var outcome = new Cut(p, 1, law.Draw(random)).Run(ProtocolVersion.V2);
                success += outcome.Reason == Cause.Recovered ? 1 : 0;
                notRetained += outcome.Reason == Cause.NotRetained ? 1 : 0;
            }

            var retainedEntries = p.RetentionBytes / p.EntryBytes;
            var withinRounds = any.Barrier * Math.Max(1, Math.Pow(any.C / any.W, p.MaxRounds));
            var withinTtl = any.C > any.W ? MostWithinS(any, p.ReservationTtlS) : double.PositiveInfinity;
            var entries = Math.Min(Math.Min(retainedEntries, withinRounds), withinTtl);
            Assert.Equal(limit, entries == retainedEntries ? "retention" : entries == withinTtl ? "reservation" : any.C > any.W ? "rounds" : "convergence");
            var retained = law.Cdf(any.LongestOutageS(retainedEntries));
            scores.AddChoice($"{limit}, {law.Name}", [success, notRetained], Trials, [law.Cdf(any.LongestOutageS(entries)), 1 - retained]);
        }

        scores.Conclude(_points);
    }

    private static (ScenarioParameters P, string Limit) BoundaryOf(Random random, int point, Law law)
    {
        var p = Clusters.Draw(random, point).WithReplay(random);
        var someS = law.Quantile(0.2 + (0.6 * random.NextDouble()));
        var moreS = law.Quantile(0.9);
        p.RetentionBytes = Math.Floor(p.WriteRatePerS * moreS) * p.EntryBytes;

        // Copied so quickly that the replay after a rebuild is within a barrier at once: the limits bear on it too.
        p.VolumeBytes = 1e5;
        switch (point / 2 % 4)
        {
            case 0:
                p.RetentionBytes = Math.Floor(p.WriteRatePerS * someS) * p.EntryBytes;
                return (p, "retention");
            case 1:
                p.ReservationTtlS = new Cut(p, 1, someS).RoundsTimeS(p.WriteRatePerS * someS);
                return (p, "reservation");
            case 2:
                // So many rounds that a fifth to four fifths of the outages need no more.
                p.MaxRounds = 3 + random.Next(3);
                p.CatchupRatePerS = p.WriteRatePerS * (1.2 + (0.3 * random.NextDouble()));
                p.BarrierEntries = Math.Ceiling(p.WriteRatePerS * someS * Math.Pow(p.WriteRatePerS / p.CatchupRatePerS, p.MaxRounds));
                return (p, "rounds");
            default:
                p.CatchupRatePerS = p.WriteRatePerS * (0.5 + (0.4 * random.NextDouble()));
                p.BarrierEntries = Math.Floor(p.WriteRatePerS * someS);
                return (p, "convergence");
        }
    }

    /// <summary>The most entries whose rounds and barrier end within a time, by bisection: both grow with the entries.</summary>
    private static double MostWithinS(Cut any, double timeS)
    {
        var (low, high) = (0.0, 1e9);
        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = any.RoundsTimeS(middle) <= timeS ? (middle, high) : (low, middle);
        }

        return low;
    }
}
