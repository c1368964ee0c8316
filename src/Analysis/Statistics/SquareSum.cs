using System.Numerics;
using System.Runtime.CompilerServices;

namespace WalSweep.Analysis.Statistics;

/// <summary>
/// A sum of squares of whole numbers, which soon outgrows 128 bits: exact up to 2¹⁹², in three parts of 64 bits, so that any order of adding and merging gives the same. 24 bytes; adding takes some 3 ns and allocates nothing.
/// </summary>
internal struct SquareSum
{
    private ulong _low;
    private ulong _middle;
    private ulong _high;

    /// <summary>The sum.</summary>
    public readonly BigInteger Value => ((BigInteger)_high << 128) + new UInt128(_middle, _low);

    /// <summary>Adds the square of one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong number)
    {
        var middle = Math.BigMul(number, number, out var low);
        AddParts(low, middle, 0);
    }

    /// <summary>Adds all squares of another sum.</summary>
    public void Add(SquareSum other) => AddParts(other._low, other._middle, other._high);

    /// <summary>Writes it down as six counts.</summary>
    public readonly void Save(CountWriter writer)
    {
        BigCounts.Write(writer, new UInt128(_middle, _low));
        BigCounts.Write(writer, _high);
    }

    /// <summary>Reads what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static SquareSum Read(ref CountReader reader)
    {
        var (lower, high) = (BigCounts.Read(ref reader), BigCounts.Read(ref reader));
        return high <= ulong.MaxValue
            ? new SquareSum { _low = (ulong)lower, _middle = (ulong)(lower >> 64), _high = (ulong)high }
            : throw new InvalidDataException("the saved squares are damaged");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddParts(ulong low, ulong middle, ulong high)
    {
        _low += low;

        // A carry that makes the middle pass its end leaves 0 there, so that what is then added to it cannot make it pass once more.
        var carry = _low < low ? 1UL : 0;
        _middle += carry;
        _high += high + (_middle < carry ? 1UL : 0);
        _middle += middle;
        if (_middle < middle)
        {
            _high++;
        }
    }
}
