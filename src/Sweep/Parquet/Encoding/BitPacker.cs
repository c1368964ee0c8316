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
        int groups = (values.Length + 7) >> 3;
        Span<byte> padded = output.Append((groups * width) + 8);
        Span<byte> target = padded;
        for (int group = 0; group < groups; group++)
        {
            ReadOnlySpan<byte> rest = values[(group * 8)..];
            ulong eight = rest.Length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(rest) : ReadFewer(rest);

            // Halve the number of gaps three times: 8 fields of a byte become 4 of two, 2 of four, 1 of eight.
            eight = (eight & 0x00FF00FF00FF00FF) | (eight & 0xFF00FF00FF00FF00) >> (8 - width);
            eight = (eight & 0x0000FFFF0000FFFF) | (eight & 0xFFFF0000FFFF0000) >> (16 - (2 * width));
            eight = (eight & 0x00000000FFFFFFFF) | (eight & 0xFFFFFFFF00000000) >> (32 - (4 * width));
            BinaryPrimitives.WriteUInt64LittleEndian(target, eight);
            target = target[width..];
        }

        output.Truncate(output.Length - 8);
    }

    /// <summary>Packs numbers, of which only the low <paramref name="width"/> bits (1..31) may be set, in groups of eight; the last group is filled up with zeros.</summary>
    public static void PackInt32s(ReadOnlySpan<int> values, int width, ByteBuffer output)
    {
        int bytes = ((values.Length + 7) >> 3) * width;
        Span<byte> padded = output.Append(bytes + 8);
        Span<byte> target = padded;
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
