using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Regions;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Running;
using WalSweep.Sweep.Space;

namespace WalSweep.Analysis.Reports;

/// <summary>Counts what the tables and maps of a report need, for one part at a time.</summary>
public sealed class SweepTally : ITally
{
    /// <summary>Goes up when the counts, or their order among the saved bytes, change.</summary>
    private const int Version = 4;

    /// <summary>Scenarios that are put by and counted together: the counters then stay in the processor's caches, from which simulating and writing would drive them out between any two.</summary>
    private const int BatchScenarios = 1024;

    private readonly SweepAccumulator _counts;
    private readonly ModeOfScenario _mode;
    private readonly int _protocolCount;
    private readonly Outcome[] _outcomes;
    private readonly double[] _firstOutagesS = new double[BatchScenarios];
    private double[] _varied = [];
    private int _variedCount;
    private int _pending;

    /// <summary>Makes one for a sweep.</summary>
    public SweepTally(SweepConfig config)
    {
        _counts = CountsOf(config);
        _mode = new ModeOfScenario(config);
        _protocolCount = config.Protocols.Count;
        _outcomes = new Outcome[BatchScenarios * _protocolCount];
        var maps = string.Join("; ", _counts.Maps.Select(map => $"{NameOf(map.Map.X.Axis)} and {NameOf(map.Map.Y.Axis)}"));
        Format = string.Create(CultureInfo.InvariantCulture, $"fates {Version}: {config.Protocols.Count} protocols over {maps}");
    }

    /// <inheritdoc/>
    public string Format { get; }

    /// <summary>Empty counts of the kind that a tally of this sweep saves.</summary>
    public static SweepAccumulator CountsOf(SweepConfig config) => new(new MapPlan(config).Maps, config.Protocols.Count, ProtocolPair.Of([.. config.Protocols]));

    /// <inheritdoc/>
    public void Clear()
    {
        _counts.Clear();
        _pending = 0;
    }

    /// <inheritdoc/>
    public void Add(int protocolIndex, ReadOnlySpan<double> varied, in WeatherSummary weather, in Outcome outcome)
    {
        _outcomes[(_pending * _protocolCount) + protocolIndex] = outcome;
        if (protocolIndex < _protocolCount - 1)
        {
            return;
        }

        if (_varied.Length == 0)
        {
            (_variedCount, _varied) = (varied.Length, new double[BatchScenarios * varied.Length]);
        }

        varied.CopyTo(_varied.AsSpan(_pending * _variedCount));
        _firstOutagesS[_pending] = weather.FirstOutageS;
        if (++_pending == BatchScenarios)
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
        for (var scenario = 0; scenario < _pending; scenario++)
        {
            var varied = _varied.AsSpan(scenario * _variedCount, _variedCount);
            _counts.Add(varied, _firstOutagesS[scenario], _mode.Of(varied), _outcomes.AsSpan(scenario * _protocolCount, _protocolCount));
        }

        _pending = 0;
    }

    private static string NameOf(Axis axis) =>
        string.Create(CultureInfo.InvariantCulture, $"{axis.CellCount} {axis.Scale.ToString().ToLowerInvariant()} cells of {axis.Column} in [{axis.Min:R}, {axis.Max:R}]");
}
