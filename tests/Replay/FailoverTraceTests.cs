using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Replay;

/// <summary>What is told of trials whose primary is lost, against the numbers of the scenario files' notes.</summary>
public sealed class FailoverTraceTests
{
    private static IEnumerable<(string Name, TrialTrace Trace)> AllTraces =>
        from name in Scripts.Shipped from version in ProtocolVersion.Generations select (name, Replays.Trace(name, version));

    private static TraceEvent Event(TrialTrace trace, string name, int index = 0) => trace.Events.Where(one => one.Name == name).ElementAt(index);

    /// <summary>Under V1 node 0 writes on from 12 s, when it is at 12,000, till it hears at 20.301 s; it acknowledges alone. Its successor starts with 11,999.</summary>
    [Fact]
    public void A_stale_primary_is_told_with_its_own_head_and_commit()
    {
        var trace = Replays.Trace("zombie_primary", ProtocolVersion.V1);
        var promoted = Event(trace, "failover").After;
        Assert.Equal((12, new TracePrimary(1, 1, 1, IsServing: true, IsFenced: false)), (promoted.TimeS, promoted.Primary));
        Assert.Equal((ReplicaState.Degraded, 12_000, 500), (promoted.Nodes[0].State, promoted.Nodes[0].PositionEntries, promoted.Nodes[0].RatePerS));
        Assert.Equal(new StalePrimaryView(0, 12_000, 500, double.PositiveInfinity, 12_000), promoted.Nodes[0].Stale);
        Assert.Equal((ReplicaState.Primary, 11_999, 500), (promoted.Nodes[1].State, promoted.Nodes[1].PositionEntries, promoted.Nodes[1].RatePerS));
        var heard = Event(trace, "isolation_end").After;
        Assert.Equal((null, 16_150), (heard.Nodes[0].Stale, heard.Nodes[0].PositionEntries));
        Assert.Equal(["epoch 0 to 16150", "epoch 0 to 11999, epoch 1 to 16149"], heard.Nodes.Select(node => node.Log.ToString()));
        Assert.Matches(@"^ +12\.000000  failover 0 +1 epoch 1 .* Degraded, stale primary 12000\.0 +Primary$", TextTrace.Lines(Event(trace, "failover")).First());
    }

    /// <summary>Under V2 node 0 fences itself at 11 s, and nobody takes writes till 12 s.</summary>
    [Fact]
    public void A_primary_that_does_not_serve_says_why()
    {
        var trace = Replays.Trace("zombie_primary", ProtocolVersion.V2);
        Assert.Equal((11, new TracePrimary(0, 0, 0, IsServing: false, IsFenced: true)), (Event(trace, "fence").After.TimeS, Event(trace, "fence").After.Primary));
        Assert.Matches(@"^ +11\.000000  fence 0 +0 epoch 0, fenced ", TextTrace.Lines(Event(trace, "fence")).First());
        Assert.DoesNotContain(trace.Events, one => one.After.Nodes.Any(node => node.Stale is not null));

        // On the disk of a process that is down are floor(979.5) entries.
        var crash = Event(Replays.Trace("primary_restarts", ProtocolVersion.V2), "crash");
        Assert.Equal((new TracePrimary(0, 0, 0, IsServing: false, IsFenced: false), 979, 1000), (crash.After.Primary, crash.After.Nodes[0].PositionEntries, crash.After.HeadEntries));
        Assert.Matches(@"^ +1\.000000  crash 0 +0 epoch 0, stopped .* Primary 979\.0 ", TextTrace.Lines(crash).First());
    }

