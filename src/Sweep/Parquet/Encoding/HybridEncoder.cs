using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Parquet's RLE / bit-packing hybrid: stretches of one value as (length, value), the rest packed in groups of eight. A stretch is taken as a run only where that
/// is shorter, headers counted.
/// </summary>
internal static class HybridEncoder
{
    /// <summary>Appends the codes, each of at most <paramref name="width"/> bits (0..8).</summary>
    public static void Encode(ReadOnlySpan<byte> codes, int width, ByteBuffer output)
    {
        int minGroups = MinRunGroups(width);
        while (!codes.IsEmpty)
        {
            int literal = FindRun(codes, minGroups, out int run);
            if (literal > 0)
            {
                WriteLiteralHeader(literal, output);
                BitPacker.PackBytes(codes[..literal], width, output);
            }

            if (run > 0)
            {
                WriteRun(codes[literal], run, width, output);
            }

            codes = codes[(literal + run)..];
        }
    }

    /// <summary>Appends the indices, each of at most <paramref name="width"/> bits (0..31).</summary>
    public static void Encode(ReadOnlySpan<int> indices, int width, ByteBuffer output)
    {
        int minGroups = MinRunGroups(width);
        while (!indices.IsEmpty)
        {
            int literal = FindRun(indices, minGroups, out int run);
            if (literal > 0)
            {
                WriteLiteralHeader(literal, output);
                BitPacker.PackInt32s(indices[..literal], width, output);
            }

            if (run > 0)
            {
                WriteRun(indices[literal], run, width, output);
            }

            indices = indices[(literal + run)..];
        }
    }

    /// <summary>Appends the first <paramref name="count"/> bits of a bitmap as levels of one bit. Bits beyond must be zero up to the end of their byte.</summary>
    public static void EncodeBits(ReadOnlySpan<ulong> bitmap, int count, ByteBuffer output)
    {
        ReadOnlySpan<byte> groups = MemoryMarshal.AsBytes(bitmap)[..((count + 7) >> 3)];
        int minGroups = MinRunGroups(1);
        int at = 0;
        while (at < groups.Length)
        {
            int literal = FindUniformBytes(groups[at..], minGroups, out int run);

            // The last group may be cut short: full of ones it is one level per value and no more, and then it no longer looks uniform.
            if (literal > 0)
            {
                WriteLiteralHeader(literal * 8, output);
                output.Write(groups.Slice(at, literal));
            }

            if (run > 0)
            {
                int first = (at + literal) * 8;
                WriteRun(groups[at + literal] & 1, Math.Min(run * 8, count - first), 1, output);
            }

            at += literal + run;
        }
    }

    /// <summary>Appends one run.</summary>
    public static void WriteRun(int value, int length, int width, ByteBuffer output)
    {
        output.WriteVarint((ulong)length << 1);
        for (int bits = 0; bits < width; bits += 8)
        {
            output.WriteByte((byte)(value >> bits));
        }
    }

    private static void WriteLiteralHeader(int length, ByteBuffer output) => output.WriteVarint(((ulong)(length + 7) >> 3) << 1 | 1);

    /// <summary>From how many groups of eight on a run is shorter than packing them, with its own header and that of the literals after it.</summary>
    private static int MinRunGroups(int width) => width == 0 ? 0 : 1 + (8 / width);

    /// <summary>
    /// The length of the literals before the first run worth taking, and of that run (0 if there is none). The literals are a multiple of eight unless they go to
    /// the end.
    /// </summary>
    private static int FindRun(ReadOnlySpan<byte> codes, int minGroups, out int run)
    {
        ReadOnlySpan<ulong> groups = MemoryMarshal.Cast<byte, ulong>(codes);
        for (int group = 0; group + minGroups <= groups.Length; group++)
        {
            // Eight equal bytes, and only they, stay the same when they are rotated by one.
            ulong eight = groups[group];
            if (eight != BitOperations.RotateLeft(eight, 8))
            {
                continue;
            }

            int end = group + 1;
            while (end < groups.Length && groups[end] == eight)
            {
                end++;
            }

            if (end - group >= minGroups)
            {
                int beyond = codes[(end * 8)..].IndexOfAnyExcept((byte)eight);
                run = (beyond < 0 ? codes.Length : (end * 8) + beyond) - (group * 8);
                return group * 8;
            }

            group = end - 1;
        }

        run = 0;
        return codes.Length;
    }

    private static int FindRun(ReadOnlySpan<int> indices, int minGroups, out int run)
    {
        for (int start = 0; start + (8 * minGroups) <= indices.Length; start += 8)
        {
            Vector256<int> same = Vector256.Create(indices[start]);
            int end = start;
            while (end + 8 <= indices.Length && Vector256.Create(indices.Slice(end, 8)) == same)
            {
                end += 8;
            }

            if (end - start >= 8 * minGroups)
            {
                int beyond = indices[end..].IndexOfAnyExcept(indices[start]);
                run = (beyond < 0 ? indices.Length : end + beyond) - start;
                return start;
            }

            start = Math.Max(start, end - 8);
        }

        run = 0;
        return indices.Length;
    }

    private static int FindUniformBytes(ReadOnlySpan<byte> groups, int minGroups, out int run)
    {
        for (int start = 0; start + minGroups <= groups.Length; start++)
        {
            byte first = groups[start];
            if (first is not (0 or 0xFF))
            {
                continue;
            }

            int beyond = groups[start..].IndexOfAnyExcept(first);
            int length = beyond < 0 ? groups.Length - start : beyond;
            if (length >= minGroups)
            {
                run = length;
                return start;
            }

            start += length - 1;
        }

        run = 0;
        return groups.Length;
    }
}
