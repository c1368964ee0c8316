using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WalSweep.Sweep.Sampling;

public static partial class DeterministicMath
{
    // Between these the exponent can be added as an integer: the result is normal, and so is its product with the small correction.
    private const double _smallestSimpleExponent = -690.0;
    internal const double LargestSimpleExponent = 709.0;

    // Beyond these the result is 0 or ∞: ln(2^-1075) is -745.13, ln(2^1024) is 709.78.
    private const double _underflowExponent = -746.0;
    private const double _overflowExponent = 710.0;

    private const double _stepsPerUnit = ReductionTables.Steps * 1.4426950408889634; // 128 / ln 2

    /// <summary>Adding and subtracting 1.5 · 2^52 rounds to an integer, which then also stands in the sum's low bits.</summary>
    private const double _roundingShift = 1.5 * (1L << 52);

    /// <summary>The exponential function.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>
    /// e^x within 0.52 units in the last place (1 where the result is subnormal). Exactly 1 for ±0; +∞ from 709.78… on; +0 below
    /// -745.13…; NaN for NaN.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x) => ExpOfSum(x, 0.0);

    /// <summary>Four exponentials side by side: of every lane the bits of <see cref="Exp(double)"/>, for the operations and their order are the same.</summary>
    /// <param name="x">Numbers from 0 to below <see cref="LargestSimpleExponent"/>; of others nonsense comes, but no error.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> ExpOfSimple(Vector256<double> x)
    {
        Vector256<double> shift = Vector256.Create(_roundingShift), shifted = (x * _stepsPerUnit) + shift, steps = shifted - shift;
        Vector256<long> n = shifted.AsInt64(), indices = n & Vector256.Create(ReductionTables.Steps - 1L);
        ReadOnlySpan<ReductionTables.ExpEntry> table = ReductionTables.Exp;
        ref readonly ReductionTables.ExpEntry e0 = ref table[(int)indices[0]], e1 = ref table[(int)indices[1]];
        ref readonly ReductionTables.ExpEntry e2 = ref table[(int)indices[2]], e3 = ref table[(int)indices[3]];

        Vector256<double> r = (x - (steps * ReductionTables.Ln2StepHigh)) + (Vector256<double>.Zero - (steps * ReductionTables.Ln2StepLow));
        Vector256<double> rr = r * r;
        Vector256<double> series = (Vector256.Create(1.0 / 2) + r * (1.0 / 6)) + rr * (Vector256.Create(1.0 / 24) + r * (1.0 / 120));
        Vector256<double> correction = Vector256.Create(e0.Remainder, e1.Remainder, e2.Remainder, e3.Remainder) + (r + rr * series);
        Vector256<long> valueBits = Vector256.Create(e0.ValueBits, e1.ValueBits, e2.ValueBits, e3.ValueBits);
        Vector256<double> value = (valueBits + ((n >>> 7) << 52)).AsDouble();
        return value + (value * correction);
    }

    /// <summary>e^x - 1, accurate also where e^x is close to 1.</summary>
    /// <param name="x">Any double.</param>
    /// <returns>The result within 3 units in the last place; -1 for -∞; +∞ for +∞; NaN for NaN.</returns>
    /// <remarks>
    /// W. Kahan's device: (w - 1)/ln(w) hardly changes near w = 1, so the ratio taken at the rounded w = e^x also serves the true one.
    /// </remarks>
    public static double Expm1(double x)
    {
        double w = Exp(x);
        double difference = w - 1.0;
        if (difference == 0.0)
        {
            return x;
        }

        return difference == -1.0 || w > double.MaxValue ? difference : difference * (x / Log(w));
    }

    /// <summary>e^(x + tail), where |tail| is at most a unit in the last place of x.</summary>
    private static double ExpOfSum(double x, double tail)
    {
        if (!(x > _smallestSimpleExponent && x < LargestSimpleExponent))
        {
            return ExpOfExtreme(x, tail);
        }

        int exponent = ReduceExp(x, tail, out long valueBits, out double correction);
        double value = BitConverter.Int64BitsToDouble(valueBits + ((long)exponent << 52));
        return value + (value * correction);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ExpOfExtreme(double x, double tail)
    {
        if (!(x > _underflowExponent && x < _overflowExponent))
        {
            return x > 0.0 ? double.PositiveInfinity : x < 0.0 ? 0.0 : double.NaN;
        }

        int exponent = ReduceExp(x, tail, out long valueBits, out double correction);
        double value = BitConverter.Int64BitsToDouble(valueBits);

        // Two exact powers, the first product still normal: only the second can round or overflow.
        int half = exponent / 2;
        return (value + (value * correction)) * TwoToThe(half) * TwoToThe(exponent - half);
    }

    /// <summary>Splits e^(x + tail) into 2^exponent · value · (1 + correction), with value in [1, 2) given by its bits.</summary>
    /// <remarks>
    /// x + tail = n · ln 2/128 + r with |r| ≤ ln 2/256: the series' next term, r^6/720, is below 2^-60. n · Ln2StepHigh and its
    /// difference to x are exact.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReduceExp(double x, double tail, out long valueBits, out double correction)
    {
        double shifted = (x * _stepsPerUnit) + _roundingShift;
        int n = (int)BitConverter.DoubleToInt64Bits(shifted);
        double steps = shifted - _roundingShift;
        ref readonly ReductionTables.ExpEntry entry = ref ReductionTables.Exp[n & (ReductionTables.Steps - 1)];

        double r = (x - (steps * ReductionTables.Ln2StepHigh)) + (tail - (steps * ReductionTables.Ln2StepLow));
        double rr = r * r;
        double series = (1.0 / 2 + r * (1.0 / 6)) + rr * (1.0 / 24 + r * (1.0 / 120));
        valueBits = entry.ValueBits;
        correction = entry.Remainder + (r + rr * series);
        return n >> 7;
    }

    /// <summary>2^n for -1022 ≤ n ≤ 1023.</summary>
    private static double TwoToThe(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
}
