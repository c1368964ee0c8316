using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Reports;

/// <summary>The tables and figures of versions that are compared on the same scenarios.</summary>
internal static class PairTables
{
    private static readonly ReportColumn[] _names = [new("first", "against", IsNumber: false), new("second", "version", IsNumber: false)];

    /// <summary>For each question the discordant scenarios, the difference of the shares with Tango's interval, and McNemar's exact test.</summary>
    internal static ReportTable Questions(SweepFindings findings, IReadOnlyList<ComparedPair> pairs, string name, string caption) => new(
        name, caption,
        [
            .. _names, new("question", "question", IsNumber: false), new("only_first", "only the first"), new("only_second", "only the second"),
            new("difference", "difference, percentage points (pp)"), new("difference_low", null), new("difference_high", null), new("p", "p"), new("log10_p", null),
        ],
        [.. pairs.SelectMany(pair => PairQuestion.All.Select(question => QuestionRow(findings, pair, question)))]);

    /// <summary>What was explicit and what was safe under both versions of a pair, under one alone, under neither: what <see cref="Questions"/> compares, as a whole.</summary>
    internal static ReportTable Answers(IReadOnlyList<ComparedPair> pairs, string name) => new(
        name, "Explicit and safe: scenarios that are so under both versions, under one alone, under neither",
        [
            .. _names, new("question", "question", IsNumber: false),
            new("both", "both"), new("only_first", "only the first"), new("only_second", "only the second"), new("neither", "neither"),
        ],
        [
            .. from pair in pairs
               from question in PairQuestion.Verdicts
               select new ReportRow(
                   [
                       TableCells.Version(pair.First), TableCells.Version(pair.Second), new(question.Name, question.Column),
                       .. new[] { (true, true), (true, false), (false, true), (false, false) }.Select(answers => TableCells.Count(question.CountOf(pair.Counts, answers.Item1, answers.Item2))),
                   ],
                   pair.Versions),
        ]);

    /// <summary>For each time the mean difference with its interval, over the scenarios that have it under both, with the scenarios that have it under one alone; then how many are shorter, equal and longer, and the sign test.</summary>
    internal static ReportTable Times(IReadOnlyList<ComparedPair> pairs, string name, string caption) => new(
        name, caption,
        [
            .. _names, new("time", "time", IsNumber: false),
            new("scenarios", "in both", BeginsGroup: true), new("only_first", "only in the first"), new("only_second", "only in the second"),
            new("difference_s", "difference, mean", BeginsGroup: true), new("difference_s_low", null), new("difference_s_high", null),
            new("shorter", "shorter", BeginsGroup: true), new("equal", "equal"), new("longer", "longer"), new("p", "p"), new("log10_p", null),
        ],
        [.. pairs.SelectMany(pair => PairedTimes.All.Select(time => TimeRow(pair, time)))]);

    /// <summary>What a section says in place of a figure of differences.</summary>
    internal static string NoFigure(string what) => $"There is no figure of differences of {what}: fewer than {Sample.Least} scenarios have them, or none differs. The tables have what there is.";

    /// <summary>The figure of the questions; none where there is no difference to draw.</summary>
    internal static IReadOnlyList<ReportFigure> QuestionFigure(SweepFindings findings, IReadOnlyList<ComparedPair> pairs, string name, string title) => FigureOf(new ForestFigureContent(
        name, title, MapFigures.Subtitle(findings), pairs[0].Second,
        [.. PairQuestion.All.Select(question => new ForestMeasure(question.Name, question.Better, [.. pairs.Select(pair => question.LineOf(pair, findings.Scenarios))]))],
        AreShares: true));

    /// <summary>The figure of the times; none where there is no difference to draw.</summary>
    internal static IReadOnlyList<ReportFigure> TimeFigure(SweepFindings findings, IReadOnlyList<ComparedPair> pairs, string name, string title) => FigureOf(new ForestFigureContent(
        name, title, MapFigures.Subtitle(findings), pairs[0].Second,
        [.. PairedTimes.All.Select(time => new ForestMeasure(PairedTimes.Label(time), -1, [.. pairs.Select(pair => LineOf(pair, pair.Counts.DifferencesOf(time)))]))],
        AreShares: false));

