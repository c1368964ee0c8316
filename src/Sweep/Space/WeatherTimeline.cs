using System.Runtime.CompilerServices;
using WalSweep.Engine;

namespace WalSweep.Sweep.Space;

/// <summary>
/// Lays a scenario's weather out as a timeline of faults. Faults are in the order of their times; at equal times those of outages come first (by outage,
/// then starts before ends, then by node), then the control plane, then the burst, then the spike, then primary losses (by loss, then starts before ends, then the
/// control plane's side before the link), then the loss of payloads, then the base.
/// </summary>
internal ref partial struct WeatherTimeline
{
    /// <summary>
    /// Start and end of every outage of every replica, of the control plane's outage, of the burst, of the spike, of every primary loss, where the link may be cut as
    /// well, and of the time of a newer base; and the loss of payloads.
    /// </summary>
    public const int Capacity = (2 * WeatherParameters.MaxOutages * ScenarioParameters.MaxReplicas) + (4 * WeatherParameters.MaxPrimaryLosses) + 9;

    private readonly SamplePlan _plan;
    private readonly long _scenario;
    private readonly Span<Fault> _faults;
    private readonly ref readonly ScenarioDraws _draws;
    private double _outagesEndS;

    public WeatherTimeline(SamplePlan plan, long scenario, ref readonly ScenarioDraws draws, Span<Fault> faults)
    {
        _plan = plan;
        _scenario = scenario;
        _draws = ref draws;
        _faults = faults;
    }

    /// <summary>Faults laid out so far.</summary>
    public int Count { get; private set; }

    /// <summary>When the last of them happens, or 0.</summary>
    public readonly double LastS => Count == 0 ? 0 : _faults[Count - 1].TimeS;

    /// <summary>How long all primary losses last together, in seconds.</summary>
    public double PrimaryLossTotalS { get; private set; }

    /// <summary>When the last fault of any scenario can happen at the latest.</summary>
    public static double LatestEndS(SpaceSpecs specs)
    {
        double Max(ParameterDefinition definition) => specs.Support(definition).Max;
        double IfAny(ParameterDefinition probability, double endS) => Max(probability) > 0 ? endS : 0;

        var startS = Max(WeatherParameters.OutageStart);
        var outages = Max(WeatherParameters.Outages);
        var outagesS = outages == 0 ? 0 : (outages * Max(WeatherParameters.Outage)) + ((outages - 1) * Max(WeatherParameters.OutageGap));
        var delayS = (Max(VolumeParameters.Replicas) - 1) * Max(WeatherParameters.CorrelatedDelay);
        var afterOutagesS = outagesS + IfAny(WeatherParameters.CorrelatedProbability, delayS);
        var burstS = Max(WeatherParameters.BurstDelay) + Max(WeatherParameters.BurstDuration);
        var spikeS = Max(WeatherParameters.SpikeDelay) + Max(WeatherParameters.SpikeDuration);
        var afterStartS = Math.Max(afterOutagesS, IfAny(WeatherParameters.BurstProbability, burstS));
        afterStartS = Math.Max(afterStartS, IfAny(WeatherParameters.SpikeProbability, spikeS));
        afterStartS = Math.Max(afterStartS, LatestPrimaryLossEndS(specs, afterOutagesS));
        afterStartS = Math.Max(afterStartS, IfAny(WeatherParameters.PayloadLossProbability, Max(WeatherParameters.PayloadLossDelay)));
        var newerS = Max(WeatherParameters.BaseNewerDelay) + Max(WeatherParameters.BaseNewer);
        afterStartS = Math.Max(afterStartS, IfAny(WeatherParameters.BaseNewerProbability, newerS));
        return startS + Math.Max(afterStartS, IfAny(WeatherParameters.ControlOutageProbability, Max(WeatherParameters.ControlOutage)));
    }

    /// <summary>Lays out everything. Values that each outage has for itself are afterwards those of the last outage.</summary>
    /// <param name="values">The scenario's values.</param>
    /// <param name="weather">What the weather was.</param>
    public void LayOut(ref ParameterValues values, out WeatherSummary weather)
    {
        weather = default;
        var startS = values[WeatherParameters.OutageStart];
        var replicas = (int)values[VolumeParameters.Replicas];
        var burstS = startS + values[WeatherParameters.BurstDelay];
        var spikeS = startS + values[WeatherParameters.SpikeDelay];

        LayOutOutages(startS, replicas, ref values, ref weather);

        weather.ControlOutage = Happens(DrawPurposes.ControlOutage, values[WeatherParameters.ControlOutageProbability]);
        if (weather.ControlOutage)
        {
            Add(new(startS, FaultKind.ControlPlaneDown));
            Add(new(startS + values[WeatherParameters.ControlOutage], FaultKind.ControlPlaneUp));
        }

        weather.Burst = Happens(DrawPurposes.Burst, values[WeatherParameters.BurstProbability]);
        if (weather.Burst)
        {
            var ratePerS = values[VolumeParameters.WriteRate];
            Add(new(burstS, FaultKind.WriteRate, Value: ratePerS * values[WeatherParameters.BurstFactor]));
            Add(new(burstS + values[WeatherParameters.BurstDuration], FaultKind.WriteRate, Value: ratePerS));
        }

        weather.Spike = Happens(DrawPurposes.Spike, values[WeatherParameters.SpikeProbability]);
        if (weather.Spike)
        {
            Add(new(spikeS, FaultKind.SpikeStart, replicas, values[WeatherParameters.SpikeLatency]));
            Add(new(spikeS + values[WeatherParameters.SpikeDuration], FaultKind.SpikeEnd, replicas));
        }

        if (_plan.HasLosses)
        {
            LayOutLosses(startS, replicas, ref values, ref weather);
        }
    }

    [SkipLocalsInit]
    private void LayOutOutages(double startS, int replicas, ref ParameterValues values, ref WeatherSummary weather)
    {
        weather.Outages = (int)values[WeatherParameters.Outages];
        if (weather.Outages == 0)
        {
            return;
        }

        weather.FirstOutageS = values[WeatherParameters.Outage];
        weather.Restarted = Happens(DrawPurposes.Restart, values[WeatherParameters.RestartProbability]);
        weather.Correlated = replicas > 1 && Happens(DrawPurposes.Correlated, values[WeatherParameters.CorrelatedProbability]);
        var lastNode = weather.Correlated ? replicas : 1;
        var delayS = values[WeatherParameters.CorrelatedDelay];
        var down = weather.Restarted ? FaultKind.Crash : FaultKind.LinkDown;
        Unsafe.SkipInit(out RepeatDraws draws);
        if (weather.Outages > 1)
        {
            _plan.Outages.Draw(_scenario, weather.Outages, out draws);
        }

        for (var outageIndex = 0; outageIndex < weather.Outages; outageIndex++)
        {
            if (outageIndex > 0)
            {
                startS += values[WeatherParameters.OutageGap];
                _plan.Outages.Take(in draws, outageIndex, ref values);
            }

            var endS = startS + values[WeatherParameters.Outage];
            for (var node = 1; node <= lastNode; node++)
            {
                Add(new(startS + ((node - 1) * delayS), down, node));
            }

            for (var node = 1; node <= lastNode; node++)
            {
                var up = weather.Restarted ? Restart(outageIndex, node, values[WeatherParameters.AddressChangeProbability]) : FaultKind.LinkUp;
                weather.AddressChanged |= up == FaultKind.RestartNewAddress;
                Add(new(endS + ((node - 1) * delayS), up, node));
            }

            weather.OutageTotalS += values[WeatherParameters.Outage];
            startS = endS;
        }

        _outagesEndS = startS + ((lastNode - 1) * delayS);
    }

    /// <summary>The first restart's draw is among those of every scenario; further ones are drawn when they are needed.</summary>
    private readonly FaultKind Restart(int outageIndex, int node, double changeProbability)
    {
        var ordinal = (outageIndex * ScenarioParameters.MaxReplicas) + node - 1;
        var changes = ordinal == 0
            ? Happens(DrawPurposes.AddressChange, changeProbability)
            : Happens(DrawPurposes.AddressChange, ordinal, changeProbability);
        return changes ? FaultKind.RestartNewAddress : FaultKind.RestartSameAddress;
    }

    /// <summary>By a draw of its own, made only if it decides.</summary>
    private readonly bool Happens(int purpose, int ordinal, double probability) =>
        probability > 0 && (probability >= 1 || _plan.Uniform(_scenario, (uint)purpose, (uint)ordinal) < probability);

    /// <summary>By one of the draws of every scenario.</summary>
    private readonly bool Happens(int purpose, double probability) => probability > 0 && (probability >= 1 || _draws[purpose - DrawPurposes.First] < probability);

    /// <summary>Inserts a fault after all that happen no later. They come nearly in order, so little is moved.</summary>
    private void Add(Fault fault)
    {
        var at = Count++;
        while (at > 0 && _faults[at - 1].TimeS > fault.TimeS)
        {
            _faults[at] = _faults[at - 1];
            at--;
        }

        _faults[at] = fault;
    }
}
