using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WalSweep.Sweep.Parquet;

/// <summary>Puts numbers of a few bits one after another, lowest bits first, as Parquet's encodings need.</summary>
internal static class BitPacker
{
    /// <summary>Bits that the number needs: 0 for 0.</summary>
    public static int BitsFor(ulong largest) => 64 - BitOperations.LeadingZeroCount(largest);

    /// <summary>Bytes that so many values of so many bits fill.</summary>
    public static int BytesFor(int count, int width) => checked((int)(((long)count * width + 7) >> 3));

    /// <summary>Packs bytes, of which only the low <paramref name="width"/> bits (1..8) may be set, in groups of eight; the last group is filled up with zeros.</summary>
    public static void PackBytes(ReadOnlySpan<byte> values, int width, ByteBuffer output)
    {
        ReadOnlySpan<ulong> groups = MemoryMarshal.Cast<byte, ulong>(values);
        int groupCount = (values.Length + 7) >> 3;
        Span<byte> target = output.Append((groupCount * width) + 8);
        for (int i = 0; i < groups.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target[(i * width)..], PackEight(groups[i], width));
        }

        if (groupCount > groups.Length)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target[(groups.Length * width)..], PackEight(ReadFewer(values[(groups.Length * 8)..]), width));
        }

        output.Truncate(output.Length - 8);
    }

    /// <summary>Packs numbers, of which only the low <paramref name="width"/> bits (1..31) may be set, in groups of eight; the last group is filled up with zeros.</summary>
    public static void PackInt32s(ReadOnlySpan<int> values, int width, ByteBuffer output)
    {
        Span<byte> target = output.Append((((values.Length + 7) >> 3) * width) + 8);
        for (; width <= 16 && values.Length >= 8; values = values[8..], target = target[width..])
        {
            PackEight(values[..8], width, target);
        }

        ulong pending = 0;
        int bits = 0;
        foreach (int value in values)
        {
            pending |= (ulong)(uint)value << bits;
            bits += width;
            if (bits >= 32)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)pending);
                target = target[4..];
                pending >>= 32;
                bits -= 32;
            }
        }

        // At most one unfinished word and the zeros of the last group are left: fewer bytes than a group of eight values and the spare eight.
        target.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)pending);
        output.Truncate(output.Length - 8);
    }

    /// <summary>Packs numbers, of which only the low <paramref name="width"/> bits (0..64) may be set; their total must be whole bytes.</summary>
    public static void PackUInt64s(ReadOnlySpan<ulong> values, int width, ByteBuffer output)
    {
        Span<byte> target = output.Append(BytesFor(values.Length, width) + 8);
        output.Truncate(output.Length - 8);
        ulong pending = 0;
        int bits = 0;
        foreach (ulong value in values)
        {
            pending |= value << bits;
            bits += width;
            if (bits >= 64)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target, pending);
                target = target[8..];
                bits -= 64;
                pending = bits == 0 ? 0 : value >> (width - bits);
            }
        }

        BinaryPrimitives.WriteUInt64LittleEndian(target, pending);
    }

    /// <summary>Packs bytes that are 0 or 1 to one bit each; the last byte is filled up with zeros.</summary>
    public static void PackFlags(ReadOnlySpan<byte> flags, Span<byte> target)
    {
        int i = 0;
        for (; i + 32 <= flags.Length; i += 32)
        {
            Vector256<byte> high = Vector256.ShiftLeft(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(flags), (nuint)i), 7);
            BinaryPrimitives.WriteUInt32LittleEndian(target[(i >> 3)..], high.ExtractMostSignificantBits());
        }

        target[(i >> 3)..].Clear();
        for (; i < flags.Length; i++)
        {
            target[i >> 3] |= (byte)(flags[i] << (i & 7));
        }
    }

    /// <summary>Packs eight numbers of at most 16 bits: four in each of two words, the second of which begins in the midst of a byte if the width is odd.</summary>
    private static void PackEight(ReadOnlySpan<int> values, int width, Span<byte> target)
    {
        ulong low = (uint)values[0] | (ulong)(uint)values[1] << width | (ulong)(uint)values[2] << (2 * width) | (ulong)(uint)values[3] << (3 * width);
        ulong high = (uint)values[4] | (ulong)(uint)values[5] << width | (ulong)(uint)values[6] << (2 * width) | (ulong)(uint)values[7] << (3 * width);
        int whole = 4 * width & ~7;
        ulong carried = whole == 64 ? 0 : low >> whole;
        BinaryPrimitives.WriteUInt64LittleEndian(target, low);
        BinaryPrimitives.WriteUInt64LittleEndian(target[(whole >> 3)..], high << (4 * width & 7) | carried);
    }

    /// <summary>Halves the number of gaps three times: 8 fields of a byte become 4 of two, 2 of four, 1 of eight.</summary>
    private static ulong PackEight(ulong eight, int width)
    {
        eight = (eight & 0x00FF00FF00FF00FF) | (eight & 0xFF00FF00FF00FF00) >> (8 - width);
        eight = (eight & 0x0000FFFF0000FFFF) | (eight & 0xFFFF0000FFFF0000) >> (16 - (2 * width));
        return (eight & 0x00000000FFFFFFFF) | (eight & 0xFFFFFFFF00000000) >> (32 - (4 * width));
    }

    private static ulong ReadFewer(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)bytes[i] << (8 * i);
        }

        return value;
    }
}
