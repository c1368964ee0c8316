using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Scenarios;

/// <summary>The numbers of a scripted scenario: those of a sweep, and what a sweep draws in every scenario without being asked.</summary>
internal static class ScriptParameters
{
    /// <summary>When the control plane has one of its cycles. A sweep draws it, so it is no parameter there and has no draws of its own.</summary>
    public static readonly ParameterDefinition ControlPhase = new(purpose: 0, "control_phase", UnitKind.Duration, 0, Units.Day)
    {
        Field = new(static (ref ScenarioParameters p) => ref p.ControlPhaseS),
        Meaning = "Time of one cycle of the control plane; the others are whole periods away.",
    };

    /// <summary>Turns constants into the engine's numbers, what is "auto" computed for the timeline.</summary>
    /// <param name="specs">Constants and what follows from them, without weather.</param>
    /// <param name="durability">Who must hold a write.</param>
    /// <param name="controlPhaseS">Time of one cycle of the control plane.</param>
    /// <param name="timeline">The faults, in the order of their times.</param>
    public static ScenarioParameters Resolve(SpaceSpecs specs, Durability durability, double controlPhaseS, IReadOnlyList<Fault> timeline)
    {
        new ScenarioSource(specs, new DurabilitySpec(durability), seed: 0).Draw(0, out var parameters, new Fault[ScenarioSource.TimelineCapacity], [], out _);
        parameters.ControlPhaseS = controlPhaseS;
        var extent = ExtentOf(timeline, parameters.WriteRatePerS);
        foreach (var definition in ParameterSpace.All.Where(definition => specs[definition] is AutoSpec))
        {
            definition.Auto!.Compute(ref parameters, in extent);
        }

        return parameters;
    }

    /// <summary>Scripts may leave nodes down in any pattern, so all the time up to the last fault counts as outage.</summary>
    private static WeatherExtent ExtentOf(IReadOnlyList<Fault> timeline, double writeRatePerS)
    {
        var peakPerS = timeline.Where(fault => fault.Kind == FaultKind.WriteRate).Select(fault => fault.Value).Append(writeRatePerS).Max();
        var lastS = timeline.Count == 0 ? 0 : timeline.Max(fault => fault.TimeS);
        return new(peakPerS / writeRatePerS, lastS, lastS);
    }
}
