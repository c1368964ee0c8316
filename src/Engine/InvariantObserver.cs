namespace WalSweep.Engine;

/// <summary>
/// Checks after every event that the simulator keeps its own rules; a violation is a bug and stops the run. On in tests, and in runs behind a switch, for every event takes longer with it. Allocates
/// nothing unless a rule is broken.
/// </summary>
public struct InvariantObserver : ITrialObserver
{
    // A position is a sum of products of doubles; whole entries are what is counted.
    private const double _slackEntries = 1;

    private double _lastTimeS;
    private double _lastHead;
    private double _lastCommitted;
    private int _setBacks;

    /// <summary>Starts over; to be called before each trial.</summary>
    public void Reset()
    {
        _lastTimeS = 0;
        _lastHead = 0;
        _lastCommitted = double.NegativeInfinity;
        _setBacks = 0;
    }

    /// <inheritdoc/>
    public static bool IsWatching => true;

    /// <inheritdoc/>
    public void OnTransition(in TrialState state, int node, ReplicaState from, ReplicaState to, Cause cause) => _setBacks++;

    /// <inheritdoc/>
    public void OnEvent(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node, Fault fault)
    {
        _setBacks += kind == EventKind.Fault ? 1 : 0;
        Require(state.NowS >= _lastTimeS, "time went back", in state, kind, node);
        Require(state.HeadEntries >= _lastHead - (_slackEntries / 2), "the head went back", in state, kind, node);
        Require(state.CommittedLsn >= _lastCommitted, "the commit went back", in state, kind, node);
        Require(state.CommittedLsn <= state.HeadEntries, "more is committed than written", in state, kind, node);
        Require(!state.Blocked || state.HeadEntries <= state.CommittedLsn + parameters.InflightEntries + _slackEntries || state.AdmittedPerS == 0, "writes go on while blocked", in state, kind, node);
        Require(state.AdmittedPerS >= 0 && state.AdmittedPerS <= state.OfferedPerS, "more is admitted than offered", in state, kind, node);
        CheckWal(in state, in parameters, kind, node);
        CheckCounts(in state, kind, node);
        for (var number = 1; number <= state.ReplicaCount; number++)
        {
            CheckReplica(in state, in state.ReplicaOf(number), kind, number);
        }

        _lastTimeS = state.NowS;
        _lastHead = state.HeadEntries;
        _lastCommitted = state.CommittedLsn;
    }

    private readonly void CheckWal(in TrialState state, in ScenarioParameters parameters, EventKind kind, int node)
    {
        var tail = state.TailEntries;
        var capacity = parameters.WalCapacityBytes / parameters.EntryBytes;
        Require(tail <= state.HeadEntries, "the tail passed the head", in state, kind, node);

        // A fault or a transition sets a position back to a whole entry, less than one entry each time; a full device then holds the head, which cannot go back, that much further from the tail.
        Require(state.HeadEntries - tail <= Math.Max(capacity, state.AlwaysKept) + ((1 + _setBacks) * _slackEntries), "more WAL is kept than the device holds", in state, kind, node);
        for (var number = 1; number <= state.ReplicaCount; number++)
        {
            ref readonly var replica = ref state.ReplicaOf(number);
            Require(!replica.Pinned || replica.Position.At(state.NowS) >= tail - _slackEntries, "a pinned entry was dropped", in state, kind, number);
        }
    }

    private static void CheckCounts(in TrialState state, EventKind kind, int node)
    {
        int inSync = 0, liveInSync = 0, live = 0, pins = 0, replaying = 0, copying = 0, failed = 0;
        for (var number = 1; number <= state.ReplicaCount; number++)
        {
            ref readonly var replica = ref state.ReplicaOf(number);
            inSync += replica.State == ReplicaState.InSync ? 1 : 0;
            liveInSync += replica.State == ReplicaState.InSync && replica.Live ? 1 : 0;
            live += replica.Live ? 1 : 0;
            pins += replica.Pinned ? 1 : 0;
            replaying += replica.Stage is SessionStage.Chase or SessionStage.Round ? 1 : 0;
            copying += replica.Stage == SessionStage.Copy ? 1 : 0;
            failed += replica.State == ReplicaState.Failed ? 1 : 0;
        }

        var agrees = inSync == state.InSync && liveInSync == state.LiveInSync && live == state.Live && pins == state.Pins
            && replaying == state.Replaying && copying == state.Copying && failed == state.FailedReplicas;
        Require(agrees, "the counts of replicas do not agree with the replicas", in state, kind, node);
    }

    private static void CheckReplica(in TrialState state, in Replica replica, EventKind kind, int node)
    {
        Require(state.DueTimes[node - 1].AtS >= state.NowS, "something is due in the past", in state, kind, node);
        Require(!replica.Live || (replica.ProcessUp && replica.LinkUp), "a stream goes to a node that is not there", in state, kind, node);
        Require(replica.Live || replica.Position.At(state.NowS) <= state.HeadEntries, "a replica is ahead of the head", in state, kind, node);
        Require(replica.Stage == SessionStage.None || (replica.ProcessUp && replica.LinkUp), "a session goes on with a node that is not there", in state, kind, node);
        Require(replica.State != ReplicaState.InSync || replica.Live || state.DueTimes[node - 1].AtS < double.PositiveInfinity, "a broken stream will never be noticed", in state, kind, node);
        var fits = replica.State switch
        {
            ReplicaState.InSync or ReplicaState.PromotionHold or ReplicaState.NeedsRebuild or ReplicaState.Degraded or ReplicaState.Failed => replica.Stage == SessionStage.None,
            ReplicaState.Lagging => replica.Stage is SessionStage.None or SessionStage.Handshake,
            ReplicaState.Rebuilding => replica.Stage == SessionStage.Copy,
            _ => replica.Stage is SessionStage.Chase or SessionStage.Round or SessionStage.FinalBarrier,
        };
        Require(fits, "the session does not fit the state", in state, kind, node);
        Require(!replica.Live || replica.State is ReplicaState.InSync or ReplicaState.PromotionHold, "a stream goes to a replica that is not in step", in state, kind, node);
    }

    private static void Require(bool holds, string rule, in TrialState state, EventKind kind, int node)
    {
        if (!holds)
        {
            throw new ModelViolationException(FormattableString.Invariant($"{rule}: after {kind} of node {node} at {state.NowS} s, head {state.HeadEntries}, tail {state.TailEntries}, committed {state.CommittedLsn}"));
        }
    }
}
