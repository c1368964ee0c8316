using System.Runtime.CompilerServices;
using WalSweep.Sweep.Sampling;

namespace WalSweep.Sweep.Space;

/// <summary>A scenario's values, by the slots of their parameters.</summary>
[InlineArray(ParameterSpace.LastSlot + 1)]
internal struct ParameterValues
{
    private double _first;

    public double this[ParameterDefinition definition]
    {
        readonly get => this[definition.Purpose];
        set => this[definition.Purpose] = value;
    }
}

/// <summary>The specs of a sweep, compiled: constants in place once and for all, and the rest as steps in the order of their references.</summary>
internal sealed class SamplePlan
{
    private readonly ulong _seed;
    private readonly ParameterValues _constants;
    private readonly Step[] _steps;
    private readonly Step[] _stepsPerOutage;

    public SamplePlan(ParameterSpecs specs, ulong seed)
    {
        _seed = seed;
        var constants = default(ParameterValues);
        var steps = new List<Step>();
        foreach (var definition in specs.EvaluationOrder(out _))
        {
            switch (specs[definition])
            {
                case ConstantSpec constant:
                    constants[definition] = constant.Value;
                    break;
                case DrawnSpec drawn:
                    steps.Add(new(definition, drawn.Distribution, 1, baseSlot: 0));
                    break;
                case RelativeSpec { Ratio: DrawnSpec ratio } relative:
                    steps.Add(new(definition, ratio.Distribution, 1, relative.BaseParameter.Purpose));
                    break;
                case RelativeSpec { Ratio: ConstantSpec ratio } relative:
                    steps.Add(new(definition, null, ratio.Value, relative.BaseParameter.Purpose));
                    break;
            }
        }

        _constants = constants;
        _steps = [.. steps];
        _stepsPerOutage = [.. steps.Where(step => step.IsPerOutage)];
    }

    /// <summary>One value to compute. A step without a distribution is a fixed multiple.</summary>
    private readonly struct Step(ParameterDefinition definition, Distribution? distribution, double factor, int baseSlot)
    {
        public readonly Distribution? Distribution = distribution;
        public readonly double Factor = factor;
        public readonly int Slot = definition.Purpose;
        public readonly int BaseSlot = baseSlot;
        public readonly bool IsWhole = definition.IsWhole;
        public readonly bool IsPerOutage = definition.IsPerOutage;
    }

    /// <summary>The slots that <see cref="Draw"/> gives another value in each scenario.</summary>
    public IEnumerable<int> Slots => _steps.Select(step => step.Slot);

    /// <summary>All values of a scenario; those of each outage for the first one. What "auto" computes is left at 0.</summary>
    public void Draw(long scenario, out ParameterValues values)
    {
        values = _constants;
        Run(_steps, scenario, ordinal: 0, ref values);
    }

    /// <summary>Replaces the values that each outage has for itself by those of another outage.</summary>
    public void DrawOutage(long scenario, int outageIndex, ref ParameterValues values) => Run(_stepsPerOutage, scenario, (uint)outageIndex, ref values);

    /// <summary>Whether something of this probability happens; certainties cost no draw.</summary>
    public bool Flip(double probability, long scenario, uint purpose, uint ordinal = 0) =>
        probability > 0 && (probability >= 1 || CounterRandom.Uniform(_seed, scenario, purpose, ordinal) < probability);

    /// <summary>A uniform in (0, 1).</summary>
    public double Uniform(long scenario, uint purpose) => CounterRandom.Uniform(_seed, scenario, purpose, 0);

    private void Run(Step[] steps, long scenario, uint ordinal, ref ParameterValues values)
    {
        foreach (ref readonly var step in steps.AsSpan())
        {
            var value = step.Distribution is null
                ? step.Factor
                : step.Distribution.Sample(CounterRandom.Uniform(_seed, scenario, (uint)step.Slot, ordinal));
            values[step.Slot] = step.BaseSlot == 0 ? value : ParameterSpecs.Multiple(values[step.BaseSlot], value, step.IsWhole);
        }
    }
}
