using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WalSweep.Sweep.Parquet;

/// <content>Dictionaries that need no hashing: of one value, of all numbers of a small range, of one entry for each run, of what differs from the rows before.</content>
internal sealed partial class ColumnEncoder
{
    // A dictionary is made when it takes at most this share of the plain size; above, finding the repeats costs more time than the saved bytes.
    private const double _worthwhile = 0.7;

    private readonly ByteBuffer _runIndices = new(64);
    private int _runIndicesRows = -1;

    /// <summary>Whether all numbers from the least to the greatest may stand in the dictionary: then a value's index is its distance from the least.</summary>
    private static bool IsSmallRange(ulong range, int count) => range == 0 || range < (uint)count / 8;

    private void WriteRange(long min, int range, int size)
    {
        DictionaryCount = range + 1;
        Span<byte> entries = Dictionary.Append(DictionaryCount * size);
        for (int i = 0; i <= range; i++)
        {
            if (size == sizeof(long))
            {
                MemoryMarshal.Cast<byte, long>(entries)[i] = min + i;
            }
            else
            {
                MemoryMarshal.Cast<byte, int>(entries)[i] = (int)min + i;
            }
        }
    }

    private void EncodeOffsets<T>(ReadOnlySpan<T> values, T min, int range)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (range == 0)
        {
            WriteConstant(values.Length);
        }
        else if (range < 256)
        {
            Span<byte> codes = Sized(ref _byteScratch, values.Length).AsSpan(0, values.Length);
            if (typeof(T) == typeof(int))
            {
                ColumnScan.Offsets(MemoryMarshal.Cast<T, int>(values), int.CreateTruncating(min), codes);
            }
            else
            {
                for (int i = 0; i < codes.Length; i++)
                {
                    codes[i] = byte.CreateTruncating(values[i] - min);
                }
            }

            Encoding = PageEncoding.RleDictionary;
            int width = BitPacker.BitsFor((ulong)range);
            Data.WriteByte((byte)width);
            HybridEncoder.Encode(codes, width, Data);
        }
        else
        {
            Span<int> indices = Sized(ref _indices, values.Length).AsSpan(0, values.Length);
            for (int i = 0; i < indices.Length; i++)
            {
                indices[i] = int.CreateTruncating(values[i] - min);
            }

            WriteIndices(indices);
        }
    }

    /// <summary>Indices of a dictionary of one value. One bit rather than none, which some readers do not expect.</summary>
    private void WriteConstant(int count)
    {
        bool once = _column.Column.IsOncePerRun;
        Encoding = PageEncoding.RleDictionary;
        DictionaryCount = 1;
        Data.WriteByte(1);
        HybridEncoder.WriteRun(0, once ? _rows : count, 1, Data);
    }

    /// <summary>Indices into the dictionary already counted, or just made.</summary>
    private void WriteIndices(ReadOnlySpan<int> indices)
    {
        Encoding = PageEncoding.RleDictionary;
        int width = Math.Max(1, BitPacker.BitsFor((ulong)DictionaryCount - 1));
        Data.WriteByte((byte)width);
        if (width > 8)
        {
            HybridEncoder.Encode(indices, width, Data);
            return;
        }

        Span<byte> codes = Sized(ref _byteScratch, indices.Length).AsSpan(0, indices.Length);
        ColumnScan.Offsets(indices, 0, codes);
        HybridEncoder.Encode(codes, width, Data);
    }

    /// <summary>
    /// Index 0 for the rows of the first run, 1 for those of the second, and so on: the dictionary holds one entry for each run. The same bytes serve every such
    /// column of every row group of as many rows.
    /// </summary>
    private void WriteRunIndices()
    {
        Encoding = PageEncoding.RleDictionary;
        if (_runIndicesRows != _rows)
        {
            int runs = (_rows + runLength - 1) / runLength;
            int width = Math.Max(1, BitPacker.BitsFor((ulong)runs - 1));
            _runIndices.Truncate();
            _runIndices.WriteByte((byte)width);
            for (int run = 0; run < runs; run++)
            {
                HybridEncoder.WriteRun(run, Math.Min(runLength, _rows - (run * runLength)), width, _runIndices);
            }

            _runIndicesRows = _rows;
        }

        Data.Write(_runIndices.Written);
    }

    private static bool IsWorthADictionary(int count, int repeats)
    {
        long entries = count - repeats + 1;
        return (entries * sizeof(double)) + BitPacker.BytesFor(count, BitPacker.BitsFor((ulong)entries)) < _worthwhile * sizeof(double) * count;
    }

    /// <summary>
    /// Makes a dictionary of zero and every value that differs from the one before it and from that of the same place in the run before, in their order, and the
    /// indices into it. It finds the repeats that these tables have (the same in several rows of a scenario, the same in every scenario of a protocol, "nothing of
    /// the kind happened") and needs no hash table.
    /// </summary>
    private ReadOnlySpan<int> FindRepeats(ReadOnlySpan<ulong> values)
    {
        Span<int> indices = Sized(ref _indices, values.Length).AsSpan(0, values.Length);
        Span<ulong> entries = MemoryMarshal.Cast<byte, ulong>(Dictionary.Append((values.Length + 2) * sizeof(ulong)));
        entries[0] = 0;
        ulong last = entries[1] = values[0];
        int lastIndex = indices[0] = last == 0 ? 0 : 1;
        int count = 1 + lastIndex;
        for (int i = 1; i < indices.Length; i++)
        {
            // Masks rather than branches, which would be guessed wrong every other time; and whether a value is new does not wait for the index before.
            ulong value = values[i];
            int before = Math.Max(i - runLength, 0);
            int isZero = Mask(value == 0), isLast = Mask(value == last), isBefore = Mask(value == values[before]);
            int index = Select(isLast, lastIndex, Select(isBefore, indices[before], count)) & ~isZero;
            entries[count] = value;
            count += ~(isZero | isLast | isBefore) & 1;
            indices[i] = index;
            (last, lastIndex) = (value, index);
        }

        DictionaryCount = count;
        Dictionary.Truncate(count * sizeof(ulong));
        return indices;
    }

    private static int Mask(bool condition) => -Unsafe.BitCast<bool, byte>(condition);

    private static int Select(int mask, int yes, int no) => no ^ ((no ^ yes) & mask);
}
