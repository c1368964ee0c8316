using System.Text.RegularExpressions;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Reports;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Tests.Counting;
using Xunit;

namespace WalSweep.Tests.Cli;

public sealed class SummaryTableTests
{
    private static readonly SweepSummary _summary = new(
    [
        new(ProtocolVersion.V1, 200_000, new FateCounts(20_000, 0, 170_000, 10_000), 20_000, 90_000, 0, 0, 0, 0, 190_000, 412.3, 3700, 7000),
        new(ProtocolVersion.V15, 200_000, new FateCounts(142_000, 40_000, 8_000, 10_000), 150_000, 400, 0, 0, 0, 0, 190_000, 0.412, 90, 7000),
        new(ProtocolVersion.V2, 200_000, new FateCounts(200_000, 0, 0, 0), 200_000, 0, 0, 0, 0, 0, 0, double.NaN, double.NaN, double.NaN),
    ]);

    [Fact]
    public void Elsewhere_than_on_a_terminal_it_is_plain_aligned_text() => Assert.Equal(
        """
                                    V1      V1.5        V2
        scenarios              200,000   200,000   200,000
        caught up                 10 %      71 %     100 %
        rebuilt by decision        0 %      20 %       0 %
        rebuilt by accident       85 %     4.0 %       0 %
        not recovered            5.0 %     5.0 %       0 %
        explicit                  10 %      75 %     100 %
        needless rebuilds         45 %     0.2 %       0 %
        recoveries             190,000   190,000         0
        recovery, median      6.87 min    412 ms         –
        recovery, p99           1.03 h   1.5 min         –
        recovery, longest       1.94 h    1.94 h         –

        """.ReplaceLineEndings("\n"),
        Write(isTerminal: false, noColour: false));

    [Fact]
    public void Where_primaries_are_lost_it_tells_what_went_with_them()
    {
        var safe = _summary with { HasFailover = true };
        var unsafely = _summary with { Protocols = [_summary.Protocols[0] with { LossCount = 1_200, LostEntries = 3_456_789, LeakCount = 17, LeakedEntries = 18 }, .. _summary.Protocols.Skip(1)] };
        Assert.Contains(
            """
            needless rebuilds          45 %     0.2 %       0 %
            committed data lost       1,200         0         0
            entries lost          3,456,789         0         0
            lineage not clean            17         0         0
            entries leaked               18         0         0
            recoveries              190,000   190,000         0
            recovery, median       6.87 min    412 ms         –
            """.ReplaceLineEndings("\n"),
            Write(isTerminal: false, noColour: false, summary: unsafely),
            StringComparison.Ordinal);
        Assert.Contains("committed data lost          0         0         0\n", Write(isTerminal: false, noColour: false, summary: safe), StringComparison.Ordinal);
        Assert.Contains("entries leaked", Write(isTerminal: true, noColour: true, summary: unsafely), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_it_fits_eighty_columns_and_says_the_same()
    {
        string[] lines = Lines(Write(isTerminal: true, noColour: false));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        foreach (string plain in Lines(Write(isTerminal: false, noColour: false)).Where(line => line.Length > 0))
        {
            Assert.Contains(lines, line => Words(line) == Words(plain));
        }
    }

    [Fact]
    public void Fates_have_colours_unless_unwanted()
    {
        Assert.Matches(@"\x1b\[[0-9;]*9[0-7]m|\x1b\[[0-9;]*3[0-7]m", Write(isTerminal: true, noColour: false));
        Assert.DoesNotMatch(@"\x1b\[[0-9;]*[39][0-7]m|\x1b\[[0-9;]*[34]8;", Write(isTerminal: true, noColour: true));
    }

    [Fact]
    public void A_terminal_too_narrow_for_all_protocols_gets_plain_lines() =>
        Assert.Equal(Write(isTerminal: false, noColour: false), Write(isTerminal: true, noColour: false, width: 40));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void No_culture_changes_it(string culture) =>
        Assert.Equal(Write(isTerminal: false, noColour: false), SweepSummaryTests.In(culture, () => Write(isTerminal: false, noColour: false)));

    private static string Write(bool isTerminal, bool noColour, int width = 80, SweepSummary? summary = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        SummaryTable.Write(SummarySection.Table(summary ?? _summary), new Streams(output, TextWriter.Null, isTerminal, ErrorsAreTerminal: false, width, noColour));
        return output.ToString();
    }

    private static string[] Lines(string text) => Regex.Replace(text, @"\x1b\[[0-9;]*m", "").ReplaceLineEndings("\n").Split('\n');

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
