using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Pins, the tail, the device and the rates that follow from them (docs/model.md §6, §7).</summary>
internal sealed partial class NaiveTrial
{
    private double RateOf(Replica r) => r.Replaying ? _share : 0;

    /// <summary>Entries per tick at which the head would move if the device were not full.</summary>
    private double UnthrottledRate => _volume.Blocked ? 0 : _volume.Offered;

    private void UpdateRates()
    {
        var replaying = 0;
        var copying = 0;
        foreach (var r in _replicas)
        {
            replaying += r.Replaying ? 1 : 0;
            copying += r.Copying ? 1 : 0;
        }

        _share = replaying == 0 ? 0 : Grid.Divide(_p.CatchupRate, replaying, "a share of catchup_rate");
        _copyBytesPerTick = copying == 0 ? 0 : Grid.Divide(_p.RebuildBytesPerTick, copying, "a share of rebuild_rate");
        var tailBefore = _volume.Tail;
        _volume.Tail = Math.Max(_volume.Tail, LowestKept());
        var before = _volume.Admitted;
        UpdateFull(jumped: _volume.Tail > tailBefore);
        _volume.Admitted = _volume.Full ? Math.Min(UnthrottledRate, RateOf(_volume.FullBecauseOf!)) : UnthrottledRate;
        _course.Note(_now, _volume.Head, _volume.Admitted);
        if (_volume.Admitted != before)
        {
            AskAgainForRefusedOrders();
        }
    }

    private double LowestKept()
    {
        var lowest = _volume.Head - _p.AlwaysKept;
        foreach (var r in _replicas)
        {
            if (r.HasPin)
            {
                lowest = Math.Min(lowest, r.Position);
            }
        }

        return lowest;
    }

    /// <summary>The pin that holds the tail: the lowest, of several at the same place the slowest, of equals the lowest node; null if none does.</summary>
    private Replica? TailHolder()
    {
        Replica? holder = null;
        foreach (var r in _replicas)
        {
            if (r.HasPin && r.Position <= _volume.Tail
                && (holder is null || r.Position < holder.Position || (r.Position == holder.Position && RateOf(r) < RateOf(holder))))
            {
                holder = r;
            }
        }

        return holder;
    }

    /// <summary>Entries per tick at which a pinned tail moves; it stands still while it waits for a pin that is behind it.</summary>
    private double TailRate(Replica holder) => holder.Position < _volume.Tail ? 0 : RateOf(holder);

    private void UpdateFull(bool jumped)
    {
        if (!_volume.Full)
        {
            return;
        }

        var holder = TailHolder();
        if (holder is null || jumped || TailRate(holder) > UnthrottledRate)
        {
            _volume.Full = false;
            _volume.FullBecauseOf = null;
        }
        else
        {
            _volume.FullBecauseOf = holder;
        }
    }

    /// <summary>The device is due to be full when it would overflow, and again when the pin that held the tail has come up to a slower one.</summary>
    private bool WalFullIsDue()
    {
        if (_volume.Retained < _p.Capacity)
        {
            return false;
        }

        var holder = TailHolder();
        if (holder is null)
        {
            return false;
        }

        return _volume.Full
            ? holder != _volume.FullBecauseOf && (holder.Position < _volume.FullBecauseOf!.Position || RateOf(holder) < RateOf(_volume.FullBecauseOf))
            : UnthrottledRate > TailRate(holder);
    }

    private void FillDevice()
    {
        if (!_p.Reserves)
        {
            _volume.Full = true;
            _volume.FullBecauseOf = TailHolder();
            return;
        }

        Replica? furthestBehind = null;
        foreach (var r in _replicas)
        {
            if (r.HasPin && (furthestBehind is null || r.Position < furthestBehind.Position
                || (r.Position == furthestBehind.Position && RateOf(r) < RateOf(furthestBehind))))
            {
                furthestBehind = r;
            }
        }

        LosePin(furthestBehind!, Cause.ReservationRevoked);
    }

    /// <summary>How far the pin is beyond its limit; negative infinity: it has none.</summary>
    private double BeyondPinLimit(Replica r)
    {
        if (!r.HasPin)
        {
            return double.NegativeInfinity;
        }

        var behind = _volume.Head - r.Position;
        if (r.Rebuilds)
        {
            return _p.Reserves ? behind - _p.RebuildReservationEntries : double.NegativeInfinity;
        }

        return _p.Reserves ? behind - _p.AlwaysKept - _p.ReservationEntries : behind - _p.Keep;
    }

    /// <summary>A limit that is passed is due; one that is met exactly is due if the lag grows.</summary>
    private bool PinLimitIsDue(Replica r)
    {
        var beyond = BeyondPinLimit(r);
        return beyond > 0 || (beyond == 0 && _volume.Admitted > RateOf(r));
    }

    /// <summary>Where WAL is held: the window and every other pin are ahead of a catch-up without a pin, or level with it and about to be.</summary>
    private bool HistoryLostIsDue(Replica r)
    {
        if (!_p.Holds || r.State != ReplicaState.CatchingUp || !r.Replaying || r.HasPin)
        {
            return false;
        }

        var lowest = LowestKept();
        return lowest > r.Position || (lowest == r.Position && LowestRate(lowest) > RateOf(r));
    }

    /// <summary>Entries per tick at which the lowest of the window and the pins moves on: the slowest of those that are there.</summary>
    private double LowestRate(double lowest)
    {
        var rate = _volume.Head - _p.AlwaysKept == lowest ? _volume.Admitted : double.PositiveInfinity;
        foreach (var r in _replicas)
        {
            if (r.HasPin && r.Position == lowest)
            {
                rate = Math.Min(rate, RateOf(r));
            }
        }

        return rate;
    }
}
