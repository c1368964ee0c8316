using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Configuration;

/// <summary>Every rule of a configuration, each with the message its breach gets.</summary>
public class ConfigMessageTests
{
    private const string Start = "{\"name\": \"x\", \"count\": 1, ";

    private static readonly string _versions = string.Join(", ", ProtocolVersion.All.Select(version => version.Name));

    public static TheoryData<string, string> TopLevel => new()
    {
        { "{}", "c.json:1:1: the key \"name\" is missing\nc.json:1:1: the key \"count\" is missing" },
        { "[]", "c.json:1:1: expected an object with name, count, found a list of 0" },
        { "{\"name\": \"X\", \"count\": 1}", "c.json:1:10: name: expected 1 to 64 lower-case letters, digits, \"_\" or \"-\", a letter or digit first (it names a folder), found \"X\"" },
        { "{\"name\": \"../up\", \"count\": 1}", "c.json:1:10: name: expected 1 to 64 lower-case letters, digits, \"_\" or \"-\", a letter or digit first (it names a folder), found \"../up\"" },
        { "{\"name\": 5, \"count\": 1}", "c.json:1:10: name: expected text of at most 4000 characters, found 5" },
        { "{\"name\": \"x\", \"count\": 0}", "c.json:1:24: count: expected a whole number from 1 to 1000000000000, found 0" },
        { "{\"name\": \"x\", \"count\": 1.5}", "c.json:1:24: count: expected a whole number from 1 to 1000000000000, found 1.5" },
        { "{\"name\": \"x\", \"count\": \"2T\"}", "c.json:1:24: count: expected a whole number from 1 to 1000000000000, found \"2T\"" },
        { Start + "\"seed\": -1}", "c.json:1:35: seed: expected a whole number from 0 to 9007199254740991, found -1" },
        { Start + "\"title\": []}", "c.json:1:36: title: expected text of at most 4000 characters, found a list of 0" },
        { Start + "\"sed\": 1}", "c.json:1:27: unknown key \"sed\"; did you mean \"seed\"?" },
        { Start + "\"write_rate\": \"5k/s\"}", "c.json:1:27: unknown key \"write_rate\"; it belongs under \"parameters\"" },
        { Start + "\"zzz\": 1}", "c.json:1:27: unknown key \"zzz\"; expected one of $schema, name, title, note, seed, count, protocols, durability, rows, parameters, weather" },
        { Start + "\"seed\": 1, \"seed\": 2}", "c.json:1:38: the key \"seed\" occurs twice; it stands in line 1 already" },
        { Start + "\"protocols\": []}", $"c.json:1:40: protocols: expected a list of at least one of {_versions}, found a list of 0" },
        { Start + "\"protocols\": [\"v3\"]}", $"c.json:1:41: protocols: expected one of {_versions}, found \"v3\"" },
        { Start + "\"protocols\": [\"v2\", \"v2\"]}", "c.json:1:47: protocols: \"v2\" is listed twice" },
        { Start + "\"durability\": \"sync\"}", "c.json:1:41: durability: expected one of best_effort, sync_quorum, sync_all, found \"sync\"" },
        { Start + "\"durability\": {\"choices\": []}}", "c.json:1:41: durability: the key \"choice\" is missing\nc.json:1:42: durability: unknown key \"choices\"; did you mean \"choice\"?" },
        { Start + "\"durability\": {\"choice\": []}}", "c.json:1:52: durability.choice: the list of values must not be empty" },
        { Start + "\"durability\": {\"choice\": \"sync_all\"}}", "c.json:1:52: durability.choice: expected a list of values, each one of best_effort, sync_quorum, sync_all, found \"sync_all\"" },
        { Start + "\"durability\": {\"choice\": [\"sync\", 3]}}", "c.json:1:53: durability.choice[0]: expected one of best_effort, sync_quorum, sync_all, found \"sync\"\nc.json:1:61: durability.choice[1]: expected one of best_effort, sync_quorum, sync_all, found 3" },
        { Start + "\"durability\": {\"choice\": [\"sync_all\", \"sync_all\"]}}", "c.json:1:52: durability.choice: the value sync_all is listed twice" },
        { Start + "\"durability\": {\"choice\": {\"values\": [\"sync_all\"], \"weights\": [1, 2]}}}", "c.json:1:88: durability.choice.weights: expected one weight for each value, found a list of 2" },
        { Start + "\"rows\": \"some\"}", "c.json:1:35: rows: expected \"all\" or {\"every\": k}, found \"some\"" },
        { Start + "\"rows\": {\"evry\": 3}}", "c.json:1:35: rows: the key \"every\" is missing\nc.json:1:36: rows: unknown key \"evry\"; did you mean \"every\"?" },
        { Start + "\"rows\": {\"every\": 0}}", "c.json:1:45: rows.every: expected a whole number from 1 to 1000000000000, found 0" },
        { Start + "\"parameters\": 7}", "c.json:1:41: parameters: expected an object, found 7" },
    };

