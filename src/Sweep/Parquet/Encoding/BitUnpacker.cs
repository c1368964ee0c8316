using System.Buffers.Binary;

namespace WalSweep.Sweep.Parquet;

/// <summary>Takes numbers of a few bits apart that stand one after another, lowest bits first: what <see cref="BitPacker"/> puts together.</summary>
internal static class BitUnpacker
{
    /// <summary>Unpacks numbers of <paramref name="width"/> bits (0..8) from a bit on. The array must have eight readable bytes after their last.</summary>
    public static void Unpack(ReadOnlySpan<byte> bytes, long bit, int width, Span<byte> target)
    {
        // Eight of them are as many whole bytes as they have bits each, so the place within a byte stays the same; a word holds the first seven and more in any case.
        int shift = (int)(bit & 7), i = 0;
        ulong low4 = Ones(4 * width), low2 = Ones(2 * width) * 0x1_0000_0001, low1 = Ones(width) * 0x0001_0001_0001_0001;
        if (width + (shift == 0 ? 0 : 1) <= 8)
        {
            for (int at = (int)(bit >> 3); i + 8 <= target.Length; i += 8, at += width)
            {
                // Gaps are doubled three times: one stretch of eight numbers becomes 2 of four, 4 of two, 8 of one.
                ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) >> shift;
                word = (word & low4) | (word >> (4 * width) & low4) << 32;
                word = (word & low2) | (word >> (2 * width) & low2) << 16;
                word = (word & low1) | (word >> width & low1) << 8;
                BinaryPrimitives.WriteUInt64LittleEndian(target[i..], word);
            }
        }

        uint mask = (uint)Ones(width);
        for (bit += (long)i * width; i < target.Length; i++, bit += width)
        {
            int at = (int)(bit >> 3);
            target[i] = (byte)((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) >> (int)(bit & 7) & mask);
        }
    }

    private static ulong Ones(int count) => (1UL << count) - 1;
}
