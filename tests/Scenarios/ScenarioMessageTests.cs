using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Scenarios;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Scenarios;

/// <summary>Every rule of a scenario file, each with the message its breach gets.</summary>
public class ScenarioMessageTests
{
    private const string Number = "a number such as 3, a comparison such as \"> 0\", or {\"value\": 2.5, \"within\": 0.001}";

    private static readonly string _versions = string.Join(", ", ProtocolVersion.All);

    /// <summary>A file, and the messages with their places.</summary>
    public static TheoryData<string, string> Frame => new()
    {
        { "{}", "s.json:1:1: the key \"title\" is missing\ns.json:1:1: the key \"timeline\" is missing\ns.json:1:1: the key \"expect\" is missing" },
        { "[]", "s.json:1:1: expected an object with title, timeline, expect, found a list of 0" },
        { Scripts.With("\"titel\": 1"), "s.json:1:46: unknown key \"titel\"; did you mean \"title\"?" },
        { Scripts.With("\"weather\": {}"), "s.json:1:46: unknown key \"weather\"; a scenario file has a timeline in place of weather" },
        { Scripts.With("\"outage\": \"2s\""), "s.json:1:46: unknown key \"outage\"; a scenario file has a timeline in place of weather" },
        { Scripts.With("\"write_rate\": \"1/s\""), "s.json:1:46: unknown key \"write_rate\"; it belongs under \"parameters\"" },
        { Scripts.With("\"note\": 3"), "s.json:1:54: note: expected text of at most 4000 characters, found 3" },
        { Scripts.With("\"note\": [\"a\", 3]"), "s.json:1:60: note[1]: expected text of at most 4000 characters, found 3" },
        { Scripts.With("\"durability\": \"sync\""), "s.json:1:60: durability: expected one of best_effort, sync_quorum, sync_all, found \"sync\"" },
        { Scripts.With("\"parameters\": 3"), "s.json:1:60: parameters: expected an object, found 3" },
    };

    /// <summary>A parameter, what is written for it, and the message without its place.</summary>
    public static TheoryData<string, string, string> Parameters => new()
    {
        { "write_rte", "1", "parameters: unknown key \"write_rte\"; did you mean \"write_rate\"?" },
        { "outage", "\"2s\"", "parameters: unknown key \"outage\"; a scenario file has a timeline in place of weather" },
        { "timeline", "[]", "parameters: unknown key \"timeline\"; it belongs to the top level" },
        { "write_rate", "5", "parameters.write_rate: expected a rate such as \"5k/s\" (/s, k/s, M/s, G/s), found 5, a bare number without unit" },
        { "write_rate", "{\"uniform\": [\"1/s\", \"2/s\"]}", "parameters.write_rate: expected a constant, for a scenario file draws nothing: a rate such as \"5k/s\" (/s, k/s, M/s, G/s), found an object with \"uniform\"" },
        { "latency", "\"2s\"", "parameters.latency: must lie between 1us and 1s, found 2s" },
        { "latency", "\"none\"", "parameters.latency: must have a limit, found \"none\"; expected a duration such as \"30s\" (us, ms, s, min, h, d)" },
        { "control_phase", "\"2d\"", "parameters.control_phase: must lie between 0s and 1d, found 2d" },
        { "control_phase", "\"auto\"", "parameters.control_phase: expected a duration such as \"30s\" (us, ms, s, min, h, d), found \"auto\"" },
        { "barrier_timeout", "\"2ms\"", "parameters.barrier_timeout: barrier_timeout must exceed 2 × latency + fsync, which can reach 3ms; barrier_timeout can be 2ms" },
        { "inflight_entries", "5", "parameters.inflight_entries: inflight_entries must be at least 2 × peak write rate × (2 × latency + fsync), which can reach 6; it can be 5" },
    };

