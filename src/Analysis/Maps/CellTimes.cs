using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// Times counted in each of many cells, for quantiles in little memory: eight slots to each doubling between a millisecond and twelve days, so a quantile is off by at most <see cref="RelativeError"/> there. Shorter
/// and longer ones count in a slot of their own at either end. 1,936 bytes a cell; adding allocates nothing, and sums are the same in any order.
/// </summary>
public sealed class CellTimes
{
    /// <summary>The largest relative error of a quantile: half a slot at the lower end of a doubling.</summary>
    public const double RelativeError = 1.0 / 16;

    /// <summary>From here on the relative error holds: 2⁻¹⁰ s.</summary>
    public const double LowestS = 1.0 / 1024;

    /// <summary>Up to here the relative error holds: 2²⁰ s.</summary>
    public const double HighestS = 1 << 20;

    private const int _partBits = 3;
    private const int _shift = 52 - _partBits;
    private const long _lowestPrefix = (1023L - 10) << _partBits;
    private const int _slotCount = ((20 + 10) << _partBits) + 2;

    private readonly long[] _slots;

    /// <summary>Empty cells.</summary>
    public CellTimes(int cellCount) => _slots = new long[cellCount * _slotCount];

    /// <summary>Counts one time, at least 0.</summary>
    public void Add(int cell, double timeS)
    {
        var slot = (BitConverter.DoubleToInt64Bits(timeS) >> _shift) - _lowestPrefix + 1;
        _slots[(cell * _slotCount) + (int)Math.Clamp(slot, 0, _slotCount - 1)]++;
    }

    /// <summary>How many were counted in a cell.</summary>
    public long CountIn(int cell)
    {
        long count = 0;
        foreach (var some in SlotsOf(cell))
        {
            count += some;
        }

        return count;
    }

    /// <summary>The smallest time that at least <paramref name="perMille"/> thousandths of a cell's do not exceed, within the stated error; 0 below <see cref="LowestS"/>, ∞ beyond <see cref="HighestS"/>; NaN in an empty cell.</summary>
    /// <param name="cell">Which cell.</param>
    /// <param name="perMille">1…1000.</param>
    public double Quantile(int cell, int perMille)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMille, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perMille, 1000);
        var slots = SlotsOf(cell);
        var rank = (long)((((Int128)CountIn(cell) * perMille) + 999) / 1000);
        var slot = -1;
        for (long seen = 0; seen < rank;)
        {
            seen += slots[++slot];
        }

        return slot < 0 ? double.NaN : slot == 0 ? 0 : slot == _slotCount - 1 ? double.PositiveInfinity : MiddleOf(slot);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_slots);

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer) => writer.Write(_slots);

    /// <summary>Adds what was saved of as many cells.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader) => reader.AddTo(_slots);

    private ReadOnlySpan<long> SlotsOf(int cell) => _slots.AsSpan(cell * _slotCount, _slotCount);

    private static double MiddleOf(int slot) => BitConverter.Int64BitsToDouble(((_lowestPrefix + slot - 1) << _shift) + (1L << (_shift - 1)));
}
