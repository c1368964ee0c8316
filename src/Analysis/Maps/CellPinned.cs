using System.Numerics;
using WalSweep.Analysis.Statistics;
using WalSweep.Sweep.Sampling;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// WAL pinned for recovering replicas beyond what is always kept, added up in each of many cells. Whole numbers of <see cref="UnitByteS"/>, so that sums are the same in any order; what passes 2⁶² is carried, so that
/// they are exact however many trials there are. Where their squares are added up too, exact up to 10¹¹ trials, means have an interval.
/// </summary>
/// <param name="cellCount">How many cells.</param>
/// <param name="hasSquares">Whether squares are added up: 24 bytes more a cell, and some 3 ns more a trial.</param>
public sealed class CellPinned(int cellCount, bool hasSquares) : ICounts
{
    /// <summary>What pinned WAL is counted in, to the nearest: 64 KiB for a second.</summary>
    public const double UnitByteS = 65536;

    private const long _carryAt = 1L << 62;

    private readonly long[] _sums = new long[cellCount];
    private readonly long[] _carries = new long[cellCount];
    private readonly SquareSum[] _squares = new SquareSum[hasSquares ? cellCount : 0];

    /// <summary>Finds how many units of pinned WAL trials came to.</summary>
    /// <param name="pinnedByteS">What was pinned, in byte·s, at least 0.</param>
    /// <param name="units">As many places for the units.</param>
    public static void FindUnits(ReadOnlySpan<double> pinnedByteS, Span<long> units)
    {
        units = units[..pinnedByteS.Length];
        for (var trial = 0; trial < pinnedByteS.Length; trial++)
        {
            units[trial] = Math.Min((long)Math.Round(pinnedByteS[trial] / UnitByteS), _carryAt);
        }
    }

    /// <summary>Adds what trials pinned.</summary>
    /// <param name="cells">The cell of each.</param>
    /// <param name="units">What it pinned, as <see cref="FindUnits"/> found it.</param>
    public void Add(ReadOnlySpan<int> cells, ReadOnlySpan<long> units)
    {
        for (var trial = 0; trial < cells.Length; trial++)
        {
            ref var sum = ref _sums[cells[trial]];
            sum += units[trial];
            if (sum >= _carryAt)
            {
                sum -= _carryAt;
                _carries[cells[trial]]++;
            }
        }

        if (hasSquares)
        {
            AddSquares(cells, units);
        }
    }

    /// <summary>What was pinned in a cell, in byte·s.</summary>
    public double ByteSIn(int cell) => (double)UnitsIn(cell) * UnitByteS;

    /// <summary>The mean over the trials of several cells together, in byte·s; NaN without trials. Exact until the last step.</summary>
    /// <param name="cells">Which, none twice.</param>
    /// <param name="trials">How many trials they have.</param>
    public double MeanByteS(ReadOnlySpan<int> cells, long trials) => (double)UnitsIn(cells) / trials * UnitByteS;

    /// <summary>
    /// The interval of that mean: from mean ÷ C to mean × C, where C = exp(z·√ln(1 + (standard error ÷ mean)²)) and z is 1.96 for 95 %. It takes the mean for log-normal, since what is pinned is never below 0 and a few trials pin
    /// far more than the others; the longer the tail, the later it is as often right as it states (docs/analysis.md has how often). No ends where nothing was pinned, with fewer than two trials, or without squares.
    /// Source: S. T. Buckland and others, Introduction to Distance Sampling, 2001, on intervals of density.
    /// </summary>
    /// <param name="cells">Which, none twice.</param>
    /// <param name="trials">How many trials they have.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval MeanIntervalByteS(ReadOnlySpan<int> cells, long trials, double confidence = Interval.DefaultConfidence)
    {
        var (standardErrors, sum) = (Interval.StandardErrors(confidence), UnitsIn(cells));
        if (!hasSquares || trials < 2 || sum.IsZero)
        {
            return Interval.Unbounded;
        }

        var mean = MeanByteS(cells, trials);
        var relative = MeanError.Of(trials, sum, SquaresIn(cells)) / ((double)sum / trials);
        var factor = DeterministicMath.Exp(standardErrors * Math.Sqrt(DeterministicMath.Log(1 + (relative * relative))));
        return new Interval(mean / factor, mean * factor);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        Array.Clear(_sums);
        Array.Clear(_carries);
        Array.Clear(_squares);
    }

    /// <inheritdoc/>
    public void Save(CountWriter writer)
    {
        writer.Write(_sums);
        writer.Write(_carries);
        foreach (var squares in _squares)
        {
            squares.Save(writer);
        }
    }

    /// <inheritdoc/>
    public void AddSaved(ref CountReader reader)
    {
        for (var cell = 0; cell < _sums.Length; cell++)
        {
            var saved = reader.Read();
            if (saved >= _carryAt)
            {
                throw new InvalidDataException("the saved sums of pinned WAL are damaged");
            }

            _sums[cell] += saved;
            _carries[cell] += _sums[cell] >= _carryAt ? 1 : 0;
            _sums[cell] &= _carryAt - 1;
        }

        reader.AddTo(_carries);
        foreach (ref var squares in _squares.AsSpan())
        {
            squares.Add(SquareSum.Read(ref reader));
        }
    }

    private void AddSquares(ReadOnlySpan<int> cells, ReadOnlySpan<long> units)
    {
        for (var trial = 0; trial < cells.Length; trial++)
        {
            _squares[cells[trial]].Add((ulong)units[trial]);
        }
    }

    private BigInteger UnitsIn(int cell) => ((BigInteger)_carries[cell] * _carryAt) + _sums[cell];

    private BigInteger UnitsIn(ReadOnlySpan<int> cells)
    {
        var units = BigInteger.Zero;
        foreach (var cell in cells)
        {
            units += UnitsIn(cell);
        }

        return units;
    }

    private BigInteger SquaresIn(ReadOnlySpan<int> cells)
    {
        var squares = BigInteger.Zero;
        foreach (var cell in cells)
        {
            squares += _squares[cell].Value;
        }

        return squares;
    }
}
