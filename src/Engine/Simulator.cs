using System.Runtime.CompilerServices;

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
        _keepEntries = Ordered.Max(_p.CheckpointWindowBytes, _p.RetentionBytes) / _p.EntryBytes;
        _capacityEntries = _p.WalCapacityBytes / _p.EntryBytes;
        _reservationEntries = _p.ReservationBytes / _p.EntryBytes;
        _rebuildReservationEntries = _p.RebuildReservationBytes / _p.EntryBytes;
        _snapshotLagEntries = _p.SnapshotLagBytes / _p.EntryBytes;
        _roundTripS = _p.LatencyS + _p.FsyncS + _p.LatencyS;
        _promisedCopies = _p.Durability switch
        {
            Durability.BestEffort => 1,
            Durability.SyncQuorum => ((_p.Replicas + 1) / 2) + 1,
            _ => _p.Replicas + 1,
        };
    }

    private readonly int AllReplicas => ((1 << _p.Replicas) - 1) << 1;

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
        var replicas = _p.Replicas;
        _s.ReplicaCount = replicas;
        _s.Head.Begin(_p.WriteRatePerS);
        for (var node = 1; node <= replicas; node++)
        {
            _s.Replicas[node - 1].Begin();
        }

        _s.Outcome = default;
        _s.Best.Reset();
        _s.NowS = _s.HeadEntries = 0;
        _s.NextFault = 0;
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

    private void RunToEnd()
    {
        while (!HasSettled())
        {
            var atS = _s.NextFault < _timeline.Length ? _timeline[_s.NextFault].TimeS : double.PositiveInfinity;
            var rank = 0;
            if (_s.VolumeAtS < atS)
            {
                atS = _s.VolumeAtS;
                rank = EventOrder.Rank(_s.VolumeKind, 0);
            }

            for (var node = 1; node <= _p.Replicas; node++)
            {
                ref var replica = ref _s.Replicas[node - 1];
                if (replica.NextAtS < atS || (replica.NextAtS == atS && replica.NextRank < rank))
                {
                    atS = replica.NextAtS;
                    rank = replica.NextRank;
                }
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
            Apply((EventKind)(rank & 0xff), rank >> 8 & 0xff);
        }

        _s.Outcome.Ended = _s.FailedReplicas > 0 ? Ending.Failed : Ending.Completed;
    }

    private void Apply(EventKind kind, int node)
    {
        Fault fault = default;
        if (kind == 0)
        {
            kind = EventKind.Fault;
            fault = _timeline[_s.NextFault++];
            ApplyFault(fault);
            node = fault.Node;
        }
        else if (node == 0)
        {
            ApplyVolume(kind);
        }
        else
        {
            ApplyReplica(kind, node);
        }

        Settle();
        if (TObserver.IsWatching)
        {
            _observer.OnEvent(in _s, in _p, kind, node, fault);
        }
    }

    private void ApplyReplica(EventKind kind, int node)
    {
        ref var replica = ref _s.Replicas[node - 1];
        _dirty |= 1 << node;
        switch (kind)
        {
            case EventKind.HandshakeDone:
                EndHandshake(node, ref replica);
                break;
            case EventKind.TargetReached:
                ReachTarget(node, ref replica);
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

        Admit();
        if ((_dirty & _volumeDirty) != 0)
        {
            ScheduleVolume();
        }

        for (var node = 1; node <= _p.Replicas; node++)
        {
            if ((_dirty >> node & 1) != 0)
            {
                Schedule(node, ref _s.Replicas[node - 1]);
            }
        }

        _dirty = 0;
    }

    /// <summary>Whether the trial is over: no fault to come, and every replica in step with nothing overdue, or given up.</summary>
    private readonly bool HasSettled()
    {
        if (_s.NextFault < _timeline.Length || _s.LiveInSync + _s.FailedReplicas < _p.Replicas)
        {
            return false;
        }

        for (var node = 1; node <= _p.Replicas; node++)
        {
            if (_s.Replicas[node - 1].NextAtS < double.PositiveInfinity)
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool AnyDegraded()
    {
        for (var node = 1; node <= _p.Replicas; node++)
        {
            if (_s.Replicas[node - 1].State == ReplicaState.Degraded)
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

        if (_s.Pins > 0)
        {
            AccumulatePins(lengthS);
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
