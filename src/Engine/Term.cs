using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>
/// A stretch of time in which one node wrote as primary, and what is known of its entries by a history that no node sees (docs/model.md §13 and §14). Positions as whole entries.
/// </summary>
public struct Term
{
    /// <summary>Most terms of a trial; one more ends it like running out of events.</summary>
    public const int Most = 64;

    /// <summary>The last entry that its primary had when it began; −∞ for the first.</summary>
    public double StartLsn { get; internal set; }

    /// <summary>What the nodes know of it: a restart in place may go on in the same epoch.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Its own entries that have been acknowledged by it or a later term.</summary>
    internal Stretches Acknowledged;

    /// <summary>Its own entries beyond are excluded by the start of a later term.</summary>
    internal double ExcludedAfterLsn;

    /// <summary>So are those up to here: a later term's log holds others in their place.</summary>
    internal double ExcludedUpToLsn;

    /// <summary>The commit it began with: what is acknowledged in it goes beyond.</summary>
    internal double CommittedBeforeLsn;

    internal static Term Begin(double startLsn, int epoch, double committedLsn) => new()
    {
        StartLsn = startLsn,
        Epoch = epoch,
        Acknowledged = default,
        ExcludedAfterLsn = double.PositiveInfinity,
        ExcludedUpToLsn = double.NegativeInfinity,
        CommittedBeforeLsn = committedLsn,
    };

    /// <summary>How many of its own acknowledged entries are not among those held; where nothing of it is held, those after an LSN count.</summary>
    internal readonly double AcknowledgedOutside(Stretch held, double countedAfterLsn) =>
        held.Entries > 0 ? Acknowledged.EntriesOutside(held.AfterLsn, held.LastLsn) : Acknowledged.EntriesAfter(countedAfterLsn);
}

/// <summary>The terms of a trial, in the order in which they began.</summary>
[InlineArray(Term.Most)]
internal struct Terms
{
    private Term _first;
}
