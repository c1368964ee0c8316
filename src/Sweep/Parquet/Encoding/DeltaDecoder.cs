using System.Buffers.Binary;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Reads Parquet's DELTA_BINARY_PACKED step by step. The array must have eight readable bytes after the end.
/// </summary>
internal sealed class DeltaDecoder
{
    private const int _unit = DeltaEncoder.BlockSize / DeltaEncoder.Miniblocks;
    private readonly byte[] _widths = new byte[DeltaEncoder.Miniblocks];
    private readonly long[] _unpacked = new long[_unit];
    private byte[] _bytes = [];
    private int _position;
    private int _end;
    private int _miniblock;
    private int _next;
    private long _valuesLeft;
    private long _value;
    private bool _hasFirst;
    private ulong _minDelta;

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

        long value = _value;
        while (i < target.Length)
        {
            if (_next == _unit && !NextUnit())
            {
                return false;
            }

            int some = Math.Min(_unit - _next, target.Length - i);
            ReadOnlySpan<long> deltas = _unpacked.AsSpan(_next, some);
            Span<long> values = target.Slice(i, some);
            for (int k = 0; k < values.Length; k++)
            {
                value += deltas[k];
                values[k] = value;
            }

            _next += some;
            i += some;
        }

        _value = value;
        return true;
    }

    /// <summary>Unpacks the next 32 differences, beginning a block where one is over.</summary>
    private bool NextUnit()
    {
        if (_miniblock == DeltaEncoder.Miniblocks)
        {
            if (!Varint(out ulong min) || _end - _position < _widths.Length)
            {
                return false;
            }

            _minDelta = (ulong)Unzigzag(min);
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

        Unpack(_bytes.AsSpan(_position, bytes + 8), width);
        _position += bytes;
        _miniblock++;
        _next = 0;
        return true;
    }

    private void Unpack(ReadOnlySpan<byte> bytes, int width)
    {
        ulong mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        int bit = 0;
        for (int i = 0; i < _unpacked.Length; i++)
        {
            int shift = bit & 7;
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(bit >> 3)..]) >> shift;
            if (width + shift > 64)
            {
                word |= (ulong)bytes[(bit >> 3) + 8] << (64 - shift);
            }

            _unpacked[i] = (long)(_minDelta + (word & mask));
            bit += width;
        }
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
