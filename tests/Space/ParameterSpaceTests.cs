using System.Reflection;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Space;

public class ParameterSpaceTests
{
    /// <summary>The numbers of all draws: adding one is fine, changing one moves every sweep that was ever run.</summary>
    private const string Purposes = """
        1 replicas, 2 entry_bytes, 3 write_rate, 4 catchup_rate, 5 latency, 6 fsync, 7 barrier_interval, 8 barrier_timeout, 9 barrier_entries,
        10 inflight_entries, 11 checkpoint_window, 12 snapshot_lag, 13 retention_bytes, 14 retention_time, 15 wal_capacity_bytes, 39 extent_fraction, 16 reservation_ttl,
        17 reservation_bytes, 18 rebuild_reservation_ttl, 19 rebuild_reservation_bytes, 20 max_rounds, 21 no_progress_rounds, 22 max_sessions,
        23 max_catchup_entries, 24 max_catchup_time, 25 promotion_hold, 26 reconnect_interval, 27 control_cycle, 28 heartbeat_delay,
        29 registration_delay, 30 plan_delay, 31 volume_bytes, 32 rebuild_rate, 33 rebuild_attempts, 34 rebuild_backoff, 35 lease_timeout, 38 stale_client_share, 36 horizon,
        37 event_budget, 41 outages, 42 outage, 43 outage_gap, 44 outage_start, 45 restart_probability, 46 address_change_probability,
        47 correlated_probability, 48 correlated_delay, 49 burst_probability, 50 burst_factor, 51 burst_delay, 52 burst_duration,
        53 spike_probability, 54 spike_latency, 55 spike_delay, 56 spike_duration, 57 control_outage_probability, 58 control_outage,
        59 primary_losses, 60 primary_loss_delay, 61 primary_loss, 62 primary_loss_gap, 63 isolation_probability, 73 partition_probability,
        74 payload_loss_probability, 75 payload_loss_delay, 76 base_newer_probability, 77 base_newer_delay, 78 base_newer
        """;

    private static readonly (string Name, int Purpose)[] _drawPurposes =
        [.. typeof(DrawPurposes).GetFields().Where(field => field.Name is not ("First" or "Count")).Select(field => (field.Name, (int)field.GetRawConstantValue()!))];

    private static readonly FieldInfo[] _engineFields = typeof(ScenarioParameters).GetFields(BindingFlags.Public | BindingFlags.Instance);

    public static TheoryData<string> EngineKeys =>
        [.. ParameterSpace.All.Where(definition => definition.Section == ParameterSection.Parameters).Select(definition => definition.Key)];

