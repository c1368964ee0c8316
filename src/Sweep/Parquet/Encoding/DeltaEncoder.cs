namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Parquet's DELTA_BINARY_PACKED: the first value, then blocks of 128 differences, each less the block's smallest, in four miniblocks of 32 that have their own
/// bit width. Differences wrap around in the width of the type.
/// </summary>
internal sealed class DeltaEncoder
{
    /// <summary>Differences in a block.</summary>
    public const int BlockSize = 128;

    /// <summary>Miniblocks in a block.</summary>
    public const int Miniblocks = 4;

    private const int _miniblockSize = BlockSize / Miniblocks;
    private readonly ulong[] _deltas = new ulong[BlockSize];

    /// <summary>Appends 64-bit values.</summary>
    public void Encode(ReadOnlySpan<long> values, ByteBuffer output)
    {
        WriteHeader(values.Length, values.IsEmpty ? 0 : values[0], output);
        for (int start = 1; start < values.Length; start += BlockSize)
        {
            int count = Math.Min(BlockSize, values.Length - start);
            ReadOnlySpan<long> block = values.Slice(start, count), before = values.Slice(start - 1, count);
            long min = long.MaxValue;
            for (int i = 0; i < block.Length; i++)
            {
                long delta = block[i] - before[i];
                _deltas[i] = (ulong)delta;
                min = Math.Min(min, delta);
            }

            WriteBlock(count, min, ulong.MaxValue, output);
        }
    }

    /// <summary>Appends 32-bit values.</summary>
    public void Encode(ReadOnlySpan<int> values, ByteBuffer output)
    {
        WriteHeader(values.Length, values.IsEmpty ? 0 : values[0], output);
        for (int start = 1; start < values.Length; start += BlockSize)
        {
            int count = Math.Min(BlockSize, values.Length - start);
            ReadOnlySpan<int> block = values.Slice(start, count), before = values.Slice(start - 1, count);
            int min = int.MaxValue;
            for (int i = 0; i < block.Length; i++)
            {
                int delta = block[i] - before[i];
                _deltas[i] = (ulong)delta;
                min = Math.Min(min, delta);
            }

            WriteBlock(count, min, uint.MaxValue, output);
        }
    }

    private static void WriteHeader(int count, long first, ByteBuffer output)
    {
        output.WriteVarint(BlockSize);
        output.WriteVarint(Miniblocks);
        output.WriteVarint((ulong)count);
        output.WriteZigzag(first);
    }

    private void WriteBlock(int count, long min, ulong mask, ByteBuffer output)
    {
        Span<ulong> deltas = _deltas;
        for (int i = 0; i < count; i++)
        {
            deltas[i] = deltas[i] - (ulong)min & mask;
        }

        deltas[count..].Clear();
        output.WriteZigzag(min);
        int widths = output.Length;
        output.WriteUInt32(0);
        for (int m = 0; m < Miniblocks && m * _miniblockSize < count; m++)
        {
            Span<ulong> mini = deltas.Slice(m * _miniblockSize, _miniblockSize);
            ulong all = 0;
            foreach (ulong delta in mini)
            {
                all |= delta;
            }

            int width = BitPacker.BitsFor(all);
            output.Written[widths + m] = (byte)width;
            BitPacker.PackUInt64s(mini, width, output);
        }
    }
}
