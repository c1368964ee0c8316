using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WalSweep.Engine;

// docs/model.md §3 and §5: the head, what is committed, and when writes block.
internal partial struct Simulator<TProtocol, TObserver>
{
    /// <summary>Whether whoever is in step is enough: sync_all under a version that drops excluded replicas.</summary>
    private bool RequiresThoseInStep => TProtocol.DropsExcludedFromRequired && _s.Parameters.Durability == Durability.SyncAll;

    /// <summary>Acknowledgements of replicas that a write needs now.</summary>
    private int RequiredAcknowledgements => RequiresThoseInStep ? _s.InSync : _s.PromisedCopies - 1;

    /// <summary>Acknowledgements that a write needs however few replicas are in step.</summary>
    private int AlwaysRequired => RequiresThoseInStep ? 0 : _s.PromisedCopies - 1;

    /// <summary>
    /// Finds out whether commits go on. While they do, nobody needs to know how far they are; when they cease, or the set of replicas changes while they rest, the committed LSN is
    /// what the required acknowledgements reach. A replica that breaks has not acknowledged less by that, so it is enough to look after the change.
    /// </summary>
    private void UpdateCommitting()
    {
        if (_s.Parameters.Durability == Durability.BestEffort || !_s.Serves)
        {
            return;
        }

        var acknowledging = 0;
        foreach (ref readonly var replica in MemoryMarshal.CreateReadOnlySpan(ref ReplicaAt(_s.FirstNode), _s.NodesFromFirst))
        {
            acknowledging += Unsafe.BitCast<bool, byte>(replica.State == ReplicaState.InSync & replica.Live & !replica.ExpectsOverdue);
        }

        var committing = acknowledging >= RequiredAcknowledgements;
        if (!committing)
        {
            NoteCommit();
        }
        else
        {
            _s.Blocked = false;
        }

        _s.Committing = committing;
        _s.Dirty |= _volumeDirty;
    }

    private void NoteCommit() => _s.CommittedLsn = Ordered.Max(_s.CommittedLsn, Math.Floor(AcknowledgedByRequired()));

    /// <summary>The committed LSN at this moment, which nobody keeps while commits go on.</summary>
    private double CommittedNow() => _s.Committing ? Ordered.Max(_s.CommittedLsn, Math.Floor(AcknowledgedByRequired())) : _s.CommittedLsn;

    /// <summary>The position that as many replicas as required have acknowledged, or −∞ while there are not so many.</summary>
    private double AcknowledgedByRequired()
    {
        var required = RequiredAcknowledgements;
        return required == 0 ? HeadAt(_s.NowS - _s.Parameters.FsyncS) : AcknowledgedBy(required, onlyInSync: true);
    }

    /// <summary>The position that so many replicas have acknowledged, or −∞ if there are not so many.</summary>
    private double AcknowledgedBy(int required, bool onlyInSync)
    {
        // The required-th largest is the one that exactly required − 1 others precede.
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (node == _s.Primary || (onlyInSync && replica.State != ReplicaState.InSync))
            {
                continue;
            }

            var acknowledged = AcknowledgedEntries(in replica);
            var before = 0;
            for (var other = _s.FirstNode; other <= _s.ReplicaCount; other++)
            {
                ref var rival = ref ReplicaAt(other);
                if (other != node && other != _s.Primary && (!onlyInSync || rival.State == ReplicaState.InSync))
                {
                    var theirs = AcknowledgedEntries(in rival);
                    before += theirs > acknowledged || (theirs == acknowledged && other < node) ? 1 : 0;
                }
            }

            if (before == required - 1)
            {
                return acknowledged;
            }
        }

        return double.NegativeInfinity;
    }

    private double AcknowledgedEntries(in Replica replica) =>
        replica.Live ? HeadAt(AcknowledgedSentS(in replica)) : replica.AcknowledgedLsn;

    /// <summary>The time up to which everything the primary sent is known to it as durable on a live replica.</summary>
    private double AcknowledgedSentS(in Replica replica) =>
        replica.SentByS(replica.SentByS(_s.NowS, _s.Parameters.LatencyS) - _s.Parameters.FsyncS, _s.Parameters.LatencyS);

    /// <summary>Lets the head go at the rate that the commit and the device admit.</summary>
    private void Admit()
    {
        var rate = _s.Blocked ? 0
            : _s.Full ? Ordered.Min(_s.OfferedPerS, ReplicaAt(_s.FullHolder).Position.RatePerS)
            : _s.OfferedPerS;
        var before = HeadRatePerS;
        if (rate == before)
        {
            return;
        }

        FollowBest(_s.NowS);
        AddUpPins();
        _s.Head.Add(_s.NowS, _s.HeadEntries, rate);
        _s.HeadMotion = new Motion { Value = _s.HeadEntries, SinceS = _s.NowS, RatePerS = rate };
        _s.Dirty |= _volumeDirty | AllReplicas;
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            ref var replica = ref ReplicaAt(node);
            if (replica.AwaitsSend)
            {
                replica.AwaitsSend = false;
                replica.OverdueAtS = Ordered.Min(replica.OverdueAtS, _s.NowS + _s.Parameters.BarrierTimeoutS);
            }

            if (!(rate > 0) && replica.OverdueAtS == _s.NowS + _s.Parameters.BarrierTimeoutS)
            {
                // What was to be sent at this very moment is not sent after all.
                ExpectOverdue(ref replica, _s.NowS);
            }

            AskAgain(node, ref replica);
        }
    }

    private void ApplyVolume(EventKind kind)
    {
        _s.Dirty |= _volumeDirty;
        if (kind == EventKind.HeadBlocked)
        {
            _s.HeadEntries = Ordered.Max(_s.HeadEntries, _s.CommittedLsn + _s.Parameters.InflightEntries);
            _s.Blocked = true;
        }
        else
        {
            FillDevice();
        }
    }

    private void ScheduleVolume()
    {
        _s.VolumeAtS = double.PositiveInfinity;
        if (!_s.Committing && !_s.Blocked)
        {
            _s.VolumeAtS = CrossingS(_s.CommittedLsn + _s.Parameters.InflightEntries - _s.HeadEntries, HeadRatePerS);
            _s.VolumeRank = EventOrder.VolumeRank(EventKind.HeadBlocked);
        }

        if (_s.PinnedNodes != 0)
        {
            var fullAtS = _s.Full ? NextHolderS() : DeviceFullS();
            if (fullAtS < _s.VolumeAtS)
            {
                _s.VolumeAtS = fullAtS;
                _s.VolumeRank = EventOrder.VolumeRank(EventKind.WalFull);
            }
        }

        if (_s.PrimaryAtS < _s.VolumeAtS)
        {
            // Of those due at the same time the volume's own come first.
            _s.VolumeAtS = _s.PrimaryAtS;
            _s.VolumeRank = _s.PrimaryRank;
        }
    }

    /// <summary>When a distance that shrinks at a rate is gone: now if it is passed already, never if it does not shrink.</summary>
    private double CrossingS(double distance, double closingPerS) =>
        distance < 0 ? _s.NowS : closingPerS > 0 ? _s.NowS + (distance / closingPerS) : double.PositiveInfinity;
}
