namespace WalSweep.Tests.Parquet;

/// <summary>The encodings as the format's definition reads, one bit at a time.</summary>
internal static class NaiveDecoders
{
    public static List<int> Hybrid(ReadOnlySpan<byte> bytes, int width, int count)
    {
        var codes = new List<int>();
        int position = 0;
        while (codes.Count < count)
        {
            ulong header = Varint(bytes, ref position);
            if ((header & 1) == 0)
            {
                int length = (width + 7) / 8;
                codes.AddRange(Enumerable.Repeat((int)Bits(bytes, position * 8L, length * 8), (int)(header >> 1)));
                position += length;
                continue;
            }

            int literals = (int)(header >> 1) * 8;
            for (int i = 0; i < literals; i++)
            {
                int code = (int)Bits(bytes, (position * 8L) + ((long)i * width), width);
                if (codes.Count < count)
                {
                    codes.Add(code);
                }
                else
                {
                    Xunit.Assert.Equal(0, code);
                }
            }

            position += literals * width / 8;
        }

        Xunit.Assert.Equal(bytes.Length, position);
        return codes;
    }

    public static List<long> Delta(ReadOnlySpan<byte> bytes, Func<long, long> wrap)
    {
        int position = 0;
        int blockSize = (int)Varint(bytes, ref position), miniblocks = (int)Varint(bytes, ref position), count = (int)Varint(bytes, ref position);
        int perMiniblock = blockSize / miniblocks;
        long value = Zigzag(Varint(bytes, ref position));
        List<long> values = count == 0 ? [] : [value];
        while (values.Count < count)
        {
            long min = Zigzag(Varint(bytes, ref position));
            ReadOnlySpan<byte> widths = bytes.Slice(position, miniblocks);
            position += miniblocks;
            foreach (byte width in widths)
            {
                if (values.Count >= count)
                {
                    break;
                }

                for (int i = 0; i < perMiniblock && values.Count < count; i++)
                {
                    value = wrap(value + min + (long)Bits(bytes, (position * 8L) + ((long)i * width), width));
                    values.Add(value);
                }

                position += perMiniblock * width / 8;
            }
        }

        Xunit.Assert.Equal(bytes.Length, position);
        return values;
    }

    private static ulong Bits(ReadOnlySpan<byte> bytes, long start, int width)
    {
        ulong value = 0;
        for (int bit = 0; bit < width; bit++)
        {
            value |= (ulong)(bytes[(int)((start + bit) >> 3)] >> (int)((start + bit) & 7) & 1) << bit;
        }

        return value;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int position)
    {
        ulong value = 0;
        int shift = 0;
        byte b;
        do
        {
            b = bytes[position++];
            value |= (ulong)(b & 0x7F) << shift;
            shift += 7;
        }
        while (b >= 0x80);
        return value;
    }

    private static long Zigzag(ulong value) => (value & 1) == 0 ? (long)(value >> 1) : -(long)(value >> 1) - 1;
}
