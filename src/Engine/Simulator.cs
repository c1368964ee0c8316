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
internal ref partial struct Simulator<TProtocol, TObserver>
    where TProtocol : struct, IProtocol
    where TObserver : struct, ITrialObserver
{
    private const int _volumeDirty = 1;
    private const int _commitDirty = 1 << 8;

    private readonly ref readonly ScenarioParameters _p;
    private readonly ReadOnlySpan<Fault> _timeline;
    private readonly ref TrialState _s;
    private readonly ref TObserver _observer;

    // What is due next for each replica; node i is element i - 1.
    private readonly Span<Due> _due;

    // Replicas are asked for all the time, by nodes 1..R, which a valid scenario keeps within the buffer: so they are reached without a check of bounds.
    private readonly ref Replica _firstReplica;
    private readonly int _replicaCount;

    // The limits in entries, and what follows from the parameters alone.
    private readonly double _keepEntries;
    private readonly double _capacityEntries;
    private readonly double _reservationEntries;
    private readonly double _rebuildReservationEntries;
    private readonly double _snapshotLagEntries;
    private readonly double _roundTripS;
    private readonly int _promisedCopies;

    // What must be looked at again after the event in hand: bit 0 the volume, bit i replica i, bit 8 the commit.
    private int _dirty;

    private Simulator(ref readonly ScenarioParameters parameters, ReadOnlySpan<Fault> timeline, ref TrialState state, ref TObserver observer)
    {
        _p = ref parameters;
        _timeline = timeline;
        _s = ref state;
        _observer = ref observer;
        _firstReplica = ref state.Replicas[0];
        _due = MemoryMarshal.CreateSpan(ref state.DueTimes[0], parameters.Replicas);
        _replicaCount = parameters.Replicas;
        _keepEntries = Ordered.Max(_p.CheckpointWindowBytes, _p.RetentionBytes) / _p.EntryBytes;
        _capacityEntries = _p.WalCapacityBytes / _p.EntryBytes;
        _reservationEntries = _p.ReservationBytes / _p.EntryBytes;
        _rebuildReservationEntries = _p.RebuildReservationBytes / _p.EntryBytes;
        _snapshotLagEntries = _p.SnapshotLagBytes / _p.EntryBytes;
        _roundTripS = ScenarioParameters.RoundTripS(_p.LatencyS, _p.FsyncS);
        _promisedCopies = _p.Durability switch
        {
            Durability.BestEffort => 1,
            Durability.SyncQuorum => ((_replicaCount + 1) / 2) + 1,
            _ => _replicaCount + 1,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref Replica ReplicaAt(int node) => ref Unsafe.Add(ref _firstReplica, node - 1);

    private readonly int AllReplicas => ((1 << _replicaCount) - 1) << 1;

    private readonly double HeadRatePerS => _s.Head.Current.RatePerS;

    /// <summary>Runs a scenario that keeps the rules of <see cref="Scenario.Validate"/>.</summary>
    /// <exception cref="ModelViolationException">A bug: the simulator broke its own rules.</exception>
    public static void Run(in Scenario scenario, scoped ref TrialState state, scoped ref TObserver observer)
    {
        var simulator = new Simulator<TProtocol, TObserver>(in scenario.Parameters, scenario.Timeline, ref state, ref observer);
        simulator.Begin();
        simulator.RunToEnd();
        simulator.Finish();
    }

    private void Begin()
    {
        var replicas = _replicaCount;
        _s.ReplicaCount = replicas;
        _s.Head.Begin(_p.WriteRatePerS);
        for (var node = 1; node <= replicas; node++)
        {
            ReplicaAt(node).Begin();
            _due[node - 1].AtS = double.PositiveInfinity;
        }

        _s.Outcome = default;
        _s.Best.Reset();
        _s.NowS = _s.HeadEntries = 0;
        SeekFault(0);
        _s.ControlPlaneDown = false;
        _s.ControlPlaneSinceS = double.NegativeInfinity;
        _s.OfferedPerS = _p.WriteRatePerS;
        _s.Blocked = false;
        _s.Committing = true;
        _s.CommittedLsn = double.NegativeInfinity;
        _s.AlwaysKept = TProtocol.Retention == RetentionRule.WindowAndReservations
            ? Ordered.Min(_keepEntries, _capacityEntries)
            : _p.CheckpointWindowBytes / _p.EntryBytes;
        _s.TailFloor = -_s.AlwaysKept;
        _s.PeakEntries = _s.AlwaysKept;
        _s.PinnedEntryS = 0;
        _s.PinnedUntilS = 0;
        _s.Pins = 0;
        _s.Full = false;
        _s.VolumeAtS = double.PositiveInfinity;
        _s.InSync = _s.LiveInSync = _s.Live = replicas;
        _s.FailedReplicas = _s.Replaying = _s.Copying = 0;
        _s.CausesSeen = 0;
        _s.FirstReplica = 0;
        _s.FirstIsOver = _s.FirstCaughtUp = _s.FirstRebuilt = _s.FirstHasRebuildCause = _s.NeedlessIfRebuilt = false;
        _s.Outcome.BacklogEntries = _s.Outcome.RecoveryS = _s.Outcome.HoldS = _s.Outcome.WorstRecoveryS = double.NaN;
    }

    // A method of its own for the compiler too: there is a limit to what it inlines into one, and the small methods called from here need it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunToEnd()
    {
        while (true)
        {
            var atS = _s.NextFaultS;
            var rank = EventOrder.Fault;
            foreach (ref readonly var due in _due)
            {
                if (due.AtS <= atS && (due.AtS < atS || due.Rank < rank))
                {
                    atS = due.AtS;
                    rank = due.Rank;
                }
            }

            if (atS == double.PositiveInfinity && _s.LiveInSync + _s.FailedReplicas == _replicaCount)
            {
                // Nothing to come: every replica is in step with nothing overdue, or given up.
                _s.Outcome.Ended = _s.FailedReplicas > 0 ? Ending.Failed : Ending.Completed;
                return;
            }

            if (_s.VolumeAtS <= atS && (_s.VolumeAtS < atS || _s.VolumeRank < rank))
            {
                atS = _s.VolumeAtS;
                rank = _s.VolumeRank;
            }

            if (atS > _p.HorizonS)
            {
                Advance(_p.HorizonS);
                _s.Outcome.Ended = AnyDegraded() ? Ending.Degraded : Ending.Stalled;
                return;
            }

            if (_s.Outcome.Events >= _p.EventBudget)
            {
                _s.Outcome.Ended = Ending.EventBudget;
                return;
            }

            _s.Outcome.Events++;
            Advance(atS);
            Apply(EventOrder.KindOf(rank), EventOrder.NodeOf(rank));
        }
    }

    private void Apply(EventKind kind, int node)
    {
        if (node > 0)
        {
            ApplyReplica(kind, node);
        }
        else if (kind == EventKind.Fault)
        {
            ref readonly var fault = ref _timeline[_s.NextFault];
            SeekFault(_s.NextFault + 1);
            ApplyFault(in fault);
            node = fault.Node;
        }
        else
        {
            ApplyVolume(kind);
        }

        if (_dirty != 0 || _s.Full)
        {
            Settle();
        }

        if (TObserver.IsWatching)
        {
            _observer.OnEvent(in _s, in _p, kind, node, kind == EventKind.Fault ? _timeline[_s.NextFault - 1] : default);
        }
    }

    private void SeekFault(int index)
    {
        _s.NextFault = index;
        _s.NextFaultS = index < _timeline.Length ? _timeline[index].TimeS : double.PositiveInfinity;
    }

    private void ApplyReplica(EventKind kind, int node)
    {
        ref var replica = ref ReplicaAt(node);
        if (kind == EventKind.TargetReached)
        {
            ReachTarget(node, ref replica);
            return;
        }

        _dirty |= 1 << node;
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
                BeginHandshake(ref replica);
                break;
            case EventKind.AddressRefresh:
                replica.Known = true;
                break;
            case EventKind.Registration:
                Register(node, ref replica);
                break;
            default:
                OrderRebuild(node, ref replica);
                break;
        }
    }

    /// <summary>Brings everything that depends on what the event changed up to date: the commit, the device, the head, and what is due next.</summary>
    private void Settle()
    {
        if ((_dirty & _commitDirty) != 0)
        {
            UpdateCommitting();
        }

        if (_s.Full)
        {
            UpdateFull();
        }

        if (_s.Blocked || _s.Full || _s.OfferedPerS != HeadRatePerS)
        {
            Admit();
        }

        if ((_dirty & _volumeDirty) != 0)
        {
            ScheduleVolume();
        }

        for (var dirty = _dirty & AllReplicas; dirty != 0; dirty &= dirty - 1)
        {
            var node = BitOperations.TrailingZeroCount(dirty);
            Schedule(node, ref ReplicaAt(node));
        }

        _dirty = 0;
    }

    private readonly bool AnyDegraded()
    {
        for (var node = 1; node <= _replicaCount; node++)
        {
            if (ReplicaAt(node).State == ReplicaState.Degraded)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves the trial to a time not before now; everything that accumulates over time does so here.</summary>
    private void Advance(double untilS)
    {
        var lengthS = untilS - _s.NowS;
        if (!(lengthS > 0))
        {
            return;
        }

        var rate = HeadRatePerS;
        if (rate != _s.OfferedPerS && _s.OfferedPerS > 0)
        {
            _s.Outcome.BlockedS += (1 - (rate / _s.OfferedPerS)) * lengthS;
        }

        if (_s.Live + 1 < _promisedCopies)
        {
            _s.Outcome.ExposedS += ExposedSeconds(lengthS);
        }

        _s.NowS = untilS;
        _s.HeadEntries = _s.Head.Current.At(untilS);
    }

    /// <summary>The remainder that the live stream carries at a rate of the head.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly double BarrierEntries(double headPerS) => Ordered.Max(_p.BarrierEntries, headPerS * _roundTripS);

    private void Enter(int node, ref Replica replica, ReplicaState to, Cause cause)
    {
        var from = replica.State;
        if (!Transitions.IsLegal(from, to))
        {
            throw new ModelViolationException(FormattableString.Invariant($"replica {node} may not go from {from} to {to} ({cause}) at {_s.NowS} s"));
        }

        if (from == ReplicaState.InSync)
        {
            _s.InSync--;
            _s.LiveInSync -= replica.Live ? 1 : 0;
        }

        if (to == ReplicaState.InSync)
        {
            if (TProtocol.DropsExcludedFromRequired && _p.Durability == Durability.SyncAll && _s.Committing)
            {
                // One more is required from now on, but what was committed without it stays committed.
                NoteCommit();
            }

            _s.InSync++;
            _s.LiveInSync += replica.Live ? 1 : 0;
        }

        _dirty |= (1 << node) | (from == ReplicaState.InSync || to == ReplicaState.InSync ? _commitDirty : 0);
        CloseState(ref replica);
        replica.State = to;
        _s.CausesSeen |= 1UL << (int)cause;
        if (TObserver.IsWatching)
        {
            _observer.OnTransition(in _s, node, from, to, cause);
        }
    }

    /// <summary>Puts on the record what was decided or found out about a replica without a change of its state.</summary>
    private readonly void Note(int node, Cause cause)
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
            _dirty |= _commitDirty;
        }

        replica.Live = live;
        _s.Live += live ? 1 : -1;
        _dirty |= 1 << node;
    }
}