    /// <summary>A timeline, and the message without file and place.</summary>
    public static TheoryData<string, string> Timelines => new()
    {
        { "{}", "timeline: expected a list of at most 1000 faults, found an empty object" },
        { "[3]", "timeline[0]: expected an object with time, fault, found 3" },
        { "[{\"time\": \"1s\"}]", "timeline[0]: the key \"fault\" is missing" },
        { "[{\"time\": \"1s\", \"fault\": \"link_dwon\", \"node\": 1}]", "timeline[0].fault: expected a kind of fault, found \"link_dwon\"; did you mean \"link_down\"?" },
        { "[{\"time\": \"1s\", \"fault\": 1}]", "timeline[0].fault: expected a kind of fault, found 1; expected one of " + string.Join(", ", FaultForm.All.Select(form => form.Name)) },
        { "[{\"time\": \"1s\", \"fault\": \"link_down\"}]", "timeline[0]: the key \"node\" is missing" },
        { "[{\"fault\": \"link_down\", \"node\": 1}]", "timeline[0]: the key \"time\" is missing" },
        { "[{\"time\": \"1s\", \"fault\": \"link_down\", \"node\": 1, \"value\": \"1s\"}]", "timeline[0]: unknown key \"value\"; link_down has none" },
        { "[{\"time\": \"1s\", \"fault\": \"write_rate\", \"node\": 1, \"value\": \"1/s\"}]", "timeline[0]: unknown key \"node\"; write_rate has none" },
        { "[{\"time\": 1, \"fault\": \"link_down\", \"node\": 1}]", "timeline[0].time: expected a duration such as \"30s\" (us, ms, s, min, h, d), found 1, a bare number without unit" },
        { "[{\"time\": \"4000d\", \"fault\": \"link_down\", \"node\": 1}]", "timeline[0].time: must lie between 0s and 3650d, found 4000d" },
        { "[{\"time\": \"1s\", \"fault\": \"write_rate\", \"value\": \"20M/s\"}]", "timeline[0].value: must lie between 0/s and 10M/s, found 20M/s" },
        { "[{\"time\": \"1s\", \"fault\": \"write_rate\", \"value\": \"2s\"}]", "timeline[0].value: expected a rate such as \"5k/s\" (/s, k/s, M/s, G/s), found \"2s\"" },
        { "[{\"time\": \"1s\", \"fault\": \"link_down\", \"node\": 5}]", "timeline[0].node: expected a whole number from 0 to 4, found 5" },
        { "[{\"time\": \"1s\", \"fault\": \"link_down\", \"node\": 3}]", "timeline[0]: node must be 0 to 2" },
        { "[{\"time\": \"1s\", \"fault\": \"starts_lagging\", \"node\": 1}]", "timeline[0].fault: expected a kind of fault, found \"starts_lagging\"" },
        { "[{\"time\": \"1s\", \"fault\": \"isolation_start\"}]", "timeline[0]: the key \"node\" is missing" },
        { "[{\"time\": \"1s\", \"fault\": \"payload_loss\", \"node\": 1}]", "timeline[0]: unknown key \"node\"; payload_loss has none" },
        { "[{\"time\": \"1s\", \"fault\": \"isolation_end\", \"node\": 0}]", "timeline[0]: a node is isolated and heard again in turn" },
        { "[{\"time\": \"1s\", \"fault\": \"base_newer_end\"}]", "timeline[0]: the base becomes newer and sound in turn" },
        { "[{\"time\": \"1s\", \"fault\": \"link_up\", \"node\": 1}]", "timeline[0]: a link goes down and up in turn" },
        { "[{\"time\": \"2s\", \"fault\": \"link_down\", \"node\": 1}, {\"time\": \"1s\", \"fault\": \"link_up\", \"node\": 1}]", "timeline[1]: faults must be in the order of their times, none before 0" },
        { "[{\"time\": \"1s\", \"fault\": \"control_plane_up\"}]", "timeline[0]: the control plane goes down and up in turn" },
        { "[{\"time\": \"1s\", \"fault\": \"spike_end\", \"node\": 2}]", "timeline[0]: a spike must have started" },
    };

    /// <summary>What a trial starts with, and the message without file and place.</summary>
    public static TheoryData<string, string> Starts => new()
    {
        { "{}", "initial: expected a list of at most 4 states, found an empty object" },
        { "[1, 2, 3, 4, 5]", "initial: expected a list of at most 4 states, found a list of 5" },
        { "[3]", "initial[0]: expected an object with node, state, found 3" },
        { "[{\"node\": 1}]", "initial[0]: the key \"state\" is missing" },
        { "[{\"state\": \"needs_rebuild\"}]", "initial[0]: the key \"node\" is missing" },
        { "[{\"node\": 1, \"state\": \"laging\", \"missed\": 5}]", "initial[0].state: expected a state to start in, found \"laging\"; did you mean \"lagging\"?" },
        { "[{\"node\": 1, \"state\": 2}]", "initial[0].state: expected a state to start in, found 2; expected one of lagging, needs_rebuild" },
        { "[{\"node\": 1, \"state\": \"lagging\"}]", "initial[0]: the key \"missed\" is missing" },
        { "[{\"node\": 1, \"state\": \"lagging\", \"missed\": 5, \"time\": \"0s\"}]", "initial[0]: unknown key \"time\"; expected one of node, state, missed" },
        { "[{\"node\": 1, \"state\": \"needs_rebuild\", \"missed\": 5}]", "initial[0]: unknown key \"missed\"; needs_rebuild has none" },
        { "[{\"node\": 1, \"state\": \"lagging\", \"missed\": 1.5}]", "initial[0].missed: expected a whole number from 0 to 1000000000000, found 1.5" },
        { "[{\"node\": 0, \"state\": \"needs_rebuild\"}]", "initial[0].node: expected a whole number from 1 to 4, found 0" },
        { "[{\"node\": 3, \"state\": \"needs_rebuild\"}]", "initial[0]: node must be a replica, 1 to 2" },
        { "[{\"node\": 1, \"state\": \"needs_rebuild\"}, {\"node\": 1, \"state\": \"lagging\", \"missed\": \"5k\"}]", "initial[1]: a node starts in one state" },
    };

