using System.Text;
using System.Text.Unicode;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Reads structs in the Thrift compact protocol from bytes that may be anything. Lengths are believed only as far as there are bytes; nesting is bounded; so the
/// work is proportional to the bytes given.
/// </summary>
/// <param name="bytes">What to read.</param>
/// <param name="start">Where it stands in the file.</param>
/// <param name="place">The part of the file, for errors.</param>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes, long start, Place place)
{
    private const int _maxDepth = 16;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _lastField;
    private ThriftType _type;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Begins a struct; <see cref="NextField"/> then goes through its fields, and what this returned is given to <see cref="EndStruct"/>.</summary>
    public int BeginStruct()
    {
        int outer = _lastField;
        _lastField = 0;
        return outer;
    }

    /// <summary>Goes on with the struct around the one that ended.</summary>
    public void EndStruct(int outer) => _lastField = outer;

    /// <summary>Reads a field's header. Its value must be read or skipped next.</summary>
    /// <returns>False at the end of the struct.</returns>
    public bool NextField(out int field)
    {
        byte header = Byte();
        field = 0;
        if (header == 0)
        {
            return false;
        }

        _type = (ThriftType)(header & 0x0F);
        int delta = header >> 4;
        field = _lastField = delta != 0 ? _lastField + delta : (short)Zigzag();
        return true;
    }

    public int Int32()
    {
        Expect(ThriftType.Int32, "a 32-bit number");
        return Int32Element();
    }

    public long Int64()
    {
        Expect(ThriftType.Int64, "a 64-bit number");
        return Zigzag();
    }

    public ReadOnlySpan<byte> Binary()
    {
        Expect(ThriftType.Binary, "a string");
        return BinaryElement();
    }

    public string String()
    {
        Expect(ThriftType.Binary, "a string");
        return StringElement();
    }

    /// <summary>Begins the struct that is the field's value.</summary>
    public int Struct()
    {
        Expect(ThriftType.Struct, "a struct");
        return BeginStruct();
    }

    /// <summary>Begins the list that is the field's value.</summary>
    /// <returns>Its elements, at most as many as there are bytes left.</returns>
    public int List(ThriftType elementType)
    {
        Expect(ThriftType.List, "a list");
        int count = ListHeader(out ThriftType type);
        return type == elementType || count == 0 ? count : throw Error($"expected a list of {elementType}, found one of {type}");
    }

    public int Int32Element()
    {
        long value = Zigzag();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Error("expected a number of 32 bits, found a larger one");
    }

    public ReadOnlySpan<byte> BinaryElement()
    {
        ulong length = Varint();
        if (length > (ulong)(_bytes.Length - Position))
        {
            throw Error($"expected a string of {length} bytes, but only {_bytes.Length - Position} are left");
        }

        Position += (int)length;
        return _bytes.Slice(Position - (int)length, (int)length);
    }

    public string StringElement()
    {
        ReadOnlySpan<byte> utf8 = BinaryElement();
        return Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : throw Error("expected a string in UTF-8");
    }

    /// <summary>Passes over the field's value.</summary>
    public void Skip() => Skip(_type, _maxDepth, isElement: false);

    private void Skip(ThriftType type, int depth, bool isElement)
    {
        if (depth == 0)
        {
            throw Error($"expected at most {_maxDepth} structs within one another");
        }

        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                Advance(isElement ? 1 : 0);
                break;
            case ThriftType.Int8:
                Advance(1);
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Varint();
                break;
            case ThriftType.Double:
                Advance(8);
                break;
            case ThriftType.Binary:
                BinaryElement();
                break;
            case ThriftType.List or ThriftType.Set:
                int count = ListHeader(out ThriftType elementType);
                for (int i = 0; i < count; i++)
                {
                    Skip(elementType, depth - 1, isElement: true);
                }

                break;
            case ThriftType.Struct:
                int outer = BeginStruct();
                while (NextField(out _))
                {
                    Skip(_type, depth - 1, isElement: false);
                }

                EndStruct(outer);
                break;
            default:
                throw Error($"expected a field of a known type, found type {(int)type}");
        }
    }

    private int ListHeader(out ThriftType elementType)
    {
        byte header = Byte();
        elementType = (ThriftType)(header & 0x0F);
        ulong count = (ulong)header >> 4;
        count = count == 15 ? Varint() : count;
        return count <= (ulong)(_bytes.Length - Position)
            ? (int)count
            : throw Error($"expected a list of {count} elements, but only {_bytes.Length - Position} bytes are left");
    }

    private long Zigzag()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw Error("expected a number of at most 64 bits");
    }

    private byte Byte()
    {
        Advance(1);
        return _bytes[Position - 1];
    }

    private void Advance(int count)
    {
        if (_bytes.Length - Position < count)
        {
            throw Error("it ends in the middle of a field");
        }

        Position += count;
    }

    private readonly void Expect(ThriftType type, string what)
    {
        if (_type != type)
        {
            throw Wrong(what);
        }
    }

    private readonly ParquetFormatException Wrong(string expected) => Error($"expected {expected} in field {_lastField}, found type {(int)_type}");

    private readonly ParquetFormatException Error(string problem) => place.Error(start + Position, problem);
}
