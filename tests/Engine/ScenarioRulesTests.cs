using WalSweep.Engine;
using Xunit;

namespace WalSweep.Tests.Engine;

/// <summary>Each rule of a scenario broken by itself, and the one sentence that says so.</summary>
public class ScenarioRulesTests
{
    private const string Latency = "latency must be positive and fsync not negative";
    private const string RoundTrip = "barrier_timeout must exceed the round trip of a barrier, 2·latency + fsync";
    private const string SnapshotLag = "snapshot_lag must not exceed checkpoint_window: the base's history would be gone";
    private const string Retention = "retention_bytes and retention_time must be positive";
    private const string Finite = "retention_bytes and wal_capacity must be finite: what is retained is measured";
    private const string Reservation = "reservation_ttl must be positive and reservation_bytes not negative";
    private const string RebuildReservation = "rebuild_reservation_ttl must be positive and rebuild_reservation_bytes not negative";
    private const string Budgets = "max_rounds, no_progress_rounds and max_sessions must be at least 1";
    private const string CatchupBudgets = "max_catchup_entries and max_catchup_time must be positive";
    private const string Cycles = "reconnect_interval and control_cycle must be positive";
    private const string Delays = "heartbeat_delay, registration_delay and plan_delay must not be negative";
    private const string Volume = "volume_bytes and rebuild_rate must be positive";
    private const string Attempts = "rebuild_attempts must be at least 1 and rebuild_backoff positive";
    private const string Inflight = "inflight_entries must be at least 2·w·(2·latency + fsync) for the highest write rate w";
    private const string Quiet = "spikes of a node do not overlap, with 2·(latency + extra) + fsync of quiet between them";

    private static readonly (string Rule, Breach Break)[] _parameterBreaches =
    [
        ("replicas must be 1 to 4", (ref p) => p.Replicas = 0),
        ("replicas must be 1 to 4", (ref p) => p.Replicas = 5),
        ("entry_bytes must be positive", (ref p) => p.EntryBytes = 0),
        ("entry_bytes must be positive", (ref p) => p.EntryBytes = double.PositiveInfinity),
        ("write_rate must not be negative", (ref p) => p.WriteRatePerS = -1),
        ("catchup_rate must be positive", (ref p) => p.CatchupRatePerS = 0),
        ("catchup_rate must be positive", (ref p) => p.CatchupRatePerS = double.PositiveInfinity),
        (Latency, (ref p) => p.LatencyS = 0),
        (Latency, (ref p) => p.FsyncS = -1e-6),
        (RoundTrip, (ref p) => p.BarrierTimeoutS = (2 * p.LatencyS) + p.FsyncS),
        ("barrier_interval must be positive", (ref p) => p.BarrierIntervalS = 0),
        ("barrier_interval must be positive", (ref p) => p.BarrierIntervalS = double.NaN),
        ("barrier_entries must be at least 1", (ref p) => p.BarrierEntries = 0.5),
        ("checkpoint_window must be positive", (ref p) => p.CheckpointWindowBytes = p.SnapshotLagBytes = 0),
        (SnapshotLag, (ref p) => p.SnapshotLagBytes = p.CheckpointWindowBytes + 1),
        (SnapshotLag, (ref p) => p.SnapshotLagBytes = -1),
        ("wal_capacity must hold the checkpoint_window", (ref p) => p.WalCapacityBytes = p.CheckpointWindowBytes - 1),
        (Retention, (ref p) => p.RetentionBytes = 0),
        (Retention, (ref p) => p.RetentionTimeS = 0),
        (Finite, (ref p) => p.RetentionBytes = double.PositiveInfinity),
        (Finite, (ref p) => p.WalCapacityBytes = double.PositiveInfinity),
        (Reservation, (ref p) => p.ReservationTtlS = 0),
        (Reservation, (ref p) => p.ReservationBytes = -1),
        (RebuildReservation, (ref p) => p.RebuildReservationTtlS = 0),
        (RebuildReservation, (ref p) => p.RebuildReservationBytes = -1),
        (Budgets, (ref p) => p.MaxRounds = 0),
        (Budgets, (ref p) => p.NoProgressRounds = 0),
        (Budgets, (ref p) => p.MaxSessions = 0),
        (CatchupBudgets, (ref p) => p.MaxCatchupEntries = 0),
        (CatchupBudgets, (ref p) => p.MaxCatchupTimeS = 0),
        ("promotion_hold must not be negative", (ref p) => p.PromotionHoldS = -1),
        (Cycles, (ref p) => p.ReconnectIntervalS = 0),
        (Cycles, (ref p) => p.ControlCycleS = 0),
        ("control_phase must not be negative", (ref p) => p.ControlPhaseS = -1),
        ("control_phase must not be negative", (ref p) => p.ControlPhaseS = double.PositiveInfinity),
        (Delays, (ref p) => p.HeartbeatDelayS = -1),
        (Delays, (ref p) => p.RegistrationDelayS = -1),
        (Delays, (ref p) => p.PlanDelayS = -1),
        (Volume, (ref p) => p.VolumeBytes = 0),
        (Volume, (ref p) => p.RebuildRateBytesPerS = 0),
        (Attempts, (ref p) => p.RebuildAttempts = 0),
        (Attempts, (ref p) => p.RebuildBackoffS = 0),
        ("lease_timeout must be positive", (ref p) => p.LeaseTimeoutS = 0),
        ("stale_client_share and extent_fraction must lie between 0 and 1", (ref p) => p.StaleClientShare = 1.1),
        ("stale_client_share and extent_fraction must lie between 0 and 1", (ref p) => p.ExtentFraction = -0.1),
        ("horizon must be positive and finite", (ref p) => p.HorizonS = 0),
        ("horizon must be positive and finite", (ref p) => p.HorizonS = double.PositiveInfinity),
        ("event_budget must be at least 1", (ref p) => p.EventBudget = 0),
        (Inflight, (ref p) => p.InflightEntries = 5),
    ];

