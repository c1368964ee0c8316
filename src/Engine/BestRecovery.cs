namespace WalSweep.Engine;

/// <summary>
/// The two imagined recoveries that any real one is compared with: on the head as the trial admits it, a catch-up at full rate from the moment the replica was reachable again, and a rebuild begun at the best
/// moment from then on (docs/model.md §11). Whichever gets within one barrier of the head first is the best possible.
/// </summary>
/// <remarks>
/// The rebuild's position at t is the largest of head(s) − lag + c·(t − s − copy) over the moments s at which it could have begun: it moves at c, and is lifted to what a rebuild begun
/// just now would reach, which happens only while the head is faster than c. It counts from copy seconds after the start on.
/// </remarks>
internal struct BestRecovery
{
    private double _startS;
    private double _followedS;
    private double _catchup;
    private double _rebuild;
    private double _copyS;
    private double _behind;
    private double _ratePerS;
    private bool _open;
    private bool _canCatchUp;

    /// <summary>From the start to the best recovery's end without its last round trip, or NaN while there is none.</summary>
    public double DurationS { get; private set; }

    /// <summary>Whether there is still something to follow.</summary>
    public readonly bool Open => _open;

    /// <summary>Nothing to follow yet.</summary>
    public void Reset()
    {
        _open = false;
        DurationS = double.NaN;
    }

    /// <summary>Starts both.</summary>
    public void Begin(double startS, double headEntries, double positionEntries, bool canCatchUp, in ScenarioParameters p)
    {
        _open = true;
        _startS = _followedS = startS;
        _canCatchUp = canCatchUp;
        _catchup = positionEntries;
        var copyS = p.VolumeBytes / p.RebuildRateBytesPerS;
        var behind = (p.SnapshotLagBytes / p.EntryBytes) + (p.CatchupRatePerS * copyS);
        _ratePerS = p.CatchupRatePerS;
        _copyS = copyS;
        _behind = behind;
        _rebuild = headEntries - behind;
        DurationS = double.NaN;
    }

    /// <summary>Follows both up to a time, from where they were followed to before.</summary>
    /// <param name="untilS">End of the stretch.</param>
    /// <param name="head">The motion the head is in all that time.</param>
    /// <param name="barrierEntries">The remainder that the live stream carries at that rate.</param>
    public void Follow(double untilS, in Motion head, double barrierEntries)
    {
        var fromS = _followedS;
        var bestS = _canCatchUp ? MeetsAtS(_catchup, in head, barrierEntries, fromS) : double.PositiveInfinity;
        var copiedS = Ordered.Max(fromS, _startS + _copyS);
        bestS = Ordered.Min(bestS, _behind <= barrierEntries ? copiedS : MeetsAtS(_rebuild, in head, barrierEntries, copiedS));
        if (bestS <= untilS)
        {
            DurationS = bestS - _startS;
            _open = false;
            return;
        }

        var replayed = _ratePerS * (untilS - fromS);
        _catchup += replayed;
        _rebuild = Ordered.Max(_rebuild + replayed, head.At(untilS) - _behind);
        _followedS = untilS;
    }

    /// <summary>Another primary's head goes on from here; a rebuild could begin at its base as well.</summary>
    public void MeetNewHead(double headEntries) => _rebuild = Ordered.Max(_rebuild, headEntries - _behind);

    /// <summary>The catch-up, if it was not possible before, may be from here on.</summary>
    public void AllowCatchUp(bool isPossible) => _canCatchUp |= isPossible;

    /// <summary>When a position, given at the time followed to, is within one barrier of the head, from a time on.</summary>
    private readonly double MeetsAtS(double position, in Motion head, double barrierEntries, double fromS)
    {
        var ahead = head.At(fromS) - barrierEntries - (position + (_ratePerS * (fromS - _followedS)));
        var closingPerS = _ratePerS - head.RatePerS;
        return ahead <= 0 ? fromS : closingPerS > 0 ? fromS + (ahead / closingPerS) : double.PositiveInfinity;
    }
}
