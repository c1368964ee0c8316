using WalSweep.Analysis.Regions;
using WalSweep.Sweep.Config;

namespace WalSweep.Analysis.Reports;

/// <summary>All that is known of a sweep when its report is written: what sections and opening are made of. Of a sweep that is not finished it is what its finished parts say.</summary>
/// <param name="Config">The sweep.</param>
/// <param name="Scenarios">Scenarios that are there.</param>
/// <param name="Summary">Totals for each version.</param>
/// <param name="Axes">What the map is drawn over.</param>
/// <param name="Regions">Fates by cell of that map.</param>
internal sealed record SweepFindings(SweepConfig Config, long Scenarios, SweepSummary Summary, MapAxes Axes, RegionCounts Regions)
{
    /// <summary>Whether every scenario is there.</summary>
    internal bool IsComplete => Scenarios == Config.Count;

    /// <summary>Where the results are unless whoever ran the sweep put them elsewhere. The real place is not told: the same sweep gives the same report wherever it is.</summary>
    internal string UsualFolder => $"results/{Config.Name}";
}
