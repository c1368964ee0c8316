using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>A scenario small enough to be worked out with paper and pencil, and what comes out. One tick is one second and one byte is one entry.</summary>
internal sealed record GoldenTrial(string Name, ProtocolVersion Version, ScenarioParameters Parameters, IReadOnlyList<Fault> Timeline, Outcome Expected)
{
    /// <summary>
    /// w = 10/s, latency 1 s, fsync 2 s, so rtt = 4 s and one barrier = max(20, 10·4) = 40 entries. A link that breaks at d leaves the position 10·(d − 1), a crash
    /// 10·(d − 3); the first thing not acknowledged was sent at d − 4, so d + 5 is when it is overdue. S/b = 30 s, L = window = 100 entries, keep = 1,000.
    /// </summary>
    public static ScenarioParameters Base { get; } = new ScenarioParameters
    {
        Replicas = 1,
        Durability = Durability.BestEffort,
        EntryBytes = 1,
        WriteRatePerS = 10,
        CatchupRatePerS = 30,
        LatencyS = 1,
        FsyncS = 2,
        BarrierIntervalS = 16,
        BarrierTimeoutS = 9,
        BarrierEntries = 20,
        InflightEntries = 100,
        CheckpointWindowBytes = 100,
        SnapshotLagBytes = 100,
        RetentionBytes = 1000,
        RetentionTimeS = 300,
        WalCapacityBytes = 100_000,
        ReservationTtlS = 300,
        ReservationBytes = 10_000,
        RebuildReservationTtlS = double.PositiveInfinity,
        RebuildReservationBytes = 100_000,
        MaxRounds = 32,
        NoProgressRounds = 2,
        MaxSessions = 10,
        PromotionHoldS = 5,
        ReconnectIntervalS = 10,
        ControlCycleS = 50,
        ControlPhaseS = 0,
        HeartbeatDelayS = 3,
        RegistrationDelayS = 2,
        PlanDelayS = 6,
        VolumeBytes = 600,
        RebuildRateBytesPerS = 20,
        RebuildAttempts = 10,
        RebuildBackoffS = 15,
        HorizonS = 1000,
    };

    /// <summary>A trial in which nothing was measured: completed, explicit, no recovery.</summary>
    public static Outcome Quiet { get; } = new Outcome
    {
        Ended = Ending.Completed,
        Path = RecoveryPath.NoGap,
        Reason = Cause.Recovered,
        Explicit = true,
        BacklogEntries = double.NaN,
        RecoveryS = double.NaN,
        HoldS = double.NaN,
        WorstRecoveryS = double.NaN,
        BestRecoveryS = double.NaN,
    };

    /// <summary>As a scenario on a grid of one second.</summary>
    public GridScenario Scenario => new(Name, Parameters, Timeline, 1);

    public override string ToString() => Name;

    /// <summary>The link of node 1 down at 100 and up at the time.</summary>
    public static Fault[] LinkOutage(double upS) => [new(100, FaultKind.LinkDown, 1), new(upS, FaultKind.LinkUp, 1)];
}
