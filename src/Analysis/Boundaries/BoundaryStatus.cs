namespace WalSweep.Analysis.Boundaries;

/// <summary>What the trials of a row say about where its boundary is.</summary>
public enum BoundaryStatus
{
    /// <summary>There is a band; it may reach an end of the axis.</summary>
    Banded,

    /// <summary>The row has so few trials that no outcome of them could exclude any place: there is no band.</summary>
    TooFewTrials,

    /// <summary>Every place is excluded from one side or the other: the share does not fall along the axis, so there is no boundary in the sense meant here, and no band.</summary>
    NotFalling,
}
