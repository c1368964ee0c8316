using System.Globalization;
using System.Text;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Charts;

/// <summary>What a region figure says in words: captions, cells, and the description for those who cannot see it.</summary>
internal static class RegionWords
{
    /// <summary>What is said of a cell without scenarios.</summary>
    internal const string NothingHere = "no scenario fell here";

    /// <summary>The name of a region in which chance decides which of two fates is the more frequent.</summary>
    internal const string Mixed = "mixed";

    private static readonly string _mixedMeaning = FormattableString.Invariant(
        $"two fates are about equally frequent, and which of them is the more frequent may be chance (exact test of the one against the other, p ≥ {ChangeCounts.Significance})");

    /// <summary>A share and the fate it is of: 71 % caught up.</summary>
    internal static string Share(ProtocolSummary summary, Fate fate) => $"{NumberText.Percent(summary.ShareOf(fate))} {Fates.Label(fate)}";

    /// <summary>Which map it is: a sweep has several, all with its title.</summary>
    internal static string Topic(RegionFigureContent content) =>
        $"What became of the replica over {Axes(content.Regions)}, under {DisplayText.Listed(content.Summary.Protocols.Select(summary => summary.Protocol.Label))}";

    /// <summary>A title together with what the figure is of, for those who hear it.</summary>
    internal static string Titled(string title, string topic) => title.Length == 0 ? topic : $"{title} – {topic}";

    /// <summary>The names of the two axes of a map.</summary>
    internal static string Axes(CellKinds cells) => $"{cells.X.Label} and {cells.Y.Label}";

    /// <summary>Whether some cells have scenarios, but too few for their share to have a shade.</summary>
    internal static bool HasFew(CellKinds regions) => Cells(regions).Any(cell => cell.Total is > 0 and < CellLook.FewScenarios);

    private static bool HasMixed(CellKinds regions) => Cells(regions).Any(cell => CellLook.Of(cell) is { OtherStyle: not null });

    private static IEnumerable<FateCounts> Cells(CellKinds regions) =>
        from protocolIndex in Enumerable.Range(0, regions.ProtocolCount)
        from yIndex in Enumerable.Range(0, regions.Y.CellCount)
        from xIndex in Enumerable.Range(0, regions.X.CellCount)
        select regions.CellAt(protocolIndex, xIndex, yIndex);

    /// <summary>A cell's ranges, number of scenarios, and the fates that occurred in it.</summary>
    internal static string Cell(CellKinds regions, int protocolIndex, int xIndex, int yIndex)
    {
        FateCounts cell = regions.CellAt(protocolIndex, xIndex, yIndex);
        var text = new StringBuilder();
        text.Append(AxisText.Ranges(regions.X, xIndex, regions.Y, yIndex)).Append(NumberText.Count(cell.Total));
        char separator = '=';
        foreach (Fate fate in Fates.All)
        {
            if (cell[fate] != 0)
            {
                text.Append(' ').Append(separator).Append(' ').Append(NumberText.Count(cell[fate])).Append(' ').Append(Fates.Label(fate));
                separator = '+';
            }
        }

        return text.ToString();
    }

    /// <summary>What is told of the cells of one map on pointing at them: the same numbers as in <see cref="Cell"/>, and the share of each fate.</summary>
    internal static CellGrid Grid(RegionFigureContent content, int protocolIndex)
    {
        CellKinds regions = content.Regions;
        return new CellGrid(
            content.Summary.Protocols[protocolIndex].Protocol.Label,
            regions.X,
            regions.Y,
            [new CellField("scenarios"), .. Fates.All.Select(fate => new CellField(Fates.Label(fate))), new CellField("those with 0", "95 %: 0 % – "), .. content.Notes?.Fields(protocolIndex) ?? []],
            (xIndex, yIndex) => Values(regions.CellAt(protocolIndex, xIndex, yIndex)) is { } values ? [.. values, .. content.Notes?.ValuesAt(protocolIndex, xIndex, yIndex) ?? []] : null,
            NothingHere);
    }

    private static IReadOnlyList<string>? Values(FateCounts cell) =>
        cell.Total == 0 ? null : [NumberText.Count(cell.Total), .. Fates.All.Select(fate => CountAndShare(cell[fate], cell.Total)), HighestOfNone(cell)];

