using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WalSweep.Analysis.Timeline;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Replay;

/// <summary>The JSON lines: what is promised of them in docs/replay.md.</summary>
public sealed partial class JsonTraceTests
{
    private static IReadOnlyList<JsonElement> Lines(string name, string version)
    {
        var (exitCode, output, errors) = Replays.Run("replay", Golden.PathOf(Scripts.PathOf(name)), "--protocol", version, "--json");
        Assert.Equal((ExitCode.Done, ""), (exitCode, errors));
        return [.. output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string KindOf(JsonElement line) => line.GetProperty("line").GetString()!;

    /// <summary>Every key of every line stands in the table of its kind, and every key of the tables occurs.</summary>
    [Fact]
    public void The_page_names_the_keys_of_every_kind_of_line()
    {
        var found = new SortedDictionary<string, SortedSet<string>>();
        foreach (var line in Scripts.Shipped.SelectMany(name => ProtocolVersion.Generations.SelectMany(version => Lines(name, version.Name))))
        {
            Add(KindOf(line), line);
        }

        // What only a sweep has.
        found["trial"].Add("scenario");
        found["comparison.differences"] = ["column", "stored", "replayed"];
        var documented = new SortedDictionary<string, SortedSet<string>>();
        foreach (Match section in Regex.Matches(Golden.Read("docs/replay.md"), @"(?m)^### `(?<kind>[a-z.]+)`$(?<body>[^#]+)"))
        {
            documented[section.Groups["kind"].Value] = [.. Regex.Matches(section.Groups["body"].Value, @"(?m)^\| `(?<key>[a-z_0-9]+)` \|").Select(key => key.Groups["key"].Value)];
        }

        Assert.Equal(found.Keys, documented.Keys);
        Assert.All(found, kind => Assert.Equal(kind.Value, documented[kind.Key]));
        Assert.All(found.Values.SelectMany(keys => keys), key => Assert.Matches("^[a-z][a-z0-9_]*$", key));

        void Add(string kind, JsonElement value)
        {
            foreach (var member in value.EnumerateObject().Where(_ => kind is not ("row.columns" or "decision.facts")))
            {
                (found.TryGetValue(kind, out var keys) ? keys : found[kind] = []).Add(member.Name);
                IEnumerable<JsonElement> nested = member.Value.ValueKind switch
                {
                    JsonValueKind.Object => [member.Value],
                    JsonValueKind.Array => member.Value.EnumerateArray(),
                    _ => [],
                };
                foreach (var inner in nested)
                {
                    // The state after an event and at the end is the same thing.
                    Add(member.Name == "nodes" ? "nodes" : $"{kind}.{member.Name}", inner);
                }
            }
        }
    }

    [Fact]
    public void The_facts_of_every_hook_stand_in_the_page()
    {
        var page = Golden.Read("docs/replay.md");
        var decisions = Scripts.Shipped.SelectMany(name => ProtocolVersion.Generations.SelectMany(version => Replays.Trace(name, version).Events)).SelectMany(one => one.Steps).OfType<PolicyDecision>().ToList();
        foreach (var hook in decisions.GroupBy(decision => decision.Hook))
        {
            var row = page.Split('\n').Single(line => line.StartsWith($"| `{hook.Key}` |", StringComparison.Ordinal));
            Assert.All(hook, decision => Assert.All(decision.Facts.Select(fact => fact.Name).Append(NodesAlike().Replace(decision.Verdict, "node_1")), word => Assert.Contains($"`{word}`", row, StringComparison.Ordinal)));
        }
    }

    [GeneratedRegex("^node_[0-4]$")]
    private static partial Regex NodesAlike();

    [Fact]
    public void The_lines_come_in_order_and_say_what_the_trace_says()
    {
        foreach (var (name, version) in (IEnumerable<(string, ProtocolVersion)>)[("flapping", ProtocolVersion.V1), ("endless_chase", ProtocolVersion.V15), ("restart_new_address", ProtocolVersion.V2), ("primary_restarts", ProtocolVersion.V2)])
        {
            var lines = Lines(name, version.Name);
            var trace = Replays.Trace(name, version);
            Assert.Equal("trial", KindOf(lines[0]));
            Assert.Equal(["end", "row", "comparison"], lines.TakeLast(3).Select(KindOf));
            Assert.Equal(trace.Events.SelectMany(KindsOf), lines.Skip(1).SkipLast(3).Select(KindOf));
            var events = lines.Where(line => KindOf(line) == "event").ToList();
            Assert.All(trace.Events.Zip(events), both =>
            {
                Assert.Equal(both.First.After.TimeS, both.Second.GetProperty("time_s").GetDouble());
                Assert.Equal(both.First.After.HeadEntries, both.Second.GetProperty("head_entries").GetDouble());
                Assert.Equal(both.First.After.CommittedLsn, both.Second.GetProperty("committed_lsn").GetDouble());
            });
            Assert.Equal("nowhere", lines[^1].GetProperty("stored").GetString());
        }
    }

    private static IEnumerable<string> KindsOf(TraceEvent one) =>
        ["event", .. one.Steps.Select(step => step switch { TraceTransition => "transition", TraceFinding => "finding", TraceTruncation => "truncation", _ => "decision" })];

    /// <summary>Every value of the row reads back to the same bits; NULL is null.</summary>
    [Fact]
    public void The_row_is_the_row()
    {
        var source = Replays.Script("endless_chase");
        var row = source.Row(ProtocolVersion.V15);
        var columns = Lines("endless_chase", "v1_5").Single(line => KindOf(line) == "row").GetProperty("columns");
        Assert.Equal(source.ColumnsOf(row).Select(column => column.Name), columns.EnumerateObject().Select(member => member.Name));
        foreach (var column in source.ColumnsOf(row))
        {
            var value = columns.GetProperty(column.Name);
            var text = value.ValueKind switch
            {
                JsonValueKind.Null => RowColumn.Null,
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
                _ => value.GetBoolean() ? "true" : "false",
            };
            Assert.Equal(row.Text(column), text);
        }
    }

    /// <summary>zombie_primary's note: promoted at 12 s, when node 0 is at 12,000 and goes on at 500/s; not further than 11,997 + 1,024 under V1.5. Whoever is nobody's event is null.</summary>
    [Fact]
    public void A_stale_primary_and_every_log_are_told()
    {
        var promotion = Lines("zombie_primary", "v1_5").Single(line => KindOf(line) == "event" && line.GetProperty("event").GetString() == "failover");
        Assert.Equal((1, 1, 1), (promotion.GetProperty("primary").GetInt32(), promotion.GetProperty("term").GetInt32(), promotion.GetProperty("epoch").GetInt32()));
        Assert.True(promotion.GetProperty("serving").GetBoolean() && !promotion.GetProperty("fenced").GetBoolean());
        var stale = promotion.GetProperty("nodes")[0];
        Assert.Equal((true, 12_000, 500), (stale.GetProperty("stale_primary").GetBoolean(), stale.GetProperty("position_entries").GetDouble(), stale.GetProperty("position_per_s").GetDouble()));
        Assert.Equal((0, 11_997, 13_021), (stale.GetProperty("stale_epoch").GetInt32(), stale.GetProperty("stale_committed_lsn").GetDouble(), stale.GetProperty("stale_limit_entries").GetDouble()));
        Assert.Equal("[{\"term\":0,\"epoch\":0,\"last_lsn\":12000}]", stale.GetProperty("log").GetRawText());
        Assert.Equal("[{\"term\":0,\"epoch\":0,\"last_lsn\":11999}]", promotion.GetProperty("nodes")[1].GetProperty("log").GetRawText());
        Assert.All((string[])["stale_epoch", "stale_committed_lsn", "stale_limit_entries"], key => Assert.Equal(JsonValueKind.Null, promotion.GetProperty("nodes")[1].GetProperty(key).ValueKind));
        var blocked = Lines("zombie_primary", "v2").Single(line => KindOf(line) == "event" && line.GetProperty("event").GetString() == "head_blocked");
        Assert.Equal(JsonValueKind.Null, blocked.GetProperty("node").ValueKind);
        Assert.Equal("[{\"term\":0,\"epoch\":0,\"last_lsn\":11000},{\"term\":1,\"epoch\":1,\"last_lsn\":12021}]", blocked.GetProperty("nodes")[1].GetProperty("log").GetRawText());
        var truncation = Lines("primary_restarts", "v2").First(line => KindOf(line) == "truncation");
        Assert.Equal((1, 20), (truncation.GetProperty("node").GetInt32(), truncation.GetProperty("dropped_entries").GetDouble()));
    }

    /// <summary>No limit on the catch-up's entries: that is infinity, which JSON has not.</summary>
    [Fact]
    public void What_has_no_limit_is_null()
    {
        var facts = Lines("brief_disconnect", "v2").First(line => KindOf(line) == "decision" && line.GetProperty("hook").GetString() == "catchup_convergence").GetProperty("facts");
        Assert.Equal(JsonValueKind.Null, facts.GetProperty("max_catchup_entries").ValueKind);
        Assert.Equal((32, false), (facts.GetProperty("max_rounds").GetInt32(), facts.GetProperty("after_rebuild").GetBoolean()));
    }

    /// <summary>Two logs with nothing in common differ in infinitely many entries, which is neither none nor unknown.</summary>
    [Fact]
    public void Logs_with_nothing_in_common_differ_in_all()
    {
        var gap = new GapView(0, HistoryKept: true, -1024, 262_144, DivergentEntries: double.PositiveInfinity);
        var decision = PolicyFacts.Of(1, in gap, new GapVerdict(false, Cause.Divergent));
        var one = Replays.Trace("primary_restarts", ProtocolVersion.V2).Events[0] with { Steps = [decision, new TraceTruncation(1, double.PositiveInfinity), new TraceTruncation(1, 20)] };
        var lines = JsonTrace.Lines(one).Skip(1).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("all", lines[0].GetProperty("facts").GetProperty("divergent_entries").GetString());
        Assert.Equal("all", lines[1].GetProperty("dropped_entries").GetString());
        Assert.Equal(20, lines[2].GetProperty("dropped_entries").GetDouble());
        Assert.Contains("divergent_entries all, payloads_resolvable true", string.Join(' ', TextTrace.Lines(decision).Select(line => line.Trim())), StringComparison.Ordinal);
        Assert.Equal("divergent entries: all", TimelineWords.Facts(one with { Steps = [decision] }).Split(", ")[^1]);
        Assert.Equal("all | 20", Fact.Merge(Fact.OfEntries("divergent_entries", double.PositiveInfinity), Fact.OfEntries("divergent_entries", 20)).Text());
    }
}
