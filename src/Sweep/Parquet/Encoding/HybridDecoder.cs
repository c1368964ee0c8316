using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
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
        (_bytes, _position, _end, _width, CodeWithoutEntry) = (bytes, start, end, width, -1);
    }

    /// <summary>Bits of a code.</summary>
    public readonly int Width => _width;

    /// <summary>The code for which there was no entry, which made <see cref="ReadEntries"/> end; -1 if there was none.</summary>
    public int CodeWithoutEntry { get; private set; }

    /// <summary>Reads as many codes as there is room for and puts the entry of each into the target.</summary>
    /// <returns>False if the codes end before, are malformed, or one has no entry.</returns>
    public bool ReadEntries<T>(ReadOnlySpan<T> entries, Span<T> target)
        where T : unmanaged
    {
        while (!target.IsEmpty)
        {
            target = target[ReadShortRuns(entries, target)..];
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
                if (_runValue >= entries.Length)
                {
                    return Refuse(_runValue);
                }

                target[..count].Fill(entries[_runValue]);
            }
            else
            {
                count = Math.Min(_literalsLeft, target.Length);
                _literalsLeft -= count;
                if (!Unpack(entries, target[..count]))
                {
                    return false;
                }
            }

            target = target[count..];
        }

        return true;
    }

    /// <summary>Reads as many codes of at most eight bits as there is room for.</summary>
    /// <returns>False if they end before, or are malformed.</returns>
    public bool ReadBytes(Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            if (_runLeft == 0 && _literalsLeft == 0 && !NextHeader())
            {
                return false;
            }

            int count;
            if (_runLeft > 0)
            {
                count = Math.Min(_runLeft, target.Length);
                _runLeft -= count;
                target[..count].Fill((byte)_runValue);
            }
            else
            {
                count = Math.Min(_literalsLeft, target.Length);
                _literalsLeft -= count;
                BitUnpacker.Unpack(_bytes, _literalBit, _width, target[..count]);
                _literalBit += (long)count * _width;
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
            ones += BitOperations.PopCount(bits);
            start += some;
            count -= some;
        }

        return ones;
    }

    /// <summary>Says that a code has no entry.</summary>
    /// <returns>False.</returns>
    public bool Refuse(int code)
    {
        CodeWithoutEntry = code;
        return false;
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
    /// Reads runs of at most four codes of at most 16 bits, such as the rows of one scenario, as long as there are such, all with entries, and room for four.
    /// </summary>
    /// <returns>How many codes were read.</returns>
    private int ReadShortRuns<T>(ReadOnlySpan<T> entries, Span<T> target)
        where T : unmanaged
    {
        if (_runLeft > 0 || _literalsLeft > 0 || _width > 16)
        {
            return 0;
        }

        int read = 0, position = _position, bytes = 1 + ((_width + 7) >> 3), end = _end - bytes;
        uint mask = (1U << (8 * (bytes - 1))) - 1;
        ReadOnlySpan<byte> all = _bytes;
        while (position <= end && read + 4 <= target.Length)
        {
            // A header that is even is that of a run; 2, 4, 6 and 8 are those of one to four codes.
            uint word = BinaryPrimitives.ReadUInt32LittleEndian(all[position..]);
            uint header = (byte)word, code = word >> 8 & mask;
            if ((header & ~0b1110U) != 0 || header - 1 > 7 || code >= (uint)entries.Length)
            {
                break;
            }

            FillFour(entries[(int)code], target.Slice(read, 4));
            read += (int)(header >> 1);
            position += bytes;
        }

        _position = position;
        return read;
    }

    private static void FillFour<T>(T value, Span<T> four)
        where T : unmanaged
    {
        if (Vector256<T>.Count == 4)
        {
            Vector256.Create(value).StoreUnsafe(ref MemoryMarshal.GetReference(four));
        }
        else
        {
            (four[3], four[2], four[1], four[0]) = (value, value, value, value);
        }
    }

    private bool Unpack<T>(ReadOnlySpan<T> entries, Span<T> target)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = _bytes;
        long bit = _literalBit;
        int width = _width;
        uint mask = (uint)((1UL << width) - 1);
        for (int i = 0; i < target.Length; i++)
        {
            uint code = (uint)(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)(bit >> 3)..]) >> (int)(bit & 7)) & mask;
            if (code >= (uint)entries.Length)
            {
                return Refuse((int)code);
            }

            target[i] = entries[(int)code];
            bit += width;
        }

        _literalBit = bit;
        return true;
    }
}
