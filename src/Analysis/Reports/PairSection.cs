using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Reports;

/// <summary>What one version changes against the others on the same weather, scenario by scenario.</summary>
internal sealed class PairSection : IReportSection
{
    /// <summary>The maps, and what their figures are called.</summary>
    private static readonly (string Map, string Name)[] _figures =
        [(MapPlan.OutageByWriteRate, "differences"), (MapPlan.OutageByRetention, "differences-retention"), (MapPlan.OutageByLoad, "differences-load"), (MapPlan.Plane, "differences-plane")];

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
                "In the maps, where the sweep has them, green and sky blue are what the version does better than the one it is compared with, orange and purple what it does worse: colours of the "
                    + $"{Theme.PaletteName} palette, which colour-blind readers can tell apart, and none that stands for a fate in the other maps. Of each cell all changes for the better are tested against all for the worse; "
                    + "where two versions are equally good, up to one cell in twenty gets a colour by chance, so regions say more than single cells.",
            ],
            Figures = [.. Maps(findings).Select(map => DifferencesOf(findings, map.Counts, map.Name))],
            Tables = [Questions(findings), FateTable(findings)],
        };
    }

    /// <summary>The maps to draw: three at most, since a sweep in which everything varies would else show much the same four times; the plane then tells what the load does.</summary>
    private static List<(MapCounts Counts, string Name)> Maps(SweepFindings findings)
    {
        var maps = (from figure in _figures
                    let counts = findings.MapOf(figure.Map)
                    where counts is not null && MapFigures.HasTrials(counts, findings.Summary)
                    select (Counts: counts, figure.Name)).ToList();
        return maps.Count <= 3 ? maps : [.. maps.Where(map => map.Counts.Map.Name != MapPlan.OutageByLoad)];
    }

    private static ReportFigure DifferencesOf(SweepFindings findings, MapCounts map, string name)
    {
        var protocols = findings.Summary.Protocols;
        var pairs = findings.Counts.Pairs.Select((pair, index) => new DifferencePair(
            protocols[pair.First].Protocol, protocols[pair.Second].Protocol,
            new ChangeCounts(findings.Counts.CountsOf(index).FatesOf)));
        var content = new DifferenceFigureContent(name, findings.Config.Title, MapFigures.Subtitle(findings), map, [.. pairs]);
        return new ReportFigure(new DifferenceFigure(content, FigureShape.Wide), new DifferenceFigure(content, FigureShape.Narrow));
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
                    Cells.Number(difference, $"{NumberText.Difference(difference)} ({NumberText.Difference(interval.Low)} – {NumberText.Difference(interval.High)})"), Cells.Percent(interval.Low), Cells.Percent(interval.High),
                    Cells.Probability(McNemar.PValue(onlyFirst, onlySecond)),
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
}
