using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
            long min = Differences(block, before, MemoryMarshal.Cast<ulong, long>(_deltas.AsSpan(0, count)));
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

    /// <summary>Subtracts element by element.</summary>
    /// <returns>The least difference.</returns>
    private static long Differences(ReadOnlySpan<long> values, ReadOnlySpan<long> before, Span<long> deltas)
    {
        before = before[..values.Length];
        deltas = deltas[..values.Length];
        Vector256<long> lows = Vector256.Create(long.MaxValue);
        int i = 0;
        for (; i + 4 <= values.Length; i += 4)
        {
            Vector256<long> four = Vector256.Create(values.Slice(i, 4)) - Vector256.Create(before.Slice(i, 4));
            lows = Vector256.Min(lows, four);
            four.CopyTo(deltas[i..]);
        }

        long min = Math.Min(Math.Min(lows[0], lows[1]), Math.Min(lows[2], lows[3]));
        for (; i < values.Length; i++)
        {
            deltas[i] = values[i] - before[i];
            min = Math.Min(min, deltas[i]);
        }

        return min;
    }

    private void WriteBlock(int count, long min, ulong mask, ByteBuffer output)
    {
        Span<ulong> deltas = _deltas;
        deltas[count..].Fill((ulong)min);
        output.WriteZigzag(min);
        int widths = output.Length;
        output.WriteUInt32(0);
        Vector256<ulong> least = Vector256.Create((ulong)min), bits = Vector256.Create(mask);
        for (int m = 0; m < Miniblocks && m * _miniblockSize < count; m++)
        {
            Span<ulong> mini = deltas.Slice(m * _miniblockSize, _miniblockSize);
            Vector256<ulong> all = default;
            for (int i = 0; i < _miniblockSize; i += 4)
            {
                Vector256<ulong> four = (Vector256.Create<ulong>(mini.Slice(i, 4)) - least) & bits;
                all |= four;
                four.CopyTo(mini[i..]);
            }

            int width = BitPacker.BitsFor(all[0] | all[1] | all[2] | all[3]);
            output.Written[widths + m] = (byte)width;
            BitPacker.PackUInt64s(mini, width, output);
        }
    }
}
