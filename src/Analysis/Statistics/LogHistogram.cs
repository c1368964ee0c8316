namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Counts of non-negative numbers in slots that widen with the number, for quantiles of any amount of data in fixed memory (42 KiB). Every octave is cut
/// into 64 equal parts, read off the bits of the double, so adding needs neither logarithm nor allocation; merging is exact and in any order.
/// A quantile is off by at most <see cref="RelativeError"/> between <see cref="Lowest"/> and <see cref="Highest"/>; below it by less than <see cref="Lowest"/>.
/// From <see cref="Highest"/> on numbers are not told apart: a quantile among them, and the mean of any of them with others, is ∞ rather than a guess.
/// </summary>
public sealed class LogHistogram : ICounts
{
    /// <summary>The largest relative error of a quantile: half a slot at the lower end of an octave.</summary>
    public const double RelativeError = 1.0 / 128;

    /// <summary>From here on the relative error holds: 2⁻²⁰, which is a microsecond where the unit is seconds.</summary>
    public const double Lowest = 1.0 / (1 << 20);

    /// <summary>
    /// Up to here the relative error holds: 2⁶⁴. Nothing that the model counts reaches it: times are below 2²⁹ s, WAL pinned, up to 64 TiB for as long, below 2⁵⁵ MiB·s, and bytes moved, at most 10⁸ entries of
    /// 1 MiB a second for as long to each of 4 replicas and rebuilds at 1 TiB/s beside them, below 2⁵⁸ MiB.
    /// </summary>
    public const double Highest = 4294967296.0 * 4294967296.0;

    private const int _partBits = 6;
    private const int _shift = 52 - _partBits;
    private const long _lowestPrefix = (1023L - 20) << _partBits;
    private const int _slotCount = ((64 + 20) << _partBits) + 2;

    /// <summary>Slot 0 holds what is below <see cref="Lowest"/>, the last what is at or above <see cref="Highest"/>.</summary>
    private readonly long[] _slots = new long[_slotCount];

    /// <summary>How many numbers were added.</summary>
    public long Count { get; private set; }

    /// <summary>The smallest number added, or NaN.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>The largest number added, or NaN.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Adds every <paramref name="step"/>th of some numbers, the first included; each is at least 0, or NaN, which is left out. A nanosecond or two for a number.</summary>
    public void AddEvery(int step, ReadOnlySpan<double> values)
    {
        const long Infinity = 0x7FF0_0000_0000_0000;
        var slots = _slots.AsSpan();
        var (added, min, max) = (0L, long.MaxValue, -1L);
        for (int index = 0; index < values.Length; index += step)
        {
            // Without their sign, which NaN and zero may have, the bits are in the order of the numbers, and NaN is beyond them. Comparing them is quicker than comparing doubles.
            long bits = BitConverter.DoubleToInt64Bits(values[index]) & long.MaxValue;
            if (bits > Infinity)
            {
                continue;
            }

            slots[SlotOf(bits)]++;
            added++;
            min = Math.Min(min, bits);
            max = Math.Max(max, bits);
        }

        if (added > 0)
        {
            Count += added;
            var (least, most) = (BitConverter.Int64BitsToDouble(min), BitConverter.Int64BitsToDouble(max));
            Min = Min <= least ? Min : least;
            Max = Max >= most ? Max : most;
        }
    }

