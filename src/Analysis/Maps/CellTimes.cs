using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// Times counted in each of many cells, for quantiles in little memory: four slots to each doubling between 8 ms and 36 h, so a quantile is off by at most <see cref="RelativeError"/> there. Shorter and longer ones count
/// in a slot of their own at either end. Adding allocates nothing, and sums are the same in any order. What is being added stands in 32 bits, 392 bytes a cell, for the processor's cache holds that many cells and not twice as many; what
/// was added elsewhere, and what would not fit, stands in 64.
/// </summary>
public sealed class CellTimes
{
    /// <summary>The largest relative error of a quantile: half a slot at the lower end of a doubling.</summary>
    public const double RelativeError = 1.0 / 8;

    /// <summary>From here on the relative error holds: 2⁻⁷ s.</summary>
    public const double LowestS = 1.0 / 128;

    /// <summary>Up to here the relative error holds: 2¹⁷ s.</summary>
    public const double HighestS = 1 << 17;

    /// <summary>Slots of a cell: those between the two, and one at either end.</summary>
    public const int SlotCount = ((17 + 7) << _partBits) + 2;

    private const int _partBits = 2;
    private const int _shift = 52 - _partBits;
    private const long _lowestPrefix = (1023L - 7) << _partBits;

    private const int _mostBeingAdded = int.MaxValue;

    private readonly int[] _beingAdded;
    private long[] _added = [];
    private int _beingAddedCount;

    /// <summary>Empty cells.</summary>
    public CellTimes(int cellCount) => _beingAdded = new int[cellCount * SlotCount];

    /// <summary>Counts one time, at least 0.</summary>
    public void Add(int cell, double timeS)
    {
        var slot = (BitConverter.DoubleToInt64Bits(timeS) >> _shift) - _lowestPrefix + 1;
        _beingAdded[(cell * SlotCount) + (int)Math.Clamp(slot, 0, SlotCount - 1)]++;
        if (++_beingAddedCount == _mostBeingAdded)
        {
            Widen();
        }
    }

    /// <summary>How many were counted in a cell.</summary>
    public long CountIn(int cell)
    {
        long count = 0;
        for (var slot = 0; slot < SlotCount; slot++)
        {
            count += At((cell * SlotCount) + slot);
        }

        return count;
    }

    /// <summary>How many of a cell were counted in one of its slots.</summary>
    public long CountIn(int cell, int slot) => At((cell * SlotCount) + slot);

    /// <summary>The least time that counts in a slot; of the one after the last, ∞. A slot's times are less than where the next begins.</summary>
    /// <param name="slot">0…<see cref="SlotCount"/>.</param>
    public static double SlotBeginS(int slot) => slot == 0 ? 0 : slot == SlotCount ? double.PositiveInfinity : BitConverter.Int64BitsToDouble((_lowestPrefix + slot - 1) << _shift);

    /// <summary>The smallest time that at least <paramref name="perMille"/> thousandths of a cell's do not exceed, within the stated error; 0 below <see cref="LowestS"/>, ∞ beyond <see cref="HighestS"/>; NaN in an empty cell.</summary>
    /// <param name="cell">Which cell.</param>
    /// <param name="perMille">1…1000.</param>
    public double Quantile(int cell, int perMille) => Quantile([cell], perMille);

    /// <summary>The same of several cells together.</summary>
    /// <param name="cells">Which, none twice.</param>
    /// <param name="perMille">1…1000.</param>
    public double Quantile(ReadOnlySpan<int> cells, int perMille)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMille, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perMille, 1000);
        Int128 count = 0;
        foreach (var cell in cells)
        {
            count += CountIn(cell);
        }

        var rank = (long)(((count * perMille) + 999) / 1000);
        var slot = -1;
        for (long seen = 0; seen < rank;)
        {
            slot++;
            foreach (var cell in cells)
            {
                seen += At((cell * SlotCount) + slot);
            }
        }

        return slot < 0 ? double.NaN : slot == 0 ? 0 : slot == SlotCount - 1 ? double.PositiveInfinity : MiddleOf(slot);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_beingAdded);
        (_added, _beingAddedCount) = ([], 0);
    }

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer)
    {
        for (var at = 0; at < _beingAdded.Length; at++)
        {
            writer.Write(At(at));
        }
    }

    /// <summary>Adds what was saved of as many cells.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        Widen();
        reader.AddTo(_added);
    }

    private long At(int slot) => _beingAdded[slot] + (_added.Length == 0 ? 0 : _added[slot]);

    /// <summary>Moves what was being added to where there is room for more.</summary>
    private void Widen()
    {
        _added = _added.Length == 0 ? new long[_beingAdded.Length] : _added;
        for (var at = 0; at < _beingAdded.Length && _beingAddedCount > 0; at++)
        {
            _added[at] += _beingAdded[at];
            _beingAdded[at] = 0;
        }

        _beingAddedCount = 0;
    }

    private static double MiddleOf(int slot) => BitConverter.Int64BitsToDouble(((_lowestPrefix + slot - 1) << _shift) + (1L << (_shift - 1)));
}
