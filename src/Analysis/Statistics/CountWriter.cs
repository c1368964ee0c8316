using System.Buffers;
using System.Buffers.Binary;
using WalSweep.Sweep.Parquet;

namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Writes counts as bytes, most of which are zeros and the rest mostly small: a count above 0 as ULEB128, a run of n zeros as a 0 byte and
/// n in ULEB128.
/// </summary>
public sealed class CountWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private ulong _zeros;

    /// <summary>Appends one count, at least 0.</summary>
    public void Write(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            _zeros++;
            return;
        }

        EndRun();
        WriteVarint((ulong)count);
    }

    /// <summary>Appends counts, each at least 0.</summary>
    public void Write(ReadOnlySpan<long> counts)
    {
        for (int next; (next = counts.IndexOfAnyExcept(0)) >= 0; counts = counts[(next + 1)..])
        {
            _zeros += (ulong)next;
            Write(counts[next]);
        }

        _zeros += (ulong)counts.Length;
    }

    /// <summary>Appends counts, each at least 0.</summary>
    public void Write(ReadOnlySpan<int> counts)
    {
        for (int next; (next = counts.IndexOfAnyExcept(0)) >= 0; counts = counts[(next + 1)..])
        {
            _zeros += (ulong)next;
            Write((long)counts[next]);
        }

        _zeros += (ulong)counts.Length;
    }

    /// <summary>Appends a number with all its bits.</summary>
    public void WriteDouble(double value)
    {
        EndRun();
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
    }

    /// <summary>Appends the CRC-32 of everything written so far.</summary>
    public void WriteChecksum()
    {
        EndRun();
        var checksum = Crc32.Compute(_bytes.WrittenSpan);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(sizeof(uint)), checksum);
        _bytes.Advance(sizeof(uint));
    }

    /// <summary>Everything written.</summary>
    public byte[] ToArray()
    {
        EndRun();
        return _bytes.WrittenSpan.ToArray();
    }

    private void EndRun()
    {
        if (_zeros > 0)
        {
            WriteVarint(0);
            WriteVarint(_zeros);
            _zeros = 0;
        }
    }

    private void WriteVarint(ulong value)
    {
        while (value > 0x7F)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    private void WriteByte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
