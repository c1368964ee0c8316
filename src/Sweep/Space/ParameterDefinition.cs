namespace WalSweep.Sweep.Space;

/// <summary>The part of a configuration that a parameter belongs to.</summary>
public enum ParameterSection
{
    /// <summary>What the volume and its protocol are set to: <c>parameters</c>.</summary>
    Parameters,

    /// <summary>What befalls them: <c>weather</c>.</summary>
    Weather,
}

/// <summary>What a parameter is drawn anew for.</summary>
public enum DrawnFor
{
    /// <summary>Each scenario.</summary>
    Scenario,

    /// <summary>Each outage of a scenario.</summary>
    Outage,

    /// <summary>Each primary loss of a scenario.</summary>
    PrimaryLoss,
}

/// <summary>
/// Everything that is said of one parameter. The configuration's checks, its schema, the reference table, the sampler and the columns derive from it.
/// </summary>
public sealed class ParameterDefinition
{
    private readonly ParameterSpec? _default;

    internal ParameterDefinition(int purpose, string key, UnitKind unit, double min, double max)
    {
        Purpose = purpose;
        Key = key;
        Unit = unit;
        Min = min;
        Max = max;
    }

    /// <summary>
    /// The number of this parameter's draws, for ever: changing it changes every sweep ever run. Also its slot among a scenario's values, so it is
    /// 1..<see cref="ParameterSpace.LastSlot"/>.
    /// </summary>
    public int Purpose { get; }

    /// <summary>Its name in a configuration.</summary>
    public string Key { get; }

    /// <summary>What its number counts.</summary>
    public UnitKind Unit { get; }

    /// <summary>The least value allowed, in base units.</summary>
    public double Min { get; }

    /// <summary>The greatest value allowed, in base units, "none" apart.</summary>
    public double Max { get; }

    /// <summary>The part of a configuration it stands in: what fills no field of the engine shapes the weather.</summary>
    public ParameterSection Section => Field is null ? ParameterSection.Weather : ParameterSection.Parameters;

    /// <summary>One sentence on what it is.</summary>
    public required string Meaning { get; init; }

    /// <summary>Whether it can be without limit.</summary>
    public bool AllowsNone { get; internal init; }

    /// <summary>What has its own draw: each scenario, or each outage or each primary loss of it.</summary>
    public DrawnFor DrawnFor { get; internal init; }

    /// <summary>Whether every row says it anyway, as a fact of the weather, in the column of this name.</summary>
    public bool IsWeatherFact { get; internal init; }

    /// <summary>How "auto" computes it from the rest of the scenario, in words; null where it is not computed.</summary>
    public string? AutoMeaning => Auto?.Meaning;

    /// <summary>What it is where a configuration says nothing: "auto" where that is a rule, else the engine's own default, unless the declaration says another.</summary>
    public ParameterSpec Default
    {
        get => _default ?? (Auto is null ? new ConstantSpec(Field!.Default) : AutoSpec.Instance);
        internal init => _default = value;
    }

    /// <summary>Whether its values are whole numbers.</summary>
    public bool IsWhole => Unit is UnitKind.Count or UnitKind.Size;

    /// <summary>The key of its section.</summary>
    public string SectionKey => Section == ParameterSection.Weather ? "weather" : "parameters";

    /// <summary>Where it stands in a configuration: section.key.</summary>
    public string Path => $"{SectionKey}.{Key}";

    /// <summary>The name of its column: the key with its unit.</summary>
    public string Column => Unit switch
    {
        UnitKind.Duration => Key + "_s",
        UnitKind.Size => Key.EndsWith("_bytes", StringComparison.Ordinal) ? Key : Key + "_bytes",
        UnitKind.EntryRate => Key + "_per_s",
        UnitKind.ByteRate => Key + "_bytes_per_s",
        _ => Key,
    };

    /// <summary>The engine's field it fills; null for what only shapes the weather.</summary>
    internal EngineField? Field { get; init; }

    /// <summary>How "auto" computes it; null where it is not computed.</summary>
    internal AutoRule? Auto { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
