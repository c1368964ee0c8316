using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Reports;

/// <summary>Makes the figure of one map of a sweep: fates, boundary and band, the limits that analysis knows, and what is told of cells.</summary>
internal static class MapFigures
{
    /// <summary>The figure.</summary>
    /// <param name="findings">The sweep.</param>
    /// <param name="map">The map.</param>
    /// <param name="name">Names the files.</param>
    /// <param name="title">Heading.</param>
    internal static ReportFigure Of(SweepFindings findings, MapCounts map, string name, string title)
    {
        var boundary = findings.BoundaryOf(map);
        var content = new RegionFigureContent(name, title, Subtitle(findings), map.Kinds, findings.Summary, Curves(findings.Config.Protocols, map.Map, boundary?.Limits ?? []))
        {
            Bands = boundary?.Bands ?? [],
            Compared = boundary?.Comparisons ?? [],
            Notes = Notes(findings, map),
        };
        return ReportFigure.Of(shape => new RegionFigure(content, shape));
    }

    /// <summary>Whether enough lies on a map to draw it.</summary>
    internal static bool HasTrials(MapCounts map, SweepSummary summary) =>
        Enumerable.Range(0, map.Kinds.ProtocolCount).Any(protocolIndex => summary.Protocols[protocolIndex].TrialCount - map.Kinds.OutsideCount(protocolIndex) >= Sample.Least);

    /// <summary>What a section without maps says of them.</summary>
    internal static string TooFew => $"Fewer than {Sample.Least} scenarios of this sweep lie on the map, too few to draw: it would show chance";

    /// <summary>What the data of a figure is: scenarios, seed, config.</summary>
    internal static string Subtitle(SweepFindings findings)
    {
        var counted = findings.IsComplete ? NumberText.Counted(findings.Scenarios, "scenario") : $"{NumberText.Count(findings.Scenarios)} of {NumberText.Counted(findings.Config.Count, "scenario")}";
        return $"{counted}, seed {findings.Config.Seed}, config {ConfigLock.ShortDigest(findings.Config)}";
    }

    private static List<ReferenceCurve> Curves(IReadOnlyList<ProtocolVersion> protocols, SweepMap map, IReadOnlyList<AnalyticLimit> limits)
    {
        var versions = protocols.ToList();
        return
        [
            .. from limit in limits
               where IsOnMap(limit, map)
               let meaning = limit.IsExact ? limit.Meaning : $"{limit.Meaning}; drawn at the medians of what varies"
               let curve = double.IsNaN(limit.LevelAt) ? ReferenceCurve.ForInverse(limit.Label, meaning, map.Y.Axis, limit.XOf) : ReferenceCurve.Level(limit.Label, meaning, map.X.Axis, limit.LevelAt)
               select curve with { Dashes = limit.Number, Panels = [.. limit.Versions.Select(version => versions.IndexOf(version))] },
        ];
    }

    /// <summary>Whether any part of a limit lies between the ends of the map.</summary>
    private static bool IsOnMap(AnalyticLimit limit, SweepMap map) => !double.IsNaN(limit.LevelAt)
        ? limit.LevelAt > map.Y.Axis.Min && limit.LevelAt < map.Y.Axis.Max
        : Enumerable.Range(0, map.Y.Axis.CellCount + 1).Any(edge => limit.XOf(map.Y.Axis.EdgeAt(edge)) is var x && x >= map.X.Axis.Min && x <= map.X.Axis.Max);

    private static CellNotes Notes(SweepFindings findings, MapCounts map)
    {
        var typical = findings.Typical.Of(map.Map);
        return new CellNotes(
            protocolIndex =>
            [
                new("recovery, median"),
                new("needless rebuilds"),
                findings.ReplayField(protocolIndex),
            ],
            (protocolIndex, xIndex, yIndex) =>
            [
                map.RecoveryS.Quantile(map.Cells.Of(protocolIndex, xIndex, yIndex), 500) is var medianS && double.IsNaN(medianS) ? "" : Recovery(medianS),
                map.Kinds.NeedlessRebuildsAt(protocolIndex, xIndex, yIndex) is var needless && needless == 0 ? "" : NumberText.Count(needless),
                typical.ScenarioOf(protocolIndex, xIndex, yIndex, map.Kinds.CellAt(protocolIndex, xIndex, yIndex).Dominant) is { } scenario ? FormattableString.Invariant($"{scenario}") : "",
            ]);
    }

    private static string Recovery(double medianS) =>
        medianS == 0 || double.IsInfinity(medianS) ? CellTimeText.Of(medianS) : $"{CellTimeText.Of(medianS)} (within {NumberText.Percent(CellTimes.RelativeError)})";
}