    /// <summary>primary_restarts' note: 979 entries survive on the primary and 999 on the replicas. V2 drops 20; V1 and V1.5 keep them, and V1.5 cannot tell them by their epoch.</summary>
    [Fact]
    public void Logs_say_who_holds_what_and_a_truncation_how_much_it_drops()
    {
        var trace = Replays.Trace("primary_restarts", ProtocolVersion.V2);
        var dropped = trace.Events.SelectMany(one => one.Steps.OfType<TraceTruncation>().Select(truncation => (Math.Round(one.After.TimeS, 9), truncation))).ToList();
        Assert.Equal([(3.0715, new TraceTruncation(1, 20)), (3.0715, new TraceTruncation(2, 20))], dropped);
        Assert.Contains("1: truncated, 20 divergent entries dropped", string.Join('\n', TextTrace.Lines(Event(trace, "handshake_done"))), StringComparison.Ordinal);
        Assert.Equal(["epoch 0 to 979", "epoch 0 to 999", "epoch 0 to 999"], Event(trace, "resume").After.Nodes.Select(node => node.Log.ToString()));
        Assert.Equal([0, 1, 2], Event(trace, "resume").TellsLogsOf);
        Assert.Equal((0, 1), (Event(trace, "resume").After.Primary.Node, Event(trace, "resume").After.Primary.Epoch));
        Assert.All(trace.End.Nodes, node => Assert.Equal("epoch 0 to 979, epoch 1 to 2002", node.Log.ToString()));
        Assert.Equal(["epoch 0 to 979", "epoch 0 to 999", "epoch 0 to 999"], Replays.Trace("primary_restarts", ProtocolVersion.V1).End.Nodes.Select(node => node.Log.ToString()));
        Assert.StartsWith("epoch 0 to 999, epoch 0 (term 1) to ", Replays.Trace("primary_restarts", ProtocolVersion.V15).End.Nodes[1].Log.ToString(), StringComparison.Ordinal);
        var divergent = Replays.Trace("zombie_primary", ProtocolVersion.V15).Events.SelectMany(one => one.Steps).OfType<PolicyDecision>().First(decision => decision.Hook == "recoverability");
        Assert.Equal(("not_recoverable (divergent)", "1022"), (divergent.VerdictText, divergent.Facts.Single(fact => fact.Name == "divergent_entries").Text()));
    }

    /// <summary>chain_of_custody's note: nodes 1, 2 and 3 are promoted at 12, 32 and 52 s, each from the reports of those that are left.</summary>
    [Fact]
    public void Every_promotion_is_told_with_its_reports()
    {
        var trace = Replays.Trace("chain_of_custody", ProtocolVersion.V2);
        var promotions = trace.Events.SelectMany(one => one.Steps.OfType<PolicyDecision>().Where(step => step.Hook == "promotion").Select(decision => (one.After, Decision: decision))).ToList();
        Assert.Equal([(12, 1, 1, "node_1", 3), (32, 2, 2, "node_2", 2), (52, 3, 3, "node_3", 1)],
            promotions.Select(one => ((int)one.After.TimeS, one.After.Primary.Node, one.After.Primary.Epoch, one.Decision.Verdict, one.Decision.Reports.Count)));
        var nobody = Event(Replays.Trace("nobody_eligible", ProtocolVersion.V2), "failover").Steps.OfType<PolicyDecision>().Single();
        Assert.Equal((0, "nobody (no_eligible_candidate)"), (nobody.Node, nobody.VerdictText));
    }

    /// <summary>Nothing is closed before the last state is told: a stale primary that never hears is one in the end, and clients still write to it.</summary>
    [Fact]
    public void In_the_end_what_goes_on_goes_on()
    {
        var script = Golden.Read(Scripts.PathOf("zombie_primary"))
            .Replace("\"node\": 0 },\n    { \"time\": \"20.301s\", \"fault\": \"isolation_end\", \"node\": 0 }", "\"node\": 0 }", StringComparison.Ordinal)
            .Replace("\"parameters\": {", "\"parameters\": { \"horizon\": \"15s\",", StringComparison.Ordinal);
        var trace = ScriptReplay.Of(Scripts.Parse(script)).Record(ProtocolVersion.V1);
        Assert.Equal((15, 13_500, 500), (trace.End.TimeS, trace.End.Nodes[0].Stale?.HeadEntries, trace.End.OfferedPerS));
        Assert.Equal(["epoch 0 to 13500", "epoch 0 to 11999, epoch 1 to 13499"], trace.End.Nodes.Select(node => node.Log.ToString()));
    }

