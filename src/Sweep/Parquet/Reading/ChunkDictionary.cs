using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace WalSweep.Sweep.Parquet;

/// <summary>The entries of a column chunk's dictionary, and for strings the names met so far in the column.</summary>
internal sealed class ChunkDictionary(Column column)
{
    private const int _maxNameBytes = 1024;
    private readonly List<byte[]> _nameBytes = [];
    private readonly List<string> _names = [];
    private int[] _int32s = [];
    private long[] _int64s = [];
    private double[] _doubles = [];
    private byte[] _codes = [];
    private bool _areCodesIndices;

    /// <summary>Entries of the dictionary, 0 before one was read.</summary>
    public int Count { get; private set; }

    /// <summary>Names of an enumeration in the order in which they turned up; an index once given keeps its meaning.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Forgets the entries, not the names.</summary>
    public void Clear() => Count = 0;

    /// <summary>Takes the content of a dictionary page.</summary>
    public void Read(ReadOnlySpan<byte> content, int count, Place place, long offset)
    {
        if (column.Type == ColumnType.Enumeration)
        {
            Sized(ref _codes, Math.Min(count, content.Length / sizeof(int)));
            int position = 0;
            _areCodesIndices = true;
            for (int i = 0; i < count; i++)
            {
                byte code = ReadName(content, ref position, place, offset);
                _codes[i] = code;
                _areCodesIndices &= code == i;
            }

            CheckSize(position, content, place, offset);
        }
        else
        {
            int size = column.Type == ColumnType.Int32 ? sizeof(int) : sizeof(long);
            CheckSize((long)count * size, content, place, offset);
            switch (column.Type)
            {
                case ColumnType.Int32:
                    content.CopyTo(MemoryMarshal.AsBytes(Sized(ref _int32s, count).AsSpan()));
                    break;
                case ColumnType.Int64:
                    content.CopyTo(MemoryMarshal.AsBytes(Sized(ref _int64s, count).AsSpan()));
                    break;
                case ColumnType.Double:
                    content.CopyTo(MemoryMarshal.AsBytes(Sized(ref _doubles, count).AsSpan()));
                    break;
                default:
                    throw place.Error(offset, "expected no dictionary for booleans");
            }
        }

        Count = count;
    }

    /// <summary>Puts the entries of the next codes into a column.</summary>
    /// <returns>False as <see cref="HybridDecoder.ReadEntries"/>.</returns>
    public bool Read(ref HybridDecoder codes, ColumnBuffer target, int start, int count) => column.Type switch
    {
        ColumnType.Int32 => codes.ReadEntries(_int32s.AsSpan(0, Count), target.Int32s.AsSpan(start, count)),
        ColumnType.Int64 => codes.ReadEntries(_int64s.AsSpan(0, Count), target.Int64s.AsSpan(start, count)),
        ColumnType.Double => codes.ReadEntries(_doubles.AsSpan(0, Count), target.Doubles.AsSpan(start, count)),
        _ => ReadNames(ref codes, target.Bytes.AsSpan(start, count)),
    };

    private bool ReadNames(ref HybridDecoder codes, Span<byte> target)
    {
        if (!_areCodesIndices || codes.Width > 8)
        {
            return codes.ReadEntries(_codes.AsSpan(0, Count), target);
        }

        // The codes are the names' indices already, as in every file in which the column has all its names from the start.
        if (!codes.ReadBytes(target))
        {
            return false;
        }

        ColumnScan.Extremes<byte>(target, out _, out byte max);
        return max < Count || codes.Refuse(max);
    }

    /// <summary>Reads a string in plain encoding and finds or makes its index.</summary>
    private byte ReadName(ReadOnlySpan<byte> content, ref int position, Place place, long offset)
    {
        int left = content.Length - position - sizeof(int);
        uint length = left >= 0 ? BinaryPrimitives.ReadUInt32LittleEndian(content[position..]) : 0;
        if (left < 0 || length > left || length > _maxNameBytes)
        {
            throw place.Error(offset + position, $"expected a string of at most {Math.Min(Math.Max(left, 0), _maxNameBytes)} bytes");
        }

        ReadOnlySpan<byte> name = content.Slice(position + sizeof(int), (int)length);
        position += sizeof(int) + (int)length;
        for (int i = 0; i < _nameBytes.Count; i++)
        {
            if (name.SequenceEqual(_nameBytes[i]))
            {
                return (byte)i;
            }
        }

        if (_nameBytes.Count == Column.MaxNames || !Utf8.IsValid(name))
        {
            throw place.Error(offset + position, $"expected at most {Column.MaxNames} different strings in UTF-8, for only enumerations are read");
        }

        _nameBytes.Add(name.ToArray());
        _names.Add(Encoding.UTF8.GetString(name));
        return (byte)(_names.Count - 1);
    }

    private static void CheckSize(long expected, ReadOnlySpan<byte> content, Place place, long offset)
    {
        if (expected != content.Length)
        {
            throw place.Error(offset, $"expected a dictionary of {expected} bytes, found {content.Length}");
        }
    }

    private static T[] Sized<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[BitOperations.RoundUpToPowerOf2((uint)count)];
        }

        return array;
    }
}
