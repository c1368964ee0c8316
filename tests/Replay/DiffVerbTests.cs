using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Replay;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Running;
using WalSweep.Tests.Scenarios;
using Xunit;

namespace WalSweep.Tests.Replay;

/// <summary>Where two versions part, and the verb <c>diff</c>.</summary>
public sealed class DiffVerbTests
{
    private static string Script(string name) => Golden.PathOf(Scripts.PathOf(name));

    [Fact]
    public void What_happens_under_both_is_said_once_and_the_rest_side_by_side()
    {
        var (exitCode, output, errors) = Replays.Run("diff", Script("writes_outrun_catchup"), "v1_5", "v2");
        Assert.Equal((ExitCode.Done, ""), (exitCode, errors));
        Golden.Check("tests/Replay/golden/writes_outrun_catchup-v1_5-v2.txt", output);
        string[] parts = output.Split("\nThey part at 3.502500 s, after 5 common events.\n");
        Assert.Equal(2, parts.Length);

        // Retention differs from the start and makes no difference yet; it is shown, not hidden.
        Assert.Matches(@"1\.000000  link_down 1 .* -24\.0 \| -15384\.0 ", parts[0]);
        Assert.Single(parts[0].Split('\n'), line => line.Contains("probe 1", StringComparison.Ordinal));
        Assert.Matches(@"catchup_convergence decides chase_head, +\|     1: catchup_convergence decides round,", parts[1]);
        Assert.Matches(@"(?m)^ +\|     1: CatchingUp -> NeedsRebuild \(not_converging\)$", parts[1]);
        Assert.Matches(@"(?m)^    1: CatchingUp -> NeedsRebuild \(history_lost_midway\) +\|$", parts[1]);
        Assert.Matches(@"Their rows differ in:\n +v1_5 +v2\n", parts[1]);
        Assert.Matches(@"(?m)^reason +history_lost_midway +not_converging$", parts[1]);
        Assert.Matches(@"(?m)^explicit +false +true$", parts[1]);
        Assert.DoesNotMatch("(?m)^backlog_entries", parts[1]);
    }

    [Fact]
    public void A_version_never_parts_from_itself()
    {
        foreach (var name in Scripts.Shipped)
        {
            foreach (var version in ProtocolVersion.Generations)
            {
                var pair = new TracePair(Replays.Trace(name, version), Replays.Trace(name, version));
                Assert.True(!pair.Parts && pair.Common == pair.First.Events.Count && double.IsNaN(pair.PartsAtS) && !pair.Rest().Any(), $"{name} under {version}");
            }
        }

        var (exitCode, output, _) = Replays.Run("diff", Script("flapping"), "v2", "v2");
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.EndsWith("\n\nThey never part: the same 81 events, and both end at 43.8658 s.\n\nTheir rows are equal.\n", output, StringComparison.Ordinal);
    }

    /// <summary>After the common events both traces are told whole: nothing is left out, nothing comes twice, and time runs forward.</summary>
    [Fact]
    public void No_event_is_lost_or_doubled()
    {
        foreach (var name in Scripts.Shipped)
        {
            var pair = new TracePair(Replays.Trace(name, ProtocolVersion.V1), Replays.Trace(name, ProtocolVersion.V2));
            var rest = pair.Rest().ToList();
            Assert.True(pair.Parts);
            Assert.Equal(pair.First.Events.Skip(pair.Common), rest.Select(both => both.First).OfType<TraceEvent>());
            Assert.Equal(pair.Second.Events.Skip(pair.Common), rest.Select(both => both.Second).OfType<TraceEvent>());
            var times = rest.Select(both => (both.First ?? both.Second)!.After.TimeS).ToList();
            Assert.Equal(times.Order(), times);
            Assert.Equal(pair.PartsAtS, times[0]);
        }
    }

    /// <summary>promotion_lineage's note: all reports of node 1 and 2 are alike; under V1 node 2, which holds as much, goes on in step with the new primary, under V1.5 it has to ask anew.</summary>
    [Fact]
    public void Versions_can_part_at_a_promotion()
    {
        var (exitCode, output, _) = Replays.Run("diff", Script("promotion_lineage"), "v1", "v1_5");
        Assert.Equal(ExitCode.Done, exitCode);
        string[] parts = output.Split("\nThey part at 12.000000 s, after 5 common events.\n");
        Assert.Equal(2, parts.Length);
        Assert.Matches(@"(?m)^ +1\.400000  crash 0 +0 epoch 0, stopped ", parts[0]);
        Assert.DoesNotContain("failover", parts[0], StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +12\.000000  failover 0 +\|      12\.000000  failover 0$", parts[1]);
        Assert.Matches(@"(?m)^    primary 1 epoch 1, head 999\.0, .*\|     primary 1 epoch 1, head 999\.0, ", parts[1]);
        Assert.Matches(@"(?m)^    1: promotion decides node_1, +\|     1: promotion decides node_1,$", parts[1]);
        Assert.Matches(@"(?m)\|     2: InSync -> Lagging \(primary_changed\)$", parts[1]);
        Assert.Matches(@"(?m)^    1: log holds epoch 0 to 999 +\|", parts[1]);
    }

    [Fact]
    public void Where_nothing_goes_wrong_versions_differ_in_what_they_keep_and_never_part()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["calm.json"], Scripts.With("", timeline: "[{\"time\": \"1s\", \"fault\": \"write_rate\", \"value\": \"2k/s\"}]"));
        var (exitCode, output, _) = Replays.Run("diff", folder["calm.json"], "v1", "v2");
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("They never part: the same 1 events", output, StringComparison.Ordinal);
        Assert.Matches(@"Their rows differ in:\n +v1 +v2\nwal_peak_bytes \[bytes\] +4194304 +67108864\n$", output);
    }

    [Fact]
    public void A_scenario_of_a_sweep_is_named_by_its_index()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 100);
        var (exitCode, output, _) = Replays.Run("diff", config, "--scenario", "5", "v1", "v2");
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.StartsWith("scenario 5 under v1 and v2\n", output, StringComparison.Ordinal);
        Assert.Contains("They part at ", output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Usage, "", "VERSION: expected one of v1, v1_5, v2, found \"v3\"\n"), Replays.Run("diff", config, "--scenario", "5", "v1", "v3"));
        Assert.Equal(ExitCode.Usage, Replays.Run("diff", config, "--scenario", "5", "v1").ExitCode);
        Assert.Contains("found none", Replays.Run("diff", config, "v1", "v2").Errors, StringComparison.Ordinal);
    }
}
