namespace WalSweep.Tests.Naive;

/// <summary>Payloads and bases (docs/model.md §15).</summary>
internal sealed partial class NaiveTrial
{
    private double _payloadsLostUpTo = double.NegativeInfinity;
    private bool _baseIsNewer;

    private void LosePayloads()
    {
        if (_p.ExtentFraction == 0)
        {
            return;
        }

        var lostUpTo = Math.Floor(_volume.Head - _p.SnapshotLag);
        if (lostUpTo <= _payloadsLostUpTo)
        {
            return;
        }

        _payloadsLostUpTo = lostUpTo;
        foreach (var r in _replicas)
        {
            if (r is { Replenishing: true, HollowBegins: null } && (r.Replaying || r.Copying) && !_p.Reserves && _payloadsLostUpTo > Math.Floor(r.Position))
            {
                r.HollowBegins = Math.Floor(r.Position);
            }
        }
    }

    /// <summary>A session or a rebuild begins; of what it replays the payloads may be gone already, but a rebuild brings them with it.</summary>
    private void StartReplenishing(Replica r)
    {
        r.Replenishing = true;
        r.HollowBegins = !_p.Reserves && !r.Rebuilds && r.Position < _payloadsLostUpTo ? r.Position : null;
    }

    private void EndReplenishing(Replica r)
    {
        if (r is { Replenishing: true, HollowBegins: { } from })
        {
            _measures.Words.Add("hollow");
            r.Node.AddHollow(from, Math.Min(_payloadsLostUpTo, Math.Floor(r.Position)));
        }

        r.Replenishing = false;
        r.HollowBegins = null;
    }

    /// <summary>Whether the payloads of everything it holds are there.</summary>
    private static bool IsWhole(Replica r) => !r.Node.HasHollowStretch && r is not { Replenishing: true, HollowBegins: not null };
}
