using WalSweep.Cli;
using WalSweep.Sweep.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

public sealed class ProgressTextTests
{
    [Theory]
    [InlineData(10_000_000, 2_000_000, 2_120_000, 1.1778, "41.2 % 4.12M/10M 1.8M/s eta 4s")]
    [InlineData(10_000_000, 0, 4_120_000, 136, "41.2 % 4.12M/10M 30.3k/s eta 3m15s")]
    [InlineData(10_000_000, 0, 0, 0, "0.0 % 0/10M 0/s eta ?")]
    [InlineData(10_000_000, 9_999_999, 0, 5, "99.9 % 10M/10M 0/s eta ?")]
    [InlineData(200_000, 0, 200_000, 2, "100.0 % 200k/200k 100k/s eta 0s")]
    [InlineData(3_000_000_000, 0, 1_000_000_000, 500, "33.3 % 1G/3G 2M/s eta 16m40s")]
    public void TheLineSaysHowFarItIs(long count, long before, long now, double elapsedS, string expected) =>
        Assert.Equal(expected, ProgressText.Line(new RunProgress(count, before, now, elapsedS)));

    [Fact]
    public void LogsGetALineAMinute()
    {
        using var log = new StringWriter { NewLine = "\n" };
        var lines = new ProgressDisplay.PlainLines(log);
        foreach (double elapsedS in (double[])[0, 60, 120.01, 130])
        {
            lines.Report(new RunProgress(1000, 0, (long)elapsedS, elapsedS));
        }

        Assert.Equal("6.0 % 60/1k 1/s eta 15m40s\n12.0 % 120/1k 1/s eta 14m41s\n", log.ToString());
    }
}
