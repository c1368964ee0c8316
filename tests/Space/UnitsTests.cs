using System.Globalization;
using WalSweep.Sweep.Space;
using WalSweep.Tests.Configuration;
using Xunit;

namespace WalSweep.Tests.Space;

public class UnitsTests
{
    [Theory]
    [InlineData("30s", UnitKind.Duration, 30)]
    [InlineData("0.1ms", UnitKind.Duration, 0.0001)]
    [InlineData("20us", UnitKind.Duration, 0.00002)]
    [InlineData("1.5 h", UnitKind.Duration, 5400)]
    [InlineData("2min", UnitKind.Duration, 120)]
    [InlineData("30d", UnitKind.Duration, 2_592_000)]
    [InlineData("1E-05s", UnitKind.Duration, 0.00001)]
    [InlineData("2.5e3ms", UnitKind.Duration, 2.5)]
    [InlineData("0s", UnitKind.Duration, 0)]
    [InlineData("64MiB", UnitKind.Size, 67_108_864)]
    [InlineData("16TiB", UnitKind.Size, 17_592_186_044_416)]
    [InlineData("1kB", UnitKind.Size, 1000)]
    [InlineData("1.5GB", UnitKind.Size, 1_500_000_000)]
    [InlineData("512B", UnitKind.Size, 512)]
    [InlineData("5k/s", UnitKind.EntryRate, 5000)]
    [InlineData("1.5M/s", UnitKind.EntryRate, 1_500_000)]
    [InlineData("100/s", UnitKind.EntryRate, 100)]
    [InlineData("200MiB/s", UnitKind.ByteRate, 209_715_200)]
    [InlineData("1B/s", UnitKind.ByteRate, 1)]
    [InlineData("10k", UnitKind.Count, 10_000)]
    [InlineData("7", UnitKind.Count, 7)]
    public void A_number_with_its_unit_is_read_to_the_last_bit(string text, UnitKind kind, double expected)
    {
        Assert.True(Units.TryParse(text, kind, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("30", UnitKind.Duration)]
    [InlineData("s", UnitKind.Duration)]
    [InlineData("", UnitKind.Duration)]
    [InlineData("-1s", UnitKind.Duration)]
    [InlineData("+1s", UnitKind.Duration)]
    [InlineData("1,5s", UnitKind.Duration)]
    [InlineData("1.s", UnitKind.Duration)]
    [InlineData(".5s", UnitKind.Duration)]
    [InlineData("1_000s", UnitKind.Duration)]
    [InlineData(" 1s", UnitKind.Duration)]
    [InlineData("1s ", UnitKind.Duration)]
    [InlineData("1  s", UnitKind.Duration)]
    [InlineData("1S", UnitKind.Duration)]
    [InlineData("1MIN", UnitKind.Duration)]
    [InlineData("1e999s", UnitKind.Duration)]
    [InlineData("1e99999999999999999999s", UnitKind.Duration)]
    [InlineData("NaNs", UnitKind.Duration)]
    [InlineData("∞s", UnitKind.Duration)]
    [InlineData("٣s", UnitKind.Duration)]
    [InlineData("0x10s", UnitKind.Duration)]
    [InlineData("64mib", UnitKind.Size)]
    [InlineData("64MiB/s", UnitKind.Size)]
    [InlineData("64s", UnitKind.Size)]
    [InlineData("5k", UnitKind.EntryRate)]
    [InlineData("5/min", UnitKind.EntryRate)]
    [InlineData("200MiB", UnitKind.ByteRate)]
    [InlineData("10k", UnitKind.Ratio)]
    [InlineData("11111111111111111111111111111111111111111111111111s", UnitKind.Duration)]
    public void Anything_else_is_no_number_of_that_kind(string text, UnitKind kind) => Assert.False(Units.TryParse(text, kind, out _));

    [Theory]
    [MemberData(nameof(Cultures.Names), MemberType = typeof(Cultures))]
    public void Both_ways_of_writing_read_back_as_the_same_double_everywhere(string culture) => Cultures.In(culture, () =>
    {
        const int seed = 20_240_901;
        var random = new Random(seed);
        foreach (var kind in Enum.GetValues<UnitKind>())
        {
            for (var i = 0; i < 2_000; i++)
            {
                // Powers over the whole range of the parameters and beyond, with few or many digits.
                var value = Math.Pow(10, (random.NextDouble() * 24) - 8);
                value = i % 3 == 0 ? value : double.Parse(value.ToString(i % 3 == 1 ? "E0" : "E3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                var written = Units.Format(value, kind);
                var exact = Units.FormatExact(value, kind);
                Assert.True(Units.TryParse(written, kind, out var fromWritten) && fromWritten == value, $"{kind} {exact} was written {written} (seed {seed})");
                Assert.True(Units.TryParse(exact, kind, out var fromExact) && fromExact == value, $"{kind} {exact} (seed {seed})");
            }
        }
    });

    [Theory]
    [InlineData(0.001, UnitKind.Duration, "1ms")]
    [InlineData(0.00005, UnitKind.Duration, "50us")]
    [InlineData(300, UnitKind.Duration, "5min")]
    [InlineData(90, UnitKind.Duration, "90s")]
    [InlineData(7200, UnitKind.Duration, "2h")]
    [InlineData(0, UnitKind.Duration, "0s")]
    [InlineData(0.5, UnitKind.Duration, "500ms")]
    [InlineData(0.25, UnitKind.Ratio, "0.25")]
    [InlineData(512, UnitKind.Size, "512B")]
    [InlineData(4096, UnitKind.Size, "4KiB")]
    [InlineData(1e10, UnitKind.Size, "10GB")]
    [InlineData(1000, UnitKind.EntryRate, "1k/s")]
    [InlineData(209_715_200, UnitKind.ByteRate, "200MiB/s")]
    [InlineData(10_000, UnitKind.Count, "10k")]
    [InlineData(0.25, UnitKind.Probability, "0.25")]
    [InlineData(double.PositiveInfinity, UnitKind.Size, "none")]
    public void The_unit_with_the_fewest_digits_is_found(double value, UnitKind kind, string expected) => Assert.Equal(expected, Units.Format(value, kind));

    [Theory]
    [InlineData("1.5", "ms", UnitKind.Duration, true)]
    [InlineData("1.5s", "ms", UnitKind.Duration, false)]
    [InlineData("1.5", "MiB", UnitKind.Duration, false)]
    [InlineData("", "s", UnitKind.Duration, false)]
    [InlineData("x", "s", UnitKind.Duration, false)]
    public void A_bare_number_is_read_in_a_given_unit(string number, string unit, UnitKind kind, bool expected) =>
        Assert.Equal(expected, Units.TryParse(number, unit, kind, out _));
}
