using System.Numerics;
using System.Runtime.CompilerServices;

namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Differences v − w of a time under two versions in the same scenario, in seconds: how many are below, at and above zero, and their mean with an interval. A difference counts in whole microseconds, the
/// nearest, and as equal if that is none. Everything kept is a whole number, so any order of adding and merging gives the same bits, for up to 10¹¹ pairs. 64 bytes; adding takes some 3 ns and allocates nothing.
/// </summary>
public sealed class PairedDifferences : ICounts
{
    /// <summary>The largest difference that is taken, 10⁹ s: 10¹¹ of them stay below 2¹²⁷ µs, and their squares below 2¹⁹² µs².</summary>
    public const double LargestS = 1e9;

    private const double _microseconds = 1e6;

    /// <summary>The sum is kept as _high·2²⁴ + _low: neither outgrows 64 bits with 10¹¹ of the largest differences, and adding to them needs no carry.</summary>
    private const int _lowBits = 24;
    private const long _lowMask = (1L << _lowBits) - 1;

    private long _high;
    private long _low;

    /// <summary>In µs².</summary>
    private SquareSum _squares;

    /// <summary>How many pairs were added.</summary>
    public long Count { get; private set; }

    /// <summary>Pairs in which v is less than w.</summary>
    public long Below { get; private set; }

    /// <summary>Pairs in which they are the same to the microsecond.</summary>
    public long Equal => Count - Below - Above;

    /// <summary>Pairs in which v is more than w.</summary>
    public long Above { get; private set; }

    /// <summary>The mean difference in seconds, NaN without pairs. Exact until the last step.</summary>
    public double MeanS => (double)Sum / _microseconds / Count;

    /// <summary>The natural logarithm of the p-value of the sign test of "neither is more often the longer one", ties left out: <see cref="McNemar.LogPValue"/> of the pairs that differ.</summary>
    public double LogSignTestPValue => McNemar.LogPValue(Above, Below);

    private Int128 Sum => ((Int128)_high << _lowBits) + _low;

    private BigInteger Squares => _squares.Value;

    /// <summary>Adds one pair.</summary>
    /// <param name="vS">The time under the one version, s.</param>
    /// <param name="wS">The time under the other, s.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not a number, or they differ by more than <see cref="LargestS"/>. A pair of which one time does not exist is not a pair.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double vS, double wS)
    {
        var differenceS = vS - wS;
        if (!(Math.Abs(differenceS) <= LargestS))
        {
            Refuse(differenceS);
        }

        // In range, so the quick conversion gives the same on every machine.
        var microseconds = double.ConvertToIntegerNative<long>(Math.Round(differenceS * _microseconds));
        Count++;
        if (microseconds == 0)
        {
            return;
        }

        // The sign bit as 0 or −1 instead of a branch that nobody can foresee.
        Below -= microseconds >> 63;
        Above -= -microseconds >> 63;
        _high += microseconds >> _lowBits;
        _low += microseconds & _lowMask;
        _squares.Add((ulong)Math.Abs(microseconds));
    }

    /// <summary>Adds all pairs of another.</summary>
    public void Merge(PairedDifferences other)
    {
        (Count, Below, Above) = (Count + other.Count, Below + other.Below, Above + other.Above);
        (_high, _low) = PartsOf(Sum + other.Sum);
        _squares.Add(other._squares);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        (Count, Below, Above) = (0, 0, 0);
        (_high, _low) = (0, 0);
        _squares = default;
    }

    /// <inheritdoc/>
    public void Save(CountWriter writer)
    {
        var sum = Sum;
        writer.Write([Below, Equal, Above, sum < 0 ? 1 : 0]);
        BigCounts.Write(writer, (UInt128)Int128.Abs(sum));
        _squares.Save(writer);
    }

    /// <summary>Adds what was saved, all of it or, if it is damaged, nothing.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        var (below, equal, above, sign) = (reader.Read(), reader.Read(), reader.Read(), reader.Read());
        var magnitude = BigCounts.Read(ref reader);
        var squares = SquareSum.Read(ref reader);
        var pairs = (Int128)below + equal + above;
        var largest = (BigInteger)(LargestS * _microseconds);
        if (sign > 1 || pairs + Count > long.MaxValue || (BigInteger)magnitude > largest * ((BigInteger)below + above))
        {
            throw Damaged();
        }

        var sum = sign == 1 ? -(Int128)magnitude : (Int128)magnitude;
        var saved = new PairedDifferences { Count = (long)pairs, Below = below, Above = above, _squares = squares };
        (saved._high, saved._low) = PartsOf(sum);
        if (saved.Sum != sum || !saved.IsWhole)
        {
            throw Damaged();
        }

        Merge(saved);
    }

    /// <summary>
    /// The interval of the mean in seconds: 1.96 standard errors to each side for 95 %, which is as often right as it states once the pairs are many for how skew they are, some hundred without a heavy tail;
    /// where it matters, look at how many are above and below beside it. NaN with fewer than two pairs.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval MeanIntervalS(double confidence = Interval.DefaultConfidence)
    {
        var standardErrors = Interval.StandardErrors(confidence);
        if (Count < 2)
        {
            return Interval.Unbounded;
        }

        var reachS = standardErrors * MeanError.Of(Count, Sum, Squares) / _microseconds;
        return new Interval(MeanS - reachS, MeanS + reachS);
    }

    /// <summary>A sum in the two parts that adding leaves: the low one grows with every pair, so after a merge it begins anew.</summary>
    private static (long High, long Low) PartsOf(Int128 sum) => ((long)(sum >> _lowBits), (long)(sum & _lowMask));

    /// <summary>What no damage to the bytes may bring about: a sum and squares that these counts of differences cannot have, of which a negative variance is one.</summary>
    private bool IsWhole
    {
        get
        {
            var largest = (BigInteger)(LargestS * _microseconds);
            var differing = (BigInteger)Below + Above;
            return Sum >= Above - (largest * Below) && Sum <= (largest * Above) - Below
                && Squares >= differing && Squares <= largest * largest * differing && Squares * differing >= (BigInteger)Sum * Sum;
        }
    }

    private static void Refuse(double differenceS) =>
        throw new ArgumentOutOfRangeException(nameof(differenceS), differenceS, "a difference of times is a number and not beyond 10⁹ s");

    private static InvalidDataException Damaged() => new("the saved differences are damaged");
}
