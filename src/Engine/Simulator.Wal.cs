using System.Numerics;

namespace WalSweep.Engine;

// docs/model.md §6 and §7: what WAL is kept, and what happens when it does not fit.
internal partial struct Simulator<TProtocol, TObserver>
{
    private static bool Reserves => TProtocol.Retention == RetentionRule.WindowAndReservations;

    private static bool Holds => TProtocol.Retention == RetentionRule.Holds;

    /// <summary>Keeps WAL from the replica's position on. Its position is set already.</summary>
    private void Pin(int node, ref Replica replica)
    {
        _s.Dirty |= _volumeDirty | (1 << node);
        if (!replica.Pinned)
        {
            AddUpPins();
            _s.TailFloor = Ordered.Min(_s.TailEntries, replica.Position.Value);
            replica.Pinned = true;
            _s.PinnedNodes |= 1 << node;
        }
    }

    private void Unpin(int node, ref Replica replica)
    {
        replica.PinExpiresS = double.PositiveInfinity;
        if (replica.Pinned)
        {
            // What replays without a hold of their own live on may go with it.
            AddUpPins();
            _s.Dirty |= _volumeDirty | (Holds ? AllReplicas : 0);
            _s.TailFloor = _s.TailEntries;
            replica.Pinned = false;
            _s.PinnedNodes &= ~(1 << node);
        }
    }

    private void ReachPinLimit(int node, ref Replica replica)
    {
        if (Holds)
        {
            Unpin(node, ref replica);
        }
        else
        {
            Abort(node, ref replica, Cause.ReservationRevoked);
        }
    }

    private void ExpirePin(int node, ref Replica replica)
    {
        if (Holds)
        {
            Unpin(node, ref replica);
        }
        else
        {
            Abort(node, ref replica, Cause.ReservationExpired);
        }
    }

    /// <summary>When the replica's pin reaches its limit, or, where a replay goes on without one, when its history is lost.</summary>
    private double LimitS(in Replica replica, out EventKind kind)
    {
        kind = EventKind.PinLimit;
        if (replica.Pinned)
        {
            var limit = PinLimitEntries(in replica);
            if (limit < double.PositiveInfinity)
            {
                var lag = _s.HeadEntries - replica.Position.At(_s.NowS);
                return CrossingS(limit - lag, HeadRatePerS - replica.Position.RatePerS);
            }
        }
        else if (Holds && replica.State == ReplicaState.CatchingUp && IsReplaying(in replica))
        {
            kind = EventKind.HistoryLost;
            return HistoryLostS(in replica);
        }

        return double.PositiveInfinity;
    }

    private double PinLimitEntries(in Replica replica)
    {
        if (Reserves)
        {
            return replica.IsRebuild ? _s.RebuildReservationEntries : _s.AlwaysKept + _s.ReservationEntries;
        }

        return Holds && !replica.IsRebuild ? _s.KeepEntries : double.PositiveInfinity;
    }

    /// <summary>The first time at which neither the window nor another pin keeps what the replica replays next.</summary>
    private double HistoryLostS(in Replica replica)
    {
        var position = replica.Position.At(_s.NowS);
        var fromS = _s.NowS;
        var untilS = double.PositiveInfinity;
        Overtakes(_s.HeadEntries - _s.AlwaysKept - position, HeadRatePerS - replica.Position.RatePerS, ref fromS, ref untilS);
        for (var pinned = _s.PinnedNodes; pinned != 0; pinned &= pinned - 1)
        {
            ref var other = ref ReplicaAt(BitOperations.TrailingZeroCount(pinned));
            Overtakes(other.Position.At(_s.NowS) - position, other.Position.RatePerS - replica.Position.RatePerS, ref fromS, ref untilS);
        }

        return fromS < untilS ? fromS : double.PositiveInfinity;
    }

    /// <summary>Narrows [from, until) to the time in which a line is ahead, given by how far it is ahead now and how fast that grows.</summary>
    private void Overtakes(double aheadEntries, double growsPerS, ref double fromS, ref double untilS)
    {
        if (aheadEntries < 0 || (aheadEntries == 0 && growsPerS <= 0))
        {
            fromS = Ordered.Max(fromS, growsPerS > 0 ? _s.NowS - (aheadEntries / growsPerS) : double.PositiveInfinity);
        }
        else if (growsPerS < 0)
        {
            untilS = Ordered.Min(untilS, _s.NowS - (aheadEntries / growsPerS));
        }
    }

