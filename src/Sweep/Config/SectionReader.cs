using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>Reads sections of parameters, then judges the rules among them; each error has the place that is likely to be mended.</summary>
internal sealed class SectionReader(LocatedValue root, ErrorList errors)
{
    private readonly Dictionary<ParameterDefinition, ParameterSpec> _given = [];
    private readonly Dictionary<ParameterDefinition, TextPlace> _places = [];

    /// <summary>Reads one section, if it is there.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="definitions">The parameters it may hold.</param>
    /// <param name="read">Reads the spec of a parameter; null, and errors, if it is none.</param>
    /// <param name="elsewhere">Where an unknown key belongs instead, if that is known.</param>
    public void Read(
        string name,
        IReadOnlyList<ParameterDefinition> definitions,
        Func<ParameterDefinition, LocatedValue, ParameterSpec?> read,
        Func<string, string?> elsewhere)
    {
        if (root.Find(name) is not { } value)
        {
            return;
        }

        errors.CheckKeys(value, name, [.. definitions.Select(definition => definition.Key)], elsewhere: elsewhere);
        foreach (var definition in definitions)
        {
            if (value.Find(definition.Key) is { } own)
            {
                _places[definition] = own.Place;
                if (read(definition, own) is { } spec)
                {
                    _given[definition] = spec;
                }
            }
        }
    }

    /// <summary>Sets a parameter that the file has no say in.</summary>
    public void Set(ParameterDefinition definition, double value) => _given[definition] = new ConstantSpec(value);

    /// <summary>Where a parameter was given; the whole file if it was not.</summary>
    public TextPlace PlaceOf(ParameterDefinition definition) => _places.GetValueOrDefault(definition, root.Place);

    /// <summary>Everything read, completed by the defaults, with the rules judged.</summary>
    public SpaceSpecs Finish()
    {
        // Where a parameter could not be read, the rules it takes part in are not judged.
        var specs = new SpaceSpecs(_given);
        foreach (var breach in SpaceRules.Check(specs, unknown: _places.Keys.Except(_given.Keys)))
        {
            // The default of a parameter may clash with what was given for another: the place to mend is then the latter.
            var blamed = breach.Concerned.FirstOrDefault(_places.ContainsKey) ?? breach.Concerned[0];
            errors.Add(PlaceOf(blamed), blamed.Path, breach.Message);
        }

        return specs;
    }
}
