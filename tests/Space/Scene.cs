using System.Globalization;
using System.Text;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Tests.Space;

/// <summary>Buffers for the scenarios of a sweep, and what must hold of each.</summary>
internal sealed class Scene(SweepConfig config, ScenarioSource source)
{
    private readonly Fault[] _timeline = new Fault[ScenarioSource.TimelineCapacity];
    private ScenarioParameters _parameters;
    private WeatherSummary _weather;
    private int _faults;

    public Scene(SweepConfig config)
        : this(config, config.CreateSource())
    {
    }

    public SweepConfig Config { get; } = config;

    public ScenarioSource Source { get; } = source;

    public double[] Varied { get; } = new double[source.VariedCount];

    public ScenarioParameters Parameters => _parameters;

    public WeatherSummary Weather => _weather;

    public ReadOnlySpan<Fault> Timeline => _timeline.AsSpan(0, _faults);

    public void Draw(long scenario) => _faults = Source.Draw(scenario, out _parameters, _timeline, Varied, out _weather);

    /// <summary>The engine's rules, and what the source promises beyond them, judged from the timeline alone.</summary>
    public List<string> Errors()
    {
        var errors = new Scenario(in _parameters, Timeline).Validate().ConvertAll(problem => problem.ToString());
        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                errors.Add(rule);
            }
        }

        var faults = Timeline.ToArray();
        var losses = _weather.PrimaryLosses;
        var starts = faults.Where(f => f.Node == 1 && f.Kind is FaultKind.LinkDown or FaultKind.Crash).ToArray();
        var ends = faults.Where(f => f.Node == 1 && f.Kind is FaultKind.LinkUp or FaultKind.RestartSameAddress or FaultKind.RestartNewAddress).ToArray();
        Require(starts.Length >= _weather.Outages && ends.Length == starts.Length, "at least as many outages as said");
        Require(losses > 1 || starts.Length == _weather.Outages, "no more outages than said, unless a later primary loss hits a replica");
        (starts, ends) = (starts[.._weather.Outages], ends[.._weather.Outages]);
        Fault[] ofOutages = losses > 1 ? [.. starts, .. ends] : [.. faults.Where(f => f.Node > 0)]; // Later losses of replicas look the same.
        Require(_weather.Outages == 0 ? _weather.FirstOutageS == 0 : Near(ends[0].TimeS - starts[0].TimeS, _weather.FirstOutageS, ends[0].TimeS), "the first outage lasts as said");
        Require(Near(ends.Sum(f => f.TimeS) - starts.Sum(f => f.TimeS), _weather.OutageTotalS, ends.Sum(f => f.TimeS)), "all outages last as said");
        Require(_weather.AddressChanged == faults.Any(f => f.Kind == FaultKind.RestartNewAddress), "the address changes as said");
        Require(_weather.Restarted == ofOutages.Any(f => f.Kind == FaultKind.Crash), "crashes as said");
        Require(!_weather.Restarted || !ofOutages.Any(f => f.Kind == FaultKind.LinkDown), "crashes or link outages, not both");
        Require(losses > 1 || _weather.Correlated == ofOutages.Any(f => f.Node > 1 && f.Kind is FaultKind.LinkDown or FaultKind.Crash), "other replicas fail as said");
        Require(_weather.Burst == faults.Any(f => f.Kind == FaultKind.WriteRate), "a burst as said");
        Require(_weather.Spike == faults.Any(f => f.Kind == FaultKind.SpikeStart && f.Node == _parameters.Replicas), "a spike at the last replica as said");
        Require(_weather.ControlOutage == faults.Any(f => f.Kind == FaultKind.ControlPlaneDown), "a control-plane outage as said");
        Require(faults.Count(f => f.Kind is FaultKind.Crash or FaultKind.IsolationStart && f.Node == 0) >= Math.Min(1, losses), "node 0 is lost as said");
        Require(losses > 0 || !faults.Any(f => f.Node == 0 && f.Kind is FaultKind.Crash or FaultKind.IsolationStart or FaultKind.LinkDown), "node 0 is lost only as said");
        Require(_weather.PrimaryIsolated == faults.Any(f => f.Kind == FaultKind.IsolationStart), "an isolation as said");
        Require(_weather.PayloadLost == faults.Any(f => f.Kind == FaultKind.PayloadLoss), "payloads are lost as said");
        Require(_weather.BaseNewer == faults.Any(f => f.Kind == FaultKind.BaseNewerStart), "the base is newer as said");
        Require(faults.Length == 0 || faults[^1].TimeS <= _parameters.HorizonS, "the horizon lies beyond the last fault");
        Require(_parameters.ControlPhaseS >= 0 && _parameters.ControlPhaseS < _parameters.ControlCycleS, "the phase lies in one cycle");
        Require(Config.Durability.Modes.Contains(_parameters.Durability), "the durability mode is one of the configuration's");
        Require(!Config.Durability.IsDrawn || Varied[^1] == (double)_parameters.Durability, "the durability mode is reported");
        for (var i = 0; i < Source.Varied.Count; i++)
        {
            var (min, max) = Config.Specs.Support(Source.Varied[i]);
            Require(Varied[i] >= min && Varied[i] <= max, $"{Source.Varied[i].Key} lies in its support");
            Require(!Source.Varied[i].IsWhole || Varied[i] == Math.Floor(Varied[i]), $"{Source.Varied[i].Key} is whole");
        }

        return errors;
    }

    /// <summary>Everything that was drawn, with all bits.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var (definition, value) in Source.Varied.Zip(Varied))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {definition.Column} {value:R}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  phase {_parameters.ControlPhaseS:R} inflight {_parameters.InflightEntries:R} horizon {_parameters.HorizonS:R}\n");
        foreach (var fault in Timeline)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {fault.TimeS:R} {fault.Kind} {fault.Node} {fault.Value:R}\n");
        }

        return text.ToString();
    }

    private static bool Near(double a, double b, double scale) => Math.Abs(a - b) <= 1e-12 * (1 + scale);
}
