using System.Text;

namespace WalSweep.Sweep.Parquet;

/// <summary>Types of a field in the Thrift compact protocol.</summary>
internal enum ThriftType : byte
{
    Stop = 0,
    True = 1,
    False = 2,
    Int8 = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}

/// <summary>
/// Writes structs in the Thrift compact protocol. Fields of a struct are given in ascending order. A struct is opened by one of the Begin methods, which return
/// what <see cref="EndStruct"/> needs to go on with the one around it.
/// </summary>
internal struct ThriftWriter(ByteBuffer output)
{
    private int _lastField;

    public readonly ByteBuffer Output => output;

    public void Bool(int field, bool value) => Header(field, value ? ThriftType.True : ThriftType.False);

    public void Int32(int field, int value) => Number(field, ThriftType.Int32, value);

    public void Int64(int field, long value) => Number(field, ThriftType.Int64, value);

    public void Binary(int field, ReadOnlySpan<byte> value)
    {
        Header(field, ThriftType.Binary);
        Element(value);
    }

    public void String(int field, string value)
    {
        Header(field, ThriftType.Binary);
        Element(value);
    }

    /// <summary>Begins a list; its elements follow through the Element methods.</summary>
    public void List(int field, ThriftType elementType, int count)
    {
        Header(field, ThriftType.List);
        output.WriteByte((byte)(Math.Min(count, 15) << 4 | (int)elementType));
        if (count >= 15)
        {
            output.WriteVarint((ulong)count);
        }
    }

    public readonly void Element(int value) => output.WriteZigzag(value);

    public readonly void Element(ReadOnlySpan<byte> value)
    {
        output.WriteVarint((ulong)value.Length);
        output.Write(value);
    }

    public readonly void Element(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        output.WriteVarint((ulong)length);
        Encoding.UTF8.GetBytes(value, output.Append(length));
    }

    public int BeginStruct(int field)
    {
        Header(field, ThriftType.Struct);
        return BeginElement();
    }

    /// <summary>Begins a struct that is an element of a list, or the outermost one.</summary>
    public int BeginElement()
    {
        int outer = _lastField;
        _lastField = 0;
        return outer;
    }

    public void EndStruct(int outer)
    {
        output.WriteByte((byte)ThriftType.Stop);
        _lastField = outer;
    }

    private void Number(int field, ThriftType type, long value)
    {
        Header(field, type);
        output.WriteZigzag(value);
    }

    private void Header(int field, ThriftType type)
    {
        int delta = field - _lastField;
        if (delta is > 0 and <= 15)
        {
            output.WriteByte((byte)(delta << 4 | (int)type));
        }
        else
        {
            output.WriteByte((byte)type);
            output.WriteZigzag(field);
        }

        _lastField = field;
    }
}
