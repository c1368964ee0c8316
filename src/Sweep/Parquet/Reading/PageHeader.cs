namespace WalSweep.Sweep.Parquet;

/// <summary>The header of a page.</summary>
internal struct PageHeader
{
    public PageKind Kind;

    /// <summary>Bytes of the header itself.</summary>
    public int HeaderBytes;

    /// <summary>Bytes of the content.</summary>
    public int ContentBytes;
    public uint? Checksum;

    /// <summary>Values with NULLs, or entries of a dictionary.</summary>
    public int ValueCount;
    public PageEncoding Encoding;
    public PageEncoding LevelEncoding;

    /// <summary>Reads a header that begins with the first byte.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, long start, Place place)
    {
        var header = new PageHeader { Kind = (PageKind)(-1), ContentBytes = -1, ValueCount = -1, Encoding = (PageEncoding)(-1) };
        var thrift = new ThriftReader(bytes, start, place);
        thrift.BeginStruct();
        int expectedHeader = -1, unpackedBytes = -1;
        while (thrift.NextField(out int field))
        {
            switch (field)
            {
                case 1:
                    header.Kind = (PageKind)thrift.Int32();
                    expectedHeader = header.Kind switch { PageKind.Data => 5, PageKind.Dictionary => 7, _ => -1 };
                    break;
                case 2:
                    unpackedBytes = thrift.Int32();
                    break;
                case 3:
                    header.ContentBytes = thrift.Int32();
                    break;
                case 4:
                    header.Checksum = (uint)thrift.Int32();
                    break;
                case 5 or 7 when field == expectedHeader:
                    header.ReadDetails(ref thrift);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        header.HeaderBytes = thrift.Position;
        if (expectedHeader < 0 || header.ValueCount < 0 || header.ContentBytes < 0 || header.ContentBytes != unpackedBytes)
        {
            throw place.Error(start, "expected the header of an uncompressed dictionary page, or of a data page of the first version");
        }

        return header;
    }

    private void ReadDetails(ref ThriftReader thrift)
    {
        int outer = thrift.Struct();
        while (thrift.NextField(out int field))
        {
            switch (field)
            {
                case 1:
                    ValueCount = thrift.Int32();
                    break;
                case 2:
                    Encoding = (PageEncoding)thrift.Int32();
                    break;
                case 3 when Kind == PageKind.Data:
                    LevelEncoding = (PageEncoding)thrift.Int32();
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
    }
}
