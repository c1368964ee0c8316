using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// Turns the values of one column into the contents of its pages: a data page and, where the values are few or repeat, a dictionary page before it. The choice
/// depends on the values alone. Allocates nothing once its buffers have grown.
/// </summary>
/// <param name="runLength">Rows of a run, which share the values given once per run.</param>
internal sealed partial class ColumnEncoder(int runLength)
{
    private readonly DeltaEncoder _deltas = new();
    private readonly bool[] _seen = new bool[Column.MaxNames];
    private ColumnBuffer _column = null!;
    private int _rows;
    private byte[] _byteScratch = [];
    private int[] _int32Scratch = [];
    private long[] _int64Scratch = [];
    private double[] _doubleScratch = [];
    private int[] _indices = [];

    /// <summary>The content of the dictionary page.</summary>
    public ByteBuffer Dictionary { get; } = new(1 << 16);

    /// <summary>Entries of the dictionary; 0 if there is none.</summary>
    public int DictionaryCount { get; private set; }

    /// <summary>The content of the data page.</summary>
    public ByteBuffer Data { get; } = new(1 << 16);

    /// <summary>The encoding of the data page's values.</summary>
    public PageEncoding Encoding { get; private set; }

    /// <summary>What the values are like; an instance method's result may not be a ref into a property, hence a field.</summary>
    public ColumnStatistics Statistics;

    /// <summary>Encodes the first rows of a column, at least one.</summary>
    /// <exception cref="ArgumentException">A value cannot be stored: NaN, an index without a name, a flag other than 0 and 1.</exception>
    public void Encode(ColumnBuffer column, int rows)
    {
        (_column, _rows) = (column, rows);
        Dictionary.Truncate();
        Data.Truncate();
        DictionaryCount = 0;
        Encoding = PageEncoding.Plain;
        Statistics = default;
        if (column.Column is { Type: ColumnType.Double, IsOptional: true })
        {
            column.TakeNaNsAsNulls(rows);
        }

        int valid = column.CountValid(rows);
        Statistics.NullCount = rows - valid;
        if (column.Column.IsOptional)
        {
            WriteLevels(column.Validity);
        }

        switch (column.Column.Type)
        {
            case ColumnType.Double:
                EncodeDoubles(Present(column.Doubles, valid, ref _doubleScratch));
                break;
            case ColumnType.Int64:
                EncodeInt64s(Present(column.Int64s, valid, ref _int64Scratch));
                break;
            case ColumnType.Int32:
                EncodeInt32s(Present(column.Int32s, valid, ref _int32Scratch));
                break;
            case ColumnType.Boolean:
                EncodeFlags(Present(column.Bytes, valid, ref _byteScratch));
                break;
            default:
                EncodeNames(PerRow(Present(column.Bytes, valid, ref _byteScratch), ref _byteScratch));
                break;
        }
    }

    /// <summary>Definition levels of a data page of the first version: their length, then one bit for each row.</summary>
    private void WriteLevels(ulong[] validity)
    {
        if ((_rows & 63) != 0)
        {
            validity[_rows >> 6] &= (1UL << (_rows & 63)) - 1;
        }

        int at = Data.Length;
        Data.WriteUInt32(0);
        HybridEncoder.EncodeBits(validity, _rows, Data);
        BinaryPrimitives.WriteInt32LittleEndian(Data.Written[at..], Data.Length - at - 4);
    }

    /// <summary>The column's values without those of NULL rows.</summary>
    private ReadOnlySpan<T> Present<T>(T[] values, int valid, ref T[] scratch)
    {
        int count = _column.Column.IsOncePerRun ? (_rows + runLength - 1) / runLength : _rows;
        if (valid == _rows)
        {
            return values.AsSpan(0, count);
        }

        Span<T> target = Sized(ref scratch, count + 8);
        ReadOnlySpan<byte> validity = MemoryMarshal.AsBytes(_column.Validity.AsSpan());
        int next = 0;
        for (int start = 0; start < count; start += 8)
        {
            int bits = validity[start >> 3];
            ReadOnlySpan<T> some = values.AsSpan(start, Math.Min(8, count - start));
            if (bits == 0xFF)
            {
                some.CopyTo(target[next..]);
                next += 8;
                continue;
            }

            // A value is stored wherever its bit stands, and kept by moving on: no branch that the processor would have to guess.
            for (int i = 0; i < some.Length; i++)
            {
                target[next] = some[i];
                next += bits >> i & 1;
            }
        }

        return target[..valid];
    }

    /// <summary>Values given once per run, repeated for each row; others as they are.</summary>
    private ReadOnlySpan<T> PerRow<T>(ReadOnlySpan<T> values, ref T[] scratch)
    {
        if (!_column.Column.IsOncePerRun || runLength == 1)
        {
            return values;
        }

        Span<T> target = Sized(ref scratch, _rows).AsSpan(0, _rows);
        int row = 0;
        if (runLength == 3)
        {
            // The three protocols of a scenario, as almost always.
            for (; row + 3 <= target.Length; row += 3)
            {
                target[row] = target[row + 1] = target[row + 2] = values[0];
                values = values[1..];
            }
        }

        foreach (T value in values)
        {
            for (int end = Math.Min(row + runLength, target.Length); row < end; row++)
            {
                target[row] = value;
            }
        }

        return target;
    }

    private void EncodeFlags(ReadOnlySpan<byte> flags)
    {
        if (flags.IsEmpty)
        {
            return;
        }

        ColumnScan.Extremes(flags, out byte min, out byte max);
        if (max > 1)
        {
            throw Refused(flags.IndexOfAnyExceptInRange((byte)0, (byte)1), $"a flag is 0 or 1, not {max}");
        }

        Statistics.Set(min, (long)max);
        flags = PerRow(flags, ref _byteScratch);
        BitPacker.PackFlags(flags, Data.Append((flags.Length + 7) >> 3));
    }

    private void EncodeNames(ReadOnlySpan<byte> codes)
    {
        Column column = _column.Column;
        Encoding = PageEncoding.RleDictionary;
        foreach (byte[] name in column.NameBytes)
        {
            Dictionary.WriteUInt32((uint)name.Length);
            Dictionary.Write(name);
        }

        DictionaryCount = column.Names.Count;
        int width = Math.Max(1, BitPacker.BitsFor((ulong)DictionaryCount - 1));
        Data.WriteByte((byte)width);
        if (codes.IsEmpty)
        {
            return;
        }

        ColumnScan.Extremes(codes, out _, out byte largest);
        if (largest >= DictionaryCount)
        {
            throw Refused(codes.IndexOf(largest), $"index {largest} has no name, there are {DictionaryCount}");
        }

        // The first and the last, in the order of the names, of those that occur.
        Span<bool> seen = _seen;
        ColumnScan.MarkSeen(codes, seen);
        int[] order = column.NamesInOrder;
        int first = 0, last = order.Length - 1;
        for (; !seen[order[first]]; first++)
        {
        }

        for (; !seen[order[last]]; last--)
        {
        }

        Statistics.Set(order[first], (long)order[last]);
        HybridEncoder.Encode(codes, width, Data);
    }

    private ArgumentException Refused(int valueIndex, string why)
    {
        string place = _column.Column.IsOptional ? "value" : "row";
        return new ArgumentException($"column '{_column.Column.Name}', {place} {valueIndex} of the row group: {why}");
    }

    private static T[] Sized<T>(ref T[] scratch, int count)
    {
        if (scratch.Length < count)
        {
            scratch = new T[BitOperations.RoundUpToPowerOf2((uint)count)];
        }

        return scratch;
    }
}
