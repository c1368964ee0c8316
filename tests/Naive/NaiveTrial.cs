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
        Fence,
        Resume,
        Failover,
    }

    private readonly GridParameters _p;
    private readonly Grid _grid;
    private readonly IReadOnlyList<Fault> _timeline;
    private readonly long[] _faultTicks;
    private readonly long _start;
    private readonly Node[] _nodes;
    private readonly List<Term> _terms = [];
    private readonly Course _course;
    private readonly Safety _safety;
    private readonly Measures _measures = new();
    private readonly TextWriter? _trace;
    private readonly double[] _positionsBefore;
    private Node _primary;
    private Replica[] _replicas;
    private Volume _volume;
    private double _clientRate;
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
        _start = -2 * (parameters.RoundTrip + 1);
        _clientRate = parameters.WriteRate;
        var missed = timeline.Where(fault => fault.Kind == FaultKind.StartsLagging).Select(fault => fault.Value).DefaultIfEmpty(0).Max();
        var firstLsn = -(long)((4 * parameters.SnapshotLag) + missed + (parameters.WriteRate * (parameters.RoundTrip + 1)) + 64);
        _safety = new Safety(firstLsn);
        _nodes = [.. Enumerable.Range(0, parameters.Replicas + 1)
            .Select(number => new Node(number, new Link(parameters.Latency, parameters.Fsync, _start, parameters.Horizon), Content.Of(firstLsn, 0, 0)))];
        _primary = _nodes[0];
        _volume = new Volume(parameters, _start, 0, 0, parameters.WriteRate) { Offered = parameters.WriteRate, Admitted = parameters.WriteRate };
        _terms.Add(new Term(0, 0, _primary, _primary.Content!.CopyUpTo(0), double.NegativeInfinity, _volume));
        _replicas = [.. _nodes.Skip(1).Select(node => new Replica(node) { StreamedFrom = _volume })];
        _positionsBefore = new double[parameters.Replicas];
        _course = new Course(parameters.Horizon);
        foreach (var replica in _replicas)
        {
            replica.Node.Content!.Cut(Received(replica));
        }

        StartOutOfStep();
        Settle();
        _measures.NoteRetained(_volume.Retained);
        _course.Arrive(0, _volume.Head, _volume.Admitted);
    }

    /// <summary>The causes recorded so far.</summary>
    public IReadOnlySet<Cause> Causes => _measures.Causes;

    /// <summary>What happened and is seen in no cause, for the test of what is covered.</summary>
    public IReadOnlySet<string> Words => _measures.Words;

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
                if (_outOfTerms)
                {
                    return Finish(Ending.EventBudget);
                }

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
                return Finish(!_serving ? Ending.Unavailable : _replicas.Any(r => r.State == ReplicaState.Degraded) ? Ending.Degraded : Ending.Stalled);
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

        var states = string.Join(
            ", ",
            _replicas.Select(r => $"{r.Node.Number}: {r.State}{(r.Live ? " live" : IsReachable(r) ? "" : " unreachable")} at {PositionOf(r)} of {r.Node.Content?.Last}{(r.HasPin ? " pinned" : "")}"));
        _trace.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  tick {_now,5} {happening,-11} {replica?.Node.Number} | term {_terms.Count - 1} of {_primary.Number}{(_serving ? "" : " not serving")} head {_volume.Head} tail {_volume.Tail} admitted {_volume.Admitted}"
            + $"{(_volume.Committing ? "" : $" frozen at {_volume.Committed}")}{(_volume.Blocked ? " blocked" : "")}{(_volume.Full ? " full" : "")} | {states}"));
    }

    private bool IsOver()
    {
        if (_nextFault < _timeline.Count || !_serving || !_primary.Heard)
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

        foreach (var node in _nodes)
        {
            var candidate = node == _primary ? null : ReplicaOf(node);
            if ((candidate is null ? PrimaryTimerDue() : TimerDue(candidate)) is { } timer)
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
            case Happening.Contact:
                Contact(replica!);
                break;
            case Happening.Fence:
                _measures.Words.Add("fenced");
                CeaseServing();
                break;
            case Happening.Resume:
                Resume();
                break;
            default:
                FailOver();
                break;
        }
    }

    /// <summary>After every event and at the start: what follows from the new state without an event of its own.</summary>
    private void Settle()
    {
        ShareOutClients();
        UpdateCommit();
        UpdateRates();
        TakeWhatCame();
        NoteReachableAgain();
        NoteAgreement();
    }

    /// <summary>A probe that would find the node reachable, were the address right, is no event; it counts if the address is still stale when the tick is over.</summary>
    private void CountStaleProbes()
    {
        foreach (var r in _replicas)
        {
            if (_p.RefreshesAddresses && r.State == ReplicaState.Lagging && IsReachable(r) && !r.Known && IsProbeTime(r))
            {
                r.StaleRetries++;
                _measures.StaleAddressRetries++;
                _measures.Record(Cause.StaleAddress);
            }
        }
    }

    private Outcome Finish(Ending ending)
    {
        foreach (var stale in _stalePrimaries)
        {
            Acknowledge(stale.Term, stale.Committed);
        }

        Acknowledge(CurrentTerm, _volume.Committed);
        var outcome = Outcomes.Summarise(ending, _p, _grid, _now, _course, _measures);
        outcome.Reason = ReasonOf(ending);
        outcome.LostEntries = LostEntries();
        outcome.LeakedEntries = _safety.Leaked(_terms, _nodes.Where(CountsForLeaks).Select(node => node.Content!));
        return outcome;
    }

    /// <summary>What a term's primary holds up to its commit is acknowledged, if the term has committed anything itself.</summary>
    private void Acknowledge(Term term, double committed)
    {
        if (Math.Floor(committed) > term.StartCommit)
        {
            _safety.Acknowledge(term.Primary.Content!, committed);
        }
    }

    private bool CountsForLeaks(Node node) => node == _primary ? _serving : ReplicaOf(node).State == ReplicaState.InSync;

    private double LostEntries()
    {
        if (!_serving)
        {
            return _safety.Lost([.. _nodes.Select(node => node.Content)]);
        }

        var hollow = Math.Min(_primary.HollowTo, Math.Floor(_volume.Committed)) - _primary.HollowFrom;
        return _safety.Lost([_primary.Content]) + (_primary.HasHollowStretch && hollow > 0 ? Math.Floor(_p.ExtentFraction * hollow) : 0);
    }
}