    /// <summary>What is expected of V2, and the message without file and place.</summary>
    public static TheoryData<string, string> Expectations => new()
    {
        { "3", "expect.v2: expected an object, found 3" },
        { "{\"recovry_s\": 1}", "expect.v2: unknown key \"recovry_s\"; did you mean \"recovery_s\"?" },
        { "{\"outages\": 1}", "expect.v2: unknown key \"outages\"" },
        { "{\"ended\": \"complete\"}", "expect.v2.ended: expected one of completed, stalled, degraded, failed, unavailable, event_budget, found \"complete\"" },
        { "{\"ended\": null}", "expect.v2.ended: expected one of completed, stalled, degraded, failed, unavailable, event_budget, found null" },
        { "{\"explicit\": 1}", "expect.v2.explicit: expected true or false, found 1" },
        { "{\"recovery_s\": true}", $"expect.v2.recovery_s: expected {Number}, or null, found true" },
        { "{\"recovery_s\": \"2s\"}", $"expect.v2.recovery_s: expected {Number}, or null, found \"2s\"" },
        { "{\"rebuilds\": null}", $"expect.v2.rebuilds: expected {Number}, found null" },
        { "{\"rebuilds\": \"> -1\"}", $"expect.v2.rebuilds: expected {Number}, found \"> -1\"" },
        { "{\"rebuilds\": -1}", "expect.v2.rebuilds: expected a number of at least 0, which rebuilds always is, found -1" },
        { "{\"rebuilds\": 1.5}", "expect.v2.rebuilds: expected a whole number, which rebuilds always is, found 1.5" },
        { "{\"recovery_s\": {\"value\": 1}}", "expect.v2.recovery_s: the key \"within\" is missing" },
        { "{\"recovery_s\": {\"value\": 1, \"within\": 0.1, \"x\": 1}}", "expect.v2.recovery_s: unknown key \"x\"; expected one of value, within" },
        { "{\"recovery_s\": {\"value\": \"1s\", \"within\": 0.1}}", "expect.v2.recovery_s.value: expected a number, found \"1s\"" },
        { "{\"recovery_s\": {\"value\": -1, \"within\": 0.1}}", "expect.v2.recovery_s.value: expected a number of at least 0, which recovery_s always is, found -1" },
        { "{\"recovery_s\": {\"value\": 1, \"within\": 0}}", "expect.v2.recovery_s.within: expected a number above 0, found 0" },
        { "{\"blocked_s\": \">= 0\"}", "expect.v2.blocked_s: expected something that can fail, found >= 0: blocked_s always lies between 0 and 1E+30" },
        { "{\"blocked_s\": \"< 1e300\"}", "expect.v2.blocked_s: expected something that can fail, found < 1E+300: blocked_s always lies between 0 and 1E+30" },
        { "{\"promotions\": \"< 1e300\"}", "expect.v2.promotions: expected something that can fail, found < 1E+300: promotions always lies between 0 and 2147483647" },
        { "{\"promotions\": \"<= 2147483647\"}", "expect.v2.promotions: expected something that can fail, found <= 2147483647: promotions always lies between 0 and 2147483647" },
        { "{\"lost_entries\": {\"value\": 0, \"within\": 1e300}}", "expect.v2.lost_entries: expected something that can fail, found 0 ± 1E+300: lost_entries always lies between 0 and 9007199254740992" },
        { "{\"wal_peak_bytes\": {\"value\": 5, \"within\": 1e30}}", "expect.v2.wal_peak_bytes: expected something that can fail, found 5 ± 1E+30: wal_peak_bytes always lies between 0 and 1E+30" },
    };

    [Theory]
    [MemberData(nameof(Frame))]
    public void The_frame_is_checked(string text, string expected) => Assert.Equal(expected, Scripts.ErrorsOf(text));

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Parameters_are_checked(string key, string written, string expected) =>
        Assert.Equal(expected, WithoutPlace(Scripts.ErrorsOf(Scripts.With($"\"parameters\": {{\"{key}\": {written}}}"))));

    [Theory]
    [MemberData(nameof(Timelines))]
    public void The_timeline_is_checked(string timeline, string expected) => Assert.Equal(expected, WithoutPlace(Scripts.ErrorsOf(Scripts.With("", timeline))));

