using WalSweep.Engine;

namespace WalSweep.Tests.Naive;

/// <summary>
/// A primary that has been replaced, has not heard so and goes on writing (docs/model.md §13). Its head moves in a straight line since the last change of its rate, as
/// if it had stood still before; once nothing commits any more it goes no further than the in-flight limit.
/// </summary>
internal sealed class StalePrimary(GridParameters parameters, Term term, long nowTick, double committed, double fraction, List<Node> followers)
{
    private readonly Dictionary<long, double> _heads = [];
    private double _rate = double.NaN;
    private double _headAtChange = term.Volume.Head;
    private long _changedAt = nowTick;
    private bool _commits;

    public Node Node => Term.Primary;

    public Term Term { get; } = term;

    /// <summary>The part of the clients' writes that it keeps.</summary>
    public double Fraction { get; } = fraction;

    /// <summary>The nodes that still acknowledge to it.</summary>
    public List<Node> Followers { get; } = followers;

    public double Committed { get; private set; } = committed;

    /// <summary>Whether it has come to the in-flight limit.</summary>
    public bool IsBlocked => !_commits && Head >= Committed + parameters.InflightEntries;

    public double Head { get; private set; } = term.Volume.Head;

    /// <summary>Takes the rate at which clients write to it from now on, and the number of followers that it needs; null: it acknowledges nothing whatever they do.</summary>
    public void Update(long now, double rate, int? required)
    {
        if (rate != _rate)
        {
            (_rate, _headAtChange, _changedAt) = (rate, Head, now);
        }

        _commits = Followers.Count >= required;
        Commit(now);
    }

    public void Step(long now)
    {
        var next = Head + _rate;
        Head = _commits ? next : Math.Max(Head, Math.Min(next, Committed + parameters.InflightEntries));
        _heads[now] = Head;
        Node.Content!.Write(Term.Number, Math.Floor(Head));
        Commit(now);
    }

    /// <summary>Where its head was; before the last change of its rate, where it was then.</summary>
    public double HeadAt(long tick) => tick <= _changedAt ? _headAtChange : _heads[tick];

    private void Commit(long now)
    {
        if (_commits)
        {
            var acknowledgedByFollowers = Followers.Count > 0 && parameters.Durability != Durability.BestEffort;
            Committed = Math.Max(Committed, Math.Floor(HeadAt(now - (acknowledgedByFollowers ? parameters.RoundTrip : parameters.Fsync))));
        }
    }
}
