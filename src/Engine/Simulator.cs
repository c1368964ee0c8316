using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WalSweep.Engine;

/// <summary>
/// Runs one scenario under one protocol, from event to event, as docs/model.md defines it. The protocol decides through its five hooks; this type applies the decisions and
/// moves everything between events. It allocates nothing.
/// </summary>
/// <typeparam name="TProtocol">The protocol version.</typeparam>
/// <typeparam name="TObserver">Who watches; <see cref="NoObserver"/> for nobody.</typeparam>
internal partial struct Simulator<TProtocol, TObserver>
    where TProtocol : struct, IProtocol
    where TObserver : struct, ITrialObserver
{
    private const int _nodesDirty = (1 << (ScenarioParameters.MaxReplicas + 1)) - 1;
    private const int _volumeDirty = 1 << 6;
    private const int _commitDirty = 1 << 7;

    // The state is the first field, and the only one that a trial without an observer uses: docs/decisions.md, "The simulator is the trial's state".
    private TrialState _s;
    private TObserver _observer;

    private int AllReplicas => ((2 << _s.ReplicaCount) - 1) & ~(1 << _s.Primary);

    private double HeadAt(double timeS) => _s.HeadAt(timeS);

    private double HeadRatePerS => _s.HeadMotion.RatePerS;

    // Two zeros of different sign count as throttled, which changes nothing; to compare numbers as such takes one jump more, twice an event.
    private bool IsThrottled => BitConverter.DoubleToInt64Bits(HeadRatePerS) != BitConverter.DoubleToInt64Bits(_s.OfferedPerS);

    // Nodes are asked for all the time, by their numbers 0..R, which a valid scenario keeps within the buffer: so they are reached without a check of bounds.
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Replica ReplicaAt(int node) => ref Unsafe.Add(ref _s.Replicas[0], (nuint)node);

    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Due DueOf(int node) => ref Unsafe.Add(ref _s.DueTimes[0], (nuint)node);

    /// <summary>Runs a scenario that keeps the rules of <see cref="Scenario.Validate"/> and that nobody watches, in the worker's buffer itself: a simulator begins with a state.</summary>
    /// <exception cref="ModelViolationException">A bug: the simulator broke its own rules.</exception>
    public static void Run(in Scenario scenario, ref TrialState state) =>
        Unsafe.As<TrialState, Simulator<TProtocol, NoObserver>>(ref state).RunTrial(in scenario);

    /// <summary>Runs such a scenario and has it watched, in a state beside the observer; both are given back however the trial ends.</summary>
    /// <inheritdoc cref="Run(in Scenario, ref TrialState)"/>
    public static void Run(in Scenario scenario, ref TrialState state, scoped ref TObserver observer)
    {
        var simulator = new Simulator<TProtocol, TObserver> { _observer = observer };
        try
        {
            simulator.RunTrial(in scenario);
        }
        finally
        {
            state = simulator._s;
            observer = simulator._observer;
        }
    }

    private void RunTrial(in Scenario scenario)
    {
        _s.Begin(in scenario.Parameters);
        Begin(scenario.Timeline);
        RunToEnd(scenario.Timeline);
        if (TObserver.IsWatching)
        {
            _s.WatchedCommitted = CommittedNow();
            _observer.OnEnd(in _s);
        }

        Finish();
    }

    private void Begin(ReadOnlySpan<Fault> timeline)
    {
        var replicas = _s.ReplicaCount;
        _s.Dirty = 0;
        _s.HeadMotion = new Motion { RatePerS = _s.Parameters.WriteRatePerS };
        _s.Head.Begin(_s.Parameters.WriteRatePerS);
        BeginPrimary();
        for (var node = 1; node <= replicas; node++)
        {
            ReplicaAt(node).Begin();
            DueOf(node).AtS = double.PositiveInfinity;
        }

        _s.Outcome = default;
        _s.Best.Reset();
        _s.NowS = _s.HeadEntries = 0;
        SeekFault(0, timeline);
        _s.ControlPlaneDown = false;
        _s.ControlPlaneSinceS = double.NegativeInfinity;
        _s.ClientsPerS = _s.OfferedPerS = _s.Parameters.WriteRatePerS;
        _s.Blocked = false;
        _s.Committing = true;
        _s.CommittedLsn = double.NegativeInfinity;
        _s.AlwaysKept = TProtocol.Retention == RetentionRule.WindowAndReservations
            ? Ordered.Min(_s.KeepEntries, _s.CapacityEntries)
            : _s.Parameters.CheckpointWindowBytes / _s.Parameters.EntryBytes;
        _s.TailFloor = -_s.AlwaysKept;
        _s.PeakEntries = _s.AlwaysKept;
        _s.PinnedEntryS = 0;
        _s.PinnedUntilS = 0;
        _s.PinnedNodes = 0;
        _s.Full = false;
        _s.VolumeAtS = double.PositiveInfinity;
        _s.InSync = _s.LiveInSync = _s.Live = replicas;
        _s.FailedReplicas = _s.Replaying = _s.Copying = 0;
        _s.CausesSeen = 0;
        _s.FirstReplica = -1;
        _s.FirstIsOver = _s.FirstCaughtUp = _s.FirstRebuilt = _s.FirstHasRebuildCause = _s.NeedlessIfRebuilt = false;
        _s.Outcome.BacklogEntries = _s.Outcome.RecoveryS = _s.Outcome.HoldS = _s.Outcome.WorstRecoveryS = double.NaN;
    }

    // A method of its own for the compiler too: there is a limit to what it inlines into one, and the small methods called from here need it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunToEnd(ReadOnlySpan<Fault> timeline)
    {
        while (true)
        {
            var atS = _s.NextFaultS;
            var rank = EventOrder.Fault;
            foreach (ref readonly var due in MemoryMarshal.CreateReadOnlySpan(ref DueOf(_s.FirstNode), _s.NodesFromFirst))
            {
                if (due.AtS <= atS && (due.AtS < atS || due.Rank < rank))
                {
                    atS = due.AtS;
                    rank = due.Rank;
                }
            }

            if (atS >= double.PositiveInfinity && _s.LiveInSync + _s.FailedReplicas == _s.ReplicaCount && _s.Serves && _s.LostSinceS == double.PositiveInfinity)
            {
                // Nothing to come: the primary serves and holds its lease, and every replica is in step with nothing overdue, or given up.
                _s.Outcome.Ended = _s.FailedReplicas > 0 ? Ending.Failed : Ending.Completed;
                return;
            }

            if (_s.VolumeAtS <= atS && (_s.VolumeAtS < atS || _s.VolumeRank < rank))
            {
                atS = _s.VolumeAtS;
                rank = _s.VolumeRank;
            }

            if (atS > _s.Parameters.HorizonS)
            {
                Advance(_s.Parameters.HorizonS);
                _s.Outcome.Ended = !_s.Serves ? Ending.Unavailable : AnyDegraded() ? Ending.Degraded : Ending.Stalled;
                return;
            }

            if (_s.Outcome.Events >= _s.Parameters.EventBudget)
            {
                _s.Outcome.Ended = Ending.EventBudget;
                return;
            }

            _s.Outcome.Events++;
            Advance(atS);
            Apply(rank, timeline);
        }
    }

    private void Apply(int rank, ReadOnlySpan<Fault> timeline)
    {
        var kind = EventOrder.KindOf(rank);
        var node = EventOrder.NodeOf(rank);
        if (EventOrder.IsOfNode(rank))
        {
            ApplyReplica(kind, node);
        }
        else if (kind == EventKind.Fault)
        {
            ref readonly var fault = ref timeline[_s.NextFault];
            SeekFault(_s.NextFault + 1, timeline);
            ApplyFault(in fault);
            node = fault.NamesNode ? fault.Node : -1;
        }
        else
        {
            ApplyVolume(kind);
            node = -1;
        }

        if (_s.Dirty != 0 || _s.Full)
        {
            Settle();
        }

        if (TObserver.IsWatching)
        {
            _s.WatchedCommitted = CommittedNow();
            _observer.OnEvent(in _s, in _s.Parameters, kind, node, kind == EventKind.Fault ? timeline[_s.NextFault - 1] : default);
        }
    }

    private void SeekFault(int index, ReadOnlySpan<Fault> timeline)
    {
        _s.NextFault = index;
        _s.NextFaultS = index < timeline.Length ? timeline[index].TimeS : double.PositiveInfinity;
    }

    private void ApplyReplica(EventKind kind, int node)
    {
        ref var replica = ref ReplicaAt(node);
        if (kind == EventKind.TargetReached)
        {
            ReachTarget(node, ref replica);
            return;
        }

        _s.Dirty |= 1 << node;
        switch (kind)
        {
            case EventKind.HandshakeDone:
                EndHandshake(node, ref replica);
                break;
            case EventKind.CopyDone:
                EndCopy(node, ref replica);
                break;
            case EventKind.BarrierDone:
                EndFinalBarrier(node, ref replica);
                break;
            case EventKind.PinLimit:
                ReachPinLimit(node, ref replica);
                break;
            case EventKind.HistoryLost:
                Abort(node, ref replica, Cause.HistoryLostMidway);
                break;
            case EventKind.HoldOver:
                EnterInSync(node, ref replica);
                break;
            case EventKind.AcknowledgementOverdue:
                LeaveStep(node, ref replica);
                break;
            case EventKind.Expiry:
                ExpirePin(node, ref replica);
                break;
            case EventKind.Probe:
                if (TObserver.IsWatching)
                {
                    // What was decided when the probe was planned, on the same facts: anything that changes them plans anew.
                    TreatmentOf(node, ViewContact(in replica));
                }

                BeginHandshake(ref replica);
                break;
            case EventKind.AddressRefresh:
                replica.Known = true;
                replica.RegisteredAtS = _s.NowS;
                break;
            case EventKind.Registration:
                Register(node, ref replica);
                break;
            case EventKind.RebuildOrder:
                OrderRebuild(node, ref replica);
                break;
            default:
                ApplyPrimary(kind);
                break;
        }
    }

    /// <summary>Brings everything that depends on what the event changed up to date: the commit, the device, the head, and what is due next.</summary>
    private void Settle()
    {
        if ((_s.Dirty & _commitDirty) != 0)
        {
            UpdateCommitting();
        }

        if (_s.Full)
        {
            UpdateFull();
        }

        if (_s.Blocked || _s.Full || IsThrottled)
        {
            Admit();
        }

        if ((_s.Dirty & _volumeDirty) != 0)
        {
            ScheduleVolume();
        }

        for (var dirty = _s.Dirty & _nodesDirty; dirty != 0; dirty &= dirty - 1)
        {
            var node = BitOperations.TrailingZeroCount(dirty);
            Schedule(node, ref ReplicaAt(node));
        }

        _s.Dirty = 0;
    }

    /// <summary>Moves the trial to a time not before now; everything that accumulates over time does so here.</summary>
    private void Advance(double untilS)
    {
        var lengthS = untilS - _s.NowS;
        if (!(lengthS > 0))
        {
            return;
        }

        if (IsThrottled && _s.OfferedPerS > 0)
        {
            _s.Outcome.BlockedS += (1 - (HeadRatePerS / _s.OfferedPerS)) * lengthS;
        }

        if (_s.Live + 1 < _s.PromisedCopies)
        {
            _s.Outcome.ExposedS += ExposedSeconds(lengthS);
        }

        _s.NowS = untilS;
        _s.HeadEntries = _s.HeadMotion.At(untilS);
    }

    /// <summary>The remainder that the live stream carries at a rate of the head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double BarrierEntries(double headPerS) => Ordered.Max(_s.Parameters.BarrierEntries, headPerS * _s.RoundTripS);

    private void Enter(int node, ref Replica replica, ReplicaState to, Cause cause)
    {
        var from = replica.State;
        if (!Transitions.IsLegal(from, to))
        {
            throw new ModelViolationException(FormattableString.Invariant($"replica {node} may not go from {from} to {to} ({cause}) at {_s.NowS} s"));
        }

        if (from == ReplicaState.InSync)
        {
            replica.PossiblyCommittedLsn = replica.Position.Value;
            _s.InSync--;
            _s.LiveInSync -= replica.Live ? 1 : 0;
            _s.Dirty |= _commitDirty;
        }

        if (to == ReplicaState.InSync)
        {
            if (RequiresThoseInStep && _s.Committing)
            {
                // One more is required from now on, but what was committed without it stays committed.
                NoteCommit();
            }

            _s.InSync++;
            _s.LiveInSync += replica.Live ? 1 : 0;
            _s.Dirty |= _commitDirty;
        }

        _s.Dirty |= 1 << node;
        CloseState(ref replica);
        replica.State = to;
        _s.CausesSeen |= 1UL << (int)cause;
        if (TObserver.IsWatching)
        {
            _observer.OnTransition(in _s, node, from, to, cause);
        }
    }

    /// <summary>Puts on the record what was decided or found out about a replica without a change of its state.</summary>
    private void Note(int node, Cause cause)
    {
        _s.CausesSeen |= 1UL << (int)cause;
        if (TObserver.IsWatching)
        {
            _observer.OnDecision(in _s, node, cause);
        }
    }

    private void SetLive(int node, ref Replica replica, bool live)
    {
        if (replica.State == ReplicaState.InSync)
        {
            _s.LiveInSync += live ? 1 : -1;
            _s.Dirty |= _commitDirty;
        }

        replica.Live = live;
        _s.Live += replica.IsHollow ? 0 : live ? 1 : -1;
        _s.Dirty |= 1 << node;
    }
}
