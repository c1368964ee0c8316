namespace WalSweep.Engine;

/// <summary>How a trial ended.</summary>
public enum Ending : byte
{
    /// <summary>All faults over and every replica in step.</summary>
    Completed,

    /// <summary>The horizon came first.</summary>
    Stalled,

    /// <summary>The horizon came first and a replica was still excluded.</summary>
    Degraded,

    /// <summary>A replica was given up after its last permitted rebuild.</summary>
    Failed,

    /// <summary>The horizon came, and no primary served.</summary>
    Unavailable,

    /// <summary>The trial used up its events.</summary>
    EventBudget,
}

/// <summary>By which way the first replica that left InSync came back.</summary>
public enum RecoveryPath : byte
{
    /// <summary>No replica ever left InSync, or the first to leave had missed nothing.</summary>
    NoGap,

    /// <summary>By replaying WAL.</summary>
    Catchup,

    /// <summary>By copying the volume.</summary>
    Rebuild,

    /// <summary>A catch-up was tried first, then the volume was copied.</summary>
    CatchupThenRebuild,

    /// <summary>Nothing was begun.</summary>
    None,
}

/// <summary>
/// What one trial came to: the columns of its row that the simulator fills. Times in seconds. NaN in a field marked "or NaN" means that the quantity does not
/// exist; it becomes NULL in the row and is never stored as NaN.
/// </summary>
public struct Outcome
{
    /// <summary>How the trial ended.</summary>
    public Ending Ended;

    /// <summary>By which way the first replica that left InSync came back.</summary>
    public RecoveryPath Path;

    /// <summary>The cause that decided the first recovery's fate.</summary>
    public Cause Reason;

    /// <summary>Whether every cause was a rule evaluated in time and the trial ended in a declared state.</summary>
    public bool Explicit;

    /// <summary>Whether the first recovery rebuilt although a catch-up was possible and faster.</summary>
    public bool NeedlessRebuild;

    /// <summary>Gap of the first replica to leave InSync when it was reachable again, in entries, or NaN.</summary>
    public double BacklogEntries;

    /// <summary>From reachable again to InSync for the first recovery, or NaN.</summary>
    public double RecoveryS;

    /// <summary>The part of <see cref="RecoveryS"/> spent in PromotionHold; NaN with it.</summary>
    public double HoldS;

    /// <summary>The longest recovery of any replica, or NaN.</summary>
    public double WorstRecoveryS;

    /// <summary>The fastest recovery any protocol could have made in place of the first, or NaN.</summary>
    public double BestRecoveryS;

    /// <summary>Acknowledged entries that the serving primary does not hold at the end, or, if none serves, that no disk holds.</summary>
    public double LostEntries;

    /// <summary>Entries that the start of a later term excluded and that the primary or an InSync replica holds at the end.</summary>
    public double LeakedEntries;

    /// <summary>Nodes made primary in another's place.</summary>
    public int Promotions;

    /// <summary>Time without a serving primary.</summary>
    public double UnavailableS;

    /// <summary>Catch-up sessions begun.</summary>
    public int Catchups;

    /// <summary>Copies of the volume begun.</summary>
    public int Rebuilds;

    /// <summary>Catch-ups and rebuilds given up other than by a fault.</summary>
    public int Aborts;

    /// <summary>Handshakes that reached the replica.</summary>
    public int Reconnects;

    /// <summary>Probes sent to an address at which the replica no longer listened.</summary>
    public double StaleAddressRetries;

    /// <summary>Events processed, faults included.</summary>
    public int Events;

    /// <summary>Replica-seconds in CatchingUp.</summary>
    public double CatchupTimeS;

    /// <summary>Replica-seconds in Rebuilding and CatchUpAfterRebuild.</summary>
    public double RebuildTimeS;

    /// <summary>Time for which writes were refused, partly refused time in proportion.</summary>
    public double BlockedS;

    /// <summary>Time during which something acknowledged had fewer durable copies than promised.</summary>
    public double ExposedS;

    /// <summary>Largest WAL retained, in bytes.</summary>
    public double WalPeakBytes;

    /// <summary>Integral over time of WAL kept for recovering replicas beyond what is always kept, in byte-seconds.</summary>
    public double WalPinnedByteS;

    /// <summary>Bytes moved by catch-ups and rebuilds.</summary>
    public double TransferredBytes;

    /// <summary>When the trial ended. Not a column; for traces and tests.</summary>
    public double EndS;
}
