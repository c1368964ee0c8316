using System.Buffers.Binary;
using System.Globalization;
using System.Text;

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
    private int _checksumEnd = -1;

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
        var reader = new FooterReader(place, start);
        reader.CheckWriter(footer);
        return reader.Parse(footer);
    }

    /// <summary>
    /// Refuses the files of other writers by their name, before anything else in the footer: whatever they hold, and however they hold it, the error is the same.
    /// </summary>
    private void CheckWriter(byte[] footer)
    {
        var thrift = new ThriftReader(footer, _start, _place);
        string? writer = null;
        thrift.BeginStruct();
        while (thrift.NextField(out int field))
        {
            if (field == 6)
            {
                writer = thrift.String();
            }
            else
            {
                thrift.Skip();
            }
        }

        if (writer is null || !writer.StartsWith(Format.CreatedByPrefix, StringComparison.Ordinal))
        {
            throw Error(0, $"expected a file written by walsweep, found one {(writer is null ? "that does not say by what" : $"written by '{writer}'")}");
        }
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
        CheckChecksum(footer);
        return new FileMetadata(new TableSchema(_columns), _rowCount, _rowGroups, _metadata);
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

    private void CheckChecksum(byte[] footer)
    {
        if (_checksumEnd < 0)
        {
            throw Error(0, $"expected the metadata key {Format.FooterChecksumKey}, which every file of this writer has");
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

    private ParquetFormatException Error(int position, string problem) => _place.Error(_start + position, problem);
}
