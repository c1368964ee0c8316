using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WalSweep.Sweep.Parquet;

/// <content>The values of a page, which stand together whatever rows they belong to.</content>
internal sealed partial class ColumnReader
{
    private static readonly int[] _lanes = MakeLanes();

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
        if (!_dictionary.Read(ref _codes, target, row, count))
        {
            throw Error(_codes.CodeWithoutEntry < 0
                ? "the indices end too early, or are malformed"
                : $"expected indices of a dictionary of {_dictionary.Count} values, found {_codes.CodeWithoutEntry}");
        }
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

                BitUnpacker.Unpack(_pages.Content, (_position * 8L) + _bit, 1, target.Bytes.AsSpan(row, count));
                _bit += count;
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
        where T : unmanaged
    {
        ReadOnlySpan<ulong> validity = target.Validity;
        Span<T> all = values;
        int from = row + present, to = row + rows;
        while (to > row && from > row)
        {
            if (Vector256<T>.Count == 4 && (to & 3) == 0 && to - 4 >= row)
            {
                // Where a value is NULL, any may be moved. What is read beyond those present are rows that were moved already.
                to -= 4;
                int mask = (int)(validity[to >> 6] >> (to & 63)) & 0xF;
                from -= BitOperations.PopCount((uint)mask);
                Vector256<T> four = Vector256.Create<T>(all.Slice(from, 4));
                Vector256<int> lanes = Vector256.Create<int>(_lanes.AsSpan(mask * 16, 8));
                Vector256<T> valid = Vector256.Create<int>(_lanes.AsSpan((mask * 16) + 8, 8)).As<int, T>();
                four = Vector256.ConditionalSelect(valid, Vector256.Shuffle(four.AsInt32(), lanes).As<int, T>(), Vector256.Create(none));
                four.CopyTo(all[to..]);
                continue;
            }

            to--;
            bool isValid = (validity[to >> 6] >> (to & 63) & 1) != 0;
            from -= isValid ? 1 : 0;
            all[to] = isValid ? all[from] : none;
        }

        // Below the first value there is nothing but NULLs.
        all[row..to].Fill(none);
    }

    /// <summary>
    /// For every four bits of validity: which of the next values' halves goes to each half of the four rows, and which halves are those of a value. The first value
    /// goes to the first row that has one, and so on.
    /// </summary>
    private static int[] MakeLanes()
    {
        int[] lanes = new int[16 * 16];
        for (int mask = 0; mask < 16; mask++)
        {
            for (int row = 0, next = 0; row < 4; row++)
            {
                bool isValid = (mask >> row & 1) != 0;
                for (int half = 0; isValid && half < 2; half++)
                {
                    lanes[(mask * 16) + (2 * row) + half] = (2 * next) + half;
                    lanes[(mask * 16) + 8 + (2 * row) + half] = -1;
                }

                next += isValid ? 1 : 0;
            }
        }

        return lanes;
    }
}