    /// <summary>A parameter, what is written for it, and the message without its place.</summary>
    public static TheoryData<string, string, string> Specs => new()
    {
        { "parameters.write_rte", "1", "parameters: unknown key \"write_rte\"; did you mean \"write_rate\"?" },
        { "parameters.outage", "\"2s\"", "parameters: unknown key \"outage\"; it belongs under \"weather\"" },
        { "weather.seed", "1", "weather: unknown key \"seed\"; it belongs to the top level" },
        { "parameters.write_rate", "5000", "parameters.write_rate: expected a rate such as \"5k/s\" (/s, k/s, M/s, G/s), found 5000, a bare number without unit" },
        { "parameters.write_rate", "\"5k\"", "parameters.write_rate: expected a rate such as \"5k/s\" (/s, k/s, M/s, G/s), found \"5k\"" },
        { "parameters.latency", "\"1 sec\"", "parameters.latency: expected a duration such as \"30s\" (us, ms, s, min, h, d), found \"1 sec\"" },
        { "parameters.retention_bytes", "\"64mib\"", "parameters.retention_bytes: expected a size such as \"64MiB\" (B, KiB, MiB, GiB, TiB, kB, MB, GB, TB), in whole bytes, found \"64mib\"" },
        { "parameters.rebuild_rate", "\"200MiB\"", "parameters.rebuild_rate: expected a rate such as \"200MiB/s\" (a size per second), found \"200MiB\"" },
        { "parameters.replicas", "null", "parameters.replicas: expected a whole number such as 3 or \"10k\" (k, M, G), found null" },
        { "parameters.replicas", "2.5", "parameters.replicas: expected a whole number such as 3 or \"10k\" (k, M, G), found 2.5" },
        { "parameters.entry_bytes", "\"1000.5B\"", "parameters.entry_bytes: expected a size such as \"64MiB\" (B, KiB, MiB, GiB, TiB, kB, MB, GB, TB), in whole bytes, found 1.0005kB" },
        { "weather.restart_probability", "\"half\"", "weather.restart_probability: expected a probability from 0 to 1, found \"half\"" },
        { "weather.restart_probability", "1.5", "weather.restart_probability: must lie between 0 and 1, found 1.5" },
        { "weather.burst_factor", "true", "weather.burst_factor: expected a number, found true" },
        { "parameters.latency", "\"2s\"", "parameters.latency: must lie between 1us and 1s, found 2s" },
        { "parameters.replicas", "{\"uniform\": [1, 5]}", "parameters.replicas: must lie between 1 and 4, found 1 to 5" },
        { "weather.outage", "\"0s\"", "weather.outage: must lie between 1us and 30d, found 0s" },
        { "weather.outages", "17", "weather.outages: must lie between 0 and 16, found 17" },
        { "parameters.latency", "\"none\"", "parameters.latency: must have a limit, found \"none\"; expected a duration such as \"30s\" (us, ms, s, min, h, d)" },
        { "parameters.latency", "\"auto\"", "parameters.latency: has no rule for \"auto\"; expected a duration such as \"30s\" (us, ms, s, min, h, d)" },
        { "parameters.retention_time", "{\"choice\": [\"5min\", \"none\"]}", "parameters.retention_time.choice[1]: expected a duration such as \"30s\" (us, ms, s, min, h, d), found \"none\", which cannot be drawn: it stands alone" },
        { "weather.outage", "{}", "weather.outage: expected an object with one key, the kind of distribution, found an empty object" },
        { "weather.outage", "{\"uniform\": [\"1s\", \"2s\"], \"x\": 1}", "weather.outage: expected an object with one key, the kind of distribution, found an object with \"uniform\" and 1 more" },
        { "weather.outage", "{\"log_unifrom\": [\"1s\", \"2s\"]}", "weather.outage: unknown distribution \"log_unifrom\"; did you mean \"log_uniform\"?" },
        { "weather.outage", "{\"pareto\": [\"1s\", \"2s\"]}", "weather.outage: unknown distribution \"pareto\"; expected one of uniform, log_uniform, exponential, weibull, lognormal, choice, empirical, of" },
        { "weather.outage", "{\"uniform\": \"1s\"}", "weather.outage.uniform: expected [lower bound, upper bound], each a duration such as \"30s\" (us, ms, s, min, h, d), found \"1s\"" },
        { "weather.outage", "{\"uniform\": [\"1s\"]}", "weather.outage.uniform: expected [lower bound, upper bound], each a duration such as \"30s\" (us, ms, s, min, h, d), found a list of 1" },
        { "weather.outage", "{\"uniform\": [1, \"2s\"]}", "weather.outage.uniform[0]: expected a duration such as \"30s\" (us, ms, s, min, h, d), found 1, a bare number without unit" },
        { "weather.outage", "{\"uniform\": [\"1min\", \"2s\"]}", "weather.outage.uniform: the lower bound 1min must be below the upper bound 2s" },
        { "weather.outage_start", "{\"log_uniform\": [\"0s\", \"2s\"]}", "weather.outage_start.log_uniform: the lower bound must be finite and above 0, but 0s is given" },
        { "weather.outage", "{\"exponential\": \"2s\"}", "weather.outage.exponential: expected an object with mean, found \"2s\"" },
        { "weather.outage", "{\"exponential\": {\"men\": \"2s\"}}", "weather.outage.exponential: the key \"mean\" is missing\n: weather.outage.exponential: unknown key \"men\"; did you mean \"mean\"?" },
        { "weather.outage", "{\"exponential\": {\"mean\": \"2s\", \"min\": \"1h\", \"max\": \"1min\"}}", "weather.outage.exponential: the lower bound 1h must be below the upper bound 1min" },
        { "weather.outage", "{\"lognormal\": {\"median\": \"1us\", \"sigma\": 0.1, \"min\": \"1h\"}}", "weather.outage.lognormal: practically no probability lies between 1h and 30d; the bounds must enclose some" },
        { "weather.outage", "{\"exponential\": {\"mean\": \"2s\", \"max\": \"60d\"}}", "weather.outage: must lie between 1us and 30d, found 1us to 60d" },
        { "weather.outage", "{\"weibull\": {\"scale\": \"2s\", \"shape\": \"1\"}}", "weather.outage.weibull.shape: expected a number, found \"1\"" },
        { "weather.outage", "{\"weibull\": {\"scale\": \"2s\", \"shape\": 0}}", "weather.outage.weibull: the shape must be finite and above 0, but 0 is given" },
        { "weather.outage", "{\"lognormal\": {\"median\": \"2s\", \"sigma\": -1}}", "weather.outage.lognormal: sigma must be finite and above 0, but -1 is given" },
        { "weather.outage", "{\"choice\": []}", "weather.outage.choice: the list of values must not be empty" },
        { "weather.outage", "{\"choice\": 7}", "weather.outage.choice: expected a list of values, each a duration such as \"30s\" (us, ms, s, min, h, d), found 7" },
        { "weather.outage", "{\"exponential\": {\"mean\": \"0s\"}}", "weather.outage.exponential: the mean must be finite and above 0, but 0s is given" },
        { "weather.restart_probability", "{\"uniform\": [2e-6, 1e-6]}", "weather.restart_probability.uniform: the lower bound 0.000002 must be below the upper bound 0.000001" },
        { "weather.outage", "\"1e9s\"", "weather.outage: must lie between 1us and 30d, found 1000000000s" },
        { "parameters.latency", "\"500.5ms\"", "parameters.latency: barrier_timeout must exceed 2 × latency + fsync, which can reach 1002ms; barrier_timeout can be 500ms" },
        { "weather.outage", "{\"choice\": [\"1s\", \"1000ms\"]}", "weather.outage.choice: the value 1s is listed twice" },
        { "weather.outage", "{\"choice\": {\"values\": [\"1s\", \"2s\"], \"weights\": [1]}}", "weather.outage.choice.weights: expected one weight for each value, found a list of 1" },
        { "weather.outage", "{\"choice\": {\"values\": [\"1s\", \"2s\"], \"weights\": [1, 0]}}", "weather.outage.choice: every weight must be finite and above 0, but 0 is given" },
        { "weather.outage", "{\"choice\": {\"values\": [\"1s\", \"2s\"], \"weights\": [1, \"a\"]}}", "weather.outage.choice.weights[1]: expected a number, found \"a\"" },
        { "weather.outage", "{\"choice\": {\"values\": [\"1s\"]}}", "weather.outage.choice: the key \"weights\" is missing" },
        { "weather.outages", "{\"uniform\": [0.5, 3]}", "weather.outages.uniform: the lower bound must be a whole number of at most 2^53 in size, but 0.5 is given" },
        { "weather.outage", "{\"of\": \"outage_gap\"}", "weather.outage: the key \"times\" is missing" },
        { "weather.outage", "{\"of\": \"outage_gap\", \"times\": 2, \"plus\": 1}", "weather.outage: unknown key \"plus\"; expected one of of, times" },
        { "weather.outage", "{\"of\": \"outage_gp\", \"times\": 2}", "weather.outage.of: expected the key of another parameter, found \"outage_gp\"; did you mean \"outage_gap\"?" },
        { "weather.outage", "{\"of\": 3, \"times\": 2}", "weather.outage.of: expected the key of another parameter, found 3" },
        { "weather.outage", "{\"of\": \"outage_gap\", \"times\": \"2s\"}", "weather.outage.times: expected a number, found \"2s\"" },
        { "weather.outage", "{\"of\": \"outage_gap\", \"times\": {\"of\": \"burst_factor\", \"times\": 1}}", "weather.outage.times: expected an object with one key, the kind of distribution, found an object with \"of\" and 1 more" },
        { "weather.outage", "{\"of\": \"write_rate\", \"times\": 2}", "weather.outage: expected a multiple of a parameter of its own kind, a duration such as \"30s\" (us, ms, s, min, h, d); write_rate is a rate such as \"5k/s\" (/s, k/s, M/s, G/s)" },
        { "weather.outage", "{\"of\": \"outage\", \"times\": 2}", "weather.outage: is a multiple of outage, which depends on itself in a circle; one of them needs a value of its own" },
        { "weather.outage", "{\"of\": \"horizon\", \"times\": 0.1}", "weather.outage: cannot be a multiple of horizon, which is computed after everything else; give horizon a value" },
        { "weather.outage", "{\"of\": \"max_catchup_time\", \"times\": 0.1}", "weather.outage: cannot be a multiple of max_catchup_time, which has no limit" },
        { "weather.outage", "{\"of\": \"outage_gap\", \"times\": 1e6}", "weather.outage: must lie between 1us and 30d, found 50000min" },
        { "parameters.snapshot_lag", "\"8MiB\"", "parameters.snapshot_lag: snapshot_lag must never exceed checkpoint_window; snapshot_lag can be 8MiB and checkpoint_window can be 4MiB (to tie them, write snapshot_lag as {\"of\": \"checkpoint_window\", \"times\": …})" },
        { "parameters.checkpoint_window", "\"32GiB\"", "parameters.checkpoint_window: checkpoint_window must never exceed wal_capacity_bytes; checkpoint_window can be 32GiB and wal_capacity_bytes can be 16GiB (to tie them, write checkpoint_window as {\"of\": \"wal_capacity_bytes\", \"times\": …})" },
        { "parameters.wal_capacity_bytes", "\"1MiB\"", "parameters.wal_capacity_bytes: checkpoint_window must never exceed wal_capacity_bytes; checkpoint_window can be 4MiB and wal_capacity_bytes can be 1MiB (to tie them, write checkpoint_window as {\"of\": \"wal_capacity_bytes\", \"times\": …})" },
        { "parameters.latency", "{\"uniform\": [\"1ms\", \"300ms\"]}", "parameters.latency: barrier_timeout must exceed 2 × latency + fsync, which can reach 601ms; barrier_timeout can be 500ms" },
        { "parameters.inflight_entries", "5", "parameters.inflight_entries: inflight_entries must be at least 2 × peak write rate × (2 × latency + fsync), which can reach 6; it can be 5" },
        { "parameters.horizon", "\"3s\"", "parameters.horizon: horizon must lie beyond the last fault, which can come at 3s; horizon can be 3s" },
    };

