namespace WalSweep.Sweep.Space;

/// <summary>Gathers parameters as they are declared, so that no second list has to name them.</summary>
internal sealed class ParameterList
{
    private readonly List<ParameterDefinition> _all = [];

    /// <summary>Those declared, in that order.</summary>
    public IReadOnlyList<ParameterDefinition> All => _all;

    /// <summary>Takes one more, and returns it for the field that names it.</summary>
    public ParameterDefinition Add(ParameterDefinition definition)
    {
        _all.Add(definition);
        return definition;
    }
}
