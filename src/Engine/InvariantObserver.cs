namespace WalSweep.Engine;

/// <summary>
/// Checks after every event that the simulator keeps its own rules; a violation is a bug and stops the run. On in tests, and in runs behind a switch, for every event takes longer with it. Allocates
/// nothing unless a rule is broken.
/// </summary>
public struct InvariantObserver : ITrialObserver
{
    private double _lastTimeS;
    private double _lastHead;
    private double _lastCommitted;
    private int _setBacks;
    private int _lastTerms;

    /// <summary>Starts over; to be called before each trial.</summary>
    public void Reset()
    {
        _lastTimeS = 0;
        _lastHead = 0;
        _lastCommitted = double.NegativeInfinity;
        _setBacks = 0;
        _lastTerms = 1;
    }

    /// <inheritdoc/>
    public static bool IsWatching => true;

    /// <inheritdoc/>
    public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) => _setBacks++;

    /// <inheritdoc/>
    public readonly void OnDecision(in TrialState state, int node, Cause cause)
    {
    }

    /// <inheritdoc/>
    public readonly void OnContact(in TrialState state, int node, ContactView view, LaggingTreatment treatment)
    {
    }

    /// <inheritdoc/>
    public readonly void OnReplay(in TrialState state, int node, in ReplayView view, ConvergenceVerdict verdict)
    {
    }

    /// <inheritdoc/>
    public readonly void OnGap(in TrialState state, int node, in GapView view, GapVerdict verdict)
    {
    }

    /// <inheritdoc/>
    public readonly void OnRebuild(in TrialState state, int node, in RebuildView view, RebuildVerdict verdict)
    {
    }

    /// <inheritdoc/>
    public readonly void OnRestart(in TrialState state, int node, RestartView view, RejoinRoute route)
    {
    }

    /// <inheritdoc/>
    public readonly void OnTruncation(in TrialState state, int node, double droppedEntries)
    {
    }

    /// <inheritdoc/>
    public readonly void OnEnd(in TrialState state)
    {
    }

    /// <inheritdoc/>
    public readonly void OnPromotion(in TrialState state, ReadOnlySpan<CandidateReport> reports, in PromotionView view, int chosen)
    {
    }

    /// <inheritdoc/>
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
        var check = new Check(in state, kind, node);
        _setBacks += kind == EventKind.Fault ? 1 : 0;
        check.Require(state.NowS >= _lastTimeS, "time went back");
        var sameTerm = state.TermCount == _lastTerms;
        check.Require(!sameTerm || state.HeadEntries >= _lastHead - check.SlackEntries, "the head went back");
        check.Require(!sameTerm || state.CommittedLsn >= _lastCommitted || fault.Kind is FaultKind.StartsLagging or FaultKind.StartsNeedingRebuild, "the commit went back");
        check.Require(state.CommittedLsn <= state.HeadEntries, "more is committed than written");
        check.Require(!state.Blocked || state.HeadEntries <= state.CommittedLsn + parameters.InflightEntries + check.SlackEntries || state.AdmittedPerS == 0, "writes go on while blocked");
        check.Require(state.AdmittedPerS >= 0 && state.AdmittedPerS <= state.OfferedPerS, "more is admitted than offered");
        CheckWal(in check, in state, in parameters);
        CheckPrimary(in check, in state);
        CheckCounts(in check, in state);
        for (var number = 0; number <= state.ReplicaCount; number++)
        {
            CheckReplica(in check, in state, number);
        }

        _lastTimeS = state.NowS;
        _lastHead = state.HeadEntries;
        _lastCommitted = state.CommittedLsn;
        _lastTerms = state.TermCount;
    }

    private readonly void CheckWal(in Check check, in TrialState state, in ScenarioParameters parameters)
    {
        var tail = state.TailEntries;
        var capacity = parameters.WalCapacityBytes / parameters.EntryBytes;
        check.Require(tail <= state.HeadEntries, "the tail passed the head");

        // A fault or a transition sets a position back to a whole entry, less than one entry each time; a full device then holds the head, which cannot go back, that much further from the tail.
        check.Require(state.HeadEntries - tail <= Math.Max(capacity, state.AlwaysKept) + _setBacks + check.SlackEntries, "more WAL is kept than the device holds");
        for (var number = 0; number <= state.ReplicaCount; number++)
        {
            ref readonly var replica = ref state.ReplicaOf(number);

            // Whole entries are kept: a pin set back to the beginning of the entry that the tail is in has lost nothing.
            check.Require(!replica.Pinned || replica.Position.At(state.NowS) >= Math.Floor(tail) - check.SlackEntries, "a pinned entry was dropped", number);
        }
    }

    private static void CheckPrimary(in Check check, in TrialState state)
    {
        ref readonly var primary = ref state.ReplicaOf(state.Primary);
        check.Require(primary.State == ReplicaState.Primary && !primary.Live && !primary.Pinned, "the primary is somebody's replica", state.Primary);
        check.Require(!state.Serves || !primary.Is(Hindrances.ProcessDown), "a primary serves that is not there", state.Primary);
        check.Require(state.Serves || state.AdmittedPerS == 0, "writes go on without a primary that serves");
        check.Require(!state.IsStalePrimary(state.Primary), "the primary is taken for one that was replaced", state.Primary);
    }

    private static void CheckCounts(in Check check, in TrialState state)
    {
        int inSync = 0, liveInSync = 0, live = 0, pinned = 0, replaying = 0, copying = 0, failed = 0;
        for (var number = 0; number <= state.ReplicaCount; number++)
        {
            ref readonly var replica = ref state.ReplicaOf(number);
            inSync += replica.State == ReplicaState.InSync ? 1 : 0;
            liveInSync += replica.State == ReplicaState.InSync && replica.Live ? 1 : 0;
            live += replica.Live && !replica.IsHollow ? 1 : 0;
            pinned |= replica.Pinned ? 1 << number : 0;
            replaying += replica.Stage is SessionStage.Chase or SessionStage.Round ? 1 : 0;
            copying += replica.Stage == SessionStage.Copy ? 1 : 0;
            failed += replica.State == ReplicaState.Failed ? 1 : 0;
        }

        var agrees = inSync == state.InSync && liveInSync == state.LiveInSync && live == state.Live && pinned == state.PinnedNodes
            && replaying == state.Replaying && copying == state.Copying && failed == state.FailedReplicas;
        check.Require(agrees, "the counts of replicas do not agree with the replicas");
    }

    private static void CheckReplica(in Check check, in TrialState state, int number)
    {
        ref readonly var replica = ref state.ReplicaOf(number);
        var dueAtS = state.DueTimes[number].AtS;
        var position = replica.Position.At(state.NowS);
        check.Require(dueAtS >= state.NowS, "something is due in the past", number);
        check.Require(!replica.Live || replica.Present, "a stream goes to a node that is not there", number);
        check.Require(replica.Live || state.TermCount > 1 || position <= state.HeadEntries + check.SlackEntries, "a replica is ahead of the head", number);
        check.Require(replica.Live || replica.State != ReplicaState.InSync || replica.AcknowledgedLsn <= position, "more is acknowledged than there is", number);
        check.Require(replica.Stage == SessionStage.None || replica.Present, "a session goes on with a node that is not there", number);
        check.Require(replica.State != ReplicaState.InSync || replica.Live || replica.Is(Hindrances.PrimaryGone) || dueAtS < double.PositiveInfinity, "a broken stream will never be noticed", number);
        check.Require(!replica.Live || replica.State is ReplicaState.InSync or ReplicaState.PromotionHold, "a stream goes to a replica that is not in step", number);
        var fits = replica.State switch
        {
            ReplicaState.InSync or ReplicaState.PromotionHold or ReplicaState.NeedsRebuild or ReplicaState.Degraded or ReplicaState.Failed or ReplicaState.Primary => replica.Stage == SessionStage.None,
            ReplicaState.Lagging => replica.Stage is SessionStage.None or SessionStage.Handshake,
            ReplicaState.Rebuilding => replica.Stage == SessionStage.Copy,
            _ => replica.Stage is SessionStage.Chase or SessionStage.Round or SessionStage.FinalBarrier,
        };
        check.Require(fits, "the session does not fit the state", number);
    }

    /// <summary>The event after which the rules are looked at, for the message.</summary>
    private readonly ref struct Check(ref readonly TrialState state, EventKind kind, int node)
    {
        // Two positions that meet may pass each other by their rounding, of themselves and of rate times time.
        private const double _roundingOfPosition = 1.0 / (1L << 48);

        private readonly ref readonly TrialState _state = ref state;

        /// <summary>Whole entries are what is counted; at the highest rates, years from the start, a double resolves no half entry any more.</summary>
        public double SlackEntries { get; } = 0.5 + (_roundingOfPosition * (Math.Abs(state.HeadEntries) + (state.OfferedPerS * state.NowS)));

        public void Require(bool holds, string rule, int replica = -1)
        {
            if (!holds)
            {
                var whose = replica >= 0 ? FormattableString.Invariant($" (node {replica})") : "";
                throw new ModelViolationException(FormattableString.Invariant(
                    $"{rule}{whose}: after {kind} of node {node} at {_state.NowS} s, head {_state.HeadEntries}, tail {_state.TailEntries}, committed {_state.CommittedLsn}"));
            }
        }
    }
}