    /// <summary>The maps of what changes, one for each pair.</summary>
    internal static ReportFigure MapsOf(SweepFindings findings, IReadOnlyList<ComparedPair> pairs, MapCounts map, string name)
    {
        var content = new DifferenceFigureContent(
            name, findings.Config.Title, MapFigures.Subtitle(findings), map, [.. pairs.Select(pair => new DifferencePair(pair.First, pair.Second, new ChangeCounts(pair.Counts.FatesOf), pair.Index))])
        {
            Notes = Notes(findings, pairs, map),
        };
        return ReportFigure.Of(shape => new DifferenceFigure(content, shape));
    }

    /// <summary>For each cell the command that shows where two versions part in a scenario that is typical of it.</summary>
    private static CellNotes Notes(SweepFindings findings, IReadOnlyList<ComparedPair> pairs, MapCounts map)
    {
        var typical = findings.Typical.Of(map.Map);
        return new CellNotes(
            panelIndex => [new("typical", $"walsweep diff {findings.UsualFolder} --scenario ", $" {pairs[panelIndex].Versions}", IsCommand: true, TypicalScenarios.None)],
            (panelIndex, xIndex, yIndex) =>
            {
                var pairIndex = pairs[panelIndex].Index;
                var cell = new ChangeCounts((first, second) => map.PairAt(pairIndex, xIndex, yIndex, first, second));
                return [typical.ScenarioOf(pairIndex, xIndex, yIndex, cell.Typical) is { } scenario ? FormattableString.Invariant($"{scenario}") : ""];
            });
    }

    private static ReportRow QuestionRow(SweepFindings findings, ComparedPair pair, PairQuestion question)
    {
        var (onlyFirst, onlySecond) = (question.OnlyOf(pair.Counts, true), question.OnlyOf(pair.Counts, false));
        var line = question.LineOf(pair, findings.Scenarios);
        return new ReportRow(
            [
                TableCells.Version(pair.First), TableCells.Version(pair.Second), new(question.Name, question.Column), TableCells.Count(onlyFirst), TableCells.Count(onlySecond),
                TableCells.Number(line.Difference, $"{NumberText.Difference(line.Difference)} ({NumberText.Difference(line.Interval.Low)} – {NumberText.Difference(line.Interval.High)})"),
                TableCells.Percent(line.Interval.Low), TableCells.Percent(line.Interval.High), .. TableCells.Probability(McNemar.LogPValue(onlyFirst, onlySecond)),
            ],
            pair.Versions);
    }

    private static ReportRow TimeRow(ComparedPair pair, PairedTime time)
    {
        var differences = pair.Counts.DifferencesOf(time);
        var interval = differences.MeanIntervalS();
        var range = double.IsNaN(interval.HalfWidth) ? "" : $" ({NumberText.DurationDifference(interval.Low)} – {NumberText.DurationDifference(interval.High)})";
        return new ReportRow(
            [
                TableCells.Version(pair.First), TableCells.Version(pair.Second), new(PairedTimes.Label(time), PairedTimes.Column(time)),
                TableCells.Count(differences.Count), TableCells.Count(pair.Counts.HavingOf(time, true, false)), TableCells.Count(pair.Counts.HavingOf(time, false, true)),
                TableCells.Number(differences.MeanS, NumberText.DurationDifference(differences.MeanS) + range), TableCells.Number(interval.Low, ""), TableCells.Number(interval.High, ""),
                TableCells.Count(differences.Below), TableCells.Count(differences.Equal), TableCells.Count(differences.Above), .. TableCells.Probability(differences.LogSignTestPValue),
            ],
            pair.Versions);
    }

    private static ForestLine LineOf(ComparedPair pair, PairedDifferences differences) => new(pair.First, differences.Count, differences.Count - differences.Equal, differences.MeanS, differences.MeanIntervalS());

    private static IReadOnlyList<ReportFigure> FigureOf(ForestFigureContent content) => content.HasDifferences ? [ReportFigure.Of(shape => new ForestFigure(content, shape))] : [];
}
