using System.Runtime.InteropServices;

namespace WalSweep.Sweep.Parquet;

/// <content>Numbers: plain, as differences, or through a dictionary that needs no hashing.</content>
internal sealed partial class ColumnEncoder
{
    private void EncodeDoubles(ReadOnlySpan<double> values)
    {
        bool once = _column.Column.IsOncePerRun && runLength > 1;
        ByteBuffer target = once ? Dictionary : Data;
        int start = target.Length;
        Span<double> plain = MemoryMarshal.Cast<byte, double>(target.Append(values.Length * sizeof(double)));
        if (!ColumnScan.CopyDoubles(values, plain, runLength, out double min, out double max, out int repeats))
        {
            int index = 0;
            while (!double.IsNaN(values[index]))
            {
                index++;
            }

            throw Refused(index, "NaN cannot be stored; a value that does not exist is NULL");
        }

        if (values.IsEmpty)
        {
            return;
        }

        Statistics.Set(min, max);
        if (min == max)
        {
            target.Truncate(start);
            Dictionary.WriteUInt64(BitConverter.DoubleToUInt64Bits(min));
            WriteConstant(values.Length);
        }
        else if (once)
        {
            DictionaryCount = values.Length;
            WriteRunIndices();
        }
        else if (IsWorthADictionary(values.Length, repeats))
        {
            ReadOnlySpan<int> indices = FindRepeats(MemoryMarshal.Cast<double, ulong>(plain));
            target.Truncate(start);
            WriteIndices(indices);
        }
    }

    private void EncodeInt64s(ReadOnlySpan<long> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        ColumnScan.Extremes(values, out long min, out long max);
        Statistics.Set(min, max);
        ulong range = (ulong)max - (ulong)min;
        if (IsSmallRange(range, values.Length))
        {
            WriteRange(min, (int)range, sizeof(long));
            EncodeOffsets(PerRow(values, ref _int64Scratch), min, (int)range);
        }
        else if (_column.Column.IsOncePerRun && runLength > 1 && !IsSorted(values))
        {
            Dictionary.Write(MemoryMarshal.AsBytes(values));
            DictionaryCount = values.Length;
            WriteRunIndices();
        }
        else if (BitPacker.BitsFor(range) < 56)
        {
            Encoding = PageEncoding.DeltaBinaryPacked;
            _deltas.Encode(PerRow(values, ref _int64Scratch), Data);
        }
        else
        {
            Data.Write(MemoryMarshal.AsBytes(PerRow(values, ref _int64Scratch)));
        }
    }

    private void EncodeInt32s(ReadOnlySpan<int> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        ColumnScan.Extremes(values, out int min, out int max);
        Statistics.Set(min, (long)max);
        uint range = (uint)max - (uint)min;
        if (IsSmallRange(range, values.Length))
        {
            WriteRange(min, (int)range, sizeof(int));
            EncodeOffsets(PerRow(values, ref _int32Scratch), min, (int)range);
        }
        else if (BitPacker.BitsFor(range) < 28)
        {
            Encoding = PageEncoding.DeltaBinaryPacked;
            _deltas.Encode(PerRow(values, ref _int32Scratch), Data);
        }
        else
        {
            Data.Write(MemoryMarshal.AsBytes(PerRow(values, ref _int32Scratch)));
        }
    }

    private static bool IsSorted(ReadOnlySpan<long> values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
