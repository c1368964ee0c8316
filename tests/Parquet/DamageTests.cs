using System.Globalization;
using WalSweep.Sweep.Parquet;
using Xunit;

namespace WalSweep.Tests.Parquet;

/// <summary>Files that are not what they should be: the reader says so in one way, at once, in little memory.</summary>
public sealed class DamageTests
{
    /// <summary>Small, and yet with every type and encoding that is written.</summary>
    private static readonly TestTable _small = TestTables.Named().Single(t => t.Name == "runs_of_3_small");

    [Theory]
    [InlineData("runs_of_3_small")]
    [InlineData("extremes")]
    [InlineData("all_null")]
    public void NoFlippedBitChangesWhatIsRead(string name)
    {
        TestTable table = TestTables.Named().Single(t => t.Name == name);
        byte[] file = table.Write();
        string whole = ReadAll(file);
        HashSet<int> headers = HeaderBytes(file);

        // A stride of 7 goes through every byte, and through all eight places in a byte.
        for (int bit = 0; bit < file.Length * 8; bit += LongTier.IsOn ? 1 : 7)
        {
            file[bit >> 3] ^= (byte)(1 << (bit & 7));
            string? read = TryReadAll(file, out _);
            Assert.True(read is null || read == whole, $"bit {bit} flipped: other values or statistics read without an error");

            // What may go unnoticed stands in a page's header and does not matter, such as the encoding of levels where there are none.
            Assert.True(read is null || headers.Contains(bit >> 3), $"bit {bit} flipped: not noticed");
            file[bit >> 3] ^= (byte)(1 << (bit & 7));
        }
    }

    [Fact]
    public void NoTruncatedFileIsRead()
    {
        byte[] file = _small.Write();
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Null(TryReadAll(file[..length], out string message));
            Assert.StartsWith("memory: ", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnyMutationIsReadOrRefused()
    {
        int count = LongTier.IsOn ? 1_000_000 : 2_000;
        byte[][] files = [.. Sources()];
        List<MendedPage.Page>[] pages = [.. files.Select(MendedPage.PagesOf)];
        for (int seed = 0; seed < count; seed++)
        {
            byte[] sound = files[seed % files.Length];
            var random = new Random(seed);
            List<MendedPage.Page> full = [.. pages[seed % files.Length].Where(page => page.ContentBytes > 0)];
            byte[] file = full.Count > 0 && random.Next(3) == 0 ? MendedPage.Damage(sound, full[random.Next(full.Count)], random) : Mutation.OfAny(sound, random);
            long start = GC.GetAllocatedBytesForCurrentThread();
            TryReadAll(file, out _);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - start;
            Assert.True(allocated < 8 << 20, $"seed {seed}: {allocated} bytes allocated for a file of {file.Length}");
        }
    }

    [Fact]
    public void ManyNullsInFewBytesTakeLittleMemory()
    {
        // A page of some bytes can stand for any number of NULLs; they are read within the memory of a batch.
        var schema = new TableSchema([new Column("x", ColumnType.Double, isOptional: true)]);
        var table = new TestTable("nulls", schema, [Format.MaxRowsWritten], (_, _) => null);
        byte[] file = table.Write();
        Assert.True(file.Length < 400, file.Length.ToString(CultureInfo.InvariantCulture));
        long before = GC.GetAllocatedBytesForCurrentThread();
        using TableReader reader = TableReader.Open(file, "nulls");
        TableCursor cursor = reader.Read([0]);
        long rows = 0;
        while (cursor.MoveNext())
        {
            rows += cursor.RowCount;
        }

        Assert.Equal(Format.MaxRowsWritten, rows);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Theory]
    [InlineData("PAR1", "expected a Parquet file, found 4 bytes")]
    [InlineData("PAR1xxxxPAR0", "expected PAR1 at the end")]
    [InlineData("PAR0\0\0\0\0PAR1", "which begins with PAR1")]
    [InlineData("PAR1\u0001\0\0\0PAR1", "expected a footer of at most 0 bytes, found 1")]
    [InlineData("PAR1\0\u0001\0\0\0PAR1", "expected a file written by walsweep, found one that does not say by what")]
    [InlineData("PAR1\u0019\u00FC\u007F\u0003\0\0\0PAR1", "expected a list of")]
    public void ErrorsNameFilePlaceAndExpectation(string latin1, string expected)
    {
        Assert.Null(TryReadAll(System.Text.Encoding.Latin1.GetBytes(latin1), out string message));
        Assert.StartsWith("memory: footer, byte ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorsNameColumnAndRowGroup()
    {
        byte[] file = _small.Write();
        using (TableReader reader = TableReader.Open(file, "memory"))
        {
            ChunkInfo chunk = reader.File.RowGroups[1].Columns[2];
            file[chunk.Offset + chunk.StoredBytes - 1] ^= 1;
        }

        Assert.Null(TryReadAll(file, out string message));
        Assert.StartsWith("memory: column 'rate', row group 1, byte ", message, StringComparison.Ordinal);
        Assert.EndsWith("the page is damaged", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatShrinksWhileItIsReadIsAnError()
    {
        string path = Path.Combine(Path.GetTempPath(), $"walsweep-{Environment.ProcessId}-shrinks.parquet");
        try
        {
            byte[] file = _small.Write();
            File.WriteAllBytes(path, file);
            using TableReader reader = TableReader.Open(path);
            TableCursor cursor = reader.Read([2]);
            File.WriteAllBytes(path, file[..100]);
            ParquetFormatException error = Assert.Throws<ParquetFormatException>(() => cursor.MoveNext());
            Assert.StartsWith(path + ": column 'rate', row group 0, byte ", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<byte[]> Sources()
    {
        yield return _small.Write();
        foreach (string name in (string[])["extremes", "many_groups", "random_nulls", "all_null", "mostly_zero", "no_rows"])
        {
            yield return TestTables.Named().Single(t => t.Name == name).Write();
        }
    }

    private static HashSet<int> HeaderBytes(byte[] file) =>
        [.. MendedPage.PagesOf(file).SelectMany(page => Enumerable.Range(page.Start, page.ContentStart - page.Start))];

    private static string ReadAll(byte[] bytes)
    {
        using TableReader reader = TableReader.Open(bytes, "memory");
        var hash = new HashCode();
        int[] columns = [.. Enumerable.Range(0, reader.File.Schema.Columns.Count)];
        TableCursor cursor = reader.Read(columns);
        var text = new System.Text.StringBuilder();
        text.AppendJoin(',', reader.File.Schema.Columns).AppendJoin(',', reader.File.Metadata);
        text.AppendJoin(',', reader.File.RowGroups.SelectMany(g => g.Columns).Select(c => c.Statistics));
        while (cursor.MoveNext())
        {
            for (int c = 0; c < columns.Length; c++)
            {
                for (int i = 0; i < cursor.RowCount; i++)
                {
                    hash.Add(TestTable.Get(cursor[c], i, cursor.Names(c)));
                }
            }
        }

        return text.Append(hash.ToHashCode()).ToString();
    }

    private static string? TryReadAll(byte[] bytes, out string message)
    {
        try
        {
            message = "";
            return ReadAll(bytes);
        }
        catch (ParquetFormatException error)
        {
            message = error.Message;
            return null;
        }
    }
}
