using System.Runtime.CompilerServices;
using WalSweep.Engine;

namespace WalSweep.Sweep.Space;

/// <summary>
/// Draws scenarios: a pure function of (specs, seed, scenario index). Immutable, so all threads may share one; nothing is allocated by a draw.
/// </summary>
public sealed class ScenarioSource
{
    /// <summary>Faults that a scenario can have at the most: the least length of a timeline buffer.</summary>
    public const int TimelineCapacity = WeatherTimeline.Capacity;

    private readonly SamplePlan _plan;
    private readonly ScenarioParameters _template;
    private readonly Assignment[] _assignments;
    private readonly int[] _variedSlots;
    private readonly AutoRule[] _autoRules;
    private readonly DurabilitySpec _durability;

    /// <summary>Compiles the specs.</summary>
    /// <param name="specs">How each parameter gets its value.</param>
    /// <param name="durability">Who must hold a write.</param>
    /// <param name="seed">Names the whole sweep.</param>
    /// <exception cref="ArgumentException">Some scenario would not be sound (<see cref="SpaceRules"/>).</exception>
    public ScenarioSource(SpaceSpecs specs, DurabilitySpec durability, ulong seed)
    {
        var breaches = SpaceRules.Check(specs);
        if (breaches.Count > 0)
        {
            throw new ArgumentException($"{breaches[0].Concerned[0].Path}: {breaches[0].Message}", nameof(specs));
        }

        _plan = new SamplePlan(specs, seed);
        (Varied, VariedCount) = (specs.Varied, specs.VariedCount(durability));
        _variedSlots = [.. Varied.Select(definition => definition.Purpose)];
        _autoRules = [.. ParameterSpace.All.Where(definition => specs[definition] is AutoSpec).Select(definition => definition.Auto!)];

        var slots = _plan.Slots.ToHashSet();
        _assignments = [.. ParameterSpace.All.Where(d => d.Field is not null && slots.Contains(d.Purpose)).Select(d => new Assignment(d.Purpose, d.Field!))];
        _durability = durability;
        _template = new ScenarioParameters { Durability = durability.Modes[0] };
        foreach (var definition in ParameterSpace.All)
        {
            if (specs[definition] is ConstantSpec constant)
            {
                definition.Field?.Set(ref _template, constant.Value);
            }
        }
    }

    /// <summary>A value to be put into a field. Called through the field's own delegate it would cost 25 instructions instead of 8.</summary>
    private readonly struct Assignment(int slot, EngineField field)
    {
        private readonly nint _offsetBytes = field.OffsetBytes;
        private readonly bool _isDouble = field.IsDouble;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Make(ref readonly ParameterValues values, ref ScenarioParameters parameters)
        {
            ref var target = ref Unsafe.AddByteOffset(ref Unsafe.As<ScenarioParameters, byte>(ref parameters), _offsetBytes);
            if (_isDouble)
            {
                Unsafe.As<byte, double>(ref target) = values[slot];
            }
            else
            {
                Unsafe.As<byte, int>(ref target) = (int)values[slot];
            }
        }
    }

    /// <summary>The parameters whose values <see cref="Draw"/> reports, in this order. The durability mode, where it is drawn, comes after them.</summary>
    public IReadOnlyList<ParameterDefinition> Varied { get; }

    /// <summary>How many values <see cref="Draw"/> reports.</summary>
    public int VariedCount { get; }

    /// <summary>Draws one scenario. It satisfies <see cref="Scenario.Validate"/>.</summary>
    /// <param name="scenario">Its index, from 0.</param>
    /// <param name="parameters">Filled with its parameters.</param>
    /// <param name="timeline">At least <see cref="TimelineCapacity"/> long; filled from its start with the faults in the order of their times.</param>
    /// <param name="varied">At least <see cref="VariedCount"/> long; filled with the values of <see cref="Varied"/>, in base units, and the number of the mode if it is drawn.</param>
    /// <param name="weather">What its weather was.</param>
    /// <returns>The number of faults.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)] // The kilobyte of its locals would be cleared by whatever it is inlined into.
    public int Draw(long scenario, out ScenarioParameters parameters, Span<Fault> timeline, Span<double> varied, out WeatherSummary weather)
    {
        _plan.Draw(scenario, out var values, out var draws);
        parameters = _template;
        foreach (ref readonly var assignment in _assignments.AsSpan())
        {
            assignment.Make(in values, ref parameters);
        }

        var variedSlots = _variedSlots;
        if (_durability.IsDrawn)
        {
            parameters.Durability = _durability.Of(_plan.Uniform(scenario, DrawPurposes.Durability, 0));
            varied[variedSlots.Length] = (double)parameters.Durability;
        }

        varied = varied[..variedSlots.Length];
        for (var i = 0; i < varied.Length; i++)
        {
            varied[i] = values[variedSlots[i]];
        }

        parameters.ControlPhaseS = parameters.ControlCycleS * draws[DrawPurposes.ControlPhase - DrawPurposes.First];
        var layout = new WeatherTimeline(_plan, scenario, in draws, timeline);
        var burstFactor = values[WeatherParameters.BurstFactor];
        layout.LayOut(ref values, out weather);
        var extent = new WeatherExtent(weather.Burst ? Math.Max(1, burstFactor) : 1, weather.OutageTotalS + layout.PrimaryLossTotalS, layout.LastS);
        foreach (var rule in _autoRules)
        {
            rule.Compute(ref parameters, in extent);
        }

        return layout.Count;
    }
}