    [Theory]
    [MemberData(nameof(Starts))]
    public void What_a_trial_starts_with_is_checked(string initial, string expected) => Assert.Equal(expected, WithoutPlace(Scripts.ErrorsOf(Scripts.With($"\"initial\": {initial}"))));

    [Theory]
    [MemberData(nameof(Expectations))]
    public void Expectations_are_checked(string expect, string expected) =>
        Assert.Equal(expected, WithoutPlace(Scripts.ErrorsOf(Scripts.With("", expect: $"{{\"v2\": {expect}}}"))));

    /// <summary>These can fail, if only by NULL or by a large value.</summary>
    [Theory]
    [InlineData("{\"recovery_s\": \">= 0\"}")]
    [InlineData("{\"recovery_s\": {\"value\": 0, \"within\": 1e300}}")]
    [InlineData("{\"blocked_s\": \"> 0\"}")]
    [InlineData("{\"blocked_s\": {\"value\": 1, \"within\": 5}}")]
    [InlineData("{\"promotions\": \"< 2147483647\"}")]
    [InlineData("{\"promotions\": \"< 0\"}")]
    public void Expectations_that_can_fail_are_taken(string expect) => Assert.Equal("", Scripts.ErrorsOf(Scripts.With("", expect: $"{{\"v2\": {expect}}}")));

    [Fact]
    public void A_version_that_there_is_not_is_refused() =>
        Assert.Equal($"expect: unknown key \"v7_beta\"; expected one of {_versions}", WithoutPlace(Scripts.ErrorsOf(Scripts.With("", expect: "{\"v7_beta\": {}}"))));

    [Fact]
    public void A_burst_needs_room_for_what_is_in_flight()
    {
        string errors = Scripts.ErrorsOf(Scripts.With("\"parameters\": {\"inflight_entries\": 10}", "[{\"time\": \"1s\", \"fault\": \"write_rate\", \"value\": \"5k/s\"}]"));
        Assert.Equal("timeline[0]: inflight_entries must be at least 2·w·(2·latency + fsync) for the highest write rate w", WithoutPlace(errors));
    }

    [Fact]
    public void The_horizon_lies_beyond_the_last_fault()
    {
        string errors = Scripts.ErrorsOf(Scripts.With("\"parameters\": {\"horizon\": \"5s\"}", "[{\"time\": \"5s\", \"fault\": \"link_down\", \"node\": 1}]"));
        Assert.Equal("parameters.horizon: horizon must lie beyond the last fault, which comes at 5s, found 5s", WithoutPlace(errors));
    }

    [Fact]
    public void All_errors_are_said_at_once_in_the_order_of_their_places()
    {
        string errors = Scripts.ErrorsOf("{\n\"titel\": 1,\n\"parameters\": {\"latency\": 1},\n\"timeline\": [{\"time\": \"1s\", \"fault\": \"crash\"}],\n\"expect\": {\"v1\": {\"path\": 1}}\n}");
        Assert.Equal(["s.json:1:1", "s.json:2:1", "s.json:3:27", "s.json:4:14", "s.json:5:27"], errors.Split('\n').Select(error => error[..error.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void The_file_names_the_scenario() => Assert.StartsWith(
        "x/My scenario.json: expected a file named 1 to 64 lower-case letters", Scripts.ErrorsOf(Scripts.With(""), "x/My scenario.json"), StringComparison.Ordinal);

    [Fact]
    public void More_faults_than_anybody_writes_are_refused() => Assert.Equal(
        "timeline: expected a list of at most 1000 faults, found a list of 1001", WithoutPlace(Scripts.ErrorsOf(Scripts.With("", $"[{string.Join(',', new string('0', 1001).ToCharArray())}]"))));

    [Fact]
    public void What_cannot_be_found_is_said_of_all()
    {
        using var folder = new TemporaryFolder();
        string shipped = Golden.PathOf(Scripts.Folder);
        var refusal = Assert.Throws<ConfigException>(() => ScenarioFolder.Load(["flaping", folder.Path, folder["x.json"], "flapping", Golden.PathOf(Scripts.PathOf("flapping"))], shipped));
        string[] errors = [.. refusal.Errors.Select(error => error.ToString())];
        Assert.Equal(4, errors.Length);
        Assert.Equal($"flaping: is neither a file nor a scenario of {shipped}; did you mean \"flapping\"?", errors[0]);
        Assert.StartsWith($"{folder.Path}: holds no scenario (NAME.json)", errors[1], StringComparison.Ordinal);
        Assert.StartsWith($"{folder["x.json"]}: cannot be read: ", errors[2], StringComparison.Ordinal);
        Assert.Contains("a scenario named flapping has been asked for already", errors[3], StringComparison.Ordinal);
    }

    private static string WithoutPlace(string error) => error.Length == 0 ? "" : error[(error.IndexOf(": ", StringComparison.Ordinal) + 2)..];
}
