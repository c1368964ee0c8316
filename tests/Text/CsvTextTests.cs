using WalSweep.Analysis.Text;
using Xunit;

namespace WalSweep.Tests.Text;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("odd, name", "\"odd, name\"")]
    [InlineData("a \"name\"", "\"a \"\"name\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\rlines", "\"two\rlines\"")]
    public void A_field_is_quoted_where_it_holds_what_would_end_it(string field, string expected) => Assert.Equal($"before,{expected},after\n", CsvText.Line(["before", field, "after"]));
}
