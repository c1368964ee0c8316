namespace WalSweep.Engine;

/// <summary>
/// A protocol version: five pure decisions, each on a view of the situation, and the constants that belong to them. The simulator applies what they decide; nothing else
/// in it knows a version. All members are static, so that <see cref="Simulator{TProtocol, TObserver}"/> is compiled for each version with the decisions inlined.
/// </summary>
/// <remarks>
/// A new version is one more struct that implements this interface and one line in <see cref="ProtocolVersion"/>; a version that is V2 with one rule changed states that rule alone (<see cref="IAblationOfV2"/>).
/// No view shows what a real node could not know.
/// </remarks>
public interface IProtocol
{
    /// <summary>Hook 1: what becomes of a replica that is out of step and on which no recovery is under way.</summary>
    static abstract LaggingTreatment CanAttemptCatchup(in ContactView view);

    /// <summary>Hook 1: whether an excluded replica stops being required by <see cref="Durability.SyncAll"/> (a silent downgrade).</summary>
    static abstract bool DropsExcludedFromRequired { get; }

    /// <summary>Hook 2: how a replay goes on; asked when it begins (no round done) and at the end of each round.</summary>
    static abstract ConvergenceVerdict CatchupConvergencePolicy(in ReplayView view);

    /// <summary>Hook 2: whether a recovered replica proves itself in PromotionHold before it counts.</summary>
    static abstract bool HoldsBeforePromotion { get; }

    /// <summary>Hook 3: whether a replica's gap can be closed by replay; asked when a handshake, or an order, has found out its position.</summary>
    static abstract GapVerdict RecoverabilityPolicy(in GapView view);

    /// <summary>Hook 3: whether a rebuild may begin, and hold the WAL it will need; asked before the copy starts.</summary>
    static abstract RebuildVerdict GrantsRebuild(in RebuildView view);

    /// <summary>Hook 3: what keeps WAL for recovery.</summary>
    static abstract RetentionRule Retention { get; }

    /// <summary>Hook 4: how a process that has started again becomes known to those who recover it.</summary>
    static abstract RejoinRoute RestartRejoinPolicy(in RestartView view);

    /// <summary>Hook 4: who orders rebuilds.</summary>
    static abstract RebuildOrders OrdersRebuilds { get; }

    /// <summary>Hook 4: whether a primary that restarts in place starts a new epoch, so that one LSN does not come to mean two things.</summary>
    static abstract bool StartsEpochOnRestart { get; }

    /// <summary>Hook 4: whether a replica that rejoins drops what its primary's lineage does not hold; otherwise it keeps it.</summary>
    static abstract bool TruncatesDivergentTail { get; }

    /// <summary>Hook 4: whether a replica in step that a new primary does not outrun goes on with it at once, without a look at what it holds; otherwise it has to rejoin.</summary>
    static abstract bool ObeysWhoeverWrites { get; }

    /// <summary>Hook 5: what stops a primary that has lost its lease.</summary>
    static abstract FencingRule Fencing { get; }

    /// <summary>Hook 5: which node becomes primary, by its index in the reports; −1 for none. The reports are those of running nodes that answer.</summary>
    static abstract int PromotionPolicy(ReadOnlySpan<CandidateReport> reports, in PromotionView view);
}

/// <summary>What hook 1 decides.</summary>
public enum LaggingTreatment : byte
{
    /// <summary>Exclude it; only an order of the control plane brings it back.</summary>
    Exclude,

    /// <summary>Leave it lagging: it cannot be recovered from here as things are.</summary>
    Wait,

    /// <summary>Try a handshake at the next opportunity.</summary>
    Attempt,
}

/// <summary>What hook 1 sees.</summary>
/// <param name="Answers">Whether a message to the address in use would be answered in time.</param>
public readonly record struct ContactView(bool Answers);

/// <summary>How a replay goes on.</summary>
public enum ReplayStep : byte
{
    /// <summary>Chase the moving head until the remainder is within one barrier.</summary>
    ChaseHead,

    /// <summary>Replay up to where the head is now, then ask again.</summary>
    Round,

    /// <summary>The live stream carries the rest: send the final barrier.</summary>
    FinalBarrier,

    /// <summary>Give the replay up.</summary>
    Abort,
}

/// <summary>What hook 2 decides.</summary>
/// <param name="Step">How the replay goes on.</param>
/// <param name="Cause">Why it is given up; <see cref="Cause.Recovered"/> otherwise.</param>
public readonly record struct ConvergenceVerdict(ReplayStep Step, Cause Cause = Cause.Recovered);

/// <summary>What hook 2 sees of a replay, after a rebuild or without one.</summary>
public readonly ref struct ReplayView
{
    /// <summary>Whether it follows a copy of the volume.</summary>
    public required bool AfterRebuild { get; init; }

    /// <summary>Sessions begun in this episode before this one.</summary>
    public required int EarlierSessions { get; init; }

    /// <summary>Rounds done; 0 when the replay begins.</summary>
    public required int Rounds { get; init; }

    /// <summary>Rounds in a row at whose end at least as much remained as the round had replayed.</summary>
    public required int FruitlessRounds { get; init; }

    /// <summary>Head minus position, in entries.</summary>
    public required double RemainderEntries { get; init; }

    /// <summary>One barrier, in entries.</summary>
    public required double BarrierEntries { get; init; }

    /// <summary>Size of the next round, in entries.</summary>
    public required double NextRoundEntries { get; init; }

    /// <summary>Entries replayed in this session.</summary>
    public required double ReplayedEntries { get; init; }

    /// <summary>Time since the session began, in seconds.</summary>
    public required double ElapsedS { get; init; }

    /// <summary>Rate of the head now, in entries per second.</summary>
    public required double AdmittedRatePerS { get; init; }

    /// <summary>Rate of this replay now, in entries per second.</summary>
    public required double ReplayRatePerS { get; init; }

    /// <summary>The configured budgets.</summary>
    public readonly ref readonly ScenarioParameters Limits;

    /// <summary>Creates the view; everything but the budgets is set by name.</summary>
    public ReplayView(ref readonly ScenarioParameters limits) => Limits = ref limits;
}

