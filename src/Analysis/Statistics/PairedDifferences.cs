using System.Numerics;

namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Differences v − w of a time under two versions in the same scenario, in seconds: how many are below, at and above zero, their quantiles with intervals, and their mean with one. A difference counts in whole
/// microseconds, the nearest, and as equal if that is none. Everything kept is a whole number, so any order of adding and merging gives the same bits. 45 KiB; adding allocates nothing.
/// </summary>
public sealed class PairedDifferences
{
    /// <summary>The largest difference that is taken, 10⁹ s: 10¹¹ of them stay below 2¹²⁷ µs, and their squares below 2¹⁹² µs².</summary>
    public const double LargestS = 1e9;

    private const double _microseconds = 1e6;

    private readonly LogHistogram _below = new();
    private readonly LogHistogram _above = new();

    /// <summary>Sums of the magnitudes in µs, of squares in µs²; the latter outgrow 128 bits and have 64 more.</summary>
    private UInt128 _sumBelow;
    private UInt128 _sumAbove;
    private UInt128 _squares;
    private ulong _squaresHigh;

    /// <summary>How many pairs were added.</summary>
    public long Count => Below + Equal + Above;

    /// <summary>Pairs in which v is less than w.</summary>
    public long Below => _below.Count;

    /// <summary>Pairs in which they are the same to the microsecond.</summary>
    public long Equal { get; private set; }

    /// <summary>Pairs in which v is more than w.</summary>
    public long Above => _above.Count;

    /// <summary>The mean difference in seconds, NaN without pairs. Exact until the last step.</summary>
    public double MeanS => (double)Sum / _microseconds / Count;

    /// <summary>The p-value of the sign test of "neither is more often the longer one", ties left out: <see cref="McNemar.PValue"/> of the pairs that differ.</summary>
    public double SignTestPValue => McNemar.PValue(Above, Below);

    private BigInteger Sum => (BigInteger)_sumAbove - _sumBelow;

    private BigInteger Squares => ((BigInteger)_squaresHigh << 128) + _squares;

    /// <summary>Adds one pair.</summary>
    /// <param name="vS">The time under the one version, s.</param>
    /// <param name="wS">The time under the other, s.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not a number, or they differ by more than <see cref="LargestS"/>. A pair of which one time does not exist is not a pair.</exception>
    public void Add(double vS, double wS)
    {
        var differenceS = vS - wS;
        if (!(Math.Abs(differenceS) <= LargestS))
        {
            throw new ArgumentOutOfRangeException(nameof(vS), differenceS, "a difference of times is a number and not beyond 10⁹ s");
        }

        var whole = Math.Round(Math.Abs(differenceS) * _microseconds);
        if (whole == 0)
        {
            Equal++;
            return;
        }

        var microseconds = (ulong)whole;
        if (differenceS < 0)
        {
            _below.Add(whole / _microseconds);
            _sumBelow += microseconds;
        }
        else
        {
            _above.Add(whole / _microseconds);
            _sumAbove += microseconds;
        }

        AddSquares(new UInt128(Math.BigMul(microseconds, microseconds, out var low), low), 0);
    }

