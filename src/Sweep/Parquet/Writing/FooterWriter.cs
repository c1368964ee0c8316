using System.Buffers.Binary;
using System.Globalization;

namespace WalSweep.Sweep.Parquet;

/// <summary>Where the pages of one column chunk stand.</summary>
/// <param name="DictionaryOffset">The dictionary page's header, or -1.</param>
/// <param name="DataOffset">The data page's header.</param>
/// <param name="Bytes">Headers and contents.</param>
internal readonly record struct ChunkPlace(long DictionaryOffset, long DataOffset, long Bytes);

/// <summary>Writes a file's footer: the schema, and of each row group where its columns are and what their values are like.</summary>
internal sealed class FooterWriter(TableSchema schema)
{
    private readonly ByteBuffer _rowGroups = new(1 << 16);
    private readonly ByteBuffer _footer = new(1 << 16);
    private ThriftWriter _group;
    private int _groupOuter;
    private int _groupCount;
    private long _rowCount;
    private long _groupBytes;
    private long _groupOffset;

    /// <summary>Forgets everything.</summary>
    public void Begin()
    {
        _rowGroups.Truncate();
        _group = new ThriftWriter(_rowGroups);
        (_groupCount, _rowCount) = (0, 0);
    }

    public void BeginRowGroup(long offset)
    {
        (_groupBytes, _groupOffset) = (0, offset);
        _groupOuter = _group.BeginElement();
        _group.List(1, ThriftType.Struct, schema.Columns.Count);
    }

    /// <summary>Adds a chunk; they come in the schema's order.</summary>
    public void AddChunk(Column column, int rows, ColumnEncoder encoder, ChunkPlace place)
    {
        bool hasDictionary = place.DictionaryOffset >= 0;
        int chunk = _group.BeginElement();
        _group.Int64(2, 0);
        int meta = _group.BeginStruct(3);
        _group.Int32(1, (int)PhysicalTypeOf(column.Type));
        _group.List(2, ThriftType.Int32, hasDictionary ? 3 : 2);
        _group.Element((int)PageEncoding.Rle);
        _group.Element((int)encoder.Encoding);
        if (hasDictionary)
        {
            _group.Element((int)PageEncoding.Plain);
        }

        _group.List(3, ThriftType.Binary, 1);
        _group.Element(column.Name);
        _group.Int32(4, Format.Uncompressed);
        _group.Int64(5, rows);
        _group.Int64(6, place.Bytes);
        _group.Int64(7, place.Bytes);
        _group.Int64(9, place.DataOffset);
        if (hasDictionary)
        {
            _group.Int64(11, place.DictionaryOffset);
        }

        WriteStatistics(column, in encoder.Statistics);
        _group.EndStruct(meta);
        _group.EndStruct(chunk);
        _groupBytes += place.Bytes;
    }

    public void EndRowGroup(int rows)
    {
        _group.Int64(2, _groupBytes);
        _group.Int64(3, rows);
        _group.Int64(5, _groupOffset);
        _group.Int64(6, _groupBytes);
        _group.EndStruct(_groupOuter);
        _groupCount++;
        _rowCount += rows;
    }

    /// <summary>The footer with its length and the closing magic, valid until the next call.</summary>
    public ReadOnlySpan<byte> End(IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        _footer.Truncate();
        var thrift = new ThriftWriter(_footer);
        int outermost = thrift.BeginElement();
        thrift.Int32(1, 1);
        WriteSchema(ref thrift);
        thrift.Int64(3, _rowCount);
        thrift.List(4, ThriftType.Struct, _groupCount);
        _footer.Write(_rowGroups.Written);
        thrift.List(5, ThriftType.Struct, metadata.Count + 1);
        for (int i = 0; i < metadata.Count; i++)
        {
            WriteKeyValue(ref thrift, metadata[i].Key, metadata[i].Value);
        }

        int checksumEnd = WriteKeyValue(ref thrift, Format.FooterChecksumKey, "00000000");
        thrift.String(6, Format.CreatedBy);
        thrift.List(7, ThriftType.Struct, schema.Columns.Count);
        for (int i = 0; i < schema.Columns.Count; i++)
        {
            // The order that the type defines: a union with the first of its members set, an empty struct.
            int order = thrift.BeginElement();
            thrift.EndStruct(thrift.BeginStruct(1));
            thrift.EndStruct(order);
        }

        thrift.EndStruct(outermost);
        uint checksum = Crc32.Compute(_footer.Written);
        checksum.TryFormat(_footer.Written.Slice(checksumEnd - 8, 8), out _, "x8", CultureInfo.InvariantCulture);
        int length = _footer.Length;
        _footer.WriteUInt32((uint)length);
        _footer.WriteUInt32(Format.Magic);
        return _footer.Written;
    }

    private static int WriteKeyValue(ref ThriftWriter thrift, string key, string value)
    {
        int outer = thrift.BeginElement();
        thrift.String(1, key);
        thrift.String(2, value);
        int end = thrift.Output.Length;
        thrift.EndStruct(outer);
        return end;
    }

    private void WriteSchema(ref ThriftWriter thrift)
    {
        thrift.List(2, ThriftType.Struct, schema.Columns.Count + 1);
        int root = thrift.BeginElement();
        thrift.String(4, "schema");
        thrift.Int32(5, schema.Columns.Count);
        thrift.EndStruct(root);
        for (int i = 0; i < schema.Columns.Count; i++)
        {
            Column column = schema.Columns[i];
            int element = thrift.BeginElement();
            thrift.Int32(1, (int)PhysicalTypeOf(column.Type));
            thrift.Int32(3, column.IsOptional ? 1 : 0);
            thrift.String(4, column.Name);
            if (column.Type == ColumnType.Enumeration)
            {
                // UTF8 of the older annotations and STRING of the newer ones.
                thrift.Int32(6, 0);
                int logical = thrift.BeginStruct(10);
                thrift.EndStruct(thrift.BeginStruct(1));
                thrift.EndStruct(logical);
            }

            thrift.EndStruct(element);
        }
    }

    private void WriteStatistics(Column column, in ColumnStatistics statistics)
    {
        int outer = _group.BeginStruct(12);
        _group.Int64(3, statistics.NullCount);
        if (statistics.HasExtremes)
        {
            Span<byte> bytes = stackalloc byte[8];
            _group.Binary(5, ValueBytes(column, statistics.Max, bytes));
            _group.Binary(6, ValueBytes(column, statistics.Min, bytes));
            _group.Bool(7, true);
            _group.Bool(8, true);
        }

        if (column.Type == ColumnType.Double)
        {
            _group.Int64(9, 0);
        }

        _group.EndStruct(outer);
    }

    private static ReadOnlySpan<byte> ValueBytes(Column column, long value, Span<byte> scratch)
    {
        BinaryPrimitives.WriteInt64LittleEndian(scratch, value);
        return column.Type switch
        {
            ColumnType.Int32 => scratch[..4],
            ColumnType.Boolean => scratch[..1],
            ColumnType.Enumeration => column.NameBytes[value],
            _ => scratch,
        };
    }

    internal static PhysicalType PhysicalTypeOf(ColumnType type) => type switch
    {
        ColumnType.Int32 => PhysicalType.Int32,
        ColumnType.Int64 => PhysicalType.Int64,
        ColumnType.Double => PhysicalType.Double,
        ColumnType.Boolean => PhysicalType.Boolean,
        _ => PhysicalType.ByteArray,
    };
}
