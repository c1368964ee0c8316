namespace WalSweep.Analysis.Maps;

/// <summary>One map of a sweep: what its two axes measure.</summary>
/// <param name="Name">Names its files: lower-case letters, digits, hyphens.</param>
/// <param name="X">Horizontal.</param>
/// <param name="Y">Vertical.</param>
public sealed record SweepMap(string Name, MapQuantity X, MapQuantity Y)
{
    /// <summary>Whether it is of V2's knobs.</summary>
    public bool IsOfKnobs => Name.StartsWith(MapPlan.KnobsPrefix, StringComparison.Ordinal);
}
