using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Reads Parquet's RLE / bit-packing hybrid step by step. The array must have eight readable bytes after the end, so that a word can be read at any place.
/// </summary>
internal struct HybridDecoder
{
    /// <summary>Bytes that must be readable after the last.</summary>
    public const int Padding = 8;

    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly int _width;
    private int _position;
    private int _runLeft;
    private int _runValue;
    private int _literalsLeft;
    private long _literalBit;

    /// <summary>Begins to read codes of <paramref name="width"/> bits, 0..31.</summary>
    public HybridDecoder(byte[] bytes, int start, int end, int width)
    {
        (_bytes, _position, _end, _width) = (bytes, start, end, width);
    }

    /// <summary>Reads as many codes as there is room for.</summary>
    /// <returns>False if they end before, or are malformed.</returns>
    public bool Read(Span<int> target)
    {
        while (!target.IsEmpty)
        {
            target = target[ReadShortRuns(target)..];
            if (target.IsEmpty)
            {
                break;
            }

            if (_runLeft == 0 && _literalsLeft == 0 && !NextHeader())
            {
                return false;
            }

            int count;
            if (_runLeft > 0)
            {
                count = Math.Min(_runLeft, target.Length);
                _runLeft -= count;
                target[..count].Fill(_runValue);
            }
            else
            {
                count = Math.Min(_literalsLeft, target.Length);
                _literalsLeft -= count;
                Unpack(target[..count]);
            }

            target = target[count..];
        }

        return true;
    }

    /// <summary>Reads levels of one bit into a bitmap from one of its bits on, which must be zeros yet.</summary>
    /// <returns>How many were ones, or -1 if they end before, or are malformed.</returns>
    public int ReadBits(Span<ulong> bitmap, int start, int count)
    {
        int ones = 0;
        while (count > 0)
        {
            if (_runLeft == 0 && _literalsLeft == 0 && !NextHeader())
            {
                return -1;
            }

            // At most the rest of one word at a time.
            int some = Math.Min(count, 64 - (start & 63));
            ulong bits;
            if (_runLeft > 0)
            {
                some = Math.Min(some, _runLeft);
                _runLeft -= some;
                bits = (_runValue & 1) != 0 ? ulong.MaxValue : 0;
            }
            else
            {
                some = Math.Min(Math.Min(some, _literalsLeft), 56);
                _literalsLeft -= some;
                bits = BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan((int)(_literalBit >> 3))) >> (int)(_literalBit & 7);
                _literalBit += some;
            }

            bits &= ulong.MaxValue >> (64 - some);
            bitmap[start >> 6] |= bits << (start & 63);
            ones += System.Numerics.BitOperations.PopCount(bits);
            start += some;
            count -= some;
        }

        return ones;
    }

    private bool NextHeader()
    {
        uint header = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (_position >= _end || shift > 28)
            {
                return false;
            }

            byte b = _bytes[_position++];
            header |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                break;
            }
        }

        if ((header & 1) == 0)
        {
            return ReadRun((int)(header >> 1));
        }

        long groups = header >> 1, bytes = groups * _width;
        if (groups == 0 || bytes > _end - _position)
        {
            return false;
        }

        _literalsLeft = (int)Math.Min(groups * 8, int.MaxValue);
        _literalBit = (long)_position * 8;
        _position += (int)bytes;
        return true;
    }

    private bool ReadRun(int length)
    {
        int bytes = (_width + 7) >> 3;
        if (length == 0 || _end - _position < bytes)
        {
            return false;
        }

        _runValue = (int)(BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(_position)) & (uint)((1UL << (8 * bytes)) - 1));
        _runLeft = length;
        _position += bytes;
        return _runValue >= 0;
    }

    /// <summary>
    /// Reads runs of at most four codes of at most 16 bits, such as the rows of one scenario, as long as there are such and room for four.
    /// </summary>
    /// <returns>How many codes were read.</returns>
    private int ReadShortRuns(Span<int> target)
    {
        if (_runLeft > 0 || _literalsLeft > 0 || _width > 16)
        {
            return 0;
        }

        int read = 0, position = _position, bytes = 1 + ((_width + 7) >> 3), end = _end - bytes;
        uint mask = (1U << (8 * (bytes - 1))) - 1;
        while (position <= end && read + 4 <= target.Length)
        {
            // A header that is even is that of a run; 2, 4, 6 and 8 are those of one to four codes.
            uint word = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(position));
            uint header = (byte)word;
            if ((header & ~0b1110U) != 0 || header - 1 > 7)
            {
                break;
            }

            Vector128.Create((int)(word >> 8 & mask)).CopyTo(target[read..]);
            read += (int)(header >> 1);
            position += bytes;
        }

        _position = position;
        return read;
    }

    private void Unpack(Span<int> target)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        long bit = _literalBit;
        ulong mask = (1UL << _width) - 1;
        int i = 0;
        if ((bit & 7) == 0 && _width is > 0 and <= 8)
        {
            // Eight codes are as many whole bytes as they have bits each.
            for (; i + 8 <= target.Length; i += 8, bit += 8 * _width)
            {
                ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)(bit >> 3)..]);
                Span<int> eight = target.Slice(i, 8);
                for (int k = 0; k < eight.Length; k++)
                {
                    eight[k] = (int)(word & mask);
                    word >>= _width;
                }
            }
        }

        for (; i < target.Length; i++)
        {
            target[i] = (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)(bit >> 3)..]) >> (int)(bit & 7) & mask);
            bit += _width;
        }

        _literalBit = bit;
    }
}
