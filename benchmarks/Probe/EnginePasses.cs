using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Benchmarks.Probe;

/// <summary>The first scenarios of a sweep, drawn beforehand, and passes over them in stretches.</summary>
internal sealed class EnginePasses
{
    /// <summary>Scenarios of a pass: more than a branch predictor learns by heart.</summary>
    public const int Scenarios = 4096;

    /// <summary>Scenarios of a stretch: they take less than a millisecond, so that many a stretch is run without a disturbance.</summary>
    public const int StretchLength = 256;

    private readonly ScenarioSource _source;
    private readonly ScenarioParameters[] _parameters = new ScenarioParameters[Scenarios];
    private readonly Fault[][] _timelines = new Fault[Scenarios][];
    private readonly Fault[] _timeline = new Fault[ScenarioSource.TimelineCapacity];
    private readonly double[] _varied;
    private TrialState _state;

    public EnginePasses(ScenarioSource source)
    {
        _source = source;

        // Room for the durability mode, whether or not it is drawn: the probe is laid over revisions that do not know that it can be.
        _varied = new double[source.Varied.Count + 1];
        for (var index = 0; index < Scenarios; index++)
        {
            var faults = source.Draw(index, out _parameters[index], _timeline, _varied, out _);
            _timelines[index] = _timeline[..faults];
        }
    }

    /// <summary>Draws a stretch of scenarios once more.</summary>
    /// <param name="first">The first of them.</param>
    /// <returns>Their faults, so that the work cannot be left out.</returns>
    public long Draw(int first)
    {
        var faults = 0L;
        for (var index = first; index < first + StretchLength; index++)
        {
            faults += _source.Draw(index, out _, _timeline, _varied, out _);
        }

        return faults;
    }

    /// <summary>Runs a stretch of scenarios under a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="first">The first of them.</param>
    /// <returns>Their events.</returns>
    public long Run(ProtocolVersion protocol, int first)
    {
        var events = 0L;
        for (var index = first; index < first + StretchLength; index++)
        {
            events += Simulation.Run(protocol, new Scenario(in _parameters[index], _timelines[index]), ref _state).Events;
        }

        return events;
    }
}
