using System.Security.Cryptography;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Configuration;

/// <summary>A user's own outage log as a distribution.</summary>
public sealed class EmpiricalConfigTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("walsweep");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_column_of_a_file_becomes_the_distribution()
    {
        const string csv = "\uFEFFstart,\"length, ms\",who\r\n2024-01-01,1500,\"a \"\"b\"\"\"\r\n\r\n2024-01-02, 250 ,x\n2024-01-03,1500,";
        var spec = Assert.IsType<EmpiricalSpec>(Outage(csv, "\"column\": \"length, ms\", \"unit\": \"ms\"").Specs[ParameterSpace.Find("outage")!]);
        Assert.Equal([1.5, 0.25, 1.5], spec.Values);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder.FullName, "log.csv")))), spec.SourceSha256);
    }

    [Fact]
    public void Observations_outside_given_bounds_are_left_out()
    {
        var config = Outage("d\n0\n1\n2\n86400000\n", "\"column\": \"d\", \"unit\": \"s\", \"min\": \"1s\", \"max\": \"1d\"");
        Assert.Equal([1, 2], ((EmpiricalSpec)config.Specs[ParameterSpace.Find("outage")!]).Values);
    }

    [Theory]
    [InlineData("d\n1\n", "\"column\": \"e\", \"unit\": \"s\"", "c.json:1:93: weather.outage.empirical.column: \"log.csv\" has no column \"e\"; did you mean \"d\"?")]
    [InlineData("d\n1\n", "\"column\": \"d\"", "c.json:1:63: weather.outage.empirical: the key \"unit\" is missing")]
    [InlineData("d\n1\n", "\"column\": \"d\", \"unit\": \"KiB\"", "c.json:1:106: weather.outage.empirical.unit: expected one of d, h, min, s, ms, us, found \"KiB\"")]
    [InlineData("d\n1\n", "\"column\": 7, \"unit\": \"s\"", "c.json:1:72: weather.outage.empirical: expected file and column as text, found \"log.csv\" and 7")]
    [InlineData("d\n1\n", "\"colunm\": \"d\", \"unit\": \"s\"", "c.json:1:63: weather.outage.empirical: the key \"column\" is missing\nc.json:1:83: weather.outage.empirical: unknown key \"colunm\"; did you mean \"column\"?")]
    [InlineData("", "\"column\": \"d\", \"unit\": \"s\"", "c.json:1:72: weather.outage.empirical.file: cannot read \"log.csv\": is empty, or no regular file")]
    [InlineData("\n", "\"column\": \"d\", \"unit\": \"s\"", "log.csv: expected a header line with the names of the columns, found an empty file")]
    [InlineData("d\n", "\"column\": \"d\", \"unit\": \"s\"", "c.json:1:63: weather.outage.empirical: no observation in \"log.csv\" lies within the bounds")]
    [InlineData("d\n1\nx\n-2\n1,5\n\"3\n", "\"column\": \"d\", \"unit\": \"s\"", "log.csv:3: d: expected a number that is not negative, found \"x\"\nlog.csv:4: d: expected a number that is not negative, found \"-2\"\nlog.csv:5: d: expected 1 field as in the header, found 2; commas separate fields, so decimals take a point\nlog.csv:6: d: expected fields between commas; a quote is left open or stands within a field")]
    [InlineData("a,d\n1\n", "\"column\": \"d\", \"unit\": \"s\"", "log.csv:2: d: expected 2 fields as in the header, found 1")]
    [InlineData("d,a\n1\n", "\"column\": \"d\", \"unit\": \"s\"", "log.csv:2: d: expected 2 fields as in the header, found 1")]
    [InlineData("a,d\n1,2,\n\"1,5\",2\n", "\"column\": \"d\", \"unit\": \"s\"", "log.csv:2: d: expected 2 fields as in the header, found 3; commas separate fields, so decimals take a point")]
    [InlineData("d\n\"1,5\"\n", "\"column\": \"d\", \"unit\": \"s\"", "log.csv:2: d: expected a number that is not negative, found \"1,5\"")]
    [InlineData("d\nNaN\n", "\"column\": \"d\", \"unit\": \"s\"", "log.csv:2: d: expected a number that is not negative, found \"NaN\"")]
    [InlineData("d\n0\n", "\"column\": \"d\", \"unit\": \"s\"", "c.json:1:49: weather.outage: must lie between 1us and 30d, found 0s")]
    [InlineData("d\n1\n", "\"column\": \"d\", \"unit\": \"s\", \"min\": 1", "c.json:1:118: weather.outage.empirical.min: expected a duration such as \"30s\" (us, ms, s, min, h, d), found 1, a bare number without unit")]
    [InlineData("d,a,d\n1,2,3\n", "\"column\": \"d\", \"unit\": \"s\"", "c.json:1:93: weather.outage.empirical.column: \"log.csv\" has more than one column \"d\"; expected one")]
    [InlineData("d\0\n\0", "\"column\": \"d\", \"unit\": \"s\"", "log.csv: expected UTF-8 text; this looks like UTF-16")]
    [InlineData("d\n1\n", "\"column\": \"d\", \"unit\": \"s\", \"min\": \"2h\", \"max\": \"10ms\"", "c.json:1:63: weather.outage.empirical: the lower bound 2h must not exceed the upper bound 10ms")]
    public void What_is_wrong_is_placed(string csv, string arguments, string expected)
    {
        var refusal = Assert.Throws<ConfigException>(() => Outage(csv, arguments));
        Assert.Equal(expected, refusal.Message);
    }

    [Fact]
    public void Sizes_are_whole_bytes()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "log.csv"), "s\n1.5\n1.0001\n");
        var text = "{\"name\": \"x\", \"count\": 1, \"parameters\": {\"retention_bytes\": {\"empirical\": {\"file\": \"log.csv\", \"column\": \"s\", \"unit\": \"MiB\"}}}}";
        Assert.Equal("log.csv:3: s: expected a number that makes whole bytes in MiB, found \"1.0001\"", Configs.ErrorsOf(text, _folder.FullName));
    }

    [Fact]
    public void A_pure_number_has_no_unit()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "log.csv"), "f\n2\n3\n");
        var text = "{\"name\": \"x\", \"count\": 1, \"weather\": {\"burst_factor\": {\"empirical\": {\"file\": \"log.csv\", \"column\": \"f\", \"unit\": \"s\"}}}}";
        Assert.Equal("c.json:1:112: weather.burst_factor.empirical.unit: expected no unit, found \"s\"", Configs.ErrorsOf(text, _folder.FullName));
    }

    [Fact]
    public void The_file_is_named_as_seen_from_where_the_configuration_was_named()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "log.csv"), "d\nx\n");
        var text = "{\"name\": \"x\", \"count\": 1, \"weather\": {\"outage\": {\"empirical\": {\"file\": \"log.csv\", \"column\": \"d\", \"unit\": \"s\"}}}}"u8.ToArray();
        var refusal = Assert.Throws<ConfigException>(() => ConfigReader.Parse(text, "configs/c.json", _folder.FullName));
        Assert.StartsWith(Path.Combine("configs", "log.csv") + ":2: d: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_name_is_refused() => Assert.EndsWith(
        "weather.outage.empirical.file: expected the name of a CSV file, found \"\"",
        Configs.ErrorsOf("{\"name\": \"x\", \"count\": 1, \"weather\": {\"outage\": {\"empirical\": {\"file\": \"\", \"column\": \"d\", \"unit\": \"s\"}}}}"),
        StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_named()
    {
        var text = "{\"name\": \"x\", \"count\": 1, \"weather\": {\"outage\": {\"empirical\": {\"file\": \"no.csv\", \"column\": \"s\", \"unit\": \"s\"}}}}";
        Assert.StartsWith("c.json:1:72: weather.outage.empirical.file: cannot read \"no.csv\": ", Configs.ErrorsOf(text, _folder.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_observations_are_refused()
    {
        var refusal = Assert.Throws<ConfigException>(() => Outage("d\n" + string.Concat(Enumerable.Repeat("1\n", 50_001)), "\"column\": \"d\", \"unit\": \"s\""));
        Assert.EndsWith("expected at most 50000 observations here and 200000 in the whole configuration; this has more", refusal.Message, StringComparison.Ordinal);
        refusal = Assert.Throws<ConfigException>(() => Outage(new string('x', 17 << 20), "\"column\": \"d\", \"unit\": \"s\""));
        Assert.Equal("log.csv: a CSV file has at most 16 MiB; this is larger", refusal.Message);
    }

    [Fact]
    public void A_sweep_can_be_resumed_without_the_file()
    {
        var config = Outage("d\n0.1\n2.7\n30\n", "\"column\": \"d\", \"unit\": \"min\"");
        var text = ConfigLock.Write(config);
        File.Delete(Path.Combine(_folder.FullName, "log.csv"));
        var again = ConfigReader.Parse(text, "config.lock.json", "/nowhere");
        Assert.Equal(text, ConfigLock.Write(again));
        Assert.Contains("\"sha256\":", System.Text.Encoding.UTF8.GetString(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"values\": [1, 2]}", "the key \"unit\" is missing")]
    [InlineData("{\"values\": [], \"unit\": \"s\"}", "expected a list of numbers, found a list of 0")]
    [InlineData("{\"values\": [1, -2], \"unit\": \"s\"}", "expected a number that is not negative, found -2")]
    [InlineData("{\"values\": [\"1s\"], \"unit\": \"s\"}", "expected a number that is not negative, found \"1s\"")]
    [InlineData("{\"values\": [1], \"unit\": \"s\", \"sha256\": \"ABC\"}", "expected 64 hexadecimal digits in lower case, found \"ABC\"")]
    public void Observations_given_directly_are_checked(string empirical, string expected)
    {
        var text = "{\"name\": \"x\", \"count\": 1, \"weather\": {\"outage\": {\"empirical\": " + empirical + "}}}";
        Assert.EndsWith(expected, Configs.ErrorsOf(text), StringComparison.Ordinal);
    }

    private SweepConfig Outage(string csv, string arguments)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "log.csv"), csv);
        var text = "{\"name\": \"x\", \"count\": 1, \"weather\": {\"outage\": {\"empirical\": {\"file\": \"log.csv\", " + arguments + "}}}}";
        return Configs.Parse(text, _folder.FullName);
    }
}
