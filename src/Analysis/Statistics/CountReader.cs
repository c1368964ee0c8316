using System.Buffers.Binary;

namespace WalSweep.Analysis.Statistics;

/// <summary>Reads back what <see cref="CountWriter"/> wrote, in the same order of calls.</summary>
/// <param name="bytes">The bytes; their origin is not trusted.</param>
public ref struct CountReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private ulong _zeros;

    /// <summary>Reads one count.</summary>
    /// <exception cref="InvalidDataException">The bytes end too early, or a count is too large.</exception>
    public long Read()
    {
        if (_zeros == 0)
        {
            ulong count = ReadVarint();
            if (count > 0)
            {
                return count <= long.MaxValue ? (long)count : throw Damaged();
            }

            _zeros = ReadVarint();
        }

        if (_zeros-- == 0)
        {
            throw Damaged();
        }

        return 0;
    }

    /// <summary>Adds as many counts as there is room for to what is there.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public void AddTo(Span<long> counts)
    {
        while (!counts.IsEmpty)
        {
            if (_zeros > 0)
            {
                int skipped = (int)Math.Min(_zeros, (ulong)counts.Length);
                _zeros -= (ulong)skipped;
                counts = counts[skipped..];
                continue;
            }

            counts[0] += Read();
            counts = counts[1..];
        }
    }

    /// <summary>Reads a number.</summary>
    /// <exception cref="InvalidDataException">The bytes end too early, or counts stand here.</exception>
    public double ReadDouble()
    {
        if (_zeros > 0 || _rest.Length < sizeof(double))
        {
            throw Damaged();
        }

        double value = BinaryPrimitives.ReadDoubleLittleEndian(_rest);
        _rest = _rest[sizeof(double)..];
        return value;
    }

    /// <summary>Makes sure that nothing is left.</summary>
    /// <exception cref="InvalidDataException">Something is.</exception>
    public readonly void End()
    {
        if (_zeros > 0 || _rest.Length > 0)
        {
            throw Damaged();
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            if (_rest.IsEmpty)
            {
                throw Damaged();
            }

            byte next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("the saved counts are damaged");
}
