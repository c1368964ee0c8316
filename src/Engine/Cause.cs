namespace WalSweep.Engine;

/// <summary>
/// Why a replica changed its state, or why a recovery had the fate it had. Every transition carries one; <see cref="Causes"/> says of each whether it is explicit.
/// The first part are the reasons a row can name, in the order in which docs/rows.md lists them; the rest accompany transitions only.
/// </summary>
public enum Cause : byte
{
    /// <summary>The replica is in step again, or never was out of it.</summary>
    Recovered,

    /// <summary>At the handshake the missing history was no longer kept.</summary>
    NotRetained,

    /// <summary>Rounds do not get shorter because writes come at least as fast as they are replayed.</summary>
    NotConverging,

    /// <summary>The reservation would have needed more bytes than allowed.</summary>
    ReservationRefused,

    /// <summary>The reservation's time was up.</summary>
    ReservationExpired,

    /// <summary>The reservation was taken back: its bytes were used up or the WAL device was full.</summary>
    ReservationRevoked,

    /// <summary>A payload that the gap refers to cannot be resolved any more.</summary>
    PayloadLost,

    /// <summary>The history ran out while it was being replayed.</summary>
    HistoryLostMidway,

    /// <summary>The catch-up used up its rounds.</summary>
    BudgetRounds,

    /// <summary>The next round would have passed the entries one session may replay.</summary>
    BudgetEntries,

    /// <summary>The next round would have passed the time one session may take.</summary>
    BudgetTime,

    /// <summary>Rounds did not get shorter although writes are slower than the replay by now.</summary>
    NoProgress,

    /// <summary>The replica was looked for at an address at which it no longer listened.</summary>
    StaleAddress,

    /// <summary>Nobody but the control plane could act, and it had not.</summary>
    WaitingControlPlane,

    /// <summary>The replica was excluded without anyone asking whether its gap was recoverable.</summary>
    DegradedExcluded,

    /// <summary>No node was eligible for promotion.</summary>
    NoEligibleCandidate,

    /// <summary>The replica holds entries that the lineage does not.</summary>
    Divergent,

    /// <summary>The episode used up its catch-up sessions.</summary>
    BudgetSessions,

    /// <summary>The WAL device was full and writes were throttled.</summary>
    WalFull,

    /// <summary>The episode used up its rebuild attempts.</summary>
    RebuildAttempts,

    /// <summary>The horizon came before the recovery was over.</summary>
    Horizon,

    /// <summary>An acknowledgement was overdue.</summary>
    AcknowledgementOverdue,

    /// <summary>The process registered after a restart, so its old session is over.</summary>
    Registered,

    /// <summary>The handshake found the gap recoverable, and reserved it where the version reserves.</summary>
    GapRecoverable,

    /// <summary>A fault or an overdue barrier cut the session off.</summary>
    SessionCut,

    /// <summary>The rebuild was ordered.</summary>
    RebuildOrdered,

    /// <summary>The copy of the volume is complete.</summary>
    CopyComplete,

    /// <summary>The order found that nothing had been missed.</summary>
    NothingMissed,

    /// <summary>The final barrier came back and the replica begins to prove itself.</summary>
    BarrierAcknowledged,

    /// <summary>The base at hand is newer than the LSN it claims to be, and was refused before anything was copied.</summary>
    BaseRefused,

    /// <summary>The copy turned out to be newer than the LSN its base claimed to be.</summary>
    BaseFoundNewer,

    /// <summary>Another node has become primary, or the primary has started a new term: everybody must be in step anew.</summary>
    PrimaryChanged,

    /// <summary>The trial starts with the replica in this state.</summary>
    StartedSo,

    /// <summary>The node has been made primary.</summary>
    Promoted,
}

/// <summary>The one table that says which causes are explicit. It names no protocol.</summary>
public static class Causes
{
    /// <summary>The last cause that can stand in a row's <c>reason</c>; those after it accompany transitions only.</summary>
    public const Cause LastReason = Cause.Horizon;

    /// <summary>
    /// The causes that are accidents: history ran out midway, time ran out, a stale address was retried, or a replica was excluded
    /// without anyone asking whether its gap was recoverable. All others mean that a rule was evaluated on current facts before what it depends on was lost.
    /// </summary>
    private const ulong _accidental =
        (1UL << (int)Cause.HistoryLostMidway) | (1UL << (int)Cause.StaleAddress) | (1UL << (int)Cause.WaitingControlPlane)
        | (1UL << (int)Cause.DegradedExcluded) | (1UL << (int)Cause.WalFull) | (1UL << (int)Cause.Horizon)
        | (1UL << (int)Cause.BaseFoundNewer);

    /// <summary>Whether the cause is a rule evaluated in time rather than an accident.</summary>
    public static bool IsExplicit(Cause cause) => (_accidental >> (int)cause & 1) == 0;

    /// <summary>Whether every cause of a set is explicit; bit n stands for the cause with the value n.</summary>
    public static bool AllExplicit(ulong causes) => (causes & _accidental) == 0;
}
