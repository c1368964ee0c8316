using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Reports;

/// <summary>What one version changes against the others on the same weather, scenario by scenario.</summary>
internal sealed class PairSection : IReportSection
{
    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("pairs", "On the same weather");
        if (findings.Counts.Pairs.Count == 0)
        {
            return section with { Missing = new MissingData("This sweep has one version only, so there is nothing to compare it with", "configs/quickstart.json") };
        }

        return section with
        {
            Paragraphs =
            [
                "Every scenario ran under all versions, so they differ by what they did and not by their luck. For each question a pair of versions is compared on the scenarios in which it answers differently under the two: "
                    + "p is McNemar's exact test, the probability that two versions without a difference would be at least as far apart.",
            ],
            Tables = [Questions(findings), FateTable(findings)],
        };
    }

    private static ReportTable Questions(SweepFindings findings) => new(
        "pairs", "How the versions differ, question by question",
        [
            new("first", "against", IsNumber: false), new("second", "version", IsNumber: false), new("question", "question", IsNumber: false), new("only_first", "only the first"), new("only_second", "only the second"),
            new("difference", "difference"), new("difference_low", null), new("difference_high", null), new("p", "p"),
        ],
        [.. findings.Counts.Pairs.SelectMany((pair, index) => QuestionsOf(findings, pair, findings.Counts.CountsOf(index)))]);

    private static IEnumerable<ReportRow> QuestionsOf(SweepFindings findings, ProtocolPair pair, PairCounts counts)
    {
        yield return Row("caught up", Only(counts, first: true), Only(counts, first: false));
        yield return Row("explicit", counts.ExplicitOf(true, false), counts.ExplicitOf(false, true));
        yield return Row("safe", counts.SafeOf(true, false), counts.SafeOf(false, true));

        ReportRow Row(string question, long onlyFirst, long onlySecond)
        {
            var interval = McNemar.Difference(onlySecond, onlyFirst, findings.Scenarios);
            var difference = (double)(onlySecond - onlyFirst) / findings.Scenarios;
            return new ReportRow(
                [
                    Name(findings, pair.First), Name(findings, pair.Second), ReportCell.Of(question), Cells.Count(onlyFirst), Cells.Count(onlySecond),
                    Cells.Number(difference, $"{Signed(difference)} ({Signed(interval.Low)} – {Signed(interval.High)})"), Cells.Percent(interval.Low), Cells.Percent(interval.High), Cells.Probability(McNemar.PValue(onlyFirst, onlySecond)),
                ],
                findings.Config.Protocols[pair.First].Name);
        }
    }

    private static ReportTable FateTable(SweepFindings findings) => new(
        "fates", "What became of a scenario under one version, of those that came to something under the other",
        [
            new("first", "against", IsNumber: false), new("second", "version", IsNumber: false), new("first_fate", "fate under the first", IsNumber: false),
            .. Fates.All.Select(fate => new ReportColumn($"second_{Fates.Column(fate)}", $"{Fates.Label(fate)} under the second", BeginsGroup: fate == Fates.All[0])),
        ],
        [
            .. findings.Counts.Pairs.SelectMany((pair, index) => Fates.All.Select(first => new ReportRow(
                [Name(findings, pair.First), Name(findings, pair.Second), new(Fates.Label(first), Fates.Column(first)), .. Fates.All.Select(second => Cells.Count(findings.Counts.CountsOf(index).FatesOf(first, second)))],
                findings.Config.Protocols[pair.First].Name))),
        ]);

    private static long Only(PairCounts counts, bool first) =>
        Fates.All.Where(fate => fate != Fate.CaughtUp).Sum(other => first ? counts.FatesOf(Fate.CaughtUp, other) : counts.FatesOf(other, Fate.CaughtUp));

    private static ReportCell Name(SweepFindings findings, int protocolIndex) => new(findings.Config.Protocols[protocolIndex].Label, findings.Config.Protocols[protocolIndex].Name);

    /// <summary>A difference with its sign; of one too small or too large for its digits the comparison comes first: &gt;−0.1 %.</summary>
    private static string Signed(double share)
    {
        var (sign, text) = (share < 0 ? '−' : '+', NumberText.Percent(Math.Abs(share)));
        return text[0] is '<' or '>' ? $"{(text[0] == '<' == share < 0 ? '>' : '<')}{sign}{text[1..]}" : $"{sign}{text}";
    }
}
