using WalSweep.Engine;
using WalSweep.Tests.Naive;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Engine;

/// <summary>Rules that come to bear so rarely that the ten thousand scenarios of <see cref="NaiveAgreementTests"/> say nothing of them: a mutant of each survived those (docs/evidence.md).</summary>
public class RareRuleTests(ITestOutputHelper output)
{
    private const int _seed = 20261129;
    private const int _failovers = 4_000;

    /// <summary>Scenarios of the same grid in which they do, found by a search of the first 400,000: an outcome depends on the rule, and the naive simulator has it.</summary>
    [Theory]
    [InlineData("a copy of a hollow volume is hollow", "v1_5", 111287)]
    [InlineData("a copy of a hollow volume is hollow", "v1_5", 129713)]
    [InlineData("hollow entries are lost up to the commit", "v1_5", 30756)]
    [InlineData("hollow entries are lost up to the commit", "v1_5", 81870)]
    [InlineData("a follower reads what is older first", "v1", 66203)]
    [InlineData("a follower reads what is older first", "v1", 110932)]
    [InlineData("reading never returns to an older term", "v1", 30713)]
    [InlineData("reading never returns to an older term", "v1", 84370)]
    public void They_hold_where_they_matter(string rule, string name, int seed)
    {
        var version = ProtocolVersion.Find(name)!;
        var scenario = GridScenarios.Draw((ulong)seed);
        AssertAgrees(scenario, version, rule);
    }

    /// <summary>
    /// Node 2 is replaced at 30 with its head at 384, node 1 at 110; both go on, and node 4 is in step and obeys both. When node 2 hears of it at 130, what it had written up to 129 is read before what node 1 has written since:
    /// 396 up to 31, none up to 80, and 12/s from then on, 984. The second term began after 368, so that the entries after it up to 984 were excluded.
    /// </summary>
    [Fact]
    public void A_follower_of_two_stale_primaries_reads_the_older_term_first_whatever_their_numbers() =>
        AssertLeaked(984 - 368, [new(130, FaultKind.IsolationEnd, 2)]);

    /// <summary>
    /// What node 4 has from node 2 is durable at once. It loses the present primary at 130, node 2 a second later, and crashes at that moment, before what the primary had sent it is durable: it has all that node 2 had written up to
    /// 130, 996, and is promoted with it at 140.
    /// </summary>
    [Fact]
    public void A_crash_that_takes_back_what_was_in_flight_leaves_what_a_stale_primary_had_sent() => AssertLeaked(
        996 - 368, [new(130, FaultKind.LinkDown, 3), new(131, FaultKind.LinkDown, 2), new(131, FaultKind.Crash, 4), new(132, FaultKind.RestartSameAddress, 4), new(133, FaultKind.IsolationStart, 3)], horizonS: 145);

    /// <summary>Nobody's outcome depends on it, since such a node has no recoverable prefix either: the report of a rebuild under way is that of a node that needs one.</summary>
    [Fact]
    public void A_rebuild_under_way_reports_what_is_left_when_it_is_cut_off()
    {
        output.WriteLine($"seed {_seed}, {_failovers} scenarios");
        var scenarios = new RandomFailovers(_seed);
        var state = new TrialState();
        var watch = new RebuildReports();
        for (var index = 0; index < _failovers; index++)
        {
            var scenario = scenarios.Next();
            foreach (var version in ProtocolVersion.Generations)
            {
                watch.Run(version, scenario.Scenario, ref state);
            }
        }

        Assert.True(watch.Seen > _failovers / 100, $"only {watch.Seen} rebuilds were under way");
        Assert.Equal(0, watch.Wrong);
    }

    private sealed class RebuildReports : TrialWatcher
    {
        public int Seen { get; private set; }

        public int Wrong { get; private set; }

        protected override void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
        {
            foreach (ref readonly var report in reports)
            {
                if (state.ReplicaOf(report.Node).State is ReplicaState.Rebuilding or ReplicaState.CatchUpAfterRebuild)
                {
                    Seen++;
                    Wrong += report.State == ReplicaState.NeedsRebuild && report.RecoverablePrefixLsn == double.NegativeInfinity ? 0 : 1;
                }
            }
        }
    }

    /// <summary>
    /// V1 with four replicas and 16 writes a second, three quarters of which a stale primary keeps. Node 0 crashes, and node 2 is promoted at 10; node 1 replaces it at 30, but node 2 goes on with 12/s and
    /// node 1 gets 4/s. Node 3 loses its link while nothing is written and no longer follows node 2, so that node 4 alone reads both; at 110 node 3 replaces node 1, while node 4 does not answer.
    /// </summary>
    private static void AssertLeaked(double expected, Fault[] end, double horizonS = 139)
    {
        var p = GoldenTrial.Base with { Replicas = 4, WriteRatePerS = 16, CatchupRatePerS = 64, InflightEntries = 1000, StaleClientShare = 0.75, LeaseTimeoutS = 5, ControlCycleS = 10, HorizonS = horizonS };
        var scenario = new GridScenario(
            "two stale primaries",
            p,
            [
                new(4, FaultKind.IsolationStart, 1), new(5, FaultKind.Crash), new(15, FaultKind.IsolationEnd, 1),
                new(20, FaultKind.IsolationStart, 2),
                new(31, FaultKind.WriteRate), new(37, FaultKind.LinkDown, 3), new(38, FaultKind.LinkUp, 3), new(80, FaultKind.WriteRate, Value: 16),
                new(99, FaultKind.IsolationStart, 4), new(100, FaultKind.IsolationStart, 1), new(115, FaultKind.IsolationEnd, 4),
                .. end,
            ],
            DtS: 1);
        Assert.Equal(expected, AssertAgrees(scenario, ProtocolVersion.V1, "two stale primaries").LeakedEntries);
    }

    private static Outcome AssertAgrees(GridScenario scenario, ProtocolVersion version, string rule)
    {
        var engine = NaiveAgreementTests.RunEngine(scenario, version);
        var naive = scenario.RunNaively(version);
        Assert.True(naive.Outcome is not null, $"{rule}: off the grid under {version}: {naive.OffGrid}");
        Assert.True(NaiveAgreementTests.AreEqual(naive.Outcome.Value, engine), $"{rule}\n{NaiveAgreementTests.Explain(scenario, version, ("naive", naive.Outcome.Value), ("engine", engine))}");
        return engine;
    }
}
