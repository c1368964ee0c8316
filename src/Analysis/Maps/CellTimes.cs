using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// Times counted in each of many cells, for quantiles in little memory: four slots to each doubling between 8 ms and 17 years, so a quantile is off by at most <see cref="RelativeError"/> there. Shorter and longer ones count
/// in a slot of their own at either end, and trials without a time in one beyond. Adding allocates nothing, and sums are the same in any order; 588 bytes a cell while adding.
/// </summary>
public sealed class CellTimes : CountGroup
{
    /// <summary>The largest relative error of a quantile: half a slot at the lower end of a doubling.</summary>
    public const double RelativeError = 1.0 / 8;

    /// <summary>From here on the relative error holds: 2⁻⁷ s.</summary>
    public const double LowestS = 1.0 / 128;

    /// <summary>Up to here the relative error holds: 2²⁹ s. No trial lasts as long: the last fault comes within 4 years, and the horizon within 10 of it.</summary>
    public const double HighestS = 1 << 29;

    /// <summary>Slots of a cell, one at either end for times beyond the range included.</summary>
    public const int SlotCount = ((29 + 7) << _partBits) + 2;

    /// <summary>The slot of a trial that has no time.</summary>
    public const int NoTimeSlot = SlotCount;

    private const int _partBits = 2;
    private const int _shift = 52 - _partBits;
    private const long _lowestPrefix = (1023L - 7) << _partBits;

    /// <summary>With the slot for trials that have no time.</summary>
    private const int _slotsPerCell = SlotCount + 1;

    private readonly CountTable _slots;

    /// <summary>Empty cells.</summary>
    public CellTimes(int cellCount) => _slots = new CountTable(cellCount * _slotsPerCell);

    /// <inheritdoc/>
    protected override IReadOnlyList<ICounts> Parts => [_slots];

    /// <summary>Finds the slots of times.</summary>
    /// <param name="timesS">Times, each at least 0, or NaN for a trial that has none.</param>
    /// <param name="slots">As many bytes, for <see cref="Add(ReadOnlySpan{int}, ReadOnlySpan{byte})"/>.</param>
    public static void FindSlots(ReadOnlySpan<double> timesS, Span<byte> slots)
    {
        slots = slots[..timesS.Length];
        for (var trial = 0; trial < timesS.Length; trial++)
        {
            var timeS = timesS[trial];
            var slot = (int)Math.Clamp((BitConverter.DoubleToInt64Bits(timeS) >> _shift) - _lowestPrefix + 1, 0, SlotCount - 1);
            slots[trial] = (byte)(double.IsNaN(timeS) ? NoTimeSlot : slot);
        }
    }

    /// <summary>Counts trials.</summary>
    /// <param name="cells">The cell of each.</param>
    /// <param name="slots">The slot of its time.</param>
    public void Add(ReadOnlySpan<int> cells, ReadOnlySpan<byte> slots)
    {
        var counts = _slots.ForAdding(cells.Length);
        for (var trial = 0; trial < cells.Length; trial++)
        {
            counts[(cells[trial] * _slotsPerCell) + slots[trial]]++;
        }
    }

    /// <summary>How many times were counted in a cell.</summary>
    public long CountIn(int cell)
    {
        long count = 0;
        for (var slot = 0; slot < SlotCount; slot++)
        {
            count += CountIn(cell, slot);
        }

        return count;
    }

    /// <summary>The smallest time that at least <paramref name="perMille"/> thousandths of a cell's do not exceed, within the stated error; 0 below <see cref="LowestS"/>, ∞ beyond <see cref="HighestS"/>; NaN in an empty cell.</summary>
    /// <param name="cell">Which cell.</param>
    /// <param name="perMille">1…1000.</param>
    public double Quantile(int cell, int perMille) => Quantile([cell], perMille);

    /// <summary>The same of several cells together, and of what never ended beside them: ∞ where the quantile is among that.</summary>
    /// <param name="cells">Which, none twice.</param>
    /// <param name="perMille">1…1000.</param>
    /// <param name="never">How many that are in no cell never ended: longer than any time.</param>
    public double Quantile(ReadOnlySpan<int> cells, int perMille, long never = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMille, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perMille, 1000);
        var slot = SlotAtRank(cells, QuantileRanks.Nearest(CountIn(cells) + never, perMille));
        return slot < 0 ? double.NaN : slot == 0 ? 0 : slot >= SlotCount - 1 ? double.PositiveInfinity : MiddleOf(slot);
    }

    /// <summary>
    /// The interval that holds the true quantile of several cells together at least as often as stated, the widths of the slots included; an end for which the times are too few is NaN. It begins at 0 where it reaches
    /// below <see cref="LowestS"/>, and ends at ∞ where it reaches beyond <see cref="HighestS"/>, or to what never ended.
    /// </summary>
    /// <param name="cells">Which, none twice.</param>
    /// <param name="perMille">1…999.</param>
    /// <param name="never">As for <see cref="Quantile(ReadOnlySpan{int}, int, long)"/>.</param>
    public Interval QuantileInterval(ReadOnlySpan<int> cells, int perMille, long never = 0)
    {
        var count = CountIn(cells) + never;
        var ranks = QuantileRanks.Of(count, perMille);
        return new Interval(ranks.Low < 1 ? double.NaN : SlotBeginS(SlotAtRank(cells, ranks.Low)), ranks.High > count ? double.NaN : SlotBeginS(Math.Min(SlotAtRank(cells, ranks.High) + 1, SlotCount)));
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

    /// <summary>The slot of the time with a rank, counted from 1; −1 for rank 0, <see cref="NoTimeSlot"/> for a rank beyond all times.</summary>
    private int SlotAtRank(ReadOnlySpan<int> cells, long rank)
    {
        var slot = -1;
        for (long seen = 0; seen < rank;)
        {
            slot++;
            if (slot == NoTimeSlot)
            {
                break;
            }

            foreach (var cell in cells)
            {
                seen += CountIn(cell, slot);
            }
        }

        return slot;
    }

    /// <summary>The least time that counts in a slot, in seconds; of the one after the last, ∞.</summary>
    public static double SlotBeginS(int slot) => slot == 0 ? 0 : slot == SlotCount ? double.PositiveInfinity : BitConverter.Int64BitsToDouble((_lowestPrefix + slot - 1) << _shift);

    /// <summary>How many times of a cell lie in one of its slots.</summary>
    public long CountIn(int cell, int slot) => _slots[(cell * _slotsPerCell) + slot];

    private static double MiddleOf(int slot) => BitConverter.Int64BitsToDouble(((_lowestPrefix + slot - 1) << _shift) + (1L << (_shift - 1)));
}
