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
    /// Copies doubles with −0 made +0, and finds the least and the greatest of them and how many are 0 or equal to the one before or to that of the same place in
    /// the run before.
    /// </summary>
    /// <returns>False if a value is NaN; the results are then undefined.</returns>
    public static bool CopyDoubles(ReadOnlySpan<double> source, Span<double> target, int runLength, out double min, out double max, out int repeats)
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
        for (; i < Math.Min(runLength, count); i++)
        {
            TakeOne(source, target, i, runLength, ref min, ref max, ref repeats, ref hasNaN);
        }

        for (; i + 4 <= count; i += 4)
        {
            Vector256<double> values = Vector256.LoadUnsafe(ref from, (nuint)i) + Vector256<double>.Zero;
            Vector256<double> last = Vector256.LoadUnsafe(ref from, (nuint)i - 1), before = Vector256.LoadUnsafe(ref from, (nuint)(i - runLength));
            lows = Vector256.MinNative(lows, values);
            highs = Vector256.MaxNative(highs, values);
            ordered &= Vector256.Equals(values, values);
            same -= (Vector256.Equals(values, last) | Vector256.Equals(values, before) | Vector256.Equals(values, Vector256<double>.Zero)).AsInt64();
            values.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < count; i++)
        {
            TakeOne(source, target, i, runLength, ref min, ref max, ref repeats, ref hasNaN);
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

    /// <summary>Finds which bytes occur at all.</summary>
    public static void MarkSeen(ReadOnlySpan<byte> codes, Span<bool> seen)
    {
        seen.Clear();
        Extremes(codes, out byte min, out byte max);
        if (min == max || max >= 64)
        {
            foreach (byte code in min == max ? codes[..1] : codes)
            {
                seen[code] = true;
            }

            return;
        }

        // Bits of a word; four words, so that no step waits for the one before.
        ulong a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 4 <= codes.Length; i += 4)
        {
            a |= 1UL << codes[i];
            b |= 1UL << codes[i + 1];
            c |= 1UL << codes[i + 2];
            d |= 1UL << codes[i + 3];
        }

        for (; i < codes.Length; i++)
        {
            a |= 1UL << codes[i];
        }

        for (ulong all = a | b | c | d; all != 0; all &= all - 1)
        {
            seen[BitOperations.TrailingZeroCount(all)] = true;
        }
    }

    /// <summary>Writes how far each number is above the least, which is less than 256 for all.</summary>
    public static void Offsets(ReadOnlySpan<int> values, int min, Span<byte> offsets)
    {
        int i = 0;
        Vector256<int> least = Vector256.Create(min);
        ref int from = ref MemoryMarshal.GetReference(values);
        for (; i + 32 <= values.Length && i + 32 <= offsets.Length; i += 32)
        {
            Vector256<ushort> low = Vector256.Narrow(
                (Vector256.LoadUnsafe(ref from, (nuint)i) - least).AsUInt32(), (Vector256.LoadUnsafe(ref from, (nuint)i + 8) - least).AsUInt32());
            Vector256<ushort> high = Vector256.Narrow(
                (Vector256.LoadUnsafe(ref from, (nuint)i + 16) - least).AsUInt32(), (Vector256.LoadUnsafe(ref from, (nuint)i + 24) - least).AsUInt32());
            Vector256.Narrow(low, high).StoreUnsafe(ref MemoryMarshal.GetReference(offsets), (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            offsets[i] = (byte)(values[i] - min);
        }
    }

    private static void TakeOne(
        ReadOnlySpan<double> source, Span<double> target, int i, int runLength, ref double min, ref double max, ref int repeats, ref bool hasNaN)
    {
        double value = source[i] + 0.0;
        target[i] = value;
        hasNaN |= double.IsNaN(value);
        min = Math.Min(min, value);
        max = Math.Max(max, value);
        repeats += value == 0 || (i > 0 && value == source[i - 1]) || (i >= runLength && value == source[i - runLength]) ? 1 : 0;
    }
}
