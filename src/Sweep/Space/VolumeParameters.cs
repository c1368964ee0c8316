using WalSweep.Engine;
using static WalSweep.Sweep.Space.Units;

namespace WalSweep.Sweep.Space;

/// <summary>The cluster, its replication and its WAL (docs/model.md §3–7).</summary>
public static class VolumeParameters
{
    // First, for what is declared below goes into it.
    private static readonly ParameterList _declared = new();

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<ParameterDefinition> All => _declared.All;

    public static readonly ParameterDefinition Replicas = _declared.Add(new(1, "replicas", UnitKind.Count, 1, ScenarioParameters.MaxReplicas)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.Replicas),
        Meaning = "Replicas besides the primary.",
    });

    public static readonly ParameterDefinition EntryBytes = _declared.Add(new(2, "entry_bytes", UnitKind.Size, 512, MiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.EntryBytes),
        Meaning = "Bytes of one WAL entry.",
    });

    public static readonly ParameterDefinition WriteRate = _declared.Add(new(3, "write_rate", UnitKind.EntryRate, 1, 1e7)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.WriteRatePerS),
        Meaning = "Entries that clients offer to write per second, bursts apart.",
    });

    public static readonly ParameterDefinition CatchupRate = _declared.Add(new(4, "catchup_rate", UnitKind.EntryRate, 1, 1e8)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.CatchupRatePerS),
        Default = new RelativeSpec(WriteRate, new ConstantSpec(5)),
        Meaning = "Entries per second at which a gap is replayed, shared by the replicas that replay at once.",
    });

    public static readonly ParameterDefinition Latency = _declared.Add(new(5, "latency", UnitKind.Duration, 1e-6, 1)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.LatencyS),
        Meaning = "One way over a link.",
    });

    public static readonly ParameterDefinition Fsync = _declared.Add(new(6, "fsync", UnitKind.Duration, 0, 1)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.FsyncS),
        Meaning = "Time to make a received entry durable.",
    });

    public static readonly ParameterDefinition BarrierInterval = _declared.Add(new(7, "barrier_interval", UnitKind.Duration, 1e-3, Hour)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.BarrierIntervalS),
        Meaning = "Longest silence between two things that an idle primary sends.",
    });

    public static readonly ParameterDefinition BarrierTimeout = _declared.Add(new(8, "barrier_timeout", UnitKind.Duration, 1e-3, Hour)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.BarrierTimeoutS),
        Meaning = "An acknowledgement that takes longer is overdue, and the replica leaves InSync.",
    });

    public static readonly ParameterDefinition BarrierEntries = _declared.Add(new(9, "barrier_entries", UnitKind.Count, 1, 1e6)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.BarrierEntries),
        Meaning = "Least remainder of a catch-up that the live stream carries along.",
    });

    public static readonly ParameterDefinition InflightEntries = _declared.Add(new(10, "inflight_entries", UnitKind.Count, 1, 1e9)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.InflightEntries),
        Auto = AutoRule.InflightEntries,
        Meaning = "How far the head may run past the committed LSN while the durability mode cannot be met, in entries.",
    });

    public static readonly ParameterDefinition CheckpointWindow = _declared.Add(new(11, "checkpoint_window", UnitKind.Size, 4 * KiB, TiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.CheckpointWindowBytes),
        Meaning = "WAL that is always kept since the last checkpoint.",
    });

    public static readonly ParameterDefinition SnapshotLag = _declared.Add(new(12, "snapshot_lag", UnitKind.Size, 0, TiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.SnapshotLagBytes),
        Default = new RelativeSpec(CheckpointWindow, new ConstantSpec(1)),
        Meaning = "How far the checkpoint that a rebuild starts from lies behind the head.",
    });

    public static readonly ParameterDefinition RetentionBytes = _declared.Add(new(13, "retention_bytes", UnitKind.Size, 4 * KiB, 64 * TiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.RetentionBytes),
        Meaning = "How far back from the head WAL may be kept for recovery.",
    });

    public static readonly ParameterDefinition RetentionTime = _declared.Add(new(14, "retention_time", UnitKind.Duration, 1e-3, Year)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.RetentionTimeS),
        AllowsNone = true,
        Meaning = "How long V1.5 keeps WAL for a silent replica.",
    });

    public static readonly ParameterDefinition WalCapacityBytes = _declared.Add(new(15, "wal_capacity_bytes", UnitKind.Size, MiB, 64 * TiB)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.WalCapacityBytes),
        Meaning = "Size of the WAL device.",
    });

    public static readonly ParameterDefinition ExtentFraction = _declared.Add(new(39, "extent_fraction", UnitKind.Ratio, 0, 1)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.ExtentFraction),
        Meaning = "Share of the entries whose payload is an extent outside the WAL, which a payload loss can take.",
    });
}