/// <summary>What keeps WAL for recovery beyond the checkpoint window.</summary>
public enum RetentionRule : byte
{
    /// <summary>Nothing but a rebuild under way.</summary>
    CheckpointOnly,

    /// <summary>Holds for every replica that is behind, dropped when it lags too far or is silent too long.</summary>
    Holds,

    /// <summary>A recent window for all, and reservations granted for a time and a size.</summary>
    WindowAndReservations,
}

/// <summary>What hook 3 decides of a gap.</summary>
/// <param name="Recoverable">Whether it can be closed by replay.</param>
/// <param name="Cause">Why not.</param>
public readonly record struct GapVerdict(bool Recoverable, Cause Cause);

/// <summary>What hook 3 sees of a gap.</summary>
/// <param name="GapEntries">Head minus position as whole entries.</param>
/// <param name="HistoryKept">Whether everything after the position is still there.</param>
/// <param name="BeyondWindowEntries">What would be pinned beyond what is always kept; negative when inside it.</param>
/// <param name="ReservationEntries">What one reservation may pin beyond that.</param>
/// <param name="DivergentEntries">Entries of the replica that the primary's lineage, as the epochs tell, does not hold; 0 once they are dropped.</param>
/// <param name="PayloadsResolvable">Whether every payload that entries of the gap refer to can still be resolved.</param>
public readonly record struct GapView(
    double GapEntries, bool HistoryKept, double BeyondWindowEntries, double ReservationEntries, double DivergentEntries = 0, bool PayloadsResolvable = true);

/// <summary>What hook 3 sees of a rebuild.</summary>
/// <param name="TailEntries">The tail it will hold when the copy ends, at the present rates.</param>
/// <param name="ReservationEntries">What one rebuild reservation may hold.</param>
/// <param name="BaseIsVersionCorrect">Whether the base at hand is of the LSN it claims to be, and not newer.</param>
public readonly record struct RebuildView(double TailEntries, double ReservationEntries, bool BaseIsVersionCorrect = true);

/// <summary>What hook 3 decides of a rebuild.</summary>
/// <param name="Granted">Whether it may begin.</param>
/// <param name="Cause">Why not.</param>
public readonly record struct RebuildVerdict(bool Granted, Cause Cause);

/// <summary>What stops a primary that has lost its lease and does not know of its successor.</summary>
public enum FencingRule : byte
{
    /// <summary>Nothing: whoever it writes to takes it.</summary>
    None,

    /// <summary>Replicas that have heard of a newer epoch refuse it.</summary>
    AtReplicas,

    /// <summary>It stops by itself when its lease runs out; and replicas refuse it.</summary>
    AtLeaseExpiry,
}

/// <summary>How a restarted process becomes known.</summary>
public enum RejoinRoute : byte
{
    /// <summary>It is known as before.</summary>
    AlreadyKnown,

    /// <summary>The control plane hands out the new address at its next cycle after a heartbeat.</summary>
    AddressRefresh,

    /// <summary>The process registers itself and is assigned anew.</summary>
    Registration,
}

/// <summary>What hook 4 sees.</summary>
/// <param name="NewAddress">Whether the process listens at another address than before.</param>
public readonly record struct RestartView(bool NewAddress);

/// <summary>Who orders rebuilds.</summary>
public enum RebuildOrders : byte
{
    /// <summary>The control plane, at its cycles.</summary>
    ControlPlaneCycle,

    /// <summary>An orchestrator, a planning delay after the verdict.</summary>
    Orchestrator,
}

/// <summary>What a running node reports when a primary is to be chosen.</summary>
public readonly record struct CandidateReport
{
    /// <summary>The node.</summary>
    public required int Node { get; init; }

    /// <summary>Its state in the last view of the primary it followed.</summary>
    public required ReplicaState State { get; init; }

    /// <summary>The newest epoch it has taken part in.</summary>
    public required int Epoch { get; init; }

    /// <summary>The last entry it has seen, durable or not. By the time anybody asks, what was received has become durable (docs/model.md §12), so the two differ only in reports made up for a test.</summary>
    public required double ApparentLsn { get; init; }

    /// <summary>The last entry on its disk.</summary>
    public required double DurableLsn { get; init; }

    /// <summary>The last entry up to which it can serve everything in the lineage of <see cref="Epoch"/>.</summary>
    public required double RecoverablePrefixLsn { get; init; }

    /// <summary>The last entry that may have been committed for all it knows: what it had when it last was in step, or primary.</summary>
    public required double PossiblyCommittedLsn { get; init; }
}

/// <summary>What hook 5 sees besides the reports.</summary>
/// <param name="Durability">The mode writes were acknowledged under.</param>
/// <param name="Nodes">Nodes of the volume, the lost primary included.</param>
/// <param name="Epoch">The epoch of the lost primary: the newest that the control plane has given out.</param>
public readonly record struct PromotionView(Durability Durability, int Nodes, int Epoch);
