using WalSweep.Analysis.Boundaries;
using WalSweep.Analysis.Charts;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Reports;

/// <summary>All that is known of a sweep when its report is written: what sections and opening are made of. Of a sweep that is not finished it is what its finished parts say.</summary>
/// <param name="Config">The sweep.</param>
/// <param name="Scenarios">Scenarios that are there.</param>
/// <param name="Summary">Totals for each version.</param>
/// <param name="Counts">Everything that was counted: maps, pairs, totals.</param>
internal sealed record SweepFindings(SweepConfig Config, long Scenarios, SweepSummary Summary, SweepAccumulator Counts)
{
    private readonly Dictionary<string, MapBoundary?> _boundaries = [];

    // Null is an answer, and is not looked for again.
    private readonly Lazy<KnobFindings?> _knobs = new(() => KnobFindings.Of(Config.Protocols, Counts.Maps));
    private LimitsOfSweep? _limits;
    private TypicalScenarios? _typical;

    /// <summary>The limits that analysis knows.</summary>
    private LimitsOfSweep Limits => _limits ??= new LimitsOfSweep(Config);

    /// <summary>A typical scenario for cells of the maps, of versions and of pairs of them; found when it is first asked for.</summary>
    internal TypicalScenarios Typical => _typical ??= new TypicalScenarios(Config, [.. Counts.Maps.Select(map => map.Map)], Counts.Pairs);

    /// <summary>What tells of a cell the command that replays a scenario of it under a version; its values are numbers of scenarios.</summary>
    internal CellField ReplayField(int protocolIndex) => new("typical", $"walsweep replay {UsualFolder} --scenario ", $" --protocol {Config.Protocols[protocolIndex].Name}", IsCommand: true, TypicalScenarios.None);

    /// <summary>What is to be said of V2's knobs; null if none of them varies.</summary>
    internal KnobFindings? Knobs => _knobs.Value;

    /// <summary>A map by its name; null if the sweep has none of it.</summary>
    internal MapCounts? MapOf(string name) => Counts.Maps.FirstOrDefault(map => map.Map.Name == name);

    /// <summary>Where catching up ends on a map, found when it is first asked for; null where that cannot be asked (<see cref="MapBoundary.Of"/>).</summary>
    internal MapBoundary? BoundaryOf(MapCounts map)
    {
        if (!_boundaries.TryGetValue(map.Map.Name, out var boundary))
        {
            boundary = MapBoundary.Of(map, Config.Protocols, Limits);
            _boundaries.Add(map.Map.Name, boundary);
        }

        return boundary;
    }

    /// <summary>Whether every scenario is there.</summary>
    internal bool IsComplete => Scenarios == Config.Count;

    /// <summary>Where the results are unless whoever ran the sweep put them elsewhere. The real place is not told: the same sweep gives the same report wherever it is.</summary>
    internal string UsualFolder => $"results/{Config.Name}";
}
