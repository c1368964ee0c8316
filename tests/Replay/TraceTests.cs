using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Replay;

/// <summary>What is told of a trial: every decision with the facts that the hook saw, checked against numbers of the scenario files' notes.</summary>
public sealed class TraceTests
{
    private static IEnumerable<TrialTrace> AllTraces =>
        from name in Scripts.Shipped from version in ProtocolVersion.Generations select Replays.Trace(name, version);

    /// <summary>brief_disconnect's note: answered at 3.5025 s, 2,503.5 entries behind; rounds of 2,503, 501 and 100 entries, after which less than 64 are left.</summary>
    [Fact]
    public void A_brief_disconnect_under_V2_is_told_decision_by_decision()
    {
        var decisions = Decisions(Replays.Trace("brief_disconnect", ProtocolVersion.V2)).ToList();
        Assert.Equal(
            [
                (1.5, "can_attempt_catchup", "wait"),
                (3.5, "can_attempt_catchup", "attempt"),
                (3.5025, "recoverability", "recoverable"),
                (3.5025, "catchup_convergence", "round"),
                (4.0031, "catchup_convergence", "round"),
                (4.1033, "catchup_convergence", "round"),
                (4.1233, "catchup_convergence", "final_barrier"),
            ],
            decisions.Select(one => (Math.Round(one.TimeS, 6), one.Decision.Hook, one.Decision.Verdict)));
        Assert.Equal(["false", "true"], decisions.Take(2).Select(one => Text(one.Decision, "answers")));
        Assert.Equal(["2503", "true", "-13880.5", "262144", "0", "true"], decisions[2].Decision.Facts.Select(fact => fact.Text()));
        Assert.Equal(["2503", "501", "100", "20"], decisions.Skip(3).Select(one => Text(one.Decision, "next_round_entries")));
        Assert.Equal(["0", "1", "2", "3"], decisions.Skip(3).Select(one => Text(one.Decision, "rounds")));
        Assert.All(decisions.Skip(3), one => Assert.Equal(("64", "1000", "5000"), (Text(one.Decision, "barrier_entries"), Text(one.Decision, "admitted_per_s"), Text(one.Decision, "replay_per_s"))));
    }

    /// <summary>writes_outrun_catchup's note: rounds of 5,016 and 6,019 entries both leave more than they replayed.</summary>
    [Fact]
    public void An_abort_says_what_it_saw_before_the_state_changes()
    {
        var steps = Replays.Trace("writes_outrun_catchup", ProtocolVersion.V2).Events.Single(one => one.Steps.OfType<PolicyDecision>().Any(decision => decision.Verdict == "abort")).Steps;
        var decision = Assert.IsType<PolicyDecision>(steps[0]);
        Assert.Equal((Cause.NotConverging, "abort (not_converging)"), (decision.Cause, decision.VerdictText));
        Assert.Equal(("2", "2", "11035", "6000"), (Text(decision, "rounds"), Text(decision, "fruitless_rounds"), Text(decision, "replayed_entries"), Text(decision, "admitted_per_s")));
        Assert.Equal(new TraceTransition(1, ReplicaState.CatchingUp, ReplicaState.NeedsRebuild, Cause.NotConverging), steps[1]);
    }

    [Fact]
    public void Every_hook_that_is_asked_is_told_of()
    {
        var told = AllTraces.SelectMany(Decisions).Select(one => (one.Decision.Hook, one.Decision.Verdict)).ToHashSet();
        string[] verdicts = [.. told.Where(one => one.Hook == "catchup_convergence").Select(one => one.Verdict).Order()];
        Assert.Equal(["abort", "chase_head", "final_barrier", "round"], verdicts);
        Assert.Contains(("can_attempt_catchup", "exclude"), told);
        Assert.Contains(("recoverability", "not_recoverable"), told);
        Assert.Contains(("grants_rebuild", "granted"), told);
        Assert.Equal(["address_refresh", "already_known", "registration"], told.Where(one => one.Hook == "restart_rejoin").Select(one => one.Verdict).Order());
    }

