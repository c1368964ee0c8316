using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

// docs/model.md §12: whether the primary serves and holds its lease, and what its faults do to everybody else.
internal partial struct Simulator<TProtocol, TObserver>
{
    private void BeginPrimary()
    {
        _s.Primary = 0;
        _s.FirstNode = 1;
        _s.NodesFromFirst = _s.ReplicaCount;
        _s.Serves = true;
        _s.Fenced = _s.NobodyEligible = _s.ContactMatters = false;
        _s.PrimaryAtS = _s.LostSinceS = double.PositiveInfinity;
        _s.TermCount = 1;
        _s.Epoch = 0;
        _s.StaleNodes = 0;
        _s.StaleFraction = 0;
        _s.PayloadMarkLsn = double.NegativeInfinity;
        _s.BaseNewer = false;
        ReplicaAt(0).BeginAsPrimary();
        DueOf(0).AtS = double.PositiveInfinity;
    }

    private void ApplyPrimary(EventKind kind)
    {
        switch (kind)
        {
            case EventKind.Fence:
                _s.Fenced = true;
                CeaseServing();
                break;
            case EventKind.Resume:
                BeginTermInPlace();
                break;
            default:
                SeekPrimary();
                break;
        }
    }

    /// <summary>Sets what is due next for the primary: its fence, its resumption, or its replacement.</summary>
    private void SchedulePrimary()
    {
        var atS = double.PositiveInfinity;
        var rank = 0;
        if (_s.LostSinceS < double.PositiveInfinity)
        {
            var expiresS = _s.LostSinceS + _s.Parameters.LeaseTimeoutS;
            if (TProtocol.Fencing == FencingRule.AtLeaseExpiry && _s.Serves)
            {
                Consider(expiresS, EventOrder.TimerRank(EventKind.Fence, _s.Primary), ref atS, ref rank);
            }

            if (_s.AskFromS < double.PositiveInfinity)
            {
                Consider(FirstCycleS(Ordered.Max(expiresS, _s.AskFromS)), EventOrder.TimerRank(EventKind.Failover, _s.Primary), ref atS, ref rank);
            }
        }
        else if (!_s.Serves && !_s.ControlPlaneDown)
        {
            Consider(
                Ordered.Max(_s.HeardSinceS + _s.Parameters.RegistrationDelayS, _s.ControlPlaneSinceS), EventOrder.TimerRank(EventKind.Resume, _s.Primary), ref atS, ref rank);
        }

        _s.PrimaryAtS = atS;
        _s.PrimaryRank = rank;
        ScheduleVolume();
    }

    private void ApplyPrimaryFault(in Fault fault, ref Replica primary)
    {
        switch (fault.Kind)
        {
            case FaultKind.Crash:
                CrashPrimary(ref primary);
                break;
            case FaultKind.LinkDown:
                LoseReach();
                primary.Set(Hindrances.LinkDown, on: true);
                break;
            case FaultKind.LinkUp:
                primary.Set(Hindrances.LinkDown, on: false);
                UpdateLease(in primary);
                if (_s.Serves || _s.Fenced)
                {
                    RegainReach();
                }

                break;
            case FaultKind.IsolationStart or FaultKind.IsolationEnd:
                primary.Set(Hindrances.Isolated, fault.Kind == FaultKind.IsolationStart);
                break;
            case FaultKind.SpikeStart:
                StartSpike(ref primary, fault.Value);
                break;
            case FaultKind.SpikeEnd:
                EndSpike(fault.Node, ref primary);
                break;
            default:
                primary.Set(Hindrances.ProcessDown, on: false);
                if (!TProtocol.StartsEpochOnRestart)
                {
                    BeginTermInPlace();
                }

                break;
        }
    }

    /// <summary>What was received and is not yet durable is lost, and nobody is left to miss an acknowledgement.</summary>
    private void CrashPrimary(ref Replica primary)
    {
        if (_s.TermCount > 1)
        {
            ExtendPrimary();
        }

        if (_s.Serves || _s.Fenced)
        {
            primary.Position = Motion.Still(Math.Floor(HeadAt(_s.NowS - _s.Parameters.FsyncS)), _s.NowS);
        }

        CeaseServing();
        _s.Fenced = false;
        LoseReach();
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            ExpectNothing(ref ReplicaAt(node));
        }

