using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace WalSweep.Sweep.Parquet;

/// <summary>Bytes that grow at the end. The array is kept and reused, so that appending allocates nothing once it is large enough.</summary>
internal sealed class ByteBuffer(int capacity)
{
    private byte[] _bytes = new byte[Math.Max(capacity, 64)];

    /// <summary>Bytes appended so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was appended.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets what was appended after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length = 0) => Length = length;

    /// <summary>Appends <paramref name="count"/> bytes of undefined content to be filled in by the caller.</summary>
    public Span<byte> Append(int count)
    {
        if (count > _bytes.Length - Length)
        {
            Grow(count);
        }

        Span<byte> span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    /// <summary>Appends one byte.</summary>
    public void WriteByte(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    /// <summary>Appends four bytes, little-endian.</summary>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Append(4), value);

    /// <summary>Appends eight bytes, little-endian.</summary>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Append(8), value);

    /// <summary>Appends seven bits a byte, lowest first, the top bit set on all but the last (ULEB128).</summary>
    public void WriteVarint(ulong value)
    {
        while (value > 0x7F)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>Appends a signed number so that small magnitudes are short.</summary>
    public void WriteZigzag(long value) => WriteVarint((ulong)(value << 1) ^ (ulong)(value >> 63));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count) => Array.Resize(ref _bytes, checked((int)Math.Max(2L * _bytes.Length, (long)Length + count)));
}
