using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Faults and what breaks with them (docs/model.md §4, §9).</summary>
internal sealed partial class NaiveTrial
{
    private void Befall(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.WriteRate:
                _clientRate = _grid.PerTick(fault.Value, "a write rate");
                break;
            case FaultKind.ControlPlaneDown:
                _controlPlaneUp = false;
                break;
            case FaultKind.ControlPlaneUp:
                _controlPlaneUp = true;
                break;
            case FaultKind.PayloadLoss:
                LosePayloads();
                break;
            case FaultKind.BaseNewerStart:
                _baseIsNewer = true;
                break;
            case FaultKind.BaseNewerEnd:
                _baseIsNewer = false;
                AskAgainForRefusedOrders();
                break;
            default:
                BefallNode(fault, _nodes[fault.Node]);
                break;
        }
    }

    private void BefallNode(Fault fault, Node node)
    {
        switch (fault.Kind)
        {
            case FaultKind.LinkDown:
                LoseLink(node);
                break;
            case FaultKind.LinkUp:
                node.LinkUp = true;
                Hear(node);
                ComeBack(node);
                break;
            case FaultKind.Crash:
                Crash(node);
                break;
            case FaultKind.RestartSameAddress or FaultKind.RestartNewAddress:
                Restart(node, fault.Kind == FaultKind.RestartSameAddress);
                break;
            case FaultKind.IsolationStart:
                node.Isolated = true;
                Hear(node);
                break;
            case FaultKind.IsolationEnd:
                node.Isolated = false;
                if (Hear(node))
                {
                    ComeBack(node);
                }

                break;
            case FaultKind.SpikeStart:
                StartSpike(node, _grid.Ticks(fault.Value, "a spike"));
                break;
            case FaultKind.SpikeEnd:
                EndSpike(node);
                break;
            default:
                LeaveAtStart(ReplicaOf(node), needsRebuild: fault.Kind == FaultKind.StartsNeedingRebuild);
                break;
        }

        if (fault.Kind is not (FaultKind.SpikeStart or FaultKind.SpikeEnd))
        {
            _mayAskForPrimary = true;
        }
    }

    private void LoseLink(Node node)
    {
        node.LinkUp = false;
        Hear(node);
        if (node == _primary)
        {
            LoseContactWithAll();
        }
        else
        {
            LoseContact(ReplicaOf(node), crashed: false);
        }

        StopFollowing(node);
        LoseFollowers(node);
    }

    private void Crash(Node node)
    {
        if (node == _primary)
        {
            CrashPrimary();
            return;
        }

        node.ProcessUp = false;
        Hear(node);
        if (StalePrimaryOf(node) is { } stale)
        {
            Cease(stale, crashed: true);
        }

        LoseContact(ReplicaOf(node), crashed: true);
        StopFollowing(node);
    }

    private void Restart(Node node, bool sameAddress)
    {
        node.ProcessUp = true;
        if (node == _primary)
        {
            Hear(node);
            if (!_p.ResumesInNewEpoch)
            {
                Resume();
            }

            return;
        }

        var r = ReplicaOf(node);
        r.Known = _p.RefreshesAddresses ? r.Known && sameAddress : !_p.Registers;
        Hear(node);
        ComeBack(node);
    }

    /// <summary>After a fault: notes whether the control plane hears the node. True if that tells a replaced primary that it has been replaced.</summary>
    private bool Hear(Node node)
    {
        var heard = node is { ProcessUp: true, LinkUp: true, Isolated: false };
        if (heard == node.Heard)
        {
            return false;
        }

        node.Heard = heard;
        if (!heard)
        {
            node.LostSince = _now;
            return false;
        }

        node.HeardSince = _now;
        if (node == _primary)
        {
            if (_fenced)
            {
                _measures.Words.Add("served again");
                (_serving, _fenced) = (true, false);
                _inSyncMembers = 0;
            }

            return false;
        }

        if (StalePrimaryOf(node) is { } stale)
        {
            Cease(stale, crashed: false);
        }

        var wasReplaced = node.Replaced;
        node.Replaced = false;
        return wasReplaced;
    }

    /// <summary>A node is back, or with the primary all of them.</summary>
    private void ComeBack(Node node)
    {
        foreach (var r in _replicas)
        {
            if (r.Node == node || node == _primary)
            {
                ComeBack(r);
            }
        }
    }

    private void ComeBack(Replica r)
    {
        if (IsPresent(r))
        {
            r.UpSince = _now;
            NoteReachable(r);
        }
    }

    private void NoteReachable(Replica r)
    {
        if (IsReachable(r))
        {
            r.ReachableSince = _now;
            r.CameBack = r.InEpisode;
        }
    }

    private void LoseContact(Replica r, bool crashed)
    {
        if (r.Live)
        {
            BreakLiveSession(r, crashed);
            return;
        }

        if (crashed && _now - r.LinkBrokeAt < _p.Fsync)
        {
            r.Position = Math.Min(r.Position, Math.Floor(r.StreamedFrom!.HeadAt(r.Node.Link.ReceivedAt(_now - _p.Fsync))));
            r.Node.Content?.Cut(Math.Max(r.Position, r.HeldWhenSessionBegan));
            if (_volume.Head - r.Position > _p.Capacity)
            {
                r.HasPin = false;
            }
            else if (r.HasPin)
            {
                StartPin(r);
            }
        }

        CutSession(r);
    }

    private void BreakLiveSession(Replica r, bool crashed)
    {
        r.Live = false;
        r.Position = Math.Floor(crashed ? _volume.HeadAt(r.Node.Link.ReceivedAt(_now - _p.Fsync)) : Received(r));
        r.AcknowledgedFrozen = Math.Floor(_volume.HeadAt(r.Node.Link.Acknowledged));
        r.OverdueLookFrom = r.Node.Link.Acknowledged;
        r.WithdrawUntil = -Grid.Never;
        r.HoldEnds = Grid.Never;
        if (crashed)
        {
            r.Node.Content!.Cut(Math.Max(r.Position, r.HeldWhenSessionBegan));
        }
        else
        {
            r.LinkBrokeAt = _now;
        }

        r.Node.JoinedUpTo = r.Node.Content!.Last;
        PinWhatTheStreamHeld(r);
        r.NextRecovery = new Recovery();
    }

    private void NoteReachableAgain()
    {
        foreach (var r in _replicas)
        {
            if (IsReachable(r) && r.Recovery is { ReachableAgain: null } recovery)
            {
                NoteReachableAgain(recovery);
                Judge(r, recovery);
            }

            if (IsReachable(r) && r.NextRecovery is { ReachableAgain: null } next)
            {
                NoteReachableAgain(next);
            }
        }
    }

    private void NoteReachableAgain(Recovery recovery)
    {
        recovery.ReachableAgain = _now;
        recovery.HeadWhenReachable = _volume.Head;
        recovery.Admitted = _volume.Admitted;
        recovery.PayloadsLostUpTo = _payloadsLostUpTo;
    }

    /// <summary>What was missed when it was reachable again, seen from the position it has now: at that moment, or when it leaves InSync if that is later.</summary>
    private void Judge(Replica r, Recovery recovery)
    {
        recovery.Backlog = Math.Max(0, Math.Floor(recovery.HeadWhenReachable) - r.Position);
        recovery.Position = r.Position;
        recovery.Tail = _volume.Tail;
        recovery.DiskValid = r.DiskValid;
    }
}