    /// <summary>In every trial: logs ascend, a promoted node starts with what it reported durable, the epoch goes up with a promotion, and who leads is one node, in the state Primary.</summary>
    [Fact]
    public void Terms_and_logs_hang_together()
    {
        var promotions = 0;
        foreach (var (name, trace) in AllTraces)
        {
            var before = new TracePrimary(0, 0, 0, true, false);
            foreach (var one in trace.Events)
            {
                var (after, what) = (one.After, $"{name} under {trace.Protocol} at {one.After.TimeS} s");
                Assert.True(after.Nodes.Where(node => node.State == ReplicaState.Primary).Select(node => node.Node).SequenceEqual([after.Primary.Node]), what);
                foreach (var stretches in after.Nodes.Select(node => node.Log.Stretches))
                {
                    Assert.True(stretches.Zip(stretches.Skip(1)).All(pair => pair.First.Term < pair.Second.Term && pair.First.Epoch <= pair.Second.Epoch && pair.First.LastLsn < pair.Second.LastLsn), what);
                }

                if (one.Steps.OfType<PolicyDecision>().SingleOrDefault(step => step is { Hook: "promotion", Cause: null }) is { } promotion)
                {
                    var durable = promotion.Reports.Single(report => report[0].Number == promotion.Node).Single(fact => fact.Name == "durable_lsn").Number;
                    Assert.True((promotion.Node, before.Epoch + 1, before.Term + 1) == (after.Primary.Node, after.Primary.Epoch, after.Primary.Term) && after.HeadEntries == durable, what);
                    Assert.True(after.Nodes[promotion.Node].Log.Stretches is [] || after.Nodes[promotion.Node].Log.Stretches[^1].LastLsn == durable, what);
                    promotions++;
                }
                else
                {
                    Assert.Equal(before.Node, after.Primary.Node);
                }

                before = after.Primary;
            }
        }

        Assert.True(promotions > 20, $"only {promotions} promotions");
    }

    /// <summary>Where the row says that the lineage is clean, no replica in step holds in the end an entry of a term beyond what the serving primary holds of it; where one does, the row says so.</summary>
    [Fact]
    public void The_logs_in_the_end_agree_with_the_verdict_of_the_row()
    {
        var leaks = 0;
        foreach (var name in Scripts.Shipped)
        {
            var source = Replays.Script(name);
            foreach (var version in ProtocolVersion.Generations)
            {
                var (end, row) = (source.Record(version).End, source.Row(version));
                var primary = end.Nodes[end.Primary.Node].Log.Stretches.ToDictionary(stretch => stretch.Term, stretch => stretch.LastLsn);
                var beyond = end.Nodes.Any(node => node.State == ReplicaState.InSync && node.Log.Stretches.Any(stretch => stretch.LastLsn > primary.GetValueOrDefault(stretch.Term, double.NegativeInfinity)));
                var isClean = row.Text(row.Schema.Columns.Single(column => column.Name == "lineage_clean")) == "true";
                Assert.False(end.Primary.IsServing && beyond && isClean, $"{name} under {version}");
                leaks += beyond && !isClean ? 1 : 0;
            }
        }

        Assert.True(leaks > 1, $"only {leaks} trials in which a log shows a leak");
    }

    [Fact]
    public void The_text_ends_with_the_logs()
    {
        var (exitCode, output, _) = Replays.Run("replay", Golden.PathOf(Scripts.PathOf("zombie_primary")), "--protocol", "v2");
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("\nin the end\n  0: log holds epoch 0 to 11000, epoch 1 to 12021\n  1: log holds epoch 0 to 11000, epoch 1 to 12021\n\nended at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("log holds", Replays.Run("replay", Golden.PathOf(Scripts.PathOf("flapping")), "--protocol", "v2").Output, StringComparison.Ordinal);
    }
}
