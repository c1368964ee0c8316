using System.Buffers.Binary;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Reads Parquet's DELTA_BINARY_PACKED step by step. The array must have eight readable bytes after the end.
/// </summary>
internal sealed class DeltaDecoder
{
    private const int _unit = DeltaEncoder.BlockSize / DeltaEncoder.Miniblocks;
    private readonly byte[] _widths = new byte[DeltaEncoder.Miniblocks];
    private readonly long[] _rest = new long[_unit];
    private byte[] _bytes = [];
    private int _position;
    private int _end;
    private int _miniblock;
    private int _next;
    private long _valuesLeft;
    private long _value;
    private bool _hasFirst;
    private long _minDelta;

    /// <summary>Begins to read; the numbers end where the array's part ends.</summary>
    /// <returns>False if the header is malformed.</returns>
    public bool Begin(byte[] bytes, int start, int end)
    {
        (_bytes, _position, _end) = (bytes, start, end);
        if (!Varint(out ulong block) || !Varint(out ulong miniblocks) || !Varint(out ulong count) || !Varint(out ulong first))
        {
            return false;
        }

        _valuesLeft = (long)Math.Min(count, int.MaxValue);
        _value = Unzigzag(first);
        (_hasFirst, _miniblock, _next) = (true, DeltaEncoder.Miniblocks, _unit);
        return block == DeltaEncoder.BlockSize && miniblocks == DeltaEncoder.Miniblocks;
    }

    /// <summary>Numbers not read yet.</summary>
    public long ValuesLeft => _valuesLeft;

    /// <summary>Reads as many numbers as there is room for.</summary>
    /// <returns>False if they end before, or are malformed.</returns>
    public bool Read(Span<long> target)
    {
        if (target.Length > _valuesLeft)
        {
            return false;
        }

        _valuesLeft -= target.Length;
        int i = 0;
        if (_hasFirst && target.Length > 0)
        {
            target[i++] = _value;
            _hasFirst = false;
        }

        while (i < target.Length)
        {
            if (_next < _unit)
            {
                int some = Math.Min(_unit - _next, target.Length - i);
                _rest.AsSpan(_next, some).CopyTo(target[i..]);
                _next += some;
                i += some;
            }
            else if (target.Length - i >= _unit)
            {
                if (!NextUnit(target.Slice(i, _unit)))
                {
                    return false;
                }

                i += _unit;
            }
            else if (NextUnit(_rest))
            {
                _next = 0;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads the next 32 numbers, beginning a block where one is over.</summary>
    private bool NextUnit(Span<long> target)
    {
        if (_miniblock == DeltaEncoder.Miniblocks)
        {
            if (!Varint(out ulong min) || _end - _position < _widths.Length)
            {
                return false;
            }

            _minDelta = Unzigzag(min);
            _bytes.AsSpan(_position, _widths.Length).CopyTo(_widths);
            _position += _widths.Length;
            _miniblock = 0;
        }

        int width = _widths[_miniblock];
        int bytes = width * _unit / 8;
        if (width > 64 || _end - _position < bytes)
        {
            return false;
        }

        ReadOnlySpan<byte> packed = _bytes.AsSpan(_position, bytes + 8);
        _value = width <= 56 ? AddUp(packed, width, _minDelta, _value, target) : AddUpWide(packed, width, _minDelta, _value, target);
        _position += bytes;
        _miniblock++;
        return true;
    }

    /// <summary>Differences of at most 56 bits: a word holds one wherever in its first byte it begins.</summary>
    private static long AddUp(ReadOnlySpan<byte> bytes, int width, long minDelta, long value, Span<long> target)
    {
        ulong mask = (1UL << width) - 1;
        for (int i = 0, bit = 0; i < target.Length; i++, bit += width)
        {
            value += minDelta + (long)(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(bit >> 3)..]) >> (bit & 7) & mask);
            target[i] = value;
        }

        return value;
    }

    private static long AddUpWide(ReadOnlySpan<byte> bytes, int width, long minDelta, long value, Span<long> target)
    {
        ulong mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        for (int i = 0, bit = 0; i < target.Length; i++, bit += width)
        {
            int shift = bit & 7;
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(bit >> 3)..]) >> shift;
            if (width + shift > 64)
            {
                word |= (ulong)bytes[(bit >> 3) + 8] << (64 - shift);
            }

            value += minDelta + (long)(word & mask);
            target[i] = value;
        }

        return value;
    }

    private bool Varint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && _position < _end; shift += 7)
        {
            byte b = _bytes[_position++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private static long Unzigzag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
