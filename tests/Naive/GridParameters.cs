using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>The parameters of a scenario in ticks and entries, and what the version makes of them (docs/model.md §1, §5, §6).</summary>
internal sealed class GridParameters
{
    public GridParameters(in ScenarioParameters p, ProtocolVersion version, Grid grid)
    {
        Replicas = p.Replicas;
        Durability = p.Durability;
        Version = version;
        Latency = grid.Ticks(p.LatencyS, "latency");
        Fsync = grid.Ticks(p.FsyncS, "fsync");
        BarrierInterval = grid.Ticks(p.BarrierIntervalS, "barrier_interval");
        BarrierTimeout = grid.Ticks(p.BarrierTimeoutS, "barrier_timeout");
        RetentionTime = grid.Ticks(p.RetentionTimeS, "retention_time");
        ReservationTtl = grid.Ticks(p.ReservationTtlS, "reservation_ttl");
        RebuildReservationTtl = grid.Ticks(p.RebuildReservationTtlS, "rebuild_reservation_ttl");
        PromotionHold = grid.Ticks(p.PromotionHoldS, "promotion_hold");
        ReconnectInterval = grid.Ticks(p.ReconnectIntervalS, "reconnect_interval");
        ControlCycle = grid.Ticks(p.ControlCycleS, "control_cycle");
        ControlPhase = grid.Ticks(p.ControlPhaseS, "control_phase");
        HeartbeatDelay = grid.Ticks(p.HeartbeatDelayS, "heartbeat_delay");
        RegistrationDelay = grid.Ticks(p.RegistrationDelayS, "registration_delay");
        PlanDelay = grid.Ticks(p.PlanDelayS, "plan_delay");
        RebuildBackoff = grid.Ticks(p.RebuildBackoffS, "rebuild_backoff");
        LeaseTimeout = grid.Ticks(p.LeaseTimeoutS, "lease_timeout");
        Horizon = grid.Ticks(p.HorizonS, "horizon");
        MaxCatchupTicks = p.MaxCatchupTimeS / grid.DtS;

        EntryBytes = p.EntryBytes;
        StaleClientShare = p.StaleClientShare;
        ExtentFraction = p.ExtentFraction;
        WriteRate = grid.PerTick(p.WriteRatePerS, "write_rate");
        CatchupRate = grid.PerTick(p.CatchupRatePerS, "catchup_rate");
        RebuildBytesPerTick = grid.PerTick(p.RebuildRateBytesPerS, "rebuild_rate");
        VolumeBytes = p.VolumeBytes;
        BarrierEntries = p.BarrierEntries;
        InflightEntries = p.InflightEntries;
        MaxCatchupEntries = p.MaxCatchupEntries;
        SnapshotLag = Entries(p.SnapshotLagBytes, "snapshot_lag");
        Capacity = Entries(p.WalCapacityBytes, "wal_capacity");
        ReservationEntries = Entries(p.ReservationBytes, "reservation_bytes");
        RebuildReservationEntries = Entries(p.RebuildReservationBytes, "rebuild_reservation_bytes");
        var checkpointWindow = Entries(p.CheckpointWindowBytes, "checkpoint_window");
        Keep = Math.Max(checkpointWindow, Entries(p.RetentionBytes, "retention_bytes"));
        AlwaysKept = Reserves ? Math.Min(Keep, Capacity) : checkpointWindow;

        MaxRounds = p.MaxRounds;
        NoProgressRounds = p.NoProgressRounds;
        MaxSessions = p.MaxSessions;
        RebuildAttempts = p.RebuildAttempts;
        EventBudget = p.EventBudget;
        PromisedCopies = p.Durability switch
        {
            Durability.BestEffort => 1,
            Durability.SyncAll => p.Replicas + 1,
            _ => ((p.Replicas + 1) / 2) + 1,
        };
    }

    public int Replicas { get; }

    public Durability Durability { get; }

    public ProtocolVersion Version { get; }

    public bool IsV1 => Version == ProtocolVersion.V1;

