using WalSweep.Sweep.Parquet;
using Xunit;

namespace WalSweep.Tests.Parquet;

/// <summary>What other writers wrote is not read here: one error says so, whatever the file holds.</summary>
public sealed class ForeignFileTests
{
    [Fact]
    public void A_file_of_another_writer_is_refused_by_the_name_of_that_writer()
    {
        byte[] file = File.ReadAllBytes(Golden.PathOf("tests/Parquet/foreign/duckdb_v2.parquet"));
        string message = Assert.Throws<ParquetFormatException>(() => TableReader.Open(file, "duckdb_v2")).Message;
        Assert.StartsWith("duckdb_v2: footer, byte ", message, StringComparison.Ordinal);
        Assert.Contains("expected a file written by walsweep, found one written by 'DuckDB version v1.5.5", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_page_of_the_second_version_is_refused_even_in_a_file_that_claims_to_be_ours()
    {
        byte[] file = TestTables.Named().Single(t => t.Name == "one_row").Write();
        MendedPage.Page page = MendedPage.PagesOf(file)[0];

        // Field 1, a number of 32 bits in zigzag: the kind of the page, of which 3 is a data page of the second version.
        Assert.Equal(0x15, file[page.Start]);
        file[page.Start + 1] = 2 * 3;
        using TableReader reader = TableReader.Open(file, "memory");
        string message = Assert.Throws<ParquetFormatException>(() => reader.Read([0]).MoveNext()).Message;
        Assert.Equal("memory: column 'i32', row group 0, byte 4: expected the header of an uncompressed dictionary page, or of a data page of the first version", message);
    }
}