    /// <summary>How frequent a fate may be that no scenario of the cell had: the same for each, and so told once.</summary>
    private static string HighestOfNone(FateCounts cell) => Fates.All.All(fate => cell[fate] > 0) ? "" : NumberText.Percent(Proportion.Of(0, cell.Total).High);

    private static string CountAndShare(long count, long total) =>
        count == 0 ? "0" : $"{NumberText.Count(count)} ({NumberText.Percent((double)count / total)}, 95 %: {NumberText.Percents(Proportion.Of(count, total))})";

    /// <summary>What stands in the legend below the fates.</summary>
    internal static IEnumerable<LegendLine> LegendLines(RegionFigureContent content)
    {
        foreach (var curve in content.Curves)
        {
            yield return LegendLine.OfLine(Theme.CurveStyle(curve.Dashes), DisplayText.Clean($"{curve.Label}: {curve.Meaning}"));
        }

        if (content.Bands.Any(RegionBand.IsDrawn))
        {
            yield return LegendLine.OfLine(Theme.BandStyle, Band(content.Bands[0].Confidence));
        }

        if (content.Compared.Any(compared => compared.Disagreeing.Count > 0))
        {
            yield return new LegendLine(Flags(content), RegionBand.DrawFlag);
        }

        if (HasMixed(content.Regions))
        {
            yield return LegendLine.OfHalves(Theme.FateStyle(Fate.RebuiltByDecision, 1), Theme.FateStyle(Fate.RebuiltByAccident, 1), $"{Mixed}: {_mixedMeaning}");
        }

        yield return LegendLine.OfArea(Theme.NoDataStyle, OutsideWords(content));
    }

    private static string Flags(RegionFigureContent content)
    {
        var flagged = content.Compared.Index().Where(compared => compared.Item.Disagreeing.Count > 0)
            .Select(compared => $"{content.Summary.Protocols[compared.Index].Protocol.Label} {compared.Item.Disagreeing.Count} of {NumberText.Counted(compared.Item.ComparedCount, "cell")} compared");
        return $"cells in which most do otherwise than these limits say, beyond the band ({string.Join(", ", flagged)})";
    }

    private static string OutsideWords(RegionFigureContent content)
    {
        long outside = 0;
        for (int i = 0; i < content.Regions.ProtocolCount; i++)
        {
            outside += content.Regions.OutsideCount(i);
        }

        return outside == 0
            ? NothingHere
            : $"no scenario fell here ({NumberText.Count(outside)} trials lie outside the maps; the headlines count them)";
    }

    /// <summary>What is to be seen.</summary>
    internal static string Description(RegionFigureContent content)
    {
        CellKinds regions = content.Regions;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{NumberText.Counted(regions.ProtocolCount, "map")} over {AxisText.Words(regions.X)} and {AxisText.Words(regions.Y)}. ");
        string colours = string.Join(", ", Fates.All.Select(fate => $"{Fates.Label(fate)} {Theme.ColourName(fate)}"));
        text.Append(CultureInfo.InvariantCulture, $"The colour of a cell is the most frequent fate of its scenarios (palette {Theme.PaletteName}: {colours}), ");
        text.Append("its shade the share of that fate; cells without scenarios are hatched.");
        text.Append(HasMixed(regions) ? $" Cells that have two colours are {Mixed}: {_mixedMeaning}." : "");
        foreach (ProtocolSummary summary in content.Summary.Protocols)
        {
            text.Append(CultureInfo.InvariantCulture, $" {summary.Protocol.Label}: {string.Join(", ", Fates.All.Select(fate => Share(summary, fate)))}.");
        }

        foreach (ReferenceCurve curve in content.Curves)
        {
            text.Append(CultureInfo.InvariantCulture, $" The dashed line is {curve.Label}: {curve.Meaning}.");
        }

        if (content.Bands.Any(RegionBand.IsDrawn))
        {
            text.Append(CultureInfo.InvariantCulture, $" {Band(content.Bands[0].Confidence)}.");
        }

        return text.ToString();
    }

    /// <summary>What the bars and lines of a boundary are.</summary>
    internal static string Band(double confidence) =>
        $"the boundary, row by row: left of the bar most catch up, right of it most do not; all level lines of a map hold the true places together with {NumberText.Percent(confidence)} confidence; rows in which it may lie beside the map have none";
}
