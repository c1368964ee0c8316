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

    private const int _partBits = 2;
    private const int _shift = 52 - _partBits;
    private const long _lowestPrefix = (1023L - 7) << _partBits;
    private const int _slotCount = ((17 + 7) << _partBits) + 2;

    private const int _mostBeingAdded = int.MaxValue;

    private readonly int[] _beingAdded;
    private long[] _added = [];
    private int _beingAddedCount;

    /// <summary>Empty cells.</summary>
    public CellTimes(int cellCount) => _beingAdded = new int[cellCount * _slotCount];

    /// <summary>Counts one time, at least 0.</summary>
    public void Add(int cell, double timeS)
    {
        var slot = (BitConverter.DoubleToInt64Bits(timeS) >> _shift) - _lowestPrefix + 1;
        _beingAdded[(cell * _slotCount) + (int)Math.Clamp(slot, 0, _slotCount - 1)]++;
        if (++_beingAddedCount == _mostBeingAdded)
        {
            Widen();
        }
    }

    /// <summary>How many were counted in a cell.</summary>
    public long CountIn(int cell)
    {
        long count = 0;
        for (var slot = 0; slot < _slotCount; slot++)
        {
            count += At((cell * _slotCount) + slot);
        }

        return count;
    }

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
        var count = CountIn(cells);
        var slot = SlotAtRank(cells, QuantileRanks.Nearest(count, perMille));
        return slot < 0 ? double.NaN : slot == 0 ? 0 : slot == _slotCount - 1 ? double.PositiveInfinity : MiddleOf(slot);
    }

    /// <summary>
    /// The interval that holds the true quantile of several cells together at least as often as stated, the widths of the slots included; an end for which the times are too few is NaN. It begins at 0 where it reaches
    /// below <see cref="LowestS"/>, and ends at ∞ where it reaches beyond <see cref="HighestS"/>.
    /// </summary>
    /// <param name="cells">Which, none twice.</param>
    /// <param name="perMille">1…999.</param>
    public Interval QuantileInterval(ReadOnlySpan<int> cells, int perMille)
    {
        var count = CountIn(cells);
        var ranks = QuantileRanks.Of(count, perMille);
        return new Interval(ranks.Low < 1 ? double.NaN : StartOf(SlotAtRank(cells, ranks.Low)), ranks.High > count ? double.NaN : EndOf(SlotAtRank(cells, ranks.High)));
    }

    /// <summary>How many were counted in several cells together.</summary>
    private long CountIn(ReadOnlySpan<int> cells)
    {
        long count = 0;
        foreach (var cell in cells)
        {
            count += CountIn(cell);
        }

        return count;
    }

    /// <summary>The slot of the time with a rank, counted from 1; −1 for rank 0.</summary>
    private int SlotAtRank(ReadOnlySpan<int> cells, long rank)
    {
        var slot = -1;
        for (long seen = 0; seen < rank;)
        {
            slot++;
            foreach (var cell in cells)
            {
                seen += At((cell * _slotCount) + slot);
            }
        }

        return slot;
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

    private static double StartOf(int slot) => slot == 0 ? 0 : BitConverter.Int64BitsToDouble((_lowestPrefix + slot - 1) << _shift);

    private static double EndOf(int slot) => slot == _slotCount - 1 ? double.PositiveInfinity : StartOf(slot + 1);

    private static double MiddleOf(int slot) => BitConverter.Int64BitsToDouble(((_lowestPrefix + slot - 1) << _shift) + (1L << (_shift - 1)));
}
