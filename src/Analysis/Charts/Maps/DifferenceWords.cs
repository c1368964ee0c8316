using System.Globalization;
using System.Text;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;

namespace WalSweep.Analysis.Charts;

/// <summary>What a difference figure says in words.</summary>
internal static class DifferenceWords
{
    /// <summary>The name of a region without a clear difference.</summary>
    internal const string Neutral = "no clear difference";

    /// <summary>What such a region means.</summary>
    internal static readonly string NeutralMeaning = FormattableString.Invariant(
        $"no clear difference: none of the cell's scenarios change, or so few, or so evenly in both directions, that it may be chance (McNemar's exact test of better against worse, p ≥ {ChangeCounts.Significance})");

    private static readonly FateChange[] _told = [.. FateChanges.Changes, FateChange.Unchanged];

    internal static string Label(FateChange leading) => leading == FateChange.Unchanged ? Neutral : FateChanges.Label(leading);

    /// <summary>Which map it is: a sweep has several, all with its title.</summary>
    internal static string Topic(DifferenceFigureContent content) =>
        $"What {content.Pairs[0].Second.Label} changes against {DisplayText.Listed(content.Pairs.Select(pair => pair.First.Label))}, over {RegionWords.Axes(content.Map.Kinds)}";

    internal static string PairName(DifferencePair pair) => $"{pair.Second.Label} against {pair.First.Label}";

    /// <summary>Names of a pair, from the fullest to the shortest. Each says against, so that the headline is not read as that of the version that is named.</summary>
    internal static IReadOnlyList<Func<DifferencePair, string>> PairNames { get; } = [PairName, pair => $"against {pair.First.Label}", pair => $"vs {pair.First.Label}"];

    internal static string Headline(ChangeCounts totals) => $"{Share(totals.Better, totals.Total)} better";

    /// <summary>A cell's ranges, number of scenarios, what changes in it, and how sure that is.</summary>
    internal static string Cell(PlotArea area, ChangeCounts cell, int xIndex, int yIndex)
    {
        var text = new StringBuilder(AxisText.Ranges(area.X, xIndex, area.Y, yIndex));
        text.Append(NumberText.Count(cell.Total)).Append(" = ");
        text.AppendJoin(" + ", _told.Where(change => cell[change] > 0).Select(change => $"{NumberText.Count(cell[change])} {FateChanges.Label(change)}"));
        return text.Append(CultureInfo.InvariantCulture, $"; better less worse {Difference(cell)}, p {NumberText.Probability(cell.PValue)}").ToString();
    }

    /// <summary>What is told of the cells of one map on pointing at them.</summary>
    internal static CellGrid Grid(DifferenceFigureContent content, int panelIndex, PlotArea area, ChangeCounts[,] cells) => new(
        PairName(content.Pairs[panelIndex]),
        area.X,
        area.Y,
        [
            new("scenarios"), new("better"), new("worse"), .. _told.Select(change => new CellField(FateChanges.Label(change))), new("better less worse"), new("p"),
            .. content.Notes?.Fields(panelIndex) ?? [],
        ],
        (xIndex, yIndex) => cells[xIndex, yIndex] is { Total: > 0 } cell ? [.. Values(cell), .. content.Notes?.ValuesAt(panelIndex, xIndex, yIndex) ?? []] : null,
        RegionWords.NothingHere);

    /// <summary>What is to be seen.</summary>
    internal static string Description(DifferenceFigureContent content)
    {
        var (x, y) = (content.Map.Kinds.X, content.Map.Kinds.Y);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{NumberText.Counted(content.Pairs.Count, "map")} of differences over {AxisText.Words(x)} and {AxisText.Words(y)}. ");
        string colours = string.Join("; ", FateChanges.Changes.Select(change => $"{FateChanges.Label(change)} ({FateChanges.Meaning(change)}) {DifferenceTheme.ColourName(change)}"));
        text.Append(CultureInfo.InvariantCulture, $"The colour of a cell is what changes most often, in the direction in which more of its scenarios change (palette {Theme.PaletteName}: {colours}), ");
        text.Append(CultureInfo.InvariantCulture, $"its shade the share of its scenarios that change in that direction. Grey is {NeutralMeaning}. Cells that are worse are crossed out, those without scenarios hatched. ");
        text.Append("Differences of shares are in percentage points (pp).");
        foreach (DifferencePair pair in content.Pairs)
        {
            text.Append(CultureInfo.InvariantCulture, $" {PairName(pair)}: {string.Join(", ", _told.Select(change => $"{Share(pair.Totals[change], pair.Totals.Total)} {FateChanges.Label(change)}"))}.");
        }

        return text.ToString();
    }

    /// <summary>Better less worse, as a part of all, with its interval.</summary>
    private static string Difference(ChangeCounts cell)
    {
        Interval interval = McNemar.Difference(cell.Better, cell.Worse, cell.Total);
        return $"{NumberText.Difference((double)(cell.Better - cell.Worse) / cell.Total)} (95 %: {NumberText.Difference(interval.Low)} – {NumberText.Difference(interval.High)})";
    }

    private static List<string> Values(ChangeCounts cell) =>
    [
        NumberText.Count(cell.Total), CountAndShare(cell.Better, cell.Total), CountAndShare(cell.Worse, cell.Total),
        .. _told.Select(change => cell[change] == 0 ? "" : NumberText.Count(cell[change])), Difference(cell), NumberText.Probability(cell.PValue),
    ];

    private static string CountAndShare(long count, long total) => count == 0 ? "0" : $"{NumberText.Count(count)} ({Share(count, total)})";

    private static string Share(long count, long total) => NumberText.Percent((double)count / total);
}
