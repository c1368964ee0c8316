namespace WalSweep.Engine;

/// <summary>
/// The numbers of one scenario, in natural units: seconds, bytes, entries, events per second. They are taken as valid: whoever builds a scenario from
/// outside input has checked it (<see cref="Scenario.Validate"/> says what is required). Defaults are those of docs/config.md; what "auto" computes there has a fixed value here.
/// </summary>
/// <remarks>"No limit" is <see cref="double.PositiveInfinity"/> for times, bytes and entries.</remarks>
public struct ScenarioParameters
{
    /// <summary>Most replicas a volume can have.</summary>
    public const int MaxReplicas = 4;

    /// <summary>Creates the parameters with every default.</summary>
    public ScenarioParameters()
    {
    }

    /// <summary>Replicas besides the primary, 1..4.</summary>
    public int Replicas = 2;

    /// <summary>Who must hold a write before it is acknowledged.</summary>
    public Durability Durability = Durability.SyncQuorum;

    /// <summary>Bytes of one WAL entry.</summary>
    public double EntryBytes = 4096;

    /// <summary>Offered writes per second at the start, in entries.</summary>
    public double WriteRatePerS = 1000;

    /// <summary>Entries per second at which a gap is replayed, shared by the replicas that replay at once.</summary>
    public double CatchupRatePerS = 5000;

    /// <summary>One way over a link, in seconds.</summary>
    public double LatencyS = 0.001;

    /// <summary>Time to make a received entry durable, in seconds.</summary>
    public double FsyncS = 0.001;

    /// <summary>Longest silence between two things sent by an idle primary, in seconds.</summary>
    public double BarrierIntervalS = 1;

    /// <summary>An acknowledgement that takes longer than this is overdue, in seconds.</summary>
    public double BarrierTimeoutS = 0.5;

    /// <summary>Least size of the remainder that the live stream carries at the end of a catch-up, in entries.</summary>
    public double BarrierEntries = 64;

    /// <summary>How far the head may run past the committed LSN while the durability mode cannot be met, in entries.</summary>
    public double InflightEntries = 1024;

    /// <summary>WAL that is always kept since the last checkpoint, in bytes.</summary>
    public double CheckpointWindowBytes = 4.0 * 1024 * 1024;

    /// <summary>How far the checkpoint that a rebuild starts from lies behind the head, in bytes.</summary>
    public double SnapshotLagBytes = 4.0 * 1024 * 1024;

    /// <summary>How far back from the head WAL may be kept for recovery, in bytes.</summary>
    public double RetentionBytes = 64.0 * 1024 * 1024;

    /// <summary>How long WAL is kept for a silent replica (V1.5), in seconds.</summary>
    public double RetentionTimeS = 300;

    /// <summary>Size of the WAL device, in bytes.</summary>
    public double WalCapacityBytes = 16.0 * 1024 * 1024 * 1024;

    /// <summary>Life of a catch-up reservation from grant to PromotionHold (V2), in seconds.</summary>
    public double ReservationTtlS = 300;

    /// <summary>What one catch-up reservation may pin beyond the retained window (V2), in bytes.</summary>
    public double ReservationBytes = 1024.0 * 1024 * 1024;

    /// <summary>Life of a rebuild reservation (V2), in seconds.</summary>
    public double RebuildReservationTtlS = double.PositiveInfinity;

    /// <summary>What one rebuild reservation may pin (V2), in bytes.</summary>
    public double RebuildReservationBytes = (16.0 * 1024 * 1024 * 1024) - (4.0 * 1024 * 1024);

    /// <summary>Rounds of a catch-up or replay after which V2 aborts it.</summary>
    public double MaxRounds = 32;

    /// <summary>Rounds in a row without a smaller remainder after which V2 aborts.</summary>
    public double NoProgressRounds = 2;

    /// <summary>Catch-up sessions that V2 begins in one episode at the most.</summary>
    public double MaxSessions = 10;

    /// <summary>Entries that one session may replay (V2).</summary>
    public double MaxCatchupEntries = double.PositiveInfinity;

    /// <summary>Time that one session may take (V2), in seconds.</summary>
    public double MaxCatchupTimeS = double.PositiveInfinity;

    /// <summary>Time a recovered replica proves itself before it counts again (V2), in seconds.</summary>
    public double PromotionHoldS = 1;

    /// <summary>Time between two probes of a lagging replica (V1.5, V2), in seconds.</summary>
    public double ReconnectIntervalS = 1;

    /// <summary>Period of the control plane, in seconds.</summary>
    public double ControlCycleS = 10;

    /// <summary>Time of one control-plane cycle; the others are whole periods away. In seconds.</summary>
    public double ControlPhaseS;

    /// <summary>From a node's return to its first heartbeat at the control plane, in seconds.</summary>
    public double HeartbeatDelayS = 1;

    /// <summary>From a process's return to its registration (V2), in seconds.</summary>
    public double RegistrationDelayS = 0.05;

    /// <summary>From a verdict that a rebuild is needed to the order for it (V2), in seconds.</summary>
    public double PlanDelayS = 1;

    /// <summary>What a rebuild copies, in bytes.</summary>
    public double VolumeBytes = 10.0 * 1024 * 1024 * 1024;

    /// <summary>Bytes per second at which a rebuild copies, shared by the replicas copied at once.</summary>
    public double RebuildRateBytesPerS = 200.0 * 1024 * 1024;

    /// <summary>Rebuilds that may go wrong by themselves in one episode before the replica is Failed.</summary>
    public double RebuildAttempts = 10;

    /// <summary>Pause after a rebuild that was refused or cut off, in seconds.</summary>
    public double RebuildBackoffS = 5;

    /// <summary>Time after which the lease of a primary that the control plane does not hear has run out, in seconds.</summary>
    public double LeaseTimeoutS = 10;

    /// <summary>Share of the clients that go on writing to a primary that has been replaced, for as long as it takes their writes; 0..1.</summary>
    public double StaleClientShare = 0.5;

    /// <summary>Share of the entries whose payload is an extent outside the WAL; 0..1.</summary>
    public double ExtentFraction;

    /// <summary>When the trial ends at the latest, in seconds.</summary>
    public double HorizonS = 8 * 3600;

    /// <summary>Events after which the trial ends, faults included.</summary>
    public int EventBudget = 10_000;

    /// <summary>How long a barrier takes: there, onto the disk, and back. Computed nowhere else, so that limits checked beforehand hold to the last bit.</summary>
    /// <param name="oneWayS">One way, a spike's extra included, in seconds.</param>
    /// <param name="fsyncS">Time to make what arrived durable, in seconds.</param>
    public static double RoundTripS(double oneWayS, double fsyncS) => oneWayS + fsyncS + oneWayS;
}
