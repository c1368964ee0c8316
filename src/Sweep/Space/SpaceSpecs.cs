namespace WalSweep.Sweep.Space;

/// <summary>How every parameter of a sweep gets its value: one <see cref="ParameterSpec"/> for each definition. Immutable.</summary>
public sealed class SpaceSpecs
{
    private readonly ParameterSpec[] _bySlot = new ParameterSpec[ParameterSpace.LastSlot + 1];

    /// <summary>Takes what is given, and the default of everything else.</summary>
    public SpaceSpecs(IReadOnlyDictionary<ParameterDefinition, ParameterSpec> given)
    {
        foreach (var definition in ParameterSpace.All)
        {
            _bySlot[definition.Purpose] = given.TryGetValue(definition, out var spec) ? spec : definition.Default;
        }
    }

    /// <summary>The spec of one parameter.</summary>
    public ParameterSpec this[ParameterDefinition definition] => _bySlot[definition.Purpose];

    /// <summary>
    /// The parameters with chance of their own, which are columns: all that are drawn, or a drawn multiple of another, except the facts of the weather that
    /// every row says anyway. What follows from others by a fixed rule is no column.
    /// </summary>
    public IReadOnlyList<ParameterDefinition> Varied =>
        [.. ParameterSpace.All.Where(definition => !definition.IsWeatherFact && this[definition] is DrawnSpec or RelativeSpec { Ratio: DrawnSpec })];

    /// <summary>How many values vary from scenario to scenario: those of <see cref="Varied"/> and, after them, the durability mode where it is drawn.</summary>
    public int VariedCount(DurabilitySpec durability) => Varied.Count + (durability.IsDrawn ? 1 : 0);

    /// <summary>
    /// The smallest and largest value that a scenario can have, computed with the same roundings as the values themselves. What "auto" computes is not
    /// bounded here: 0 to infinity.
    /// </summary>
    /// <remarks>Only for specs without a circle of references (<see cref="EvaluationOrder"/>).</remarks>
    public (double Min, double Max) Support(ParameterDefinition definition)
    {
        switch (this[definition])
        {
            case RelativeSpec relative:
                var (baseMin, baseMax) = Support(relative.BaseParameter);
                var (ratioMin, ratioMax) = RatioSupport(relative);
                return (Multiple(baseMin, ratioMin, definition.IsWhole), Multiple(baseMax, ratioMax, definition.IsWhole));
            case AutoSpec:
                return (0, double.PositiveInfinity);
            default:
                return Direct(this[definition]);
        }
    }

    /// <summary>The smallest and largest ratio of a relative spec.</summary>
    public static (double Min, double Max) RatioSupport(RelativeSpec relative) => Direct(relative.Ratio);

    /// <summary>A multiple of a base value, rounded to the nearest whole number where the parameter counts.</summary>
    public static double Multiple(double baseValue, double ratio, bool whole) =>
        whole ? Math.Floor((baseValue * ratio) + 0.5) : baseValue * ratio;

    /// <summary>The parameters in an order in which each stands after those it refers to.</summary>
    /// <param name="circular">Those that refer to themselves in a circle and so are left out, with all that depend on them.</param>
    internal List<ParameterDefinition> EvaluationOrder(out List<ParameterDefinition> circular)
    {
        var order = new List<ParameterDefinition>();
        circular = [.. ParameterSpace.All];
        int before;
        do
        {
            before = circular.Count;
            foreach (var definition in ParameterSpace.All)
            {
                if (circular.Contains(definition) && (this[definition] is not RelativeSpec relative || !circular.Contains(relative.BaseParameter)))
                {
                    order.Add(definition);
                    circular.Remove(definition);
                }
            }
        }
        while (circular.Count < before);
        return order;
    }

    private static (double Min, double Max) Direct(ParameterSpec spec) => spec switch
    {
        ConstantSpec constant => (constant.Value, constant.Value),
        DrawnSpec drawn => (drawn.Distribution.Min, drawn.Distribution.Max),
        _ => throw new ArgumentException($"{spec.GetType().Name} has no bounds of its own", nameof(spec)),
    };
}
