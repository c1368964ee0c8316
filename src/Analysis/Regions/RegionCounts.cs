namespace WalSweep.Analysis.Regions;

/// <summary>
/// Fates counted per protocol and cell of a pair of axes. Counts are whole numbers, so rows, and what other maps saved, give the same map in any order of
/// adding. 32 bytes a cell and protocol; adding allocates nothing.
/// </summary>
public sealed class RegionCounts
{
    /// <summary>The most protocols one map may hold.</summary>
    public const int MaxProtocolCount = 64;

    private readonly long[] _counts;
    private readonly long[] _outside;

    /// <summary>An empty map.</summary>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    /// <param name="protocolCount">1…<see cref="MaxProtocolCount"/>.</param>
    public RegionCounts(Axis x, Axis y, int protocolCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(protocolCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(protocolCount, MaxProtocolCount);
        (X, Y, ProtocolCount) = (x, y, protocolCount);
        _counts = new long[protocolCount * x.CellCount * y.CellCount * Fates.Count];
        _outside = new long[protocolCount];
    }

    /// <summary>Horizontal axis.</summary>
    public Axis X { get; }

    /// <summary>Vertical axis.</summary>
    public Axis Y { get; }

    /// <summary>Number of protocols.</summary>
    public int ProtocolCount { get; }

    /// <summary>Counts one trial. One that lies outside an axis, or has no value there, counts in <see cref="OutsideCount"/>.</summary>
    public void Add(int protocolIndex, double x, double y, Fate fate) => AddAt(protocolIndex, X.CellOf(x), Y.CellOf(y), fate);

    /// <summary>Counts one trial in a cell found already; outside if either index is −1.</summary>
    public void AddAt(int protocolIndex, int xIndex, int yIndex, Fate fate)
    {
        if ((xIndex | yIndex) < 0)
        {
            _outside[protocolIndex]++;
            return;
        }

        _counts[FirstSlotOf(protocolIndex, xIndex, yIndex) + (int)fate]++;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Array.Clear(_outside);
    }

    /// <summary>Writes everything down, to be added to a map over the same cells.</summary>
    public void Save(Statistics.CountWriter writer)
    {
        writer.Write(_counts);
        writer.Write(_outside);
    }

    /// <summary>Adds what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref Statistics.CountReader reader)
    {
        reader.AddTo(_counts);
        reader.AddTo(_outside);
    }

    /// <summary>The counts of one cell.</summary>
    public RegionCell CellAt(int protocolIndex, int xIndex, int yIndex)
    {
        ReadOnlySpan<long> fates = _counts.AsSpan(FirstSlotOf(protocolIndex, xIndex, yIndex), Fates.Count);
        return new RegionCell(fates[0], fates[1], fates[2], fates[3]);
    }

    /// <summary>Trials of a protocol that lie in no cell.</summary>
    public long OutsideCount(int protocolIndex) => _outside[protocolIndex];

    private int FirstSlotOf(int protocolIndex, int xIndex, int yIndex) =>
        ((((protocolIndex * Y.CellCount) + yIndex) * X.CellCount) + xIndex) * Fates.Count;
}
