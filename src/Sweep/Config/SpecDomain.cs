using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>The values a spec is written in: those of a parameter, or the ratios of a relative spec.</summary>
/// <param name="Unit">What they count.</param>
/// <param name="Min">The bound of a distribution that gives none below.</param>
/// <param name="Max">The bound of a distribution that gives none above.</param>
/// <param name="IsWhole">Whether only whole numbers are drawn.</param>
internal readonly record struct SpecDomain(UnitKind Unit, double Min, double Max, bool IsWhole)
{
    /// <summary>The largest ratio that a distribution without an upper bound of its own draws.</summary>
    public const double LargestRatio = 1e6;

    public static SpecDomain Ratio => new(UnitKind.Ratio, 0, LargestRatio, false);

    public static SpecDomain Of(ParameterDefinition definition) => new(definition.Unit, definition.Min, definition.Max, definition.IsWhole);

    /// <summary>Reads one value with its unit, or says what was expected.</summary>
    public double? Read(LocatedValue value, string path, ErrorList errors)
    {
        if (value.Kind == JsonKind.Text && Units.TryParse(value.Text, Unit, out var parsed) && (Units.NeedsUnit(Unit) || Unit == UnitKind.Count))
        {
            return parsed;
        }

        if (!Units.NeedsUnit(Unit) && value.TryNumber(out var number))
        {
            return number + 0.0; // Turns −0 into 0.
        }

        var hint = value.Kind == JsonKind.Number && Units.NeedsUnit(Unit) ? ", a bare number without unit"
            : value is { Kind: JsonKind.Text, Text: Units.None } ? ", which cannot be drawn: it stands alone"
            : "";
        errors.Add(value.Place, path, $"expected {Units.Describe(Unit)}, found {value.Describe()}{hint}");
        return null;
    }
}
