using WalSweep.Engine;
using static WalSweep.Sweep.Space.Units;

namespace WalSweep.Sweep.Space;

/// <summary>How a replica comes back, and when a trial ends (docs/model.md §8–10).</summary>
public static class RecoveryParameters
{
    // First, for what is declared below goes into it.
    private static readonly ParameterList _declared = new();

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<ParameterDefinition> All => _declared.All;

    public static readonly ParameterDefinition ReservationTtl = _declared.Add(new(16, "reservation_ttl", UnitKind.Duration, 1e-3, Year)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.ReservationTtlS),
        AllowsNone = true,
        Meaning = "Life of a catch-up reservation of V2, from its grant to PromotionHold.",
    });

    public static readonly ParameterDefinition ReservationBytes = _declared.Add(new(17, "reservation_bytes", UnitKind.Size, 0, 64 * TiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.ReservationBytes),
        AllowsNone = true,
        Meaning = "What one catch-up reservation of V2 may pin beyond the retained window.",
    });

    public static readonly ParameterDefinition RebuildReservationTtl = _declared.Add(new(18, "rebuild_reservation_ttl", UnitKind.Duration, 1e-3, Year)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.RebuildReservationTtlS),
        AllowsNone = true,
        Meaning = "Life of a rebuild reservation of V2.",
    });

    public static readonly ParameterDefinition RebuildReservationBytes = _declared.Add(new(19, "rebuild_reservation_bytes", UnitKind.Size, 0, 64 * TiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.RebuildReservationBytes),
        AllowsNone = true,
        Auto = AutoRule.RebuildReservationBytes,
        Meaning = "What one rebuild reservation of V2 may pin.",
    });

    public static readonly ParameterDefinition MaxRounds = _declared.Add(new(20, "max_rounds", UnitKind.Count, 1, 1e6)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.MaxRounds),
        AllowsNone = true,
        Meaning = "Rounds of a catch-up or replay after which V2 aborts it.",
    });

    public static readonly ParameterDefinition NoProgressRounds = _declared.Add(new(21, "no_progress_rounds", UnitKind.Count, 1, 1e6)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.NoProgressRounds),
        AllowsNone = true,
        Meaning = "Rounds in a row without a smaller remainder after which V2 aborts.",
    });

    public static readonly ParameterDefinition MaxSessions = _declared.Add(new(22, "max_sessions", UnitKind.Count, 1, 1e6)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.MaxSessions),
        AllowsNone = true,
        Meaning = "Catch-up sessions that V2 begins in one episode at the most.",
    });

    public static readonly ParameterDefinition MaxCatchupEntries = _declared.Add(new(23, "max_catchup_entries", UnitKind.Count, 1, 1e12)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.MaxCatchupEntries),
        AllowsNone = true,
        Meaning = "Entries that one session of V2 may replay.",
    });

    public static readonly ParameterDefinition MaxCatchupTime = _declared.Add(new(24, "max_catchup_time", UnitKind.Duration, 1e-3, Year)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.MaxCatchupTimeS),
        AllowsNone = true,
        Meaning = "Time that one session of V2 may take.",
    });

    public static readonly ParameterDefinition PromotionHold = _declared.Add(new(25, "promotion_hold", UnitKind.Duration, 0, Hour)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.PromotionHoldS),
        Meaning = "Time a recovered replica proves itself under V2 before it counts again.",
    });

    public static readonly ParameterDefinition ReconnectInterval = _declared.Add(new(26, "reconnect_interval", UnitKind.Duration, 1e-3, Hour)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.ReconnectIntervalS),
        Meaning = "Time between two probes of a lagging replica by V1.5 and V2.",
    });

    public static readonly ParameterDefinition ControlCycle = _declared.Add(new(27, "control_cycle", UnitKind.Duration, 1e-3, Day)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.ControlCycleS),
        Meaning = "Period of the control plane; its phase is drawn uniformly in every scenario.",
    });

    public static readonly ParameterDefinition HeartbeatDelay = _declared.Add(new(28, "heartbeat_delay", UnitKind.Duration, 0, Hour)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.HeartbeatDelayS),
        Meaning = "From a node's return to its first heartbeat at the control plane.",
    });

    public static readonly ParameterDefinition RegistrationDelay = _declared.Add(new(29, "registration_delay", UnitKind.Duration, 0, Hour)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.RegistrationDelayS),
        Meaning = "From a process's return to its registration under V2.",
    });

    public static readonly ParameterDefinition PlanDelay = _declared.Add(new(30, "plan_delay", UnitKind.Duration, 0, Hour)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.PlanDelayS),
        Meaning = "From V2's verdict that a rebuild is needed to the order for it.",
    });

    public static readonly ParameterDefinition VolumeBytes = _declared.Add(new(31, "volume_bytes", UnitKind.Size, MiB, 1024 * TiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.VolumeBytes),
        Meaning = "What a rebuild copies.",
    });

    public static readonly ParameterDefinition RebuildRate = _declared.Add(new(32, "rebuild_rate", UnitKind.ByteRate, KiB, TiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.RebuildRateBytesPerS),
        Meaning = "Rate at which a rebuild copies, shared by the replicas copied at once.",
    });

    public static readonly ParameterDefinition RebuildAttempts = _declared.Add(new(33, "rebuild_attempts", UnitKind.Count, 1, 1e6)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.RebuildAttempts),
        AllowsNone = true,
        Meaning = "Rebuilds that may go wrong by themselves in one episode before the replica is Failed.",
    });

    public static readonly ParameterDefinition RebuildBackoff = _declared.Add(new(34, "rebuild_backoff", UnitKind.Duration, 1e-3, Day)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.RebuildBackoffS),
        Meaning = "Pause after a rebuild that was refused or cut off.",
    });

    public static readonly ParameterDefinition LeaseTimeout = _declared.Add(new(35, "lease_timeout", UnitKind.Duration, 1e-3, Hour)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.LeaseTimeoutS),
        Meaning = "Silence of a primary at the control plane after which its lease has run out.",
    });

    public static readonly ParameterDefinition StaleClientShare = _declared.Add(new(38, "stale_client_share", UnitKind.Ratio, 0, 1)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.StaleClientShare),
        Meaning = "Share of the clients that go on writing to a primary that has been replaced, for as long as it takes their writes.",
    });

    public static readonly ParameterDefinition Horizon = _declared.Add(new(36, "horizon", UnitKind.Duration, 1, 10 * Year)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.HorizonS),
        Auto = AutoRule.Horizon,
        Meaning = "When a trial ends at the latest.",
    });

    // The greatest budget is about half a second of work: nothing looks into a trial that has begun, so an interruption waits that long at the most.
    public static readonly ParameterDefinition EventBudget = _declared.Add(new(37, "event_budget", UnitKind.Count, 1, 1e7)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.EventBudget),
        Meaning = "Events after which a trial ends, faults included.",
    });
}