    [Fact]
    public void Purposes_keep_their_numbers_for_ever()
    {
        var actual = ParameterSpace.All.Select(definition => $"{definition.Purpose} {definition.Key}");
        var expected = Purposes.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, actual);
        Assert.Equal(expected.Length, ParameterSpace.All.Select(definition => definition.Purpose).Distinct().Count());
        Assert.All(ParameterSpace.All, definition => Assert.InRange(definition.Purpose, 1, ParameterSpace.LastSlot));
        Assert.Empty(ParameterSpace.All.Select(definition => definition.Purpose).Intersect(_drawPurposes.Select(draw => draw.Purpose)));
    }

    [Fact]
    public void The_draws_of_no_parameter_keep_their_numbers_for_ever()
    {
        Assert.Equal(
            [
                ("Restart", 65), ("AddressChange", 66), ("Correlated", 67), ("Burst", 68), ("Spike", 69), ("ControlOutage", 70), ("ControlPhase", 71), ("LossNode", 81),
                ("Isolation", 82), ("Partition", 83), ("LossAddressChange", 84), ("PayloadLoss", 85), ("BaseNewer", 86), ("Durability", 87),
            ],
            _drawPurposes);
        Assert.Equal((65, 8), (DrawPurposes.First, DrawPurposes.Count));
    }

    [Fact]
    public void Keys_columns_and_meanings_are_fit_for_use()
    {
        foreach (var definition in ParameterSpace.All)
        {
            Assert.Matches("^[a-z]+(_[a-z]+)*$", definition.Key);
            Assert.Matches(@"^[A-Z].*\.$", definition.Meaning);
            Assert.Same(definition, ParameterSpace.Find(definition.Key));
            Assert.True(definition.Min < definition.Max);
        }

        Assert.Equal(ParameterSpace.All.Count, ParameterSpace.All.Select(definition => definition.Column).Distinct().Count());
        Assert.Null(ParameterSpace.Find("no_such_key"));
    }

    [Theory]
    [InlineData("write_rate", "write_rate_per_s")]
    [InlineData("retention_bytes", "retention_bytes")]
    [InlineData("checkpoint_window", "checkpoint_window_bytes")]
    [InlineData("rebuild_rate", "rebuild_rate_bytes_per_s")]
    [InlineData("outage", "outage_s")]
    [InlineData("max_rounds", "max_rounds")]
    public void Columns_carry_their_unit(string key, string column) => Assert.Equal(column, ParameterSpace.Find(key)!.Column);

    [Fact]
    public void Defaults_are_sound_and_those_of_the_engine()
    {
        var config = Configs.With("\"weather\": {\"outages\": 0}");
        Assert.Empty(SpaceRules.Check(config.Specs));
        var drawn = Draw(config, out var faults);
        var expected = new ScenarioParameters { ControlPhaseS = drawn.ControlPhaseS };
        Assert.Equal(0, faults);
        Assert.All(_engineFields, field => Assert.Equal(field.GetValue(expected), field.GetValue(drawn)));
    }

    [Theory]
    [MemberData(nameof(EngineKeys))]
    public void Each_parameter_fills_the_field_that_bears_its_name_and_no_other(string key)
    {
        var definition = ParameterSpace.Find(key)!;

        // Everything that others follow by default is fixed first, so that one change stays one.
        var values = new Dictionary<string, string>
        {
            ["catchup_rate"] = "\"5k/s\"",
            ["snapshot_lag"] = "\"1MiB\"",
            ["inflight_entries"] = "\"1M\"",
            ["rebuild_reservation_bytes"] = "\"1GiB\"",
            ["horizon"] = "\"10h\"",
        };
        var before = Draw(Section(values), out _);
        var value = key is "replicas" ? 3 : key is "barrier_timeout" ? 7 : definition.IsWhole ? 8_388_608 : 0.125;
        value = Math.Clamp(value, Math.Max(definition.Min, definition.Max * 1e-12), definition.Max);
        value = key is "horizon" ? 7777 : key is "entry_bytes" ? 8192 : value;
        value = definition.Unit is UnitKind.EntryRate or UnitKind.ByteRate ? 4321 : value;
        value = key is "snapshot_lag" ? 4096 : value;
        var written = Units.FormatExact(value, definition.Unit);
        values[key] = Units.NeedsUnit(definition.Unit) || definition.IsWhole ? $"\"{written}\"" : written;
        var after = Draw(Section(values), out _);

        var changed = Assert.Single(_engineFields, field => field.Name != "ControlPhaseS" && !Equals(field.GetValue(before), field.GetValue(after)));
        Assert.Equal(value, Convert.ToDouble(changed.GetValue(after), null));
        Assert.StartsWith(key.Replace("_", "", StringComparison.Ordinal), changed.Name.ToLowerInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_of_the_engine_can_be_configured_but_the_drawn_phase_and_the_mode()
    {
        var keys = ParameterSpace.All.Select(definition => definition.Key.Replace("_", "", StringComparison.Ordinal)).ToList();
        var without = _engineFields.Select(field => field.Name).Where(name => !keys.Any(key => name.ToLowerInvariant().StartsWith(key, StringComparison.Ordinal)));
        Assert.Equal(["Durability", "ControlPhaseS"], without);
    }

    private static SweepConfig Section(Dictionary<string, string> values) =>
        Configs.With("\"parameters\": {" + string.Join(", ", values.Select(pair => $"\"{pair.Key}\": {pair.Value}")) + "}");

    private static ScenarioParameters Draw(SweepConfig config, out int faults)
    {
        faults = config.CreateSource().Draw(0, out var parameters, new Fault[ScenarioSource.TimelineCapacity], [], out _);
        return parameters;
    }
}
