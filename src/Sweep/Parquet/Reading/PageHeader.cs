namespace WalSweep.Sweep.Parquet;

/// <summary>The header of a page.</summary>
internal struct PageHeader
{
    public PageKind Kind;

    /// <summary>Bytes of the header itself.</summary>
    public int HeaderBytes;

    /// <summary>Bytes of the content after and before compression.</summary>
    public int StoredBytes;
    public int PlainBytes;
    public uint? Checksum;

    /// <summary>Values with NULLs, or entries of a dictionary.</summary>
    public int ValueCount;
    public PageEncoding Encoding;
    public PageEncoding LevelEncoding;

    /// <summary>Only in a page of the second version: bytes of the levels before the values, and whether the values are compressed.</summary>
    public int LevelBytes;
    public int RepetitionBytes;
    public bool IsCompressed;

    /// <summary>Reads a header that begins with the first byte.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, long start, Place place)
    {
        var header = new PageHeader { Kind = (PageKind)(-1), PlainBytes = -1, StoredBytes = -1, ValueCount = -1, Encoding = (PageEncoding)(-1), IsCompressed = true };
        var thrift = new ThriftReader(bytes, start, place);
        thrift.BeginStruct();
        int expectedHeader = -1;
        while (thrift.NextField(out int field))
        {
            switch (field)
            {
                case 1:
                    header.Kind = (PageKind)thrift.Int32();
                    expectedHeader = header.Kind switch { PageKind.Data => 5, PageKind.Dictionary => 7, PageKind.DataV2 => 8, _ => -1 };
                    break;
                case 2:
                    header.PlainBytes = thrift.Int32();
                    break;
                case 3:
                    header.StoredBytes = thrift.Int32();
                    break;
                case 4:
                    header.Checksum = (uint)thrift.Int32();
                    break;
                case 5 or 7 or 8 when field == expectedHeader:
                    header.ReadDetails(ref thrift);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        header.HeaderBytes = thrift.Position;
        if (expectedHeader < 0 || header.ValueCount < 0 || header.PlainBytes < 0 || header.StoredBytes < 0)
        {
            throw place.Error(start, "expected the header of a data or dictionary page");
        }

        return header;
    }

    private void ReadDetails(ref ThriftReader thrift)
    {
        int encodingField = Kind == PageKind.DataV2 ? 4 : 2;
        int outer = thrift.Struct();
        while (thrift.NextField(out int field))
        {
            if (field == 1)
            {
                ValueCount = thrift.Int32();
            }
            else if (field == encodingField)
            {
                Encoding = (PageEncoding)thrift.Int32();
            }
            else if (field == 3 && Kind == PageKind.Data)
            {
                LevelEncoding = (PageEncoding)thrift.Int32();
            }
            else if (field == 5 && Kind == PageKind.DataV2)
            {
                LevelBytes = thrift.Int32();
            }
            else if (field == 6 && Kind == PageKind.DataV2)
            {
                RepetitionBytes = thrift.Int32();
            }
            else if (field == 7 && Kind == PageKind.DataV2)
            {
                IsCompressed = thrift.Bool();
            }
            else
            {
                thrift.Skip();
            }
        }

        thrift.EndStruct(outer);
    }
}
