using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pages;

namespace WalSweep.Analysis.Reports;

/// <summary>What became of replicas, over two quantities at a time: one map for each version, with the boundary and the limits that analysis knows.</summary>
internal sealed class RegionSection : IReportSection
{
    /// <summary>The maps, and what their figures are called.</summary>
    private static readonly (string Map, string Name)[] _figures =
        [(MapPlan.OutageByWriteRate, "regions"), (MapPlan.OutageByRetention, "regions-retention"), (MapPlan.OutageByLoad, "regions-load"), (MapPlan.FirstTwo, "regions")];

    /// <summary>The maps that a report on all of it has, and the configuration that has each.</summary>
    private static readonly (string Map, string Axes, string Config)[] _usual =
    [
        (MapPlan.OutageByWriteRate, "outage and write rate", "configs/quickstart.json"),
        (MapPlan.OutageByRetention, "outage and retention", "configs/retention.json"),
        (MapPlan.OutageByLoad, "outage and write rate ÷ catch-up rate", "configs/quickstart.json"),
    ];

    /// <summary>Of more versions than this only one map each is drawn.</summary>
    private const int _fewVersions = 4;

    private const string _aboutBoundaries =
        "The bars say where, in each row of cells, catching up stops being what happens to most, and the level lines how sure that is, by exact tests that rely on the share which catches up not rising with the outage.";

    private const string _aboutLimits =
        " The dashed lines are limits that follow from the model by algebra alone, for one outage and nothing else: bursts, new addresses and waiting for the control plane are not in them, "
        + "and are why a version may fall short of a line. Where something in a limit varies from scenario to scenario it is drawn at the median, and of cells which not all of it leaves on one side nothing is said; "
        + "of the others the table counts how many say the same as the simulation, and a small square marks each that does not.";

    /// <inheritdoc/>
    public ReportSection Tell(SweepFindings findings)
    {
        var section = new ReportSection("regions", "What became of the replica");
        var maps = _figures.Select(figure => (Counts: findings.MapOf(figure.Map), figure.Name)).Where(map => map.Counts is not null).ToList();
        if (maps.Count == 0)
        {
            string lack = findings.MapOf(MapPlan.Plane) is null
                ? "In this sweep no two quantities vary over which this map could be drawn"
                : "In this sweep the outage does not vary, so there is no map over it to draw";
            return section with { Missing = new MissingData(lack, "configs/quickstart.json") };
        }

        maps = [.. maps.Where(map => MapFigures.HasTrials(map.Counts!, findings.Summary))];
        if (maps.Count == 0)
        {
            return section with { Missing = new MissingData(MapFigures.TooFew, "configs/quickstart.json") };
        }

        List<MapBoundary> boundaries = [.. maps.Select(map => findings.BoundaryOf(map.Counts!)).OfType<MapBoundary>()];
        var drawn = findings.Config.Protocols.Count <= _fewVersions ? maps : maps.Take(1);
        return section with
        {
            Paragraphs =
            [
                "Each cell of a map is a range of what its axes measure. Its colour is what became most often of the replica that fell behind, its shade how large that share is. "
                    + $"The colours are of the {Theme.PaletteName} palette, which colour-blind readers can tell apart, and regions bear the names of their fates.",
                .. boundaries.Count == 0 ? Array.Empty<string>() : [_aboutBoundaries + (boundaries.Exists(boundary => boundary.Limits.Count > 0) ? _aboutLimits : "")],
                .. _usual.Where(map => findings.MapOf(map.Map) is null).Select(map => $"For a map over {map.Axes} both would have to vary; {map.Config} has it."),
                .. findings.Config.Protocols.Count <= _fewVersions ? Array.Empty<string>() : ["Of so many versions only the first map is drawn; the tables tell of all that the sweep has."],
            ],
            Figures = [.. drawn.Select(map => MapFigures.Of(findings, map.Counts!, map.Name, findings.Config.Title))],
            Tables = MapBoundaries.Tables(findings, boundaries),
        };
    }
}
