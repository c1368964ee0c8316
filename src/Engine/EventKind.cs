namespace WalSweep.Engine;

/// <summary>What can be due next. The order of the members is the order of ties within a class and a node (docs/model.md §2).</summary>
public enum EventKind : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The next entry of the timeline.</summary>
    Fault,

    /// <summary>The head has run as far past the committed LSN as it may.</summary>
    HeadBlocked,

    /// <summary>The retained WAL has reached the size of its device, or another pin has become the lowest while it is full.</summary>
    WalFull,

    /// <summary>The replica has answered a probe.</summary>
    HandshakeDone,

    /// <summary>The replay has reached its target.</summary>
    TargetReached,

    /// <summary>The volume is copied.</summary>
    CopyDone,

    /// <summary>The final barrier came back, or its time is up.</summary>
    BarrierDone,

    /// <summary>A hold or reservation has used up its entries.</summary>
    PinLimit,

    /// <summary>The tail has passed what is being replayed.</summary>
    HistoryLost,

    /// <summary>The replica has proved itself.</summary>
    HoldOver,

    /// <summary>An acknowledgement is overdue.</summary>
    AcknowledgementOverdue,

    /// <summary>A hold or reservation has used up its time.</summary>
    Expiry,

    /// <summary>A probe of a lagging replica.</summary>
    Probe,

    /// <summary>The control plane hands out a new address.</summary>
    AddressRefresh,

    /// <summary>A restarted process registers.</summary>
    Registration,

    /// <summary>A rebuild is ordered.</summary>
    RebuildOrder,

    /// <summary>The lease of a primary that fences itself has run out.</summary>
    Fence,

    /// <summary>A primary that restarted in place has its new epoch.</summary>
    Resume,

    /// <summary>The control plane looks for another primary.</summary>
    Failover,
}

/// <summary>The order of events that are due at the same time: faults, the volume as a whole, what positions reach, timers; within a class by node, then kind.</summary>
internal static class EventOrder
{
    private const int _volumeClass = 1 << 16;
    private const int _dataClass = 2 << 16;
    private const int _timerClass = 3 << 16;

    private static ReadOnlySpan<byte> EndOfStage =>
    [
        (byte)EventKind.None,
        (byte)EventKind.HandshakeDone,
        (byte)EventKind.TargetReached,
        (byte)EventKind.TargetReached,
        (byte)EventKind.CopyDone,
        (byte)EventKind.BarrierDone,
    ];

    /// <summary>The rank of a fault of the timeline, before everything else.</summary>
    public const int Fault = (int)EventKind.Fault;

    /// <summary>The rank of something that befalls the volume as a whole.</summary>
    public static int VolumeRank(EventKind kind) => _volumeClass | (int)kind;

    /// <summary>The rank of something that positions reach.</summary>
    public static int DataRank(EventKind kind, int node) => _dataClass | (node << 8) | (int)kind;

    /// <summary>The rank of something whose time has come.</summary>
    public static int TimerRank(EventKind kind, int node) => _timerClass | (node << 8) | (int)kind;

    /// <summary>The rank of the event with which a stage ends.</summary>
    public static int RankOfEnd(SessionStage stage, int node) => _dataClass | (node << 8) | EndOfStage[(int)stage];

    /// <summary>What a rank stands for.</summary>
    public static EventKind KindOf(int rank) => (EventKind)(rank & 0xff);

    /// <summary>Whether a rank concerns a node: faults and events of the volume do not.</summary>
    public static bool IsOfNode(int rank) => rank >= _dataClass;

    /// <summary>The node that a rank concerns.</summary>
    public static int NodeOf(int rank) => (rank >> 8) & 0xff;
}
