using System.Globalization;
using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>
/// One trial on the grid. At every tick: move everything, then look for the first event that is due, in the order of docs/model.md §2, let it happen, look again.
/// </summary>
internal sealed partial class NaiveTrial
{
    private enum Happening
    {
        Fault,
        HeadBlocked,
        WalFull,
        Session,
        PinLimit,
        HistoryLost,
        HoldOver,
        Overdue,
        Expiry,
        Contact,
    }

    private readonly GridParameters _p;
    private readonly Grid _grid;
    private readonly IReadOnlyList<Fault> _timeline;
    private readonly long[] _faultTicks;
    private readonly Volume _volume;
    private readonly Replica[] _replicas;
    private readonly Measures _measures = new();
    private readonly TextWriter? _trace;
    private readonly double[] _positionsBefore;
    private long _now;
    private int _nextFault;
    private bool _controlPlaneUp = true;
    private double _share;
    private double _copyBytesPerTick;

    public NaiveTrial(GridParameters parameters, IReadOnlyList<Fault> timeline, Grid grid, TextWriter? trace)
    {
        _trace = trace;
        _p = parameters;
        _grid = grid;
        _timeline = timeline;
        _faultTicks = [.. timeline.Select(fault => grid.Ticks(fault.TimeS, "a fault"))];
        var start = -2 * (parameters.RoundTrip + 1);
        _volume = new Volume(parameters, start);
        _replicas = [.. Enumerable.Range(1, parameters.Replicas)
            .Select(node => new Replica(node, new Stream(parameters.Latency, parameters.Fsync, start, parameters.Horizon)))];
        _positionsBefore = new double[parameters.Replicas];
        for (var tick = start; tick <= 0; tick++)
        {
            foreach (var replica in _replicas)
            {
                replica.Stream.Step(tick, _volume.HeadAt(tick));
            }
        }

        Settle();
        _measures.NoteRetained(_volume.Retained);
    }

    /// <summary>The causes recorded so far.</summary>
    public IReadOnlySet<Cause> Causes => _measures.Causes;

    public Outcome Run()
    {
        if (_timeline.Count == 0)
        {
            return Finish(Ending.Completed);
        }

        Outcome? outOfBudget = null;
        while (true)
        {
            while (FirstDue(out var happening, out var replica))
            {
                if (outOfBudget is { } outcome)
                {
                    return outcome;
                }

                _measures.Events++;
                Happen(happening, replica);
                Settle();
                Trace(happening, replica);
                if (IsOver())
                {
                    return Finish(_replicas.Any(r => r.State == ReplicaState.Failed) ? Ending.Failed : Ending.Completed);
                }

                if (_measures.Events == _p.EventBudget)
                {
                    outOfBudget = Finish(Ending.EventBudget);
                }
            }

            CountStaleProbes();
            if (_now == _p.Horizon)
            {
                return Finish(_replicas.Any(r => r.State == ReplicaState.Degraded) ? Ending.Degraded : Ending.Stalled);
            }

            Step();
        }
    }

    private void Trace(Happening happening, Replica? replica)
    {
        if (_trace is null)
        {
            return;
        }

        var states = string.Join(", ", _replicas.Select(r => $"{r.State}{(r.Live ? " live" : r.Reachable ? "" : " unreachable")} at {r.Position}{(r.HasPin ? " pinned" : "")}"));
        _trace.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  tick {_now,5} {happening,-11} {replica?.Node} | head {_volume.Head} tail {_volume.Tail} admitted {_volume.Admitted}"
            + $"{(_volume.Committing ? "" : $" frozen at {_volume.Committed}")}{(_volume.Blocked ? " blocked" : "")}{(_volume.Full ? " full" : "")} | {states}"));
    }

    private bool IsOver()
    {
        if (_nextFault < _timeline.Count)
        {
            return false;
        }

        foreach (var replica in _replicas)
        {
            if (replica.State != ReplicaState.Failed && !(replica.State == ReplicaState.InSync && replica.Live && replica.OverdueLookFrom == Grid.Never))
            {
                return false;
            }
        }

        return true;
    }

    private bool FirstDue(out Happening happening, out Replica? replica)
    {
        replica = null;
        if (_nextFault < _timeline.Count && _faultTicks[_nextFault] == _now)
        {
            happening = Happening.Fault;
            return true;
        }

        if (HeadBlockedIsDue())
        {
            happening = Happening.HeadBlocked;
            return true;
        }

        if (WalFullIsDue())
        {
            happening = Happening.WalFull;
            return true;
        }

        foreach (var candidate in _replicas)
        {
            if (DataEventDue(candidate) is { } data)
            {
                (happening, replica) = (data, candidate);
                return true;
            }
        }

        foreach (var candidate in _replicas)
        {
            if (TimerDue(candidate) is { } timer)
            {
                (happening, replica) = (timer, candidate);
                return true;
            }
        }

        happening = default;
        return false;
    }

    private Happening? DataEventDue(Replica r)
    {
        if (SessionEventIsDue(r))
        {
            return Happening.Session;
        }

        if (PinLimitIsDue(r))
        {
            return Happening.PinLimit;
        }

        return HistoryLostIsDue(r) ? Happening.HistoryLost : null;
    }

    private Happening? TimerDue(Replica r)
    {
        if (r.HoldEnds <= _now)
        {
            return Happening.HoldOver;
        }

        if (OverdueIsDue(r))
        {
            return Happening.Overdue;
        }

        if (r.HasPin && r.PinExpires <= _now)
        {
            return Happening.Expiry;
        }

        return ContactIsDue(r) ? Happening.Contact : null;
    }

    private void Happen(Happening happening, Replica? replica)
    {
        switch (happening)
        {
            case Happening.Fault:
                Befall(_timeline[_nextFault++]);
                break;
            case Happening.HeadBlocked:
                _volume.Blocked = true;
                break;
            case Happening.WalFull:
                FillDevice();
                break;
            case Happening.Session:
                AdvanceSession(replica!);
                break;
            case Happening.PinLimit:
                LosePin(replica!, Cause.ReservationRevoked);
                break;
            case Happening.HistoryLost:
                Abort(replica!, Cause.HistoryLostMidway);
                break;
            case Happening.HoldOver:
                EnterInSync(replica!);
                break;
            case Happening.Overdue:
                LeaveOverdue(replica!);
                break;
            case Happening.Expiry:
                LosePin(replica!, Cause.ReservationExpired);
                break;
            default:
                Contact(replica!);
                break;
        }
    }

    /// <summary>After every event and at the start: what follows from the new state without an event of its own.</summary>
    private void Settle()
    {
        UpdateCommit();
        UpdateRates();
        NoteReachableAgain();
    }

    /// <summary>A probe that would find the node reachable, were the address right, is no event; it counts if the address is still stale when the tick is over.</summary>
    private void CountStaleProbes()
    {
        foreach (var r in _replicas)
        {
            if (_p.RefreshesAddresses && r.State == ReplicaState.Lagging && r.Reachable && !r.Known && IsProbeTime(r))
            {
                r.StaleRetries++;
                _measures.StaleAddressRetries++;
                _measures.Record(Cause.StaleAddress);
            }
        }
    }

    private Outcome Finish(Ending ending) => Outcomes.Summarise(ending, _p, _grid, _now, _volume, _measures);
}
