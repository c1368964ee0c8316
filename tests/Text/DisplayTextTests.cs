using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Text;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Text;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  a\tb\r\nc ", "a b  c")]
    [InlineData("x\u0007y", "x\ufffdy")]
    [InlineData("x\ud83c\udf12y", "x\ud83c\udf12y")]
    [InlineData("x\u202ey", "x\ufffdy")]
    public void Clean_text_is_one_line_of_showable_characters(string? text, string expected) => Assert.Equal(expected, DisplayText.Clean(text));

    [Fact]
    public void Half_a_character_is_replaced()
    {
        // Not as data of the theory above: attributes hold UTF-8, which cannot hold these.
        Assert.Equal("x\ufffdy", DisplayText.Clean("x\ud83dy"));
        Assert.Equal("x\ufffd", DisplayText.Clean("x\udf12"));
    }

    [Fact]
    public void Text_is_cut_between_characters()
    {
        string moons = string.Concat(Enumerable.Repeat("🌒", DisplayText.MaxLength + 1));
        Assert.Equal(string.Concat(Enumerable.Repeat("🌒", DisplayText.MaxLength)) + "…", DisplayText.Clean(moons));
    }

    [Fact]
    public void Lines_fit_keep_all_words_and_stop_with_an_ellipsis()
    {
        Gen<string> words = Gen.Elements("a", "replica", "w·T", "夜夜夜", "🌒🌒", "extraordinarilylongwordthatneverends", "of");
        Check.One(
            Seeds.Fixed,
            Prop.ForAll(words.ListOf().ToArbitrary(), Gen.Choose(40, 400).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), (list, widthPx, maxLines) =>
            {
                string text = string.Join(' ', list);
                List<string> lines = DisplayText.Wrap(text, widthPx, 12, maxLines);
                string joined = string.Concat(lines).Replace(" ", "", StringComparison.Ordinal);
                string all = text.Replace(" ", "", StringComparison.Ordinal);
                bool complete = joined == all || (lines.Count == maxLines && joined.EndsWith('…') && all.StartsWith(joined[..^1], StringComparison.Ordinal));
                return complete && lines.Count <= maxLines && lines.All(line => DisplayText.WidthPx(line, 12) <= widthPx && line.Length > 0);
            }));
    }
}