    [Theory]
    [MemberData(nameof(TopLevel))]
    public void The_frame_is_checked(string text, string expected) => Assert.Equal(expected, Configs.ErrorsOf(text));

    [Theory]
    [MemberData(nameof(Specs))]
    public void Each_spec_is_checked(string path, string spec, string expected)
    {
        var (section, key) = (path.Split('.')[0], path.Split('.')[1]);
        var text = $"{Start}\n\"{section}\": {{\n  \"{key}\": {spec}}}}}";
        var errors = Configs.ErrorsOf(text).Split('\n');
        var withoutColumns = errors.Select(error => error[(error.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(expected, string.Join("\n: ", withoutColumns));
        Assert.All(errors, error => Assert.StartsWith("c.json:3:", error, StringComparison.Ordinal));
    }

    [Fact]
    public void All_errors_are_said_at_once_in_the_order_of_the_file()
    {
        const string text = """
            {
              // Nearly everything is wrong here.
              "name": "Bad name",
              "count": "many",
              "parameters": {
                "write_rate": 5000, "retention_bytes": "64 MiB",
                "latency": "2s",
                "fsnyc": "1ms",
              },
              "weather": { "outage": { "uniform": ["2s", "1s"] } },
            }
            """;
        var places = Configs.ErrorsOf(text).Split('\n').Select(error => string.Join(':', error.Split(':')[1..3]));
        Assert.Equal(["3:11", "4:12", "6:19", "7:16", "8:5", "10:39"], places);
    }

    [Fact]
    public void Versions_stand_in_the_order_of_their_table_and_are_the_generations_where_none_is_named()
    {
        Assert.Equal([ProtocolVersion.V1, ProtocolVersion.V2], Configs.With("\"protocols\": [\"v2\", \"v1\"]").Protocols);
        Assert.Equal(ProtocolVersion.Generations, Configs.With("\"seed\": 1").Protocols);
    }
}