    private static readonly (string Rule, Fault[] Timeline)[] _timelineBreaches =
    [
        ("fault 2 (LinkUp at 1 s): faults must be in the order of their times, none before 0", [new(2, FaultKind.LinkDown, 1), new(1, FaultKind.LinkUp, 1)]),
        ("fault 1 (LinkDown at -1 s): faults must be in the order of their times, none before 0", [new(-1, FaultKind.LinkDown, 1)]),
        ("fault 1 (LinkDown at NaN s): faults must be in the order of their times, none before 0", [new(double.NaN, FaultKind.LinkDown, 1)]),
        ("fault 1 (WriteRate at 1 s): the write rate must not be negative", [new(1, FaultKind.WriteRate, 0, -1)]),
        ($"fault 1 (WriteRate at 1 s): {Inflight}", [new(1, FaultKind.WriteRate, 0, 1e6), new(2, FaultKind.WriteRate, 0, 2e6)]),
        ("fault 1 (ControlPlaneUp at 1 s): the control plane goes down and up in turn", [new(1, FaultKind.ControlPlaneUp)]),
        ("fault 2 (ControlPlaneDown at 2 s): the control plane goes down and up in turn", [new(1, FaultKind.ControlPlaneDown), new(2, FaultKind.ControlPlaneDown)]),
        ("fault 1 (LinkDown at 1 s): node must be 0 to 2", [new(1, FaultKind.LinkDown, -1)]),
        ("fault 1 (Crash at 1 s): node must be 0 to 2", [new(1, FaultKind.Crash, 3)]),
        ("fault 1 (IsolationEnd at 1 s): a node is isolated and heard again in turn", [new(1, FaultKind.IsolationEnd)]),
        ("fault 2 (BaseNewerStart at 2 s): the base becomes newer and sound in turn", [new(1, FaultKind.BaseNewerStart), new(2, FaultKind.BaseNewerStart)]),
        ("fault 1 (StartsLagging at 0 s): node must be a replica, 1 to 2", [new(0, FaultKind.StartsLagging, 0, 5)]),
        ("fault 1 (StartsLagging at 0 s): the entries missed must not be negative", [new(0, FaultKind.StartsLagging, 1, -5)]),
        ("fault 2 (StartsNeedingRebuild at 0 s): a node starts in one state", [new(0, FaultKind.StartsLagging, 1, 5), new(0, FaultKind.StartsNeedingRebuild, 1)]),
        ("fault 1 (StartsLagging at 1 s): what a trial starts with stands at time 0, before every other fault", [new(1, FaultKind.StartsLagging, 1, 5)]),
        ("fault 2 (StartsLagging at 0 s): what a trial starts with stands at time 0, before every other fault", [new(0, FaultKind.LinkDown, 1), new(0, FaultKind.StartsLagging, 2, 5)]),
        ("fault 1 (LinkUp at 1 s): a link goes down and up in turn", [new(1, FaultKind.LinkUp, 1)]),
        ("fault 3 (LinkDown at 2 s): a link goes down and up in turn", [new(1, FaultKind.LinkDown, 1), new(1, FaultKind.LinkDown, 2), new(2, FaultKind.LinkDown, 2)]),
        ("fault 1 (RestartSameAddress at 1 s): a process crashes and restarts in turn", [new(1, FaultKind.RestartSameAddress, 1)]),
        ("fault 1 (RestartNewAddress at 1 s): a process crashes and restarts in turn", [new(1, FaultKind.RestartNewAddress, 1)]),
        ("fault 2 (Crash at 2 s): a process crashes and restarts in turn", [new(1, FaultKind.Crash, 2), new(2, FaultKind.Crash, 2)]),
        ($"fault 2 (SpikeStart at 2 s): {Quiet}", [new(1, FaultKind.SpikeStart, 1, 0.1), new(2, FaultKind.SpikeStart, 1, 0.1)]),
        ($"fault 3 (SpikeStart at 2.2 s): {Quiet}", [new(1, FaultKind.SpikeStart, 1, 0.1), new(2, FaultKind.SpikeEnd, 1), new(2.2, FaultKind.SpikeStart, 1, 0.1)]),
        ("fault 1 (SpikeStart at 1 s): the extra latency must be positive", [new(1, FaultKind.SpikeStart, 1)]),
        ("fault 1 (SpikeEnd at 1 s): a spike must have started", [new(1, FaultKind.SpikeEnd, 1)]),
        ("fault 1 (99 at 1 s): not a fault of a node", [new(1, (FaultKind)99, 1)]),
    ];

