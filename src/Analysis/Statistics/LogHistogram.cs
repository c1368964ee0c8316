namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Counts of non-negative numbers in slots that widen with the number, for quantiles of any amount of data in fixed memory (22 KiB). Every octave is cut
/// into 64 equal parts, read off the bits of the double, so adding needs neither logarithm nor allocation; merging is exact and in any order.
/// A quantile is off by at most <see cref="RelativeError"/> between <see cref="Lowest"/> and <see cref="Highest"/>; below it by less than <see cref="Lowest"/>;
/// above it, up to the largest value seen.
/// </summary>
public sealed class LogHistogram
{
    /// <summary>The largest relative error of a quantile: half a slot at the lower end of an octave.</summary>
    public const double RelativeError = 1.0 / 128;

    /// <summary>From here on the relative error holds: 2⁻²⁰, which is a microsecond where the unit is seconds.</summary>
    public const double Lowest = 1.0 / (1 << 20);

    /// <summary>Up to here the relative error holds: 2²⁴, which is 194 days where the unit is seconds.</summary>
    public const double Highest = 1 << 24;

    private const int _partBits = 6;
    private const int _shift = 52 - _partBits;
    private const long _lowestPrefix = (1023L - 20) << _partBits;
    private const int _slotCount = ((24 + 20) << _partBits) + 2;

    /// <summary>Slot 0 holds what is below <see cref="Lowest"/>, the last what is at or above <see cref="Highest"/>.</summary>
    private readonly long[] _slots = new long[_slotCount];

    /// <summary>How many numbers were added.</summary>
    public long Count { get; private set; }

    /// <summary>The smallest number added, or NaN.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>The largest number added, or NaN.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Adds one number, at least 0. A few nanoseconds.</summary>
    public void Add(double value)
    {
        long slot = (BitConverter.DoubleToInt64Bits(value) >> _shift) - _lowestPrefix + 1;
        _slots[(int)Math.Clamp(slot, 0, _slotCount - 1)]++;
        Count++;

        // Written so that the NaN of an empty histogram gives way.
        Min = Min <= value ? Min : value;
        Max = Max >= value ? Max : value;
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

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        (Count, Min, Max) = (0, double.NaN, double.NaN);
    }

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer)
    {
        writer.Write(_slots);
        writer.WriteDouble(Min);
        writer.WriteDouble(Max);
    }

    /// <summary>Adds what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        var saved = new LogHistogram();
        reader.AddTo(saved._slots);
        (saved.Count, saved.Min, saved.Max) = (saved._slots.Sum(), reader.ReadDouble(), reader.ReadDouble());
        Merge(saved);
    }

    /// <summary>
    /// The smallest number that at least <paramref name="perMille"/> thousandths of all numbers do not exceed (the nearest rank: no interpolation), within the
    /// stated error; NaN without numbers.
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

        long rank = (long)(((Int128)Count * perMille + 999) / 1000);
        int slot = 0;
        for (long seen = _slots[0]; seen < rank; seen += _slots[slot])
        {
            slot++;
        }

        return Math.Clamp(MiddleOf(slot), Min, Max);
    }

    private static double MiddleOf(int slot)
    {
        if (slot == 0 || slot == _slotCount - 1)
        {
            return slot == 0 ? 0 : double.MaxValue;
        }

        long prefix = _lowestPrefix + slot - 1;
        return BitConverter.Int64BitsToDouble((prefix << _shift) + (1L << (_shift - 1)));
    }
}