        if (_s.TermCount > 1)
        {
            _s.Contents[_s.Primary].Truncate(primary.Position.Value);
        }

        primary.Set(Hindrances.ProcessDown, on: true);
    }

    /// <summary>To every other node it is as if its own link broke.</summary>
    private void LoseReach()
    {
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (node != _s.Primary && !replica.Is(Hindrances.PrimaryGone))
            {
                Break(node, ref replica, isCrash: false);
                replica.Set(Hindrances.PrimaryGone, on: true);
                replica.ReachableAgainS = replica.State == ReplicaState.InSync ? double.NaN : replica.ReachableAgainS;
            }
        }

        _s.Dirty |= AllReplicas;
    }

    private void RegainReach()
    {
        for (var node = 0; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (node != _s.Primary)
            {
                replica.Set(Hindrances.PrimaryGone, on: false);
                BecomePresent(node, ref replica);
            }
        }

        _s.Dirty |= AllReplicas;
    }

    private void CeaseServing()
    {
        if (!_s.Serves)
        {
            return;
        }

        if (_s.Committing)
        {
            NoteCommit();
        }

        _s.Serves = _s.Committing = false;
        _s.UnservedSinceS = _s.NowS;
        TakeClients();
    }

    private void Serve()
    {
        if (_s.Serves)
        {
            return;
        }

        _s.Serves = true;
        _s.Committing = _s.Parameters.Durability == Durability.BestEffort;
        _s.Outcome.UnavailableS += _s.NowS - _s.UnservedSinceS;
        _s.Dirty |= _commitDirty;
        TakeClients();
    }

    /// <summary>The primary is offered what of the clients' writes reaches it.</summary>
    private void TakeClients()
    {
        _s.OfferedPerS = _s.Serves ? _s.ClientsPerS * (1 - _s.StaleFraction) : 0;
        _s.Dirty |= _volumeDirty;
    }

    /// <summary>A fault of a node where failover has to do with it: the node is the primary, or some primary has been lost before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ApplyFaultInFailover(in Fault fault, ref Replica replica)
    {
        if (fault.Node == _s.Primary)
        {
            ApplyPrimaryFault(in fault, ref replica);
        }
        else
        {
            ApplyNodeFault(in fault, ref replica);
        }

        if (fault.Kind is not (FaultKind.SpikeStart or FaultKind.SpikeEnd))
        {
            UpdateContact(fault.Node, ref replica);
        }
    }

    /// <summary>After a fault of a node: who holds a lease, who hears that it has been replaced, and whether there is anybody new to ask.</summary>
    private void UpdateContact(int node, ref Replica replica)
    {
        if (_s.LostSinceS < double.PositiveInfinity && _s.AskFromS == double.PositiveInfinity)
        {
            _s.AskFromS = _s.NowS;
            _s.Dirty |= 1 << _s.Primary;
        }

        if (node == _s.Primary)
        {
            UpdateLease(in replica);
        }
        else if (replica.Is(Hindrances.Replaced) && replica.Heard)
        {
            HearOfSuccessor(node, ref replica);
        }
    }

    private void UpdateLease(in Replica primary)
    {
        var isLost = _s.LostSinceS < double.PositiveInfinity;
        if (isLost != primary.Heard)
        {
            return;
        }

        _s.AskFromS = double.NegativeInfinity;
        if (!isLost)
        {
            _s.LostSinceS = _s.NowS;
            _s.ContactMatters = true;
            return;
        }

        _s.LostSinceS = double.PositiveInfinity;
        _s.HeardSinceS = _s.NowS;
        if (_s.Fenced)
        {
            // Writes go on before anything is measured of the replicas.
            _s.Fenced = false;
            Serve();
            Admit();
        }
    }
}
