using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Counting;

/// <summary>Counts what the tables and maps of a report need, for one part at a time.</summary>
public sealed class SweepTally : ITally
{
    /// <summary>Goes up when the counts, their order among the saved bytes, or what the format says of them change.</summary>
    private const int _version = 9;

    private readonly SweepAccumulator _counts;
    private readonly ModeOfScenario _mode;

    // Scenarios are put by and counted together: the counters then stay in the processor's caches, from which simulating and writing would drive them out between any two.
    private readonly TrialBatch _batch;

    /// <summary>Makes one for a sweep.</summary>
    public SweepTally(SweepConfig config)
    {
        _counts = CountsOf(config);
        _mode = new ModeOfScenario(config);
        _batch = new TrialBatch(config.Protocols.Count, config.Specs.VariedCount(config.Durability));
        Format = FormatOf(config);
    }

    /// <inheritdoc/>
    public string Format { get; }

    /// <summary>The <see cref="Format"/> of a tally of a sweep: short enough for a message, with a digest of all axes.</summary>
    public static string FormatOf(SweepConfig config)
    {
        var maps = new MapPlan(config).Maps;
        var axes = string.Join("; ", maps.Select(map => $"{NameOf(map.X.Axis)} and {NameOf(map.Y.Axis)}"));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(axes)).AsSpan(0, 8));
        return string.Create(CultureInfo.InvariantCulture, $"counts {_version}, {maps.Count} maps {digest}");
    }

    /// <summary>Empty counts of the kind that a tally of this sweep saves.</summary>
    public static SweepAccumulator CountsOf(SweepConfig config) => new(new MapPlan(config).Maps, config.Protocols.Count, ProtocolPair.Of([.. config.Protocols]));

    /// <inheritdoc/>
    public void Clear()
    {
        _counts.Clear();
        _batch.Clear();
    }

    /// <inheritdoc/>
    public void Add(int protocolIndex, ReadOnlySpan<double> varied, in WeatherSummary weather, in Outcome outcome)
    {
        _batch.SetTrial(protocolIndex, in outcome);
        if (protocolIndex < _batch.ProtocolCount - 1)
        {
            return;
        }

        if (_batch.AddScenario(varied, weather.FirstOutageS, _mode.Of(varied)))
        {
            Count();
        }
    }

    /// <inheritdoc/>
    public byte[] Save()
    {
        Count();
        return _counts.Save();
    }

    private void Count()
    {
        _counts.Add(_batch);
        _batch.Clear();
    }

    private static string NameOf(Axis axis) =>
        string.Create(CultureInfo.InvariantCulture, $"{axis.CellCount} {axis.Scale.ToString().ToLowerInvariant()} cells of {axis.Column} in [{axis.Min:R}, {axis.Max:R}]");
}
