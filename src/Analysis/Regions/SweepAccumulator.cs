namespace WalSweep.Analysis.Regions;

/// <summary>
/// Takes the rows of a sweep one by one and keeps what the summary and a region map need. What several saved, added in any order, gives the same as one that
/// saw every row. Taking a row allocates nothing.
/// </summary>
public sealed class SweepAccumulator
{
    private readonly ProtocolTotals[] _totals;

    /// <summary>An empty accumulator.</summary>
    /// <param name="x">Horizontal axis of the map.</param>
    /// <param name="y">Vertical axis of the map.</param>
    /// <param name="protocolCount">Protocols in the sweep, 1…<see cref="RegionCounts.MaxProtocolCount"/>.</param>
    public SweepAccumulator(Axis x, Axis y, int protocolCount)
    {
        Regions = new RegionCounts(x, y, protocolCount);
        _totals = new ProtocolTotals[protocolCount];
        for (int i = 0; i < protocolCount; i++)
        {
            _totals[i] = new ProtocolTotals();
        }
    }

    /// <summary>Fates by cell.</summary>
    public RegionCounts Regions { get; }

    /// <summary>Takes one row.</summary>
    public void Add(in RegionRow row)
    {
        Fate fate = Fates.Of(row.Ended, row.Path, row.IsExplicit);
        Regions.Add(row.ProtocolIndex, row.X, row.Y, fate);
        ProtocolTotals totals = _totals[row.ProtocolIndex];
        totals.Add(fate, row.IsExplicit, row.NeedlessRebuild, row.RecoveryS);
        totals.AddSafety(row.LostEntries, row.LeakedEntries);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Regions.Clear();
        foreach (ProtocolTotals totals in _totals)
        {
            totals.Clear();
        }
    }

    /// <summary>Everything seen, to be added to another accumulator over the same cells.</summary>
    public byte[] Save()
    {
        var writer = new Statistics.CountWriter();
        Regions.Save(writer);
        foreach (ProtocolTotals totals in _totals)
        {
            totals.Save(writer);
        }

        return writer.ToArray();
    }

    /// <summary>Adds what another accumulator saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of other cells.</exception>
    public void AddSaved(ReadOnlySpan<byte> saved)
    {
        var reader = new Statistics.CountReader(saved);
        Regions.AddSaved(ref reader);
        foreach (ProtocolTotals totals in _totals)
        {
            totals.AddSaved(ref reader);
        }

        reader.End();
    }

    /// <summary>The summary of everything seen so far.</summary>
    /// <param name="protocols">Names of the protocols, in the order of their indexes.</param>
    /// <param name="hasFailover">Whether primaries can be lost in the sweep.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than protocols.</exception>
    public SweepSummary Summarize(IReadOnlyList<ProtocolName> protocols, bool hasFailover = false)
    {
        if (protocols.Count != _totals.Length)
        {
            throw new ArgumentException($"Expected {_totals.Length} protocol names, found {protocols.Count}.", nameof(protocols));
        }

        return new SweepSummary([.. _totals.Select((totals, index) => ProtocolSummary.Of(protocols[index], totals))], hasFailover);
    }
}
