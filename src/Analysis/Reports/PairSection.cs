using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Reports;

/// <summary>What one version changes against the others on the same weather, scenario by scenario. V2 without one of its rules is <see cref="AblationSection"/>'s.</summary>
internal sealed class PairSection : IReportSection
{
    /// <summary>The maps, and what their figures are called.</summary>
    private static readonly (string Map, string Name)[] _figures =
        [(MapPlan.OutageByWriteRate, "differences"), (MapPlan.OutageByRetention, "differences-retention"), (MapPlan.OutageByLoad, "differences-load"), (MapPlan.Plane, "differences-plane")];

    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("pairs", "On the same weather");
        var pairs = ComparedPair.Others(findings);
        if (pairs.Count == 0)
        {
            var lack = findings.Counts.Pairs.Count == 0 ? "This sweep has one version only, so there is nothing to compare it with" : "This sweep has one generation of the protocol only, V2; what its rules buy stands below";
            return section with { Missing = new MissingData(lack, "configs/quickstart.json") };
        }

        var maps = Maps(findings);
        var telling = maps.Where(map => IsTelling(map.Counts, pairs)).ToList();
        var times = PairTables.TimeFigure(findings, pairs, "pair-times", $"What {pairs[0].Second.Label} saves and costs in time");
        return section with
        {
            Paragraphs =
            [
                "Every scenario ran under all versions, so they differ by what they did and not by their luck. For each question a pair of versions is compared on the scenarios in which it answers differently under the two: "
                    + "p is McNemar's exact test, the probability that two versions without a difference would be at least as far apart. Differences of shares are in percentage points, pp: from 20 % to 32 % they are +12 pp.",
                "Times are compared in the scenarios that have them under both versions: a recovery that never ends has no time, and how many scenarios have one under one version alone stands beside. Where one version leaves more of the "
                    + "hard ones without a recovery, the mean of the others flatters it. Regret is recovery beyond the best that any protocol could have done; that of each version by itself stands with the costs. "
                    + "The interval is of the mean, p of the sign test: whether more scenarios are shorter than longer, be it by a microsecond.",
                "In the maps, where the sweep has them, green and sky blue are what the version does better than the one it is compared with, orange and purple what it does worse: colours of the "
                    + $"{Theme.PaletteName} palette, which colour-blind readers can tell apart, and none that stands for a fate in the other maps. Of each cell all changes for the better are tested against all for the worse; "
                    + $"where two versions are equally good, up to {NumberText.Percent(ChangeCounts.Significance)} of the cells get a colour by chance, so regions say more than single cells.",
                .. maps.Except(telling).Select(map => $"Over {RegionWords.Axes(map.Counts.Kinds)} no cell shows a clear difference, so that map is not drawn."),
                .. times.Count == 0 ? [PairTables.NoFigure("times")] : Array.Empty<string>(),
            ],
            Figures =
            [
                .. telling.Select(map => PairTables.MapsOf(findings, pairs, map.Counts, map.Name)),
                .. times,
            ],
            Tables =
            [
                PairTables.Questions(findings, pairs, "pairs", "How the versions differ, question by question"),
                PairTables.Times(pairs, "pair-times", "How the versions differ in time: the version less the one it is compared with"),
                FateTable(pairs),
                PairTables.Answers(pairs, "answers"),
            ],
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

    /// <summary>Whether any cell under any pair would have a colour.</summary>
    private static bool IsTelling(MapCounts map, IReadOnlyList<ComparedPair> pairs) => pairs.Any(pair => Enumerable.Range(0, map.Cells.PerProtocol - 1).Any(cell =>
        new ChangeCounts((first, second) => map.PairAt(pair.Index, cell % map.Kinds.X.CellCount, cell / map.Kinds.X.CellCount, first, second)) is { Total: > 0, Leading: not FateChange.Unchanged }));

    private static ReportTable FateTable(IReadOnlyList<ComparedPair> pairs) => new(
        "fates", "What became of a scenario under one version, of those that came to something under the other",
        [
            new("first", "against", IsNumber: false), new("second", "version", IsNumber: false), new("first_fate", "fate under the first", IsNumber: false),
            .. Fates.All.Select(fate => new ReportColumn($"second_{Fates.Column(fate)}", $"{Fates.Label(fate)} under the second", BeginsGroup: fate == Fates.All[0])),
        ],
        [
            .. pairs.SelectMany(pair => Fates.All.Select(first => new ReportRow(
                [TableCells.Version(pair.First), TableCells.Version(pair.Second), new(Fates.Label(first), Fates.Column(first)), .. Fates.All.Select(second => TableCells.Count(pair.Counts.FatesOf(first, second)))],
                pair.Versions))),
        ]);
}
