namespace WalSweep.Engine;

/// <summary>The entries after one LSN up to another. Nothing, if the second is not beyond the first; so is the default.</summary>
/// <param name="AfterLsn">The last entry before it.</param>
/// <param name="LastLsn">Its last entry.</param>
public readonly record struct Stretch(double AfterLsn, double LastLsn)
{
    /// <summary>How many entries it has.</summary>
    public double Entries => Ordered.Max(0, LastLsn - AfterLsn);

    /// <summary>The least stretch that holds both.</summary>
    public Stretch HullWith(Stretch other) =>
        !(Entries > 0) ? other
        : !(other.Entries > 0) ? this
        : new(Ordered.Min(AfterLsn, other.AfterLsn), Ordered.Max(LastLsn, other.LastLsn));

    /// <summary>How many of its entries are not after one LSN up to another.</summary>
    public double EntriesOutside(double afterLsn, double lastLsn)
    {
        if (!(Entries > 0) || afterLsn >= lastLsn)
        {
            return Entries;
        }

        var before = afterLsn > AfterLsn ? Ordered.Min(LastLsn, afterLsn) - AfterLsn : 0;
        return before + Ordered.Max(0, LastLsn - Ordered.Max(AfterLsn, lastLsn));
    }
}