    /// <summary>Adds all numbers of another histogram.</summary>
    public void Merge(LogHistogram other)
    {
        if (other.Count == 0)
        {
            return;
        }

        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i] += other._slots[i];
        }

        Count += other.Count;
        Min = Min <= other.Min ? Min : other.Min;
        Max = Max >= other.Max ? Max : other.Max;
    }

    /// <inheritdoc/>
    public void Clear()
    {
        Array.Clear(_slots);
        (Count, Min, Max) = (0, double.NaN, double.NaN);
    }

    /// <inheritdoc/>
    public void Save(CountWriter writer)
    {
        writer.Write(_slots);
        writer.WriteDouble(Min);
        writer.WriteDouble(Max);
    }

    /// <inheritdoc/>
    public void AddSaved(ref CountReader reader)
    {
        var saved = new LogHistogram();
        reader.AddTo(saved._slots);
        var count = (Int128)0;
        foreach (var slot in saved._slots)
        {
            count += slot;
        }

        if (count > long.MaxValue - Count)
        {
            throw new InvalidDataException("the saved histogram has more numbers than can be counted");
        }

        (saved.Count, saved.Min, saved.Max) = ((long)count, reader.ReadDouble(), reader.ReadDouble());
        if (!saved.HasItsEnds())
        {
            throw new InvalidDataException("the saved histogram has ends that its numbers cannot have");
        }

        Merge(saved);
    }

    /// <summary>
    /// The smallest number that at least <paramref name="perMille"/> thousandths of all numbers do not exceed (the nearest rank: no interpolation), within the
    /// stated error; ∞ from <see cref="Highest"/> on; NaN without numbers.
    /// </summary>
    /// <param name="perMille">1…1000: 500 is the median, 990 the 99th percentile. A whole number, so that the rank is exact.</param>
    public double Quantile(int perMille)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMille, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perMille, 1000);
        if (Count == 0)
        {
            return double.NaN;
        }

        return ValueAtRank(QuantileRanks.Nearest(Count, perMille));
    }

    /// <summary>The interval that holds the true quantile at least as often as stated, the widths of the slots included; an end for which the numbers are too few is NaN.</summary>
    /// <param name="perMille">1…999: 500 is the median.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval QuantileInterval(int perMille, double confidence = Interval.DefaultConfidence)
    {
        var ranks = QuantileRanks.Of(Count, perMille, confidence);
        return new Interval(ranks.Low < 1 ? double.NaN : BoundsAtRank(ranks.Low).Low, ranks.High > Count ? double.NaN : BoundsAtRank(ranks.High).High);
    }

    /// <summary>The mean of the numbers, within <see cref="RelativeError"/>; ∞ where one is at or above <see cref="Highest"/>; NaN without numbers. A walk over the slots.</summary>
    public double Mean => Max >= Highest ? double.PositiveInfinity : Walk().Aggregate(0.0, (sum, slot) => sum + (slot.Count * ((slot.Start + slot.End) / 2))) / Count;

    /// <summary>
    /// The interval of the mean: 1.96 standard errors to each side for 95 %, the widths of the slots included. As often right as it states once the numbers are many for how skew they are; NaN with fewer than two.
    /// Where the mean is ∞ it reaches from the smallest number to the largest.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval MeanInterval(double confidence = Interval.DefaultConfidence)
    {
        var standardErrors = Interval.StandardErrors(confidence);
        if (Count < 2)
        {
            return Interval.Unbounded;
        }

        // From the ends of the slots that are farther from the mean: no less than what the numbers themselves deviate.
        var (mean, lowest, highest, squares) = (Mean, 0.0, 0.0, 0.0);
        foreach (var slot in Walk())
        {
            var deviation = Math.Max(Math.Abs(slot.Start - mean), Math.Abs(slot.End - mean));
            (lowest, highest, squares) = (lowest + (slot.Count * slot.Start), highest + (slot.Count * slot.End), squares + (slot.Count * deviation * deviation));
        }

        var reach = standardErrors * Math.Sqrt(squares / (Count - 1) / Count);
        return new Interval(Math.Max(Min, (lowest / Count) - reach), Math.Min(Max, (highest / Count) + reach));
    }

    /// <summary>The number that is the <paramref name="rank"/>th smallest, within the stated error; ∞ from <see cref="Highest"/> on.</summary>
    /// <param name="rank">1…<see cref="Count"/>.</param>
    public double ValueAtRank(long rank) => SlotAtRank(rank) is var slot && slot == _slotCount - 1 ? double.PositiveInfinity : Math.Clamp(MiddleOf(slot), Min, Max);

    /// <summary>Between which two numbers the <paramref name="rank"/>th smallest lies: the ends of its slot, or the smallest and largest of all where these are nearer.</summary>
    /// <param name="rank">1…<see cref="Count"/>.</param>
    public Interval BoundsAtRank(long rank)
    {
        var slot = SlotAtRank(rank);
        return new Interval(Math.Max(slot == 0 ? 0 : StartOf(slot), Min), Math.Min(slot == _slotCount - 1 ? Max : StartOf(slot + 1), Max));
    }

    /// <summary>
    /// The slots that hold any number, from below. At both ends of a slot, how many numbers lie beyond is exact: a number equal to the upper end of a slot is beyond it, save the largest of all. A walk over all slots.
    /// </summary>
    public IEnumerable<HistogramSlot> Walk()
    {
        var beyond = Count;
        for (var slot = 0; slot < _slots.Length && beyond > 0; slot++)
        {
            if (_slots[slot] != 0)
            {
                beyond -= _slots[slot];
                yield return new HistogramSlot(slot == 0 ? 0 : StartOf(slot), slot == _slotCount - 1 || beyond == 0 ? Max : StartOf(slot + 1), _slots[slot], beyond);
            }
        }
    }

    /// <summary>Whether the smallest and the largest number lie in the first and the last slot that hold any.</summary>
    private bool HasItsEnds() => Count == 0
        ? double.IsNaN(Min) && double.IsNaN(Max)
        : Min >= 0 && Min <= Max && double.IsFinite(Max) && SlotOf(Min) == SlotAtRank(1) && SlotOf(Max) == SlotAtRank(Count);

    private static int SlotOf(double value) => SlotOf(BitConverter.DoubleToInt64Bits(value));

    private static int SlotOf(long bits) => (int)Math.Min(Math.Max((bits >> _shift) - (_lowestPrefix - 1), 0), _slotCount - 1);

    private int SlotAtRank(long rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Count);
        var slot = 0;
        for (var seen = _slots[0]; seen < rank; seen += _slots[slot])
        {
            slot++;
        }

        return slot;
    }

    private static double StartOf(int slot) => BitConverter.Int64BitsToDouble((_lowestPrefix + slot - 1) << _shift);

    private static double MiddleOf(int slot) => slot == 0 ? 0 : (StartOf(slot) + StartOf(slot + 1)) / 2;
}

/// <summary>A slot of a histogram that holds some numbers.</summary>
/// <param name="Start">Its lower end.</param>
/// <param name="End">Its upper end; of the last one the largest number.</param>
/// <param name="Count">How many numbers it holds.</param>
/// <param name="Beyond">How many numbers lie beyond its upper end.</param>
public readonly record struct HistogramSlot(double Start, double End, long Count, long Beyond);
