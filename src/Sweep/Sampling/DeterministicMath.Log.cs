using System.Runtime.CompilerServices;

namespace WalSweep.Sweep.Sampling;

/// <summary>Logarithms, exponentials and powers that are bit-identical on every CPU, operating system and runtime.</summary>
/// <remarks>
/// <para>
/// The libraries behind <see cref="Math.Log(double)"/> and its kin choose code paths by CPU and differ in the last bit. Here only
/// additions, subtractions, multiplications, divisions, comparisons and integer operations occur, each of which IEEE 754 defines to
/// the bit; .NET neither reorders nor fuses them.
/// </para>
/// <para>
/// Method: table-driven reduction (P. T. P. Tang, ACM TOMS 15(2), 1989, and 16(4), 1990) with <see cref="ReductionTables"/>, then a
/// few terms of the Taylor series, whose coefficients need no explanation. The products that Tang's scheme must round are made exact
/// by splitting factors at bit 27 (T. J. Dekker, Numerische Mathematik 18, 1971).
/// </para>
/// </remarks>
public static partial class DeterministicMath
{
    private const double _smallestNormal = 2.2250738585072014E-308; // 2^-1022
    private const double _twoTo54 = 1L << 54; // Lifts any subnormal number among the normal ones.

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any double, subnormals included.</param>
    /// <returns>
    /// ln x within 0.52 units in the last place. Exactly 0 for 1; -∞ for ±0; +∞ for +∞; NaN for negative arguments and NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x) => IsPositiveNormal(x) ? LogOfNormal(x, 0) : LogOfSpecial(x);

    /// <summary>ln(1 + x), accurate also where 1 + x loses most of x.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>
    /// The result within 1.5 units in the last place, and as accurate as <see cref="Log"/> where 1 + x is exact. -∞ for -1; NaN below -1
    /// and for NaN; +∞ for +∞.
    /// </returns>
    /// <remarks>What rounding 1 + x to w took away is known exactly, and is small enough for ln(w + rest) = ln w + rest/w.</remarks>
    public static double Log1p(double x)
    {
        double w = 1.0 + x;
        double kept = w - 1.0;
        return kept == x ? Log(w) : Log(w) + ((x - kept) / w);
    }

    private static bool IsPositiveNormal(double x) => x >= _smallestNormal && x <= double.MaxValue;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double LogOfSpecial(double x)
    {
        if (x > 0.0)
        {
            return double.IsPositiveInfinity(x) ? x : LogOfNormal(x * _twoTo54, -54);
        }

        return x == 0.0 ? double.NegativeInfinity : double.NaN;
    }

    /// <summary>ln(x · 2^shift) for positive normal x.</summary>
    private static double LogOfNormal(double x, int shift)
    {
        ReduceLog(x, shift, out double high, out double low, out double r);

        // |r| < 0.0059, and below 2^-8 next to x = 1, where high and low vanish: the next term, r^9/9, is under 2^-60 of the result.
        double rr = r * r;
        double series = ((-1.0 / 2) + r * (1.0 / 3))
            + rr * (((-1.0 / 4) + r * (1.0 / 5)) + rr * (((-1.0 / 6) + r * (1.0 / 7)) + rr * (-1.0 / 8)));
        double sum = high + r;
        return sum + ((((high - sum) + r) + low) + rr * series);
    }

    /// <summary>Splits ln(x · 2^shift) into high + low + ln(1 + r), with x positive and normal.</summary>
    /// <remarks>
    /// x = 2^k · m, and m · a = 1 + r for the table's reciprocal a. m is a multiple of 2^-52 (2^-53 just below 1, where a = 1), a one of
    /// 2^-8, and |r| &lt; 2^-7, so r fits a double exactly; taking m in two halves reaches it without rounding. high is exact too, and
    /// either 0 or larger than |r|, so high + r is followed by its error in two more operations.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReduceLog(double x, int shift, out double high, out double low, out double r)
    {
        const int indexBits = 45; // Mantissa bits below the seven that choose the entry.
        long bits = BitConverter.DoubleToInt64Bits(x);
        long rounded = bits + (1L << (indexBits - 1));
        long exponent = (rounded >> 52) - 1023;
        ref readonly ReductionTables.LogEntry entry = ref ReductionTables.Log[(int)(rounded >> indexBits) & (ReductionTables.Steps - 1)];

        double m = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
        double mTop = TopHalf(m);
        r = ((mTop * entry.Reciprocal) - 1.0) + ((m - mTop) * entry.Reciprocal);

        double k = exponent + shift;
        high = (k * ReductionTables.Ln2High) + entry.High;
        low = (k * ReductionTables.Ln2Low) + entry.Low;
    }

    /// <summary>x without its last 27 bits: the product of two such values is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double TopHalf(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & (-1L << 27));
}
