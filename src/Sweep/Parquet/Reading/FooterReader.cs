using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace WalSweep.Sweep.Parquet;

/// <summary>Reads and checks a file's footer.</summary>
internal sealed partial class FooterReader
{
    private readonly Place _place;
    private readonly long _start;
    private readonly List<Column> _columns = [];
    private readonly List<RowGroupInfo> _rowGroups = [];
    private readonly List<KeyValuePair<string, string>> _metadata = [];
    private long _rowCount = -1;
    private string? _createdBy;
    private int _checksumEnd = -1;
    private int _orderCount;

    private FooterReader(Place place, long start) => (_place, _start) = (place, start);

    /// <summary>Reads the footer of a file.</summary>
    public static FileMetadata Read(ByteSource source)
    {
        var place = new Place(source.Name, "footer");
        if (source.Length < 12)
        {
            throw place.Error(0, $"expected a Parquet file, found {source.Length} bytes");
        }

        Span<byte> ends = stackalloc byte[12];
        source.Read(0, ends[..4], place);
        source.Read(source.Length - 8, ends[4..], place);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(ends[4..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(ends) != Format.Magic)
        {
            throw place.Error(0, "expected a Parquet file, which begins with PAR1");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(ends[8..]) != Format.Magic)
        {
            throw place.Error(source.Length - 4, "expected PAR1 at the end, so the file is cut off or not Parquet");
        }

        if (length > Math.Min(source.Length - 12, Format.MaxFooterBytes))
        {
            throw place.Error(source.Length - 8, $"expected a footer of at most {Math.Min(source.Length - 12, Format.MaxFooterBytes)} bytes, found {length}");
        }

        long start = source.Length - 8 - length;
        byte[] footer = new byte[length];
        source.Read(start, footer, place);
        return new FooterReader(place, start).Parse(footer);
    }

    private FileMetadata Parse(byte[] footer)
    {
        var thrift = new ThriftReader(footer, _start, _place);
        thrift.BeginStruct();
        while (thrift.NextField(out int field))
        {
            switch (field)
            {
                case 2:
                    ReadSchema(ref thrift);
                    break;
                case 3:
                    _rowCount = thrift.Int64();
                    break;
                case 4:
                    ReadRowGroups(ref thrift);
                    break;
                case 5:
                    ReadKeyValues(ref thrift);
                    break;
                case 6:
                    _createdBy = thrift.String();
                    break;
                case 7:
                    ReadOrders(ref thrift);
                    break;
                case 8:
                    throw Error(thrift.Position, "the file is encrypted, which is not supported");
                default:
                    thrift.Skip();
                    break;
            }
        }

        if (thrift.Position != footer.Length)
        {
            throw Error(thrift.Position, $"expected the end of the footer, but {footer.Length - thrift.Position} bytes are left");
        }

        CheckRows();
        var metadata = new FileMetadata(new TableSchema(_columns), _rowCount, _orderCount == _columns.Count ? _rowGroups : WithoutExtremes(), _metadata, _createdBy);
        CheckChecksum(footer, metadata);
        return metadata;
    }

    private void CheckRows()
    {
        if (_columns.Count == 0)
        {
            throw Error(0, "expected a schema of at least one column");
        }

        long rows = 0;
        foreach (RowGroupInfo group in _rowGroups)
        {
            rows += group.RowCount;
        }

        if (rows != _rowCount)
        {
            throw Error(0, $"expected {_rowCount} rows in the row groups together, found {rows}");
        }
    }

    private void CheckChecksum(byte[] footer, FileMetadata metadata)
    {
        if (_checksumEnd < 0)
        {
            // Damage may hide the key, or its field, or who wrote the file; not all of them at once.
            if (metadata.IsOwn || footer.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Format.FooterChecksumKey)) >= 0)
            {
                throw Error(0, $"expected the metadata key {Format.FooterChecksumKey}, which every file of this writer has");
            }

            return;
        }

        Span<byte> digits = footer.AsSpan(_checksumEnd - 8, 8);
        bool isNumber = uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint expected);
        bool isLowercase = !digits.ContainsAnyInRange((byte)'A', (byte)'F');
        digits.Fill((byte)'0');
        uint found = Crc32.Compute(footer);
        if (!isNumber || !isLowercase || found != expected)
        {
            throw Error(0, $"expected the checksum {expected:x8}, found {found:x8}: the footer is damaged");
        }
    }

    /// <summary>Without a declared order the extremes mean nothing.</summary>
    private List<RowGroupInfo> WithoutExtremes() => _rowGroups.ConvertAll(group => group with
    {
        Columns = [.. group.Columns.Select(c => c with { Statistics = c.Statistics with { Min = null, Max = null, IsExact = false } })],
    });

    private void ReadKeyValues(ref ThriftReader thrift)
    {
        int count = thrift.List(ThriftType.Struct);
        for (int i = 0; i < count; i++)
        {
            string key = "", value = "";
            int end = 0;
            int outer = thrift.BeginStruct();
            while (thrift.NextField(out int field))
            {
                if (field == 1)
                {
                    key = thrift.String();
                }
                else if (field == 2)
                {
                    value = thrift.String();
                    end = thrift.Position;
                }
                else
                {
                    thrift.Skip();
                }
            }

            thrift.EndStruct(outer);
            if (key != Format.FooterChecksumKey)
            {
                _metadata.Add(new(key, value));
            }
            else if (Encoding.UTF8.GetByteCount(value) == 8)
            {
                _checksumEnd = end;
            }
        }
    }

    private void ReadOrders(ref ThriftReader thrift)
    {
        // Any order but that of the type makes the extremes of its column meaningless; such files are rare enough to ignore the extremes of all columns.
        int count = thrift.List(ThriftType.Struct);
        for (int i = 0; i < count; i++)
        {
            int outer = thrift.BeginStruct();
            while (thrift.NextField(out int field))
            {
                _orderCount += field == 1 ? 1 : 0;
                thrift.Skip();
            }

            thrift.EndStruct(outer);
        }
    }

    private ParquetFormatException Error(int position, string problem) => _place.Error(_start + position, problem);
}