    /// <summary>A refusal has its facts too; no shipped scenario has one, so this is one of them with a rebuild reservation of a tenth of what it takes.</summary>
    [Fact]
    public void A_refused_rebuild_says_what_it_would_have_held()
    {
        var script = Golden.Read(Scripts.PathOf("long_disconnect"));
        var scenario = Scripts.Parse(script.Replace("\"parameters\": {", "\"parameters\": { \"rebuild_reservation_bytes\": \"4MiB\", \"horizon\": \"200s\",", StringComparison.Ordinal));
        var refused = Decisions(ScriptReplay.Of(scenario).Record(ProtocolVersion.V2)).First(one => one.Decision.Hook == "grants_rebuild").Decision;
        Assert.Equal("refused (reservation_refused)", refused.VerdictText);
        Assert.Equal(["tail_entries 11024", "reservation_entries 1024", "base_is_version_correct true"], refused.Facts.Select(fact => fact.ToString()));
    }

    [Fact]
    public void A_promotion_tells_the_reports_it_was_decided_on()
    {
        CandidateReport[] reports = [Report(1, 3, 40), Report(2, 4, 30)];
        var steps = new List<TraceEvent>();
        var observer = new TraceObserver(steps.Add);
        var state = new TrialState();
        var view = new PromotionView(Durability.SyncQuorum, 3, Epoch: 4);
        observer.OnPromotion(in state, reports, in view, ProtocolV2.PromotionPolicy(reports, in view));
        observer.OnPromotion(in state, reports.AsSpan(0, 1), in view, ProtocolV2.PromotionPolicy(reports.AsSpan(0, 1), in view));
        observer.OnEvent(in state, new ScenarioParameters(), EventKind.Probe, 0, default);
        var decisions = steps[0].Steps.Cast<PolicyDecision>().ToArray();
        Assert.Equal([("node_2", 2), ("nobody", 0)], decisions.Select(decision => (decision.Verdict, decision.Node)));
        Assert.Equal(["durability sync_quorum", "nodes 3", "epoch 4"], decisions[0].Facts.Select(fact => fact.ToString()));
        Assert.Equal("node 2, state in_sync, epoch 4, apparent_lsn 31, durable_lsn 30, recoverable_prefix_lsn 30, possibly_committed_lsn 20", string.Join(", ", decisions[0].Reports[1]));
        Assert.Contains(TextTrace.Lines(steps[0]), line => line.EndsWith("report: node 1, state in_sync, epoch 3, apparent_lsn 41, durable_lsn 40, recoverable_prefix_lsn 40, possibly_committed_lsn 20", StringComparison.Ordinal));
    }

    /// <summary>Commits are a prefix of what is written, and go back at most where a new term begins, which may start with less; while nothing holds them they are within a round trip and an entry of the head.</summary>
    [Fact]
    public void The_committed_LSN_is_told_at_every_event()
    {
        foreach (var trace in AllTraces)
        {
            var (committed, term) = (double.NegativeInfinity, 0);
            foreach (var state in trace.Events.Select(one => one.After).Append(trace.End))
            {
                Assert.True((state.CommittedLsn >= committed || state.Primary.Term > term) && state.CommittedLsn <= state.HeadEntries && state.CommittedLsn == Math.Floor(state.CommittedLsn), $"{trace.Protocol}: {state}");
                (committed, term) = (state.CommittedLsn, state.Primary.Term);
            }
        }

        // A barrier takes 2.5 ms and 1,000 entries are written a second: floor(1500 − 2.5).
        Assert.Equal(1497, Replays.Trace("brief_disconnect", ProtocolVersion.V2).Events[1].After.CommittedLsn);
    }

    [Fact]
    public void The_end_may_be_later_than_the_last_event()
    {
        var trace = Replays.Trace("endless_chase", ProtocolVersion.V15);
        Assert.Equal(3600, trace.End.TimeS);
        Assert.True(trace.Events[^1].After.TimeS < 3600);
        Assert.Equal(21_600_000, trace.End.HeadEntries, 1e-6);
        Assert.InRange(trace.End.HeadEntries - trace.End.CommittedLsn, 0, (6000 * 0.0025) + 1);
    }

    private static IEnumerable<(double TimeS, PolicyDecision Decision)> Decisions(TrialTrace trace) =>
        trace.Events.SelectMany(one => one.Steps.OfType<PolicyDecision>().Select(decision => (one.After.TimeS, decision)));

    private static string Text(PolicyDecision decision, string fact) => decision.Facts.Single(one => one.Name == fact).Text();

    private static CandidateReport Report(int node, int epoch, double durableLsn) => new()
    {
        Node = node,
        State = ReplicaState.InSync,
        Epoch = epoch,
        ApparentLsn = durableLsn + 1,
        DurableLsn = durableLsn,
        RecoverablePrefixLsn = durableLsn,
        PossiblyCommittedLsn = 20,
    };
}
