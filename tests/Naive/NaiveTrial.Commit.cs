using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>Commit and blocking (docs/model.md §5).</summary>
internal sealed partial class NaiveTrial
{
    private int _inSyncMembers;

    private int RequiredAcknowledgements(int inSync) => _p.Durability switch
    {
        Durability.BestEffort => 0,
        Durability.SyncAll => _p.IsV1 ? inSync : _p.Replicas,
        _ => _p.PromisedCopies - 1,
    };

    private void UpdateCommit()
    {
        if (!_serving)
        {
            return;
        }

        var inSync = 0;
        var live = 0;
        var members = 0;
        foreach (var r in _replicas)
        {
            if (r.State == ReplicaState.InSync)
            {
                inSync++;
                var onTime = r.Live && r.OverdueLookFrom == Grid.Never;
                live += onTime ? 1 : 0;
                members |= (onTime ? 3 : r.Live ? 2 : 1) << (2 * r.Node.Number);
            }
        }

        if (live >= RequiredAcknowledgements(inSync))
        {
            _volume.Committing = true;
            _volume.Blocked = false;
            _volume.Committed = Math.Max(_volume.Committed, AcknowledgedByEnough());
        }
        else if (_volume.Committing || members != _inSyncMembers)
        {
            FreezeCommit();
        }

        _inSyncMembers = members;
    }

    private void CeaseCommitting()
    {
        if (_volume.Committing)
        {
            FreezeCommit();
        }
    }

    /// <summary>Committing ceases, or what was frozen is raised.</summary>
    private void FreezeCommit()
    {
        _volume.Committing = false;
        _volume.Committed = Math.Floor(Math.Max(_volume.Committed, AcknowledgedByEnough()));
    }

    private double AcknowledgedByEnough()
    {
        var inSync = _replicas.Count(r => r.State == ReplicaState.InSync);
        var required = RequiredAcknowledgements(inSync);
        return inSync >= required ? AcknowledgedByAll(required) : double.NegativeInfinity;
    }

    private double Acknowledged(Replica r) => r.Live ? _volume.HeadAt(r.Node.Link.Acknowledged) : r.AcknowledgedFrozen;

    /// <summary>The required-th largest acknowledged position of the InSync replicas.</summary>
    private double AcknowledgedByAll(int required)
    {
        if (required == 0)
        {
            return _volume.HeadAt(_now - _p.Fsync);
        }

        foreach (var candidate in _replicas)
        {
            var atLeast = 0;
            var above = 0;
            foreach (var other in _replicas)
            {
                if (other.State == ReplicaState.InSync)
                {
                    atLeast += Acknowledged(other) >= Acknowledged(candidate) ? 1 : 0;
                    above += Acknowledged(other) > Acknowledged(candidate) ? 1 : 0;
                }
            }

            if (candidate.State == ReplicaState.InSync && above < required && atLeast >= required)
            {
                return Acknowledged(candidate);
            }
        }

        throw new InvalidOperationException("fewer InSync replicas than required");
    }

    private bool HeadBlockedIsDue()
    {
        var beyond = _volume.Head - (_volume.Committed + _p.InflightEntries);
        return !_volume.Committing && !_volume.Blocked && (beyond > 0 || (beyond == 0 && _volume.Admitted > 0));
    }

    /// <summary>A node's content may have left the primary's; in the first term none has.</summary>
    private void NoteAgreement()
    {
        foreach (var r in _terms.Count == 1 || _volume.Committing ? [] : _replicas)
        {
            r.AgreesUpTo = r.Live ? double.PositiveInfinity : r.Node.Content?.AgreesUpTo(_primary.Content!) ?? double.NegativeInfinity;
        }
    }

    /// <summary>Whether fewer nodes than promised hold everything acknowledged.</summary>
    private bool IsExposed()
    {
        var holders = 1;
        foreach (var r in _replicas)
        {
            var position = r.State is ReplicaState.CatchingUp or ReplicaState.CatchUpAfterRebuild ? r.Position : Math.Min(r.Position, r.AgreesUpTo);
            var holds = IsWhole(r) && (r.Live || (!_volume.Committing && r.DiskValid && position >= _volume.Committed));
            holders += holds ? 1 : 0;
        }

        return holders < _p.PromisedCopies;
    }
}