    /// <summary>Adds all pairs of another.</summary>
    public void Merge(PairedDifferences other)
    {
        _below.Merge(other._below);
        _above.Merge(other._above);
        Equal += other.Equal;
        _sumBelow += other._sumBelow;
        _sumAbove += other._sumAbove;
        AddSquares(other._squares, other._squaresHigh);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _below.Clear();
        _above.Clear();
        (Equal, _sumBelow, _sumAbove, _squares, _squaresHigh) = (0, 0, 0, 0, 0);
    }

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer)
    {
        _below.Save(writer);
        _above.Save(writer);
        writer.Write(Equal);
        WriteBig(writer, _sumBelow);
        WriteBig(writer, _sumAbove);
        WriteBig(writer, _squares);
        WriteBig(writer, _squaresHigh);
    }

    /// <summary>Adds what was saved, all of it or, if it is damaged, nothing.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        var saved = new PairedDifferences();
        saved._below.AddSaved(ref reader);
        saved._above.AddSaved(ref reader);
        saved.Equal = reader.Read();
        saved._sumBelow = ReadBig(ref reader);
        saved._sumAbove = ReadBig(ref reader);
        saved._squares = ReadBig(ref reader);
        var high = ReadBig(ref reader);
        saved._squaresHigh = (ulong)high;
        if (high > ulong.MaxValue || !saved.IsWhole || (Int128)saved.Below + saved.Equal + saved.Above + Count > long.MaxValue)
        {
            throw new InvalidDataException("the saved differences are damaged");
        }

        Merge(saved);
    }

    /// <summary>The difference that at least <paramref name="perMille"/> thousandths of all do not exceed, in seconds, within the error of <see cref="LogHistogram"/>; NaN without pairs.</summary>
    /// <param name="perMille">1…1000: 500 is the median.</param>
    public double QuantileS(int perMille)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMille, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perMille, 1000);
        if (Count == 0)
        {
            return double.NaN;
        }

        var rank = QuantileRanks.Nearest(Count, perMille);
        return rank <= Below ? -_below.ValueAtRank(Below + 1 - rank) : rank <= Below + Equal ? 0 : _above.ValueAtRank(rank - Below - Equal);
    }

    /// <summary>The interval that holds the true quantile at least as often as stated, from order statistics, widths of slots included; an end for which the pairs are too few is NaN.</summary>
    /// <param name="perMille">1…999: 500 is the median.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval QuantileIntervalS(int perMille, double confidence = Interval.DefaultConfidence)
    {
        var ranks = QuantileRanks.Of(Count, perMille, confidence);
        return new Interval(ranks.Low < 1 ? double.NaN : BoundsAtRank(ranks.Low).Low, ranks.High > Count ? double.NaN : BoundsAtRank(ranks.High).High);
    }

    /// <summary>
    /// The interval of the mean in seconds: 1.96 standard errors to each side for 95 %, which is as often right as it states once the pairs are many for how skew they are, some hundred without a heavy tail;
    /// where it matters, look at the median beside it. NaN with fewer than two pairs. The variance is a quotient of whole numbers, so no digits cancel.
    /// </summary>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval MeanIntervalS(double confidence = Interval.DefaultConfidence)
    {
        var standardErrors = Interval.StandardErrors(confidence);
        if (Count < 2)
        {
            return Interval.Unbounded;
        }

        var deviations = (Count * Squares) - (Sum * Sum);
        var reachS = standardErrors * Math.Sqrt((double)deviations / Count / (Count - 1) / Count) / _microseconds;
        return new Interval(MeanS - reachS, MeanS + reachS);
    }

    private Interval BoundsAtRank(long rank)
    {
        if (rank <= Below)
        {
            var magnitude = _below.BoundsAtRank(Below + 1 - rank);
            return new Interval(-magnitude.High, -magnitude.Low);
        }

        return rank <= Below + Equal ? new Interval(0, 0) : _above.BoundsAtRank(rank - Below - Equal);
    }

    private void AddSquares(UInt128 squares, ulong high)
    {
        _squares += squares;
        _squaresHigh += high + (_squares < squares ? 1UL : 0);
    }

    /// <summary>What no damage to the bytes may bring about: sums and squares that these counts of differences cannot have, of which a negative variance is one.</summary>
    private bool IsWhole
    {
        get
        {
            var largest = (BigInteger)(LargestS * _microseconds);
            var magnitudes = (BigInteger)_sumBelow + _sumAbove;
            return _sumBelow >= (UInt128)Below && _sumAbove >= (UInt128)Above && _sumBelow <= largest * Below && _sumAbove <= largest * Above
                && Squares >= magnitudes && Squares <= largest * magnitudes && Squares * ((BigInteger)Below + Above) >= magnitudes * magnitudes
                && !(_below.Max > LargestS) && !(_above.Max > LargestS);
        }
    }

    /// <summary>Counts are below 2⁶³; a larger number is written as three of them, the lowest first.</summary>
    private static void WriteBig(CountWriter writer, UInt128 number)
    {
        writer.Write((long)(number & long.MaxValue));
        writer.Write((long)((number >> 63) & long.MaxValue));
        writer.Write((long)(number >> 126));
    }

    private static UInt128 ReadBig(ref CountReader reader)
    {
        var (low, middle, high) = ((UInt128)reader.Read(), (UInt128)reader.Read(), reader.Read());
        return high <= 3 ? low | (middle << 63) | ((UInt128)high << 126) : throw new InvalidDataException("the saved differences are damaged");
    }
}
