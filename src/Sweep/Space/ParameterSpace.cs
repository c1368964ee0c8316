namespace WalSweep.Sweep.Space;

/// <summary>Every parameter a sweep can vary.</summary>
public static class ParameterSpace
{
    /// <summary>The greatest <see cref="ParameterDefinition.Purpose"/>; slot 0 is no parameter's, nor are those of <see cref="DrawPurposes"/>.</summary>
    public const int LastSlot = 79;

    private static readonly Dictionary<string, ParameterDefinition> _byKey = [];

    static ParameterSpace()
    {
        foreach (var definition in All)
        {
            _byKey.Add(definition.Key, definition);
        }
    }

    /// <summary>All of them, in the order of the documentation. Keys and purposes are unique across sections.</summary>
    public static IReadOnlyList<ParameterDefinition> All { get; } = [.. VolumeParameters.All, .. RecoveryParameters.All, .. WeatherParameters.All];

    /// <summary>The parameter of this key, or null.</summary>
    public static ParameterDefinition? Find(string key) => _byKey.GetValueOrDefault(key);
}
