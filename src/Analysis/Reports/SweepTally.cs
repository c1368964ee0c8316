using System.Globalization;
using WalSweep.Analysis.Regions;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>Counts what the table and the map of a report need, for one part at a time.</summary>
public sealed class SweepTally : ITally
{
    /// <summary>Goes up when the counts, or their order among the saved bytes, change.</summary>
    private const int Version = 2;

    private readonly MapAxes _axes;
    private readonly SweepAccumulator _counts;

    /// <summary>Makes one for a sweep, over the axes of its map.</summary>
    public SweepTally(SweepConfig config)
    {
        _axes = new MapAxes(config);
        _counts = new SweepAccumulator(_axes.X, _axes.Y, config.Protocols.Count);
        Format = string.Create(CultureInfo.InvariantCulture,
            $"fates {Version}: {config.Protocols.Count} protocols over {NameOf(_axes.X)} and {NameOf(_axes.Y)}");
    }

    /// <inheritdoc/>
    public string Format { get; }

    /// <inheritdoc/>
    public void Clear() => _counts.Clear();

    /// <inheritdoc/>
    public void Add(int protocolIndex, ReadOnlySpan<double> varied, in WeatherSummary weather, in Outcome outcome) =>
        _counts.Add(new RegionRow(
            protocolIndex,
            _axes.XOf(varied, in weather),
            _axes.YOf(varied),
            outcome.Ended,
            outcome.Path,
            outcome.Explicit,
            outcome.NeedlessRebuild,
            outcome.RecoveryS,
            (long)outcome.LostEntries,
            (long)outcome.LeakedEntries));

    /// <inheritdoc/>
    public byte[] Save() => _counts.Save();

    private static string NameOf(Axis axis) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{axis.CellCount} {axis.Scale.ToString().ToLowerInvariant()} cells of {axis.Column} in [{axis.Min:R}, {axis.Max:R}]");
}
