using System.IO.Compression;
using WalSweep.Sweep.Parquet;
using Xunit;

namespace WalSweep.Tests.Parquet;

/// <summary>The encodings against their definitions, followed bit by bit.</summary>
public sealed class EncodingTests
{
    /// <summary>As many as the rows of the largest row group written.</summary>
    private static readonly int[] _entries = [.. Enumerable.Range(0, 1 << 17).Select(code => code * 3)];

    [Fact]
    public void ChecksumsAreThoseOfGzip()
    {
        Assert.Equal(0xCBF43926, Crc32.Compute("123456789"u8));
        var random = new Random(1);
        for (int length = 0; length < 700; length++)
        {
            byte[] bytes = new byte[length + 3];
            random.NextBytes(bytes);
            ReadOnlySpan<byte> unaligned = bytes.AsSpan(3);
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            {
                gzip.Write(unaligned);
            }

            // Its checksum and length end a GZIP file; one of nothing is nothing at all here.
            uint expected = length == 0 ? 0 : BitConverter.ToUInt32(packed.GetBuffer(), (int)packed.Length - 8);
            Assert.Equal(expected, Crc32.Compute(unaligned));
            Assert.Equal(expected, Crc32.ComputeByTable(unaligned));
            int cut = random.Next(length + 1);
            Assert.Equal(expected, Crc32.Continue(Crc32.Compute(unaligned[..cut]), unaligned[cut..]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(13)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    public void HybridCodesFollowTheirDefinition(int width)
    {
        var random = new Random(width);
        for (int round = 0; round < 200; round++)
        {
            int[] codes = Codes(random, width);
            var output = new ByteBuffer(64);
            HybridEncoder.Encode(codes, width, output);
            CheckHybrid(codes, width, output);
            if (width <= 8)
            {
                output.Truncate();
                HybridEncoder.Encode([.. codes.Select(c => (byte)c)], width, output);
                CheckHybrid(codes, width, output);
            }

            if (width == 1)
            {
                ulong[] bitmap = new ulong[(codes.Length + 63) >> 6];
                codes.Index().ToList().ForEach(pair => bitmap[pair.Index >> 6] |= (ulong)pair.Item << (pair.Index & 63));
                output.Truncate();
                HybridEncoder.EncodeBits(bitmap, codes.Length, output);
                CheckHybrid(codes, width, output);
                ulong[] read = new ulong[bitmap.Length];
                Assert.Equal(codes.Sum(), new HybridDecoder(Padded(output), 0, output.Length, 1).ReadBits(read, 0, codes.Length));
                Assert.Equal(bitmap, read);
            }
        }
    }

    [Fact]
    public void HybridCodesAreReadHoweverTheyAreMixed()
    {
        var random = new Random(2);
        for (int round = 0; round < 2000; round++)
        {
            int width = random.Next(0, 32);
            var output = new ByteBuffer(64);
            var codes = new List<int>();
            for (int part = random.Next(1, 8); part > 0; part--)
            {
                int length = random.Next(1, 20);
                int value = width == 0 ? 0 : random.Next(int.MaxValue) >> (31 - width);
                if (random.Next(2) == 0)
                {
                    HybridEncoder.WriteRun(value, length, width, output);
                    codes.AddRange(Enumerable.Repeat(value, length));
                    continue;
                }

                int[] literals = [.. Enumerable.Range(0, 8 * length).Select(_ => width == 0 ? 0 : random.Next(int.MaxValue) >> (31 - width))];
                output.WriteVarint((uint)length << 1 | 1);
                BitPacker.PackUInt64s([.. literals.Select(l => (ulong)l)], width, output);
                codes.AddRange(literals);
            }

            // In pieces, so that runs and literals are taken up again where they were left.
            var decoder = new HybridDecoder(Padded(output), 0, output.Length, width);
            int[] read = new int[codes.Count];
            for (int from = 0; from < read.Length;)
            {
                int some = Math.Min(random.Next(1, 40), read.Length - from);
                CheckEntries(codes.GetRange(from, some), ref decoder, read.AsSpan(from, some));
                if (decoder.CodeWithoutEntry >= 0)
                {
                    break;
                }

                from += some;
            }

            Assert.True(decoder.CodeWithoutEntry >= 0 || !decoder.ReadEntries<int>(_entries, new int[1]));
            CheckBytes(codes, width, output, random);
        }
    }

    [Fact]
    public void DeltasFollowTheirDefinition()
    {
        var random = new Random(3);
        for (int round = 0; round < 400; round++)
        {
            int bits = random.Next(1, 64);
            long[] values = [.. Enumerable.Range(0, random.Next(0, 600)).Select(i => round % 3 == 0 ? i / 3 : random.NextInt64() >> (63 - bits))];
            var output = new ByteBuffer(64);
            new DeltaEncoder().Encode(values, output);
            Assert.Equal(values, NaiveDecoders.Delta(output.Written, v => v));
            CheckDecoder(values, output, random);

            int[] narrow = [.. values.Select(v => (int)v)];
            output.Truncate();
            new DeltaEncoder().Encode(narrow, output);
            Assert.Equal(narrow.Select(v => (long)v), NaiveDecoders.Delta(output.Written, v => (int)v));
        }
    }

    [Fact]
    public void ExtremesAndRepeatsAreFoundInAnyLength()
    {
        var random = new Random(4);
        for (int length = 1; length < 100; length++)
        {
            double[] values = [.. Enumerable.Range(0, length).Select(_ => random.Next(5) - 2 + (random.Next(2) * 0.5))], copy = new double[length];
            Assert.True(ColumnScan.CopyDoubles(values, copy, 3, out double min, out double max, out int repeats));
            Assert.Equal((values.Min(), values.Max()), (min, max));
            Assert.Equal(values.Where((v, i) => v == 0 || (i > 0 && v == values[i - 1]) || (i > 2 && v == values[i - 3])).Count(), repeats);
            values[random.Next(length)] = double.NaN;
            Assert.False(ColumnScan.CopyDoubles(values, copy, 3, out _, out _, out _));

            long[] wholes = [.. Enumerable.Range(0, length).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))];
            ColumnScan.Extremes<long>(wholes, out long least, out long greatest);
            Assert.Equal((wholes.Min(), wholes.Max()), (least, greatest));
        }
    }

    private static int[] Codes(Random random, int width)
    {
        int length = random.Next(0, 300), value = 0, left = 0;
        bool isLumpy = random.Next(2) == 0;
        return [.. Enumerable.Range(0, length).Select(_ =>
        {
            if (left-- <= 0)
            {
                value = random.Next(int.MaxValue) >> (31 - width);
                left = isLumpy ? random.Next(random.Next(3) == 0 ? 90 : 4) : 0;
            }

            return value;
        })];
    }

    private static void CheckHybrid(int[] codes, int width, ByteBuffer output)
    {
        Assert.Equal(codes, NaiveDecoders.Hybrid(output.Written, width, codes.Length));
        Assert.True(output.Length <= 5 + BitPacker.BytesFor(codes.Length + 7, width), "longer than packing alone");
        var decoder = new HybridDecoder(Padded(output), 0, output.Length, width);
        CheckEntries([.. codes], ref decoder, new int[codes.Length]);
        CheckBytes([.. codes], width, output, new Random(codes.Length));
    }

    /// <summary>Each code gives its entry, up to the first that has none.</summary>
    private static void CheckEntries(List<int> codes, ref HybridDecoder decoder, Span<int> read)
    {
        int beyond = codes.FindIndex(code => code >= _entries.Length);
        Assert.Equal(beyond < 0, decoder.ReadEntries<int>(_entries, read));
        Assert.Equal(beyond < 0 ? -1 : codes[beyond], decoder.CodeWithoutEntry);
        if (beyond < 0)
        {
            Assert.Equal(codes.Select(code => _entries[code]), read.ToArray());
        }
    }

    /// <summary>Codes of at most a byte, read as such and through entries of each size.</summary>
    private static void CheckBytes(List<int> codes, int width, ByteBuffer output, Random random)
    {
        if (width > 8)
        {
            return;
        }

        double[] doubles = [.. Enumerable.Range(0, 256).Select(code => code + 0.5)];
        byte[] bytes = new byte[codes.Count], reversed = [.. Enumerable.Range(0, 256).Select(code => (byte)(255 - code))], mapped = new byte[codes.Count];
        double[] read = new double[codes.Count];
        HybridDecoder one = new(Padded(output), 0, output.Length, width), two = one, three = one;
        for (int from = 0; from < codes.Count;)
        {
            int some = Math.Min(random.Next(1, 80), codes.Count - from);
            Assert.True(one.ReadBytes(bytes.AsSpan(from, some)) && two.ReadEntries<byte>(reversed, mapped.AsSpan(from, some)) && three.ReadEntries<double>(doubles, read.AsSpan(from, some)));
            from += some;
        }

        Assert.Equal(codes.Select(code => (byte)code), bytes);
        Assert.Equal(codes.Select(code => (byte)(255 - code)), mapped);
        Assert.Equal(codes.Select(code => code + 0.5), read);
    }

    private static void CheckDecoder(long[] values, ByteBuffer output, Random random)
    {
        var decoder = new DeltaDecoder();
        Assert.True(decoder.Begin(Padded(output), 0, output.Length));
        long[] read = new long[values.Length];
        for (int from = 0; from < read.Length;)
        {
            int some = Math.Min(random.Next(1, 100), read.Length - from);
            Assert.True(decoder.Read(read.AsSpan(from, some)));
            from += some;
        }

        Assert.Equal(values, read);
        Assert.Equal(0, decoder.ValuesLeft);
    }

    private static byte[] Padded(ByteBuffer output) => [.. output.Written, .. new byte[HybridDecoder.Padding + 1]];
}
