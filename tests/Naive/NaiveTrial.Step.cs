using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>One step of the grid: everything moves by whole amounts, times and areas grow, and nothing may be passed in between.</summary>
internal sealed partial class NaiveTrial
{
    private void Step()
    {
        _measures.NoteRetained(_volume.Retained);
        var headBefore = _volume.Head;
        var tailBefore = _volume.Tail;
        var waitedForPin = LowestKept() < tailBefore;
        var beyondBefore = _volume.Retained - _p.AlwaysKept;
        var pinnedBefore = PinnedBeyondWindow();
        for (var index = 0; index < _replicas.Length; index++)
        {
            _positionsBefore[index] = _replicas[index].Position;
        }

        AddTimes();
        _now++;
        _volume.Step(_now);
        _course.Arrive(_now, _volume.Head, _volume.Admitted);
        foreach (var node in _nodes)
        {
            node.Link.Step(_now);
        }

        foreach (var stale in _stalePrimaries)
        {
            stale.Step(_now);
        }

        foreach (var r in _replicas)
        {
            if (r.Replaying)
            {
                r.Position += _share;
                _measures.EntriesReplayed += _share;
            }
            else if (r.Copying)
            {
                r.CopiedBytes += _copyBytesPerTick;
                _measures.BytesCopied += _copyBytesPerTick;
            }
        }

        MoveTail(headBefore, tailBefore, waitedForPin);
        Require(beyondBefore * (_volume.Retained - _p.AlwaysKept) >= 0, "what is pinned passes the window");
        _measures.AddPinned((pinnedBefore + PinnedBeyondWindow()) / 2);
        _measures.NoteRetained(_volume.Retained);
        if (_volume.Committing)
        {
            UpdateCommit();
        }

        CheckNothingPassed(headBefore);
        TakeWhatCame();
    }

    private double PinnedBeyondWindow() => Math.Max(0, _volume.Retained - _p.AlwaysKept);

    private void AddTimes()
    {
        if (_volume.Offered > 0 && _volume.Admitted < _volume.Offered)
        {
            _measures.BlockedTicks += 1 - Grid.Divide(_volume.Admitted, _volume.Offered, "the admitted part");
        }

        _measures.UnavailableTicks += _serving ? 0 : 1;
        _measures.ExposedTicks += IsExposed() ? 1 : 0;
        foreach (var r in _replicas)
        {
            _measures.CatchupTicks += r.State == ReplicaState.CatchingUp ? 1 : 0;
            _measures.RebuildTicks += r.Rebuilds ? 1 : 0;
        }
    }

    /// <summary>The tail is the lower envelope of straight lines; within one step it must be one of them, or stand still.</summary>
    private void MoveTail(double headBefore, double tailBefore, bool waitedForPin)
    {
        var lowest = LowestKept();
        _volume.Tail = Math.Max(tailBefore, lowest);
        var straight = lowest <= tailBefore
            || (headBefore - _p.AlwaysKept == tailBefore && _volume.Head - _p.AlwaysKept == lowest);
        for (var index = 0; index < _replicas.Length && !straight; index++)
        {
            var r = _replicas[index];
            straight = r.HasPin && _positionsBefore[index] == tailBefore && r.Position == lowest;
        }

        if (!straight || (waitedForPin && lowest > tailBefore))
        {
            throw new OffGridException("two lines of the tail cross");
        }
    }

    private void CheckNothingPassed(double headBefore)
    {
        var barrier = _volume.OneBarrier;
        if (!_volume.Committing && !_volume.Blocked)
        {
            Require(_volume.Head <= _volume.Committed + _p.InflightEntries, "head blocked");
        }

        if (TailHolder() is not null)
        {
            Require(_volume.Retained <= _p.Capacity, "WAL full");
        }

        for (var index = 0; index < _replicas.Length; index++)
        {
            var r = _replicas[index];
            var before = _positionsBefore[index];
            if (r.Replaying)
            {
                Require(_p.ReplaysInRounds ? r.Position <= r.Target : _volume.Head - r.Position >= barrier || headBefore - before <= barrier, "target reached");
                Require(before >= _volume.Committed || r.Position <= _volume.Committed || _volume.Committing, "the frozen commit");
            }

            Require(!r.Copying || r.CopiedBytes <= _p.VolumeBytes, "copy done");
            Require(BeyondPinLimit(r) <= 0, "pin limit reached");
            if (_p.Holds && r is { State: ReplicaState.CatchingUp, Replaying: true, HasPin: false })
            {
                Require(LowestKept() <= r.Position, "history lost");
            }
        }
    }

    private static void Require(bool onGrid, string crossing)
    {
        if (!onGrid)
        {
            throw new OffGridException(crossing);
        }
    }
}
