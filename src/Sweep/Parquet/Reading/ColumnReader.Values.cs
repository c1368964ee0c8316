using System.Runtime.InteropServices;

namespace WalSweep.Sweep.Parquet;

/// <content>The values of a page, which stand together whatever rows they belong to.</content>
internal sealed partial class ColumnReader
{
    private void ReadValues(int row, int count)
    {
        if (count == 0)
        {
            return;
        }

        switch (_encoding)
        {
            case PageEncoding.Plain:
                ReadPlain(row, count);
                break;
            case PageEncoding.DeltaBinaryPacked:
                Span<long> numbers = _column.Type == ColumnType.Int64 ? target.Int64s.AsSpan(row, count) : _numbers.AsSpan(0, count);
                if (!_deltas.Read(numbers))
                {
                    throw Error("the delta-encoded numbers end too early, or are malformed");
                }

                for (int i = 0; _column.Type == ColumnType.Int32 && i < count; i++)
                {
                    target.Int32s[row + i] = (int)numbers[i];
                }

                break;
            case PageEncoding.ByteStreamSplit when _column.Type == ColumnType.Int32:
                ReadSplit(MemoryMarshal.AsBytes(target.Int32s.AsSpan(row, count)), sizeof(int));
                break;
            case PageEncoding.ByteStreamSplit when _column.Type == ColumnType.Int64:
                ReadSplit(MemoryMarshal.AsBytes(target.Int64s.AsSpan(row, count)), sizeof(long));
                break;
            case PageEncoding.ByteStreamSplit:
                ReadSplit(MemoryMarshal.AsBytes(target.Doubles.AsSpan(row, count)), sizeof(double));
                break;
            default:
                ReadCodes(row, count);
                break;
        }
    }

    private void ReadCodes(int row, int count)
    {
        Span<int> codes = _indices.AsSpan(0, count);
        if (!_codes.Read(codes))
        {
            throw Error("the indices end too early, or are malformed");
        }

        if (_encoding == PageEncoding.Rle)
        {
            for (int i = 0; i < count; i++)
            {
                target.Bytes[row + i] = (byte)(codes[i] & 1);
            }

            return;
        }

        ColumnScan.Extremes<int>(codes, out int min, out int max);
        if (min < 0 || max >= _dictionary.Count)
        {
            throw Error($"expected indices of a dictionary of {_dictionary.Count} values, found {max}");
        }

        _dictionary.Gather(codes, target, row);
    }

    private void ReadPlain(int row, int count)
    {
        ReadOnlySpan<byte> content = _pages.Content.AsSpan(0, _pages.Header.PlainBytes);
        switch (_column.Type)
        {
            case ColumnType.Int32:
                TakePlain(content, count * sizeof(int)).CopyTo(MemoryMarshal.AsBytes(target.Int32s.AsSpan(row)));
                break;
            case ColumnType.Int64:
                TakePlain(content, count * sizeof(long)).CopyTo(MemoryMarshal.AsBytes(target.Int64s.AsSpan(row)));
                break;
            case ColumnType.Double:
                TakePlain(content, count * sizeof(double)).CopyTo(MemoryMarshal.AsBytes(target.Doubles.AsSpan(row)));
                break;
            case ColumnType.Boolean:
                if ((content.Length - _position) * 8L < _bit + count)
                {
                    throw Error($"expected {count} more booleans in the page");
                }

                for (int i = 0; i < count; i++, _bit++)
                {
                    target.Bytes[row + i] = (byte)(content[_position + (_bit >> 3)] >> (_bit & 7) & 1);
                }

                break;
            default:
                for (int i = 0; i < count; i++)
                {
                    target.Bytes[row + i] = _dictionary.ReadName(content, ref _position, _place, _pages.ContentOffset);
                }

                break;
        }
    }

    /// <summary>Puts values of some bytes together from as many streams, each of which has one byte of every value of the page.</summary>
    private void ReadSplit(Span<byte> values, int size)
    {
        int pageValues = (_pages.Header.PlainBytes - _splitStart) / size, first = _position - _splitStart;
        if (first + (values.Length / size) > pageValues)
        {
            throw Error($"expected {values.Length / size} more values in the page, found {pageValues - first}");
        }

        for (int stream = 0; stream < size; stream++)
        {
            ReadOnlySpan<byte> bytes = _pages.Content.AsSpan(_splitStart + (stream * pageValues) + first, values.Length / size);
            for (int i = 0; i < bytes.Length; i++)
            {
                values[(i * size) + stream] = bytes[i];
            }
        }

        _position += values.Length / size;
    }

    private ReadOnlySpan<byte> TakePlain(ReadOnlySpan<byte> content, int bytes)
    {
        if (content.Length - _position < bytes)
        {
            throw Error($"expected {bytes} more bytes of values in the page, found {content.Length - _position}");
        }

        _position += bytes;
        return content.Slice(_position - bytes, bytes);
    }

    /// <summary>Moves values that stand together to the rows they belong to, from the last one on, and puts NaN or 0 where there is none.</summary>
    private void Spread(int row, int rows, int present)
    {
        switch (_column.Type)
        {
            case ColumnType.Int32:
                Spread(target.Int32s, row, rows, present, 0);
                break;
            case ColumnType.Int64:
                Spread(target.Int64s, row, rows, present, 0);
                break;
            case ColumnType.Double:
                Spread(target.Doubles, row, rows, present, double.NaN);
                break;
            default:
                Spread(target.Bytes, row, rows, present, (byte)0);
                break;
        }
    }

    private void Spread<T>(T[] values, int row, int rows, int present, T none)
    {
        ReadOnlySpan<ulong> validity = target.Validity;
        int from = row + present;
        for (int to = row + rows - 1; to >= row; to--)
        {
            ulong word = validity[to >> 6];
            if ((to & 7) == 7 && to - 7 >= row && (byte)(word >> (to & 0x38)) == 0xFF)
            {
                from -= 8;
                to -= 7;
                values.AsSpan(from, 8).CopyTo(values.AsSpan(to));
                continue;
            }

            bool valid = (word >> (to & 63) & 1) != 0;
            from -= valid ? 1 : 0;
            values[to] = valid ? values[from] : none;
        }
    }
}
