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

/// <summary>A scenario's uniforms, by their purposes. Only those of purposes that the plan has listed are set.</summary>
[InlineArray(DrawPurposes.Last + 1)]
internal struct PurposeUniforms
{
    private double _first;
}

/// <summary>The specs of a sweep, compiled: constants in place once and for all, and the rest as steps in the order of their references.</summary>
internal sealed class SamplePlan
{
    private readonly ulong _seed;
    private readonly ParameterValues _constants;
    private readonly uint[] _purposes;
    private readonly Step[] _steps;
    private readonly Step[] _stepsPerOutage;

    /// <summary>Compiles the specs.</summary>
    /// <param name="specs">How each parameter gets its value.</param>
    /// <param name="seed">Names the whole sweep.</param>
    /// <param name="furtherPurposes">Draws of every scenario besides those of the parameters.</param>
    public SamplePlan(SpaceSpecs specs, ulong seed, IEnumerable<uint> furtherPurposes)
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
        uint[] purposes = [.. steps.Where(step => step.Distribution is not null).Select(step => (uint)step.Slot), .. furtherPurposes];

        // Whole batches are drawn; the last is filled up with draws that nobody uses.
        _purposes = new uint[(purposes.Length + CounterRandomBatch.Width - 1) / CounterRandomBatch.Width * CounterRandomBatch.Width];
        purposes.CopyTo(_purposes, 0);
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
    [SkipLocalsInit]
    public void Draw(long scenario, out ParameterValues values, out PurposeUniforms uniforms)
    {
        Unsafe.SkipInit(out uniforms);
        Unsafe.SkipInit(out PurposeUniforms inOrder);
        CounterRandomBatch.Uniforms(_seed, scenario, _purposes, 0, inOrder);
        for (var i = 0; i < _purposes.Length; i++)
        {
            uniforms[(int)_purposes[i]] = inOrder[i];
        }

        values = _constants;
        foreach (ref readonly var step in _steps.AsSpan())
        {
            Set(in step, step.Distribution is null ? step.Factor : step.Distribution.Sample(uniforms[step.Slot]), ref values);
        }
    }

    /// <summary>Replaces the values that each outage has for itself by those of another outage.</summary>
    public void DrawOutage(long scenario, int outageIndex, ref ParameterValues values)
    {
        foreach (ref readonly var step in _stepsPerOutage.AsSpan())
        {
            var uniform = Uniform(scenario, (uint)step.Slot, (uint)outageIndex);
            Set(in step, step.Distribution is null ? step.Factor : step.Distribution.Sample(uniform), ref values);
        }
    }

    /// <summary>A uniform beyond those that every scenario draws.</summary>
    public double Uniform(long scenario, uint purpose, uint ordinal) => CounterRandom.Uniform(_seed, scenario, purpose, ordinal);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(in Step step, double value, ref ParameterValues values) =>
        values[step.Slot] = step.BaseSlot == 0 ? value : SpaceSpecs.Multiple(values[step.BaseSlot], value, step.IsWhole);
}
