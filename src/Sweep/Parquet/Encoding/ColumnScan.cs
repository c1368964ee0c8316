using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// One pass over a column's values: smallest, largest, and what the choice of an encoding needs. Vectors are of a fixed length and every result is independent of
/// the order in which values are taken, so that it is the same on every processor.
/// </summary>
internal static class ColumnScan
{
    /// <summary>
    /// Copies doubles with −0 made +0, and finds the least and the greatest of them and how many are 0 or equal to the one before.
    /// </summary>
    /// <returns>False if a value is NaN; the results are then undefined.</returns>
    public static bool CopyDoubles(ReadOnlySpan<double> source, Span<double> target, out double min, out double max, out int repeats)
    {
        int count = source.Length;
        target = target[..count];
        ref double from = ref MemoryMarshal.GetReference(source);
        ref double to = ref MemoryMarshal.GetReference(target);
        Vector256<double> lows = Vector256.Create(double.PositiveInfinity), highs = -lows, ordered = Vector256<double>.AllBitsSet;
        Vector256<long> same = default;
        (min, max, repeats) = (double.PositiveInfinity, double.NegativeInfinity, 0);
        bool hasNaN = false;
        int i = 0;
        if (count > 0)
        {
            TakeOne(source, target, 0, ref min, ref max, ref repeats, ref hasNaN);
            i = 1;
        }

        for (; i + 4 <= count; i += 4)
        {
            Vector256<double> values = Vector256.LoadUnsafe(ref from, (nuint)i) + Vector256<double>.Zero;
            Vector256<double> before = Vector256.LoadUnsafe(ref from, (nuint)i - 1);
            lows = Vector256.MinNative(lows, values);
            highs = Vector256.MaxNative(highs, values);
            ordered &= Vector256.Equals(values, values);
            same -= (Vector256.Equals(values, before) | Vector256.Equals(values, Vector256<double>.Zero)).AsInt64();
            values.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < count; i++)
        {
            TakeOne(source, target, i, ref min, ref max, ref repeats, ref hasNaN);
        }

        for (int lane = 0; lane < 4; lane++)
        {
            min = Math.Min(min, lows[lane]);
            max = Math.Max(max, highs[lane]);
        }

        repeats += (int)Vector256.Sum(same);
        return !hasNaN && ordered.AsInt64() == Vector256<long>.AllBitsSet;
    }

    /// <summary>The least and the greatest of some numbers, which must not be none.</summary>
    public static void Extremes<T>(ReadOnlySpan<T> values, out T min, out T max)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        (min, max) = (T.MaxValue, T.MinValue);
        int i = 0;
        int lanes = Vector256<T>.Count;
        Vector256<T> lows = Vector256.Create(min), highs = Vector256.Create(max);
        for (; i + lanes <= values.Length; i += lanes)
        {
            Vector256<T> some = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);
            lows = Vector256.Min(lows, some);
            highs = Vector256.Max(highs, some);
        }

        for (; i < values.Length; i++)
        {
            min = T.Min(min, values[i]);
            max = T.Max(max, values[i]);
        }

        for (int lane = 0; lane < lanes; lane++)
        {
            min = T.Min(min, lows[lane]);
            max = T.Max(max, highs[lane]);
        }
    }

    private static void TakeOne(
        ReadOnlySpan<double> source, Span<double> target, int i, ref double min, ref double max, ref int repeats, ref bool hasNaN)
    {
        double value = source[i] + 0.0;
        target[i] = value;
        hasNaN |= double.IsNaN(value);
        min = Math.Min(min, value);
        max = Math.Max(max, value);
        repeats += value == 0 || (i > 0 && value == source[i - 1]) ? 1 : 0;
    }
}
