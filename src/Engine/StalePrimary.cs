using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>A primary that has been replaced, has not heard so, and goes on writing (docs/model.md §13). Positions in entries, times in seconds.</summary>
internal struct StalePrimary
{
    /// <summary>The term it writes.</summary>
    public int Term;

    /// <summary>Its share of all clients.</summary>
    public double Fraction;

    /// <summary>Its head, were it not limited.</summary>
    public Motion Head;

    /// <summary>How far its head may go.</summary>
    public double LimitLsn;

    /// <summary>What it has acknowledged, when it acknowledges no more.</summary>
    public double CommittedLsn;

    /// <summary>Who goes on acknowledging to it: bit i is node i.</summary>
    public int Followers;

    /// <summary>Whether it goes on acknowledging.</summary>
    public bool Acknowledges;

    /// <summary>Its head at a time; before its last change of rate, the head at that change.</summary>
    public readonly double HeadAt(double timeS) => Ordered.Min(Head.At(Ordered.Max(timeS, Head.SinceS)), LimitLsn);
}

/// <summary>The stale primaries, by node.</summary>
[InlineArray(ScenarioParameters.MaxReplicas + 1)]
internal struct StalePrimaries
{
    private StalePrimary _first;
}
