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

/// <summary>
/// What a scenario draws: first the uniforms of <see cref="DrawPurposes"/>, then for every parameter with chance of its own the sample, in an order of the plan's.
/// </summary>
[InlineArray(DrawPurposes.Count + ParameterSpace.LastSlot + 1 + CounterRandomBatch.Width)]
internal struct ScenarioDraws
{
    private double _first;
}

/// <summary>The specs of a sweep, compiled: constants in place once and for all, and the rest as steps in the order of their references.</summary>
internal sealed class SamplePlan
{
    private readonly ulong _seed;
    private readonly ParameterValues _constants;
    private readonly uint[] _purposes;
    private readonly Distribution[] _distributions;
    private readonly LogUniformBatch _logUniforms;
    private readonly SampleStep[] _steps;

    /// <summary>Compiles the specs.</summary>
    /// <param name="specs">How each parameter gets its value.</param>
    /// <param name="seed">Names the whole sweep.</param>
    public SamplePlan(SpaceSpecs specs, ulong seed)
    {
        _seed = seed;
        var drawn = ParameterSpace.All.Where(definition => DistributionOf(specs[definition]) is not null).ToList();
        var one = drawn.Where(definition => !LogUniformBatch.Takes(DistributionOf(specs[definition])!)).ToList();
        var many = drawn.Except(one).ToList();
        List<ParameterDefinition> inOrder = [.. one, .. many];
        _distributions = [.. one.Select(definition => DistributionOf(specs[definition])!)];
        _logUniforms = new LogUniformBatch([.. many.Select(definition => DistributionOf(specs[definition])!)]);

        // Whole batches are drawn; what that is more than needed nobody uses.
        const int width = CounterRandomBatch.Width;
        var drawCount = DrawPurposes.Count + one.Count + _logUniforms.Length;
        _purposes = new uint[(drawCount + width - 1) / width * width];
        uint[] purposes = [.. Enumerable.Range(DrawPurposes.First, DrawPurposes.Count).Concat(inOrder.Select(definition => definition.Purpose)).Select(p => (uint)p)];
        purposes.CopyTo(_purposes, 0);

        var constants = default(ParameterValues);
        var steps = new List<SampleStep>();
        foreach (var definition in specs.EvaluationOrder(out _))
        {
            var place = DrawPurposes.Count + inOrder.IndexOf(definition);
            switch (specs[definition])
            {
                case ConstantSpec constant:
                    constants[definition] = constant.Value;
                    break;
                case DrawnSpec drawnSpec:
                    steps.Add(new(definition, drawnSpec.Distribution, place, 1, baseSlot: 0));
                    break;
                case RelativeSpec { Ratio: DrawnSpec ratio } relative:
                    steps.Add(new(definition, ratio.Distribution, place, 1, relative.BaseParameter.Purpose));
                    break;
                case RelativeSpec { Ratio: ConstantSpec ratio } relative:
                    steps.Add(new(definition, null, 0, ratio.Value, relative.BaseParameter.Purpose));
                    break;
            }
        }

        _constants = constants;
        _steps = [.. steps];
        Outages = new RepeatPlan(seed, steps.Where(step => step.DrawnFor == DrawnFor.Outage), WeatherParameters.MaxOutages);
        ParameterDefinition[] losses = [WeatherParameters.PrimaryLosses, WeatherParameters.PayloadLossProbability, WeatherParameters.BaseNewerProbability];
        HasLosses = losses.Any(definition => specs.Support(definition).Max > 0);
        PrimaryLosses = new RepeatPlan(seed, steps.Where(step => step.DrawnFor == DrawnFor.PrimaryLoss), WeatherParameters.MaxPrimaryLosses);
    }

    /// <summary>Whether any scenario can lose a primary, payloads or a sound base.</summary>
    public bool HasLosses { get; }

    /// <summary>What each outage draws for itself.</summary>
    public RepeatPlan Outages { get; }

    /// <summary>What each primary loss draws for itself.</summary>
    public RepeatPlan PrimaryLosses { get; }

    /// <summary>The slots that <see cref="Draw"/> gives another value in each scenario.</summary>
    public IEnumerable<int> Slots => _steps.Select(step => step.Slot);

    /// <summary>All values of a scenario; those of each outage and each primary loss for the first one. What "auto" computes is left at 0.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Draw(long scenario, out ParameterValues values, out ScenarioDraws draws)
    {
        Unsafe.SkipInit(out draws);
        CounterRandomBatch.Uniforms(_seed, scenario, _purposes, 0, draws);
        Span<double> samples = draws[DrawPurposes.Count..];
        var distributions = _distributions;
        for (var i = 0; i < distributions.Length; i++)
        {
            samples[i] = distributions[i].Sample(samples[i]);
        }

        _logUniforms.Sample(samples[distributions.Length..]);
        values = _constants;
        foreach (ref readonly var step in _steps.AsSpan())
        {
            step.Set(step.Distribution is null ? step.Factor : draws[step.Place], ref values);
        }
    }

    /// <summary>A uniform beyond those that every scenario draws.</summary>
    public double Uniform(long scenario, uint purpose, uint ordinal) => CounterRandom.Uniform(_seed, scenario, purpose, ordinal);

    private static Distribution? DistributionOf(ParameterSpec spec) => spec switch
    {
        DrawnSpec drawn => drawn.Distribution,
        RelativeSpec { Ratio: DrawnSpec ratio } => ratio.Distribution,
        _ => null,
    };
}