    private delegate void Breach(ref ScenarioParameters parameters);

    [Fact]
    public void Each_rule_of_the_parameters_has_its_sentence() => Assert.All(_parameterBreaches, breach =>
    {
        var p = new ScenarioParameters();
        breach.Break(ref p);
        Assert.Equal([breach.Rule], Problems(new Scenario(in p, [])));
    });

    [Fact]
    public void Each_rule_of_the_timeline_has_its_sentence_and_names_the_fault() => Assert.All(_timelineBreaches, breach =>
    {
        var p = new ScenarioParameters();
        Assert.Equal([breach.Rule], Problems(new Scenario(in p, breach.Timeline)));
    });

    [Fact]
    public void All_breaches_are_said_at_once()
    {
        var p = new ScenarioParameters { Replicas = 1, EntryBytes = 0, BarrierEntries = 0 };
        string[] expected = ["entry_bytes must be positive", "barrier_entries must be at least 1", "fault 1 (LinkUp at 1 s): a link goes down and up in turn"];
        Assert.Equal(expected, Problems(new Scenario(in p, [new(1, FaultKind.LinkUp, 1)])));
    }

    [Fact]
    public void What_breaks_no_rule_is_sound_also_at_its_edges()
    {
        var p = new ScenarioParameters { ReservationTtlS = double.PositiveInfinity, MaxSessions = double.PositiveInfinity, WriteRatePerS = 0, PlanDelayS = 0, FsyncS = 0 };
        Fault[] timeline =
        [
            new(0, FaultKind.LinkDown, 1), new(0, FaultKind.Crash, 1), new(1, FaultKind.SpikeStart, 2, 0.1), new(2, FaultKind.SpikeEnd, 2), new(2, FaultKind.LinkUp, 1),
            new(2.25, FaultKind.SpikeStart, 2, 0.1), new(3, FaultKind.RestartNewAddress, 1), new(4, FaultKind.WriteRate, 0, 1000), new(5, FaultKind.ControlPlaneDown),
        ];
        Assert.Empty(new Scenario(in p, timeline).Validate());
    }

    private static string[] Problems(Scenario scenario) => [.. scenario.Validate().Select(problem => problem.ToString())];
}