    /// <summary>When the retained WAL reaches the size of its device.</summary>
    private double DeviceFullS()
    {
        var atS = double.PositiveInfinity;
        for (var pinned = _s.PinnedNodes; pinned != 0; pinned &= pinned - 1)
        {
            ref var replica = ref ReplicaAt(BitOperations.TrailingZeroCount(pinned));
            var room = _s.CapacityEntries - (_s.HeadEntries - replica.Position.At(_s.NowS));
            var growsPerS = HeadRatePerS - replica.Position.RatePerS;
            atS = growsPerS > 0 ? Ordered.Min(atS, _s.NowS + (Ordered.Max(0, room) / growsPerS)) : atS;
        }

        return atS;
    }

    /// <summary>When, the device being full, another pin becomes the lowest because the present one overtakes it.</summary>
    private double NextHolderS()
    {
        ref var holder = ref ReplicaAt(_s.FullHolder);
        var position = holder.Position.At(_s.NowS);
        var atS = double.PositiveInfinity;
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            ref var other = ref ReplicaAt(node);
            if (node != _s.FullHolder && other.Pinned && holder.Position.RatePerS > other.Position.RatePerS)
            {
                atS = Ordered.Min(atS, CrossingS(other.Position.At(_s.NowS) - position, holder.Position.RatePerS - other.Position.RatePerS));
            }
        }

        return atS;
    }

    private void FillDevice()
    {
        if (_s.Full)
        {
            MeetNextHolder();
            return;
        }

        var lowest = LowestPin();
        ref var replica = ref ReplicaAt(lowest);
        if (Reserves)
        {
            Abort(lowest, ref replica, Cause.ReservationRevoked);
            return;
        }

        _s.HeadEntries = Ordered.Max(_s.HeadEntries, replica.Position.At(_s.NowS) + _s.CapacityEntries);
        _s.Full = true;
        _s.FullHolder = lowest;
    }

    /// <summary>The pin that the head follows has caught up with a slower one: its position is set to that one's, which is the lowest from now on.</summary>
    private void MeetNextHolder()
    {
        ref var holder = ref ReplicaAt(_s.FullHolder);
        var met = double.PositiveInfinity;
        for (var node = _s.FirstNode; node <= _s.ReplicaCount; node++)
        {
            ref var other = ref ReplicaAt(node);
            if (other.Pinned && other.Position.RatePerS < holder.Position.RatePerS)
            {
                met = Ordered.Min(met, other.Position.At(_s.NowS));
            }
        }

        AddUpPins();
        holder.Position.Value = met;
        holder.Position.SinceS = _s.NowS;
    }

    private void UpdateFull()
    {
        var lowest = LowestPin();
        var before = _s.Full;
        if (lowest < 0 || (lowest != _s.FullHolder && _s.HeadEntries - ReplicaAt(lowest).Position.At(_s.NowS) < _s.CapacityEntries))
        {
            _s.Full = false;
        }
        else
        {
            _s.FullHolder = lowest;
            _s.Full = ReplicaAt(lowest).Position.RatePerS <= (_s.Blocked ? 0 : _s.OfferedPerS);
        }

        if (before != _s.Full)
        {
            _s.Dirty |= _volumeDirty;
        }
    }

    /// <summary>The pin furthest behind; among equals the slowest, then the lowest node. −1 if there is none.</summary>
    private int LowestPin()
    {
        var lowest = -1;
        var lowestPosition = 0.0;
        var lowestRate = 0.0;
        for (var pinned = _s.PinnedNodes; pinned != 0; pinned &= pinned - 1)
        {
            var node = BitOperations.TrailingZeroCount(pinned);
            ref var replica = ref ReplicaAt(node);
            var position = replica.Position.At(_s.NowS);
            if (lowest < 0 || position < lowestPosition || (position == lowestPosition && replica.Position.RatePerS < lowestRate))
            {
                (lowest, lowestPosition, lowestRate) = (node, position, replica.Position.RatePerS);
            }
        }

        return lowest;
    }
}
