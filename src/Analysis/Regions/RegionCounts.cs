namespace WalSweep.Analysis.Regions;

/// <summary>
/// Fates counted per protocol and cell of a pair of axes. Counts are whole numbers, so adding rows or maps in any order, on any number of threads, gives
/// the same map. 32 bytes a cell and protocol; adding allocates nothing.
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
    public void Add(int protocolIndex, double x, double y, Fate fate)
    {
        int xIndex = X.CellOf(x);
        int yIndex = Y.CellOf(y);
        if ((xIndex | yIndex) < 0)
        {
            _outside[protocolIndex]++;
            return;
        }

        _counts[FirstSlotOf(protocolIndex, xIndex, yIndex) + (int)fate]++;
    }

    /// <summary>Adds another map's counts to this one.</summary>
    /// <exception cref="ArgumentException">The other map has other axes or another number of protocols.</exception>
    public void Merge(RegionCounts other)
    {
        if (!X.HasSameCells(other.X) || !Y.HasSameCells(other.Y) || ProtocolCount != other.ProtocolCount)
        {
            throw new ArgumentException(
                $"A map of {other.ProtocolCount} protocols over {other.X.Column} × {other.Y.Column} cannot be added to one of {ProtocolCount} over {X.Column} × {Y.Column} with these cells.",
                nameof(other));
        }

        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        for (int i = 0; i < _outside.Length; i++)
        {
            _outside[i] += other._outside[i];
        }
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
