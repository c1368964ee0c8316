using WalSweep.Analysis.Text;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Text;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(double.NaN, "–")]
    [InlineData(1.5e-6, "1.5 µs")]
    [InlineData(0.01, "10 ms")]
    [InlineData(0.0123456, "12.3 ms")]
    [InlineData(0.9996, "1 s")]
    [InlineData(59.9, "59.9 s")]
    [InlineData(59.99, "1 min")]
    [InlineData(90, "1.5 min")]
    [InlineData(3600, "1 h")]
    [InlineData(86400 * 2.5, "2.5 d")]
    [InlineData(86400 * 12345.0, "12345 d")]
    public void Durations(double seconds, string expected) => Assert.Equal(expected, Plain(NumberText.Duration(seconds)));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(1e-9, "<0.1 %")]
    [InlineData(0.00149, "0.1 %")]
    [InlineData(0.0949, "9.5 %")]
    [InlineData(0.0996, "10 %")]
    [InlineData(0.714, "71 %")]
    [InlineData(0.9949, "99 %")]
    [InlineData(0.996, "99.6 %")]
    [InlineData(0.9995, ">99.9 %")]
    [InlineData(1, "100 %")]
    [InlineData(double.NaN, "–")]
    public void Shares_never_claim_all_or_nothing_falsely(double share, string expected) => Assert.Equal(expected, Plain(NumberText.Percent(share)));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(1.117e-5, "0.0011 %")]
    [InlineData(9.96e-5, "0.010 %")]
    [InlineData(9.97e-4, "0.10 %")]
    [InlineData(0.0149, "1.5 %")]
    [InlineData(0.714, "71 %")]
    [InlineData(1.04e-6, "0.00010 %")]
    [InlineData(9.2e-7, "9.2E-5 %")]
    [InlineData(3.69e-11, "3.7E-9 %")]
    [InlineData(double.NaN, "–")]
    public void Shares_of_what_is_rare_keep_two_digits(double share, string expected) => Assert.Equal(expected, Plain(NumberText.RarePercent(share)));

    /// <summary>Percentage points, not percent: from 20 % to 32 % is +12 pp.</summary>
    [Theory]
    [InlineData(0, "0 pp")]
    [InlineData(0.12, "+12 pp")]
    [InlineData(-0.031, "−3.1 pp")]
    [InlineData(0.0004, "<+0.1 pp")]
    [InlineData(-0.0004, ">−0.1 pp")]
    [InlineData(0.9997, ">+99.9 pp")]
    [InlineData(-0.9997, "<−99.9 pp")]
    [InlineData(-1, "−100 pp")]
    [InlineData(double.NaN, "–")]
    public void Differences_of_shares_are_in_percentage_points(double share, string expected) => Assert.Equal(expected, Plain(NumberText.Difference(share)));

    [Theory]
    [InlineData(0, "0 s", "0 s")]
    [InlineData(9.54e-7, "<1 µs", "<+1 µs")]
    [InlineData(1e-6, "1 µs", "+1 µs")]
    [InlineData(1.5, "1.5 s", "+1.5 s")]
    [InlineData(double.NaN, "–", "–")]
    public void Durations_that_were_counted_in_microseconds_tell_of_none_below(double seconds, string duration, string difference)
    {
        Assert.Equal(duration, Plain(NumberText.CountedDuration(seconds)));
        Assert.Equal(difference, Plain(NumberText.DurationDifference(seconds)));
        Assert.Equal(difference.Replace('+', '−').Replace('<', '>'), Plain(NumberText.DurationDifference(-seconds)));
    }

    [Theory]
    [InlineData(0, "0/s")]
    [InlineData(100, "100/s")]
    [InlineData(1234, "1.23k/s")]
    [InlineData(200_000, "200k/s")]
    [InlineData(0.05, "0.05/s")]
    public void Rates(double perSecond, string expected) => Assert.Equal(expected, NumberText.Rate(perSecond));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(512, "512 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(64 << 20, "64 MiB")]
    [InlineData(16L << 30, "16 GiB")]
    public void Amounts_of_bytes(double bytes, string expected) => Assert.Equal(expected, Plain(NumberText.Bytes(bytes)));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void No_culture_changes_digits(string culture) =>
        Assert.Equal("1.5 min 12,345 9.5 %", SweepSummaryTests.In(culture, () => Plain($"{NumberText.Duration(90)} {NumberText.Count(12345)} {NumberText.Percent(0.095)}")));

    [Theory]
    [InlineData(13.2, "14s")]
    [InlineData(60, "1m00s")]
    [InlineData(7500, "2h05m")]
    [InlineData(273_600, "3d04h")]
    [InlineData(double.NaN, "?")]
    [InlineData(1e300, "?")]
    public void Durations_to_wait_for_are_in_two_units(double seconds, string expected) => Assert.Equal(expected, NumberText.DurationInTwoUnits(seconds));

    [Theory]
    [InlineData(0, "0 threads")]
    [InlineData(1, "1 thread")]
    [InlineData(1024, "1,024 threads")]
    public void More_than_one_end_in_s(long count, string expected) => Assert.Equal(expected, NumberText.Counted(count, "thread"));

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
