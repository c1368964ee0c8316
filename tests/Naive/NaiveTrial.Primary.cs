using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Which node is the primary, whether it serves, and who comes after it (docs/model.md §12).</summary>
internal sealed partial class NaiveTrial
{
    /// <summary>What a node says, as if its session had just been cut off, when a primary is to be chosen.</summary>
    private sealed record Report(Replica Replica, double Last, double RecoverablePrefix, double PossiblyCommitted)
    {
        public int Epoch => Replica.Node.Epoch;
    }

    private bool _serving = true;
    private bool _fenced;
    private bool _awaitingResume;
    private bool _mayAskForPrimary = true;

    private Replica ReplicaOf(Node node) => Array.Find(_replicas, r => r.Node == node)!;

    /// <summary>Whether the node and the primary can talk to each other: as long as both are up, and the node knows who the primary is.</summary>
    private bool IsPresent(Replica r) =>
        r.Node is { LinkUp: true, ProcessUp: true, Replaced: false } && _primary is { LinkUp: true, ProcessUp: true } && !_awaitingResume;

    private bool IsReachable(Replica r) => IsPresent(r) && !r.Node.Slow;

    private void CrashPrimary()
    {
        CeaseServing();
        _fenced = false;
        _awaitingResume = true;
        LoseContactWithAll();
        _primary.ProcessUp = false;
        Hear(_primary);
        _primary.Content!.Cut(Math.Floor(_volume.HeadAt(_now - _p.Fsync)));
        foreach (var r in _replicas)
        {
            r.OverdueLookFrom = Grid.Never;
            r.WithdrawUntil = -Grid.Never;
        }
    }

    /// <summary>To every other node it is as if its own link broke.</summary>
    private void LoseContactWithAll()
    {
        foreach (var r in _replicas)
        {
            LoseContact(r, crashed: false);
            if (r.State == ReplicaState.InSync)
            {
                r.NextRecovery = new Recovery();
            }
        }
    }

    /// <summary>The primary crashes, or its lease has run out and it knows.</summary>
    private void CeaseServing()
    {
        if (_serving)
        {
            CeaseCommitting();
            _serving = false;
            _fenced = true;
        }
    }

    private Happening? PrimaryTimerDue()
    {
        if (_p.FencesItself && _serving && !_primary.Heard && _now >= _primary.LostSince + _p.LeaseTimeout)
        {
            return Happening.Fence;
        }

        if (_p.ResumesInNewEpoch && _awaitingResume && _primary.Heard && _controlPlaneUp && _now >= _primary.HeardSince + _p.RegistrationDelay)
        {
            return Happening.Resume;
        }

        var mayFailOver = !_primary.Heard && _mayAskForPrimary && IsControlCycle && _now >= _primary.LostSince + _p.LeaseTimeout;
        return mayFailOver ? Happening.Failover : null;
    }

    private void FailOver()
    {
        var reports = _replicas.Where(r => r.Node.Heard && r.State != ReplicaState.Failed).Select(ReportOf).ToList();
        if (Choose(reports) is { } chosen)
        {
            Promote(chosen);
        }
        else
        {
            _measures.Record(Cause.NoEligibleCandidate);
            _mayAskForPrimary = false;
        }
    }

    private Report ReportOf(Replica r)
    {
        if (r.Node.Content is null || r.Rebuilds)
        {
            return new Report(r, r.Node.BaseClaims, double.NegativeInfinity, r.Node.PossiblyCommitted);
        }

        var last = (double)r.Node.Content.Last;
        var prefix = IsWhole(r) ? last : Math.Min(r.Node.HollowFrom, r.HollowBegins ?? double.PositiveInfinity);
        return new Report(r, last, prefix, r.State == ReplicaState.InSync ? PositionOf(r) : r.Node.PossiblyCommitted);
    }

    private Report? Choose(List<Report> reports)
    {
        if (_p.ChoosesByLineage)
        {
            return ChooseByLineage(reports);
        }

        Report? best = null;
        foreach (var report in reports)
        {
            if (best is null || (report.Epoch > best.Epoch && _p.ChoosesByEpoch) || (report.Last > best.Last && (report.Epoch == best.Epoch || !_p.ChoosesByEpoch)))
            {
                best = report;
            }
        }

        return best;
    }

    /// <summary>V2: of those that were in step in the epoch of the lost primary, one that can serve everything that may have been committed then.</summary>
    private Report? ChooseByLineage(List<Report> reports)
    {
        var nodes = _nodes.Length;
        if (reports.Count < (_p.Durability == Durability.SyncQuorum ? nodes - (nodes / 2) : 1))
        {
            return null;
        }

        var ofLastEpoch = reports.Where(report => report.Epoch == CurrentTerm.Epoch).ToList();
        var possiblyCommitted = ofLastEpoch.Select(report => report.PossiblyCommitted).DefaultIfEmpty(double.PositiveInfinity).Max();
        return ofLastEpoch
            .Where(report => report.RecoverablePrefix >= possiblyCommitted && report.Replica.State != ReplicaState.NeedsRebuild && !report.Replica.Rebuilds)
            .MaxBy(report => report.RecoverablePrefix);
    }
}
