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

        ColumnScan.Extremes<int>(codes, out int min, out int max);
        if (min < 0 || max >= _dictionary.Count)
        {
            throw Error($"expected indices of a dictionary of {_dictionary.Count} values, found {max}");
        }

        _dictionary.Gather(codes, target, row);
    }

    private void ReadPlain(int row, int count)
    {
        ReadOnlySpan<byte> content = _pages.Content.AsSpan(0, _pages.Header.ContentBytes);
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
            default:
                if ((content.Length - _position) * 8L < _bit + count)
                {
                    throw Error($"expected {count} more booleans in the page");
                }

                for (int i = 0; i < count; i++, _bit++)
                {
                    target.Bytes[row + i] = (byte)(content[_position + (_bit >> 3)] >> (_bit & 7) & 1);
                }

                break;
        }
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
