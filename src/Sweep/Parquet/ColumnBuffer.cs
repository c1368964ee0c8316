using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// The values of one column for some rows, in arrays that are made once and reused. Which array holds them follows from the column's type; the others are empty.
/// A column given once per run has one value for each run, all others one for each row.
/// </summary>
public sealed class ColumnBuffer
{
    internal ColumnBuffer(Column column, int capacity, int rowCapacity)
    {
        Column = column;
        Int32s = column.Type == ColumnType.Int32 ? new int[capacity] : [];
        Int64s = column.Type == ColumnType.Int64 ? new long[capacity] : [];
        Doubles = column.Type == ColumnType.Double ? new double[capacity] : [];
        Bytes = column.Type is ColumnType.Boolean or ColumnType.Enumeration ? new byte[capacity] : [];
        Validity = column.IsOptional ? new ulong[(rowCapacity + 63) >> 6] : [];
    }

    /// <summary>The column.</summary>
    public Column Column { get; }

    /// <summary>Values of an <see cref="ColumnType.Int32"/> column.</summary>
    public int[] Int32s { get; }

    /// <summary>Values of an <see cref="ColumnType.Int64"/> column.</summary>
    public long[] Int64s { get; }

    /// <summary>Values of a <see cref="ColumnType.Double"/> column.</summary>
    public double[] Doubles { get; }

    /// <summary>Values of a <see cref="ColumnType.Boolean"/> column as 0 and 1, or of an <see cref="ColumnType.Enumeration"/> as indices of its names.</summary>
    public byte[] Bytes { get; }

    /// <summary>
    /// One bit for each row of an optional column, lowest first, set where the row has a value; empty if the column is not optional. In a column of doubles it
    /// follows from the values, where NaN is NULL: the writer sets it. In others the writer ignores what the array holds at the place of a NULL, and the reader
    /// puts 0 there.
    /// </summary>
    public ulong[] Validity { get; }

    /// <summary>Whether the row has a value.</summary>
    public bool IsValid(int row) => Validity.Length == 0 || (Validity[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Says whether the row of an optional column other than of doubles has a value.</summary>
    public void SetValid(int row, bool valid)
    {
        ref ulong word = ref Validity[row >> 6];
        word = (word & ~(1UL << (row & 63))) | (valid ? 1UL : 0) << (row & 63);
    }

    /// <summary>Makes the first rows of an optional column of doubles NULL where they are NaN, and not NULL elsewhere.</summary>
    internal void TakeNaNsAsNulls(int rows)
    {
        ReadOnlySpan<double> values = Doubles.AsSpan(0, rows);
        for (int start = 0; start < values.Length; start += 64)
        {
            ReadOnlySpan<double> some = values[start..Math.Min(start + 64, values.Length)];
            ref double first = ref MemoryMarshal.GetReference(some);
            ulong bits = 0;
            int i = 0;
            for (; i + 4 <= some.Length; i += 4)
            {
                Vector256<double> four = Vector256.LoadUnsafe(ref first, (nuint)i);
                bits |= (ulong)Vector256.Equals(four, four).ExtractMostSignificantBits() << i;
            }

            for (; i < some.Length; i++)
            {
                bits |= double.IsNaN(some[i]) ? 0 : 1UL << i;
            }

            Validity[start >> 6] = bits;
        }
    }

    /// <summary>How many of the first rows have a value.</summary>
    internal int CountValid(int rows)
    {
        if (Validity.Length == 0)
        {
            return rows;
        }

        int valid = 0;
        for (int word = 0; word < rows >> 6; word++)
        {
            valid += BitOperations.PopCount(Validity[word]);
        }

        int rest = rows & 63;
        return rest == 0 ? valid : valid + BitOperations.PopCount(Validity[rows >> 6] & ((1UL << rest) - 1));
    }

    /// <summary>Fills every array with what no caller would write: NaN or another strange number, an index without a name, alternating NULLs.</summary>
    internal void Poison()
    {
        Int32s.AsSpan().Fill(unchecked((int)0xA5A5A5A5));
        Int64s.AsSpan().Fill(unchecked((long)0xA5A5A5A5A5A5A5A5));
        Doubles.AsSpan().Fill(Column.IsOptional ? -1.2345e300 : double.NaN);
        Bytes.AsSpan().Fill(0xFF);
        Validity.AsSpan().Fill(0x5555555555555555);
    }
}
