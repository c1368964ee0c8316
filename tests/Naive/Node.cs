namespace WalSweep.Tests.Naive;

/// <summary>What is true of one node, whoever is the primary and whatever the primary knows.</summary>
internal sealed class Node(int number, Link link, Content content)
{
    public int Number { get; } = number;

    public Link Link { get; } = link;

    public bool LinkUp { get; set; } = true;

    public bool ProcessUp { get; set; } = true;

    public bool Isolated { get; set; }

    /// <summary>Whether a spike is in force with which a barrier takes longer than its time-out.</summary>
    public bool Slow { get; set; }

    /// <summary>Whether the control plane hears it.</summary>
    public bool Heard { get; set; } = true;

    public long HeardSince { get; set; } = -Grid.Never;

    public long LostSince { get; set; } = Grid.Never;

    /// <summary>Whether it has been replaced as primary and the control plane has not been able to tell it.</summary>
    public bool Replaced { get; set; }

    /// <summary>What its disk holds; null: nothing valid.</summary>
    public Content? Content { get; set; } = content;

    /// <summary>Up to here its content stays as it is, since a stream to it ended; beyond, stale primaries may still write over what newer ones wrote.</summary>
    public double JoinedUpTo { get; set; } = double.PositiveInfinity;

    /// <summary>The LSN that the base of its last rebuild claims to be, whether that was completed or not.</summary>
    public double BaseClaims { get; set; } = double.NegativeInfinity;

    /// <summary>The newest epoch in which it was in step or primary.</summary>
    public int Epoch { get; set; }

    /// <summary>The position it had when it last ceased to be in step or primary, or less if it was truncated since.</summary>
    public double PossiblyCommitted { get; set; } = double.NegativeInfinity;

    /// <summary>Its payloads are missing from here (exclusive).</summary>
    public double HollowFrom { get; private set; } = double.PositiveInfinity;

    /// <summary>Its payloads are missing up to here (inclusive).</summary>
    public double HollowTo { get; private set; } = double.NegativeInfinity;

    public bool HasHollowStretch => HollowFrom < HollowTo;

    public void AddHollow(double from, double to)
    {
        if (from < to)
        {
            HollowFrom = Math.Min(HollowFrom, from);
            HollowTo = Math.Max(HollowTo, to);
        }
    }

    public void SetHollow(double from, double to) => (HollowFrom, HollowTo) = (from, to);

    public void ClearHollow() => SetHollow(double.PositiveInfinity, double.NegativeInfinity);
}