    private bool IsV15 => Version == ProtocolVersion.V15;

    /// <summary>V2, or V2 with one rule taken back. A version that is none of those known here has to be added here first.</summary>
    private bool IsOfV2 => !IsV1 && !IsV15 && (Version == ProtocolVersion.V2 || Version.Name.StartsWith("v2_no_", StringComparison.Ordinal) ? true : throw new InvalidOperationException($"the naive simulator does not know {Version}"));

    // What each version does, told apart here without its hooks. A rule that V2 has and V1.5 has not, with what V1.5 does instead.
    public bool Reserves => IsOfV2 && Version.Name != "v2_no_reservation";

    public bool Holds => !IsV1 && !Reserves;

    public bool AsksOfSources => IsOfV2;

    public bool ReplaysInRounds => IsOfV2 && Version.Name != "v2_no_convergence_budget";

    public bool Registers => IsOfV2 && Version.Name != "v2_no_explicit_reassignment";

    public bool RefreshesAddresses => !IsV1 && !Registers;

    public bool HoldsBeforePromotion => IsOfV2 && Version.Name != "v2_no_promotion_hold";

    public bool OrchestratesRebuilds => IsOfV2;

    public bool ChoosesByLineage => IsOfV2 && Version.Name != "v2_no_lineage_promotion";

    public bool ChoosesByEpoch => !IsV1 && !ChoosesByLineage;

    /// <summary>A primary stops by itself when its lease has run out.</summary>
    public bool FencesItself => IsOfV2;

    /// <summary>A primary that restarts in place waits for the control plane and starts a new epoch.</summary>
    public bool ResumesInNewEpoch => IsOfV2;

    /// <summary>A replica that comes back drops what its primary does not have.</summary>
    public bool Truncates => IsOfV2;

    /// <summary>A replica that comes back with entries of other epochs than its primary's must be rebuilt.</summary>
    public bool ComparesEpochs => IsV15;

    public long Latency { get; }

    public long Fsync { get; }

    public long RoundTrip => Latency + Fsync + Latency;

    public long BarrierInterval { get; }

    public long BarrierTimeout { get; }

    public long RetentionTime { get; }

    public long ReservationTtl { get; }

    public long RebuildReservationTtl { get; }

    public long PromotionHold { get; }

    public long ReconnectInterval { get; }

    public long ControlCycle { get; }

    public long ControlPhase { get; }

    public long HeartbeatDelay { get; }

    public long RegistrationDelay { get; }

    public long PlanDelay { get; }

    public long RebuildBackoff { get; }

    public long LeaseTimeout { get; }

    public long Horizon { get; }

    public double MaxCatchupTicks { get; }

    public double EntryBytes { get; }

    public double StaleClientShare { get; }

    public double ExtentFraction { get; }

    /// <summary>Entries per tick that clients write before the first change.</summary>
    public double WriteRate { get; }

    /// <summary>Entries per tick of a replica that replays alone.</summary>
    public double CatchupRate { get; }

    public double RebuildBytesPerTick { get; }

    public double VolumeBytes { get; }

    public double BarrierEntries { get; }

    public double InflightEntries { get; }

    public double MaxCatchupEntries { get; }

    public double SnapshotLag { get; }

    public double Capacity { get; }

    public double ReservationEntries { get; }

    public double RebuildReservationEntries { get; }

    /// <summary>"The window": how far back from the head history may be kept.</summary>
    public double Keep { get; }

    public double AlwaysKept { get; }

    public double MaxRounds { get; }

    public double NoProgressRounds { get; }

    public double MaxSessions { get; }

    public double RebuildAttempts { get; }

    public int EventBudget { get; }

    /// <summary>Copies the mode promises, the primary's among them.</summary>
    public int PromisedCopies { get; }

    /// <summary>One barrier, in entries, at an admitted rate in entries per tick.</summary>
    public double OneBarrier(double admitted) => Math.Max(BarrierEntries, admitted * RoundTrip);

    private double Entries(double bytes, string what) => Grid.Divide(bytes, EntryBytes, what);
}
