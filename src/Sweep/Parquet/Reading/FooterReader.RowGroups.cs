using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace WalSweep.Sweep.Parquet;

/// <content>Row groups, their column chunks, and the statistics of these.</content>
internal sealed partial class FooterReader
{
    /// <summary>Rows that one stored byte of a row group can stand for, generously: a row group of nulls alone has some thousands.</summary>
    private const long _maxRowsPerByte = 1 << 16;

    private void ReadRowGroups(ref ThriftReader thrift)
    {
        if (_columns.Count == 0 || _rowGroups.Count > 0)
        {
            throw Error(thrift.Position, "expected one list of row groups, after the schema");
        }

        int count = thrift.List(ThriftType.Struct);
        for (int i = 0; i < count; i++)
        {
            ReadRowGroup(ref thrift);
        }
    }

    private void ReadRowGroup(ref ThriftReader thrift)
    {
        int at = thrift.Position;
        long rows = -1, bytes = 0;
        var chunks = new List<(ChunkInfo Info, long ValueCount)>();
        int outer = thrift.BeginStruct();
        while (thrift.NextField(out int field))
        {
            if (field == 1)
            {
                int count = thrift.List(ThriftType.Struct);
                if (count != _columns.Count || chunks.Count > 0)
                {
                    throw Error(at, $"expected {_columns.Count} columns in row group {_rowGroups.Count}, found {count}");
                }

                for (int i = 0; i < count; i++)
                {
                    chunks.Add(ReadChunk(ref thrift, _columns[i]));
                    bytes += chunks[i].Info.StoredBytes;
                }
            }
            else if (field == 3)
            {
                rows = thrift.Int64();
            }
            else
            {
                thrift.Skip();
            }
        }

        thrift.EndStruct(outer);
        if (chunks.Count != _columns.Count || rows < 0 || rows > Format.MaxRowsRead || rows > bytes * _maxRowsPerByte)
        {
            throw Error(at, $"expected a row group of {_columns.Count} columns and a number of rows that {bytes} bytes can hold, found {chunks.Count} and {rows}");
        }

        foreach ((_, long valueCount) in chunks)
        {
            if (valueCount != rows)
            {
                throw Error(at, $"expected {rows} values in every column of row group {_rowGroups.Count}, found {valueCount}");
            }
        }

        long firstRow = _rowGroups is [.., RowGroupInfo before] ? before.FirstRow + before.RowCount : 0;
        _rowGroups.Add(new RowGroupInfo(firstRow, rows, chunks.ConvertAll(c => c.Info)));
    }

    private (ChunkInfo Info, long ValueCount) ReadChunk(ref ThriftReader thrift, Column column)
    {
        (ChunkInfo Info, long ValueCount)? chunk = null;
        int outer = thrift.BeginStruct();
        while (thrift.NextField(out int field))
        {
            if (field == 1)
            {
                throw Error(thrift.Position, $"expected the values of column '{column.Name}' in the same file, found a path to another");
            }

            if (field == 3)
            {
                chunk = ReadChunkMetadata(ref thrift, column);
            }
            else
            {
                thrift.Skip();
            }
        }

        thrift.EndStruct(outer);
        return chunk ?? throw Error(thrift.Position, $"expected the metadata of column '{column.Name}'");
    }

    private (ChunkInfo Info, long ValueCount) ReadChunkMetadata(ref ThriftReader thrift, Column column)
    {
        int at = thrift.Position;
        int type = -1, codec = -1, outer = thrift.Struct();
        long values = -1, stored = -1, data = -1, dictionary = -1;
        bool isNamed = false;
        var statistics = new ChunkStatistics(0, null, null);
        while (thrift.NextField(out int field))
        {
            switch (field)
            {
                case 1:
                    type = thrift.Int32();
                    break;
                case 3:
                    isNamed = thrift.List(ThriftType.Binary) == 1 && thrift.StringElement() == column.Name;
                    if (!isNamed)
                    {
                        throw Error(at, $"expected the chunk of column '{column.Name}', found another path");
                    }

                    break;
                case 4:
                    codec = thrift.Int32();
                    break;
                case 5:
                    values = thrift.Int64();
                    break;
                case 7:
                    stored = thrift.Int64();
                    break;
                case 9:
                    data = thrift.Int64();
                    break;
                case 11:
                    dictionary = thrift.Int64();
                    break;
                case 12:
                    statistics = ReadStatistics(ref thrift, column);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
        if (!isNamed || type != (int)PhysicalTypeOf(column))
        {
            throw Error(at, $"expected the chunk of column '{column.Name}' to be of physical type {(int)PhysicalTypeOf(column)}, found {type}");
        }

        if (codec != Format.Uncompressed)
        {
            throw Error(at, $"expected column '{column.Name}' to be uncompressed, found codec {codec}");
        }

        long offset = dictionary >= 0 ? dictionary : data;
        if (offset < 4 || stored < 0 || stored > _start - offset)
        {
            throw Error(at, $"expected the chunk of column '{column.Name}' before the footer at byte {_start}, found {stored} bytes from {offset} on");
        }

        return (new ChunkInfo(statistics, stored) { Offset = offset }, values);
    }

    private static ChunkStatistics ReadStatistics(ref ThriftReader thrift, Column column)
    {
        long nullCount = 0;
        object? min = null, max = null;
        int outer = thrift.Struct();
        while (thrift.NextField(out int field))
        {
            switch (field)
            {
                case 3:
                    nullCount = thrift.Int64();
                    break;
                case 5:
                    max = Value(column.Type, thrift.Binary());
                    break;
                case 6:
                    min = Value(column.Type, thrift.Binary());
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
        return min is null || max is null ? new ChunkStatistics(nullCount, null, null) : new ChunkStatistics(nullCount, min, max);
    }

    /// <summary>A bound in plain encoding, or null if it is not one: bounds only help to skip, so a strange one is ignored.</summary>
    private static object? Value(ColumnType type, ReadOnlySpan<byte> bytes) => (type, bytes.Length) switch
    {
        (ColumnType.Int32, 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (ColumnType.Int64, 8) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (ColumnType.Double, 8) when !double.IsNaN(BinaryPrimitives.ReadDoubleLittleEndian(bytes)) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (ColumnType.Boolean, 1) when bytes[0] <= 1 => bytes[0] == 1,
        (ColumnType.Enumeration, _) when Utf8.IsValid(bytes) => Encoding.UTF8.GetString(bytes),
        _ => null,
    };

    private static PhysicalType PhysicalTypeOf(Column column) => FooterWriter.PhysicalTypeOf(column.Type);
}
