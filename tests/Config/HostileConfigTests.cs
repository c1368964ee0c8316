using System.Text;
using WalSweep.Sweep.Config;
using Xunit;

namespace WalSweep.Tests.Configuration;

/// <summary>Nothing that a file can hold takes the reader down: one clear message, in bounded time and size.</summary>
public class HostileConfigTests
{
    private const string Start = "{\"name\": \"x\", \"count\": 1, ";

    [Theory]
    [InlineData("", "c.json:1:1: not JSON: ")]
    [InlineData("{", "c.json:1:2: not JSON: ")]
    [InlineData("{\n  \"name\": \"x\"\n  \"count\": 1}", "c.json:3:3: not JSON: ")]
    [InlineData("{\"näme\": tru}", "c.json:1:13: not JSON: ")]
    [InlineData("{\"name\": \"x\", \"count\": 1} 7", "c.json:1:27: not JSON: ")]
    [InlineData("{\"name\": \"x\", \"count\": NaN}", "c.json:1:24: not JSON: ")]
    [InlineData("{\"name\": \"x\", \"count\": 01}", "c.json:1:25: not JSON: ")]
    [InlineData("\0", "c.json:1:1: not JSON: ")]
    [InlineData("{\"name\": \"x\", \"count\": 1, /* open", "c.json:1:27: not JSON: ")]
    public void Text_that_is_no_JSON_is_placed(string text, string expected)
    {
        var error = Configs.ErrorsOf(text);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_fine() =>
        Assert.Equal("", Configs.ErrorsOf("\uFEFF// a sweep\n{\"name\": \"x\", /* many */ \"count\": 1, \"parameters\": {}, }\n// end"));

    [Theory]
    [InlineData("\"parameters\": {\"write_rate\": \"1e999/s\"}}", "found \"1e999/s\"")]
    [InlineData("\"weather\": {\"burst_factor\": 1e999}}", "found 1e999")]
    [InlineData("\"seed\": 99999999999999999999999999}", "found 99999999999999999999999999")]
    [InlineData("\"seed\": 1e400}", "found 1e400")]
    [InlineData("\"weather\": {\"burst_factor\": -1e999}}", "found -1e999")]
    [InlineData("\"weather\": {\"outage\": {\"uniform\": [\"1e-320s\", \"1e308s\"]}}}", "must lie between 1us and 30d")]
    [InlineData("\"title\": \"\\ud800\"}", "the text holds half of a surrogate pair")]
    [InlineData("\"\\udc00\": 1}", "the text holds half of a surrogate pair")]
    [InlineData("\"w\u202Erite\u0007\": 1}", "unknown key \"w\\u202erite\\u0007\"")]
    [InlineData("\"durability\": \"\U0001F512\"}", "found \"\U0001F512\"")]
    public void Strange_values_are_refused_in_plain_words(string members, string expected)
    {
        var text = members.Replace("\u0007", "\\u0007", StringComparison.Ordinal);
        Assert.Contains(expected, Configs.ErrorsOf(Start + text), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_characters_are_placed()
    {
        byte[] text = [.. "{\n  \"ä"u8, 0xC3, (byte)'"', (byte)'}'];
        Assert.Equal("c.json:2:5: expected UTF-8 text; this byte belongs to no character", Configs.ErrorsOf(text));
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var text = Start + "\"parameters\": " + string.Concat(Enumerable.Repeat("{\"a\":[", 100_000));
        Assert.Contains("not JSON: The maximum configured depth", Configs.ErrorsOf(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused_without_being_read_to_the_end()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var file = File.Create(path))
            {
                file.SetLength(100L << 20);
            }

            var refusal = Assert.Throws<ConfigException>(() => ConfigReader.Load(path));
            Assert.Equal($"{path}: a configuration has at most 16 MiB; this is larger", refusal.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        var missing = Assert.Throws<ConfigException>(() => ConfigReader.Load("no/such.json"));
        Assert.StartsWith("no/such.json: cannot be read: ", missing.Message, StringComparison.Ordinal);
        var folder = Assert.Throws<ConfigException>(() => ConfigReader.Load(Path.GetTempPath()));
        Assert.Contains("cannot be read: ", folder.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000, "at most 250000 values")]
    [InlineData(200_000, "and 199900 more errors")]
    public void A_million_keys_give_a_bounded_report(int keys, string expected)
    {
        var text = new StringBuilder(Start);
        for (var i = 0; i < keys; i++)
        {
            text.Append("\"k").Append(i).Append("\":1,");
        }

        var errors = Configs.ErrorsOf(text.Append('}').ToString());
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.InRange(errors.Split('\n').Length, 1, 101);
    }

    [Fact]
    public void Repeated_keys_and_long_ones_give_a_bounded_report()
    {
        var key = new string('k', 100_000);
        var errors = Configs.ErrorsOf(Start + string.Concat(Enumerable.Repeat($"\"{key}\": 1, ", 100)) + "}");
        Assert.InRange(errors.Length, 1, 100 * 200);
    }

    [Fact]
    public void Any_mutation_of_a_good_file_is_read_or_refused_but_never_crashes()
    {
        const int seed = 99;
        var random = new Random(seed);
        var good = Encoding.UTF8.GetBytes(Golden.Read("configs/overnight.json"));
        var refused = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var text = good.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                text[random.Next(text.Length)] = i % 2 == 0 ? (byte)random.Next(256) : good[random.Next(text.Length)];
            }

            refused += Configs.ErrorsOf(random.Next(10) == 0 ? text[..random.Next(text.Length)] : text).Length > 0 ? 1 : 0;
        }

        Assert.InRange(refused, 1_000, 2_999);
    }
}
