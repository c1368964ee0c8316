using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>When a catch-up converges, and how fast: with w the write rate, c the catch-up rate, ρ = w/c and nothing else in the way.</summary>
public class ConvergenceTests
{
    private const int _seed = 31415;
    private const double _unbounded = 1e15;

    [Fact]
    public void A_moving_head_is_never_met_unless_the_replay_is_faster()
    {
        foreach (var drawn in OneOutage.Drawn(_seed, 1000, maxOutageS: 20, minRatio: 0.5))
        {
            // Ratios above 1 become 1: the gap then stays as it is for ever.
            var one = drawn with
            {
                P = drawn.P with { CatchupRatePerS = Math.Min(drawn.W, drawn.C), RetentionBytes = _unbounded, RetentionTimeS = double.PositiveInfinity, HorizonS = 1e5 },
            };
            var outcome = one.Run(ProtocolVersion.V15);
            Assert.True(outcome.Ended == Ending.Stalled && outcome.Path == RecoveryPath.Catchup && double.IsNaN(outcome.RecoveryS), $"{outcome.Ended}, {outcome.Path}: {one}");
            Assert.Equal(one.P.HorizonS - one.HandshakeS, outcome.CatchupTimeS, 1e-6);
        }
    }

    /// <summary>A round replays whole entries up to a floored head, which leaves up to 1 − ρ of an entry more each time: 1 − ρ^k in all, of either sign.</summary>
    [Fact]
    public void What_is_left_after_k_rounds_is_the_backlog_times_the_kth_power_of_the_ratio_of_the_rates()
    {
        const int mostRounds = 12;
        var (shrinking, growing) = (0, 0);
        foreach (var drawn in OneOutage.Drawn(_seed, 1000, maxOutageS: 20, minRatio: 0.5))
        {
            var p = drawn.P with
            {
                RetentionBytes = _unbounded,
                ReservationTtlS = double.PositiveInfinity,
                MaxRounds = mostRounds,
                NoProgressRounds = double.PositiveInfinity,
            };
            var one = drawn with { P = p };
            var log = new RoundLog();
            var state = new TrialState();
            var outcome = log.Run(ProtocolVersion.V2, new Scenario(in p, one.Timeline), ref state);
            var (backlog, ratio) = (one.LagAtHandshake, one.W / one.C);
            for (var k = 1; k <= log.Remainders.Count; k++)
            {
                var expected = backlog * Math.Pow(ratio, k);
                var rounding = 1 - Math.Pow(ratio, k);
                var slack = 1e-6 + (1e-9 * expected);
                Assert.InRange(log.Remainders[k - 1] - expected, Math.Min(0, rounding) - slack, Math.Max(0, rounding) + slack);
            }

            // It caught up with the first round that left no more than a barrier, and with none before.
            var rounds = log.Remainders.Count;
            var caughtUp = outcome.Path == RecoveryPath.Catchup && outcome.Reason == Cause.Recovered;
            Assert.All(log.Remainders[..^1], remainder => Assert.True(remainder > one.Barrier, one.ToString()));
            Assert.True(caughtUp == log.Remainders[^1] <= one.Barrier && (caughtUp || rounds == mostRounds || outcome.EndS >= p.HorizonS), $"{rounds} rounds, {outcome.Reason}: {one}");
            (shrinking, growing) = ratio < 1 ? (shrinking + rounds, growing) : (shrinking, growing + rounds);
        }

        Assert.True(shrinking > 2000 && growing > 1000, $"only {shrinking} rounds that shrank the gap and {growing} that did not");
    }

    /// <summary>What each round has left.</summary>
    private sealed class RoundLog : TrialWatcher
    {
        public List<double> Remainders { get; } = [];

        protected override void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
        {
            if (kind == EventKind.TargetReached && state.Result.Rebuilds == 0)
            {
                Remainders.Add(state.HeadEntries - state.ReplicaOf(node).PositionAt(state.NowS));
            }
        }
    }
}
