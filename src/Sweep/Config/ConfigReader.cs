using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>
/// Reads a configuration: JSON with comments and trailing commas. Everything is checked once, here; what is wrong is said all at once, each with its place.
/// A lock (<see cref="ConfigLock"/>) is a configuration too.
/// </summary>
public static class ConfigReader
{
    private const ulong DefaultSeed = 1;
    internal const int LongestText = 4_000;
    private const int LongestName = 64;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; messages name it as given here.</param>
    /// <param name="protocols">
    /// The versions of the protocol that may be named, in the order of their rows; null for <see cref="SweepConfig.StandardProtocols"/>.
    /// </param>
    /// <exception cref="ConfigException">The file cannot be read, or the configuration is refused.</exception>
    public static SweepConfig Load(string path, IReadOnlyList<string>? protocols = null)
    {
        byte[] text;
        try
        {
            text = BoundedFile.Read(path, LocatedJson.MaxBytes);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([new(new(path), "", $"cannot be read: {refusal.Message}")]);
        }

        return Parse(text, path, Path.GetDirectoryName(Path.GetFullPath(path))!, protocols);
    }

    /// <summary>Reads a configuration from memory.</summary>
    /// <param name="text">JSON as UTF-8.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="folder">Where the files it names are looked for.</param>
    /// <param name="protocols">As in <see cref="Load"/>.</param>
    /// <exception cref="ConfigException">The configuration is refused.</exception>
    public static SweepConfig Parse(ReadOnlySpan<byte> text, string file, string folder, IReadOnlyList<string>? protocols = null)
    {
        var errors = new ErrorList();
        var root = LocatedJson.Read(text, file, errors);
        errors.ThrowIfAny();
        var config = Read(root!, folder, protocols ?? SweepConfig.StandardProtocols, errors);
        errors.ThrowIfAny();
        return config;
    }

    private static SweepConfig Read(LocatedValue root, string folder, IReadOnlyList<string> protocols, ErrorList errors)
    {
        errors.CheckKeys(root, "", ConfigKeys.All, required: [ConfigKeys.Name, ConfigKeys.Count], WhereItBelongs);
        var name = ReadName(root, errors);
        var title = ReadText(root, ConfigKeys.Title, errors);
        ReadText(root, ConfigKeys.Schema, errors);
        return new SweepConfig
        {
            Name = name,
            Title = title.Length > 0 ? title : name,
            Note = ReadText(root, ConfigKeys.Note, errors),
            Seed = (ulong)ReadWhole(root, ConfigKeys.Seed, ConfigKeys.Seed, 0, SweepConfig.MaxSeed, (long)DefaultSeed, errors),
            Count = ReadWhole(root, ConfigKeys.Count, ConfigKeys.Count, 1, SweepConfig.MaxCount, 1, errors),
            Protocols = ReadProtocols(root, protocols, errors),
            Durability = ReadDurability(root, errors),
            RowsEvery = ReadRows(root, errors),
            Specs = ReadSpecs(root, folder, errors),
        };
    }

    private static string ReadName(LocatedValue root, ErrorList errors)
    {
        var name = ReadText(root, ConfigKeys.Name, errors);
        var isFit = name.Length is > 0 and <= LongestName && name[0] is not ('_' or '-')
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');
        if (root.Find(ConfigKeys.Name) is { Kind: JsonKind.Text } given && !isFit)
        {
            var expected = $"1 to {LongestName} lower-case letters, digits, \"_\" or \"-\", a letter or digit first (it names a folder)";
            errors.Add(given.Place, ConfigKeys.Name, $"expected {expected}, found {given.Describe()}");
        }

        return name;
    }

    private static string ReadText(LocatedValue root, string key, ErrorList errors)
    {
        var given = root.Find(key);
        if (given is not null && (given.Kind != JsonKind.Text || given.Text.Length > LongestText))
        {
            errors.Add(given.Place, key, $"expected text of at most {LongestText} characters, found {given.Describe()}");
        }

        return given?.Text ?? "";
    }

    private static long ReadWhole(LocatedValue parent, string key, string path, long min, long max, long missing, ErrorList errors)
    {
        var given = parent.Find(key);
        if (given is null)
        {
            return missing;
        }

        var isNumber = given.Kind == JsonKind.Text ? Units.TryParse(given.Text, UnitKind.Count, out var number) : given.TryNumber(out number);
        if (isNumber && number >= min && number <= max && number == Math.Floor(number))
        {
            return (long)number;
        }

        errors.Add(given.Place, path, FormattableString.Invariant($"expected a whole number from {min} to {max}, found {given.Describe()}"));
        return missing;
    }

    private static IReadOnlyList<string> ReadProtocols(LocatedValue root, IReadOnlyList<string> known, ErrorList errors)
    {
        var given = root.Find(ConfigKeys.Protocols);
        if (given is null)
        {
            return known;
        }

        var chosen = new HashSet<string>();
        if (given.Kind != JsonKind.Array || given.Items.Count == 0)
        {
            errors.Add(given.Place, ConfigKeys.Protocols, $"expected a list of at least one of {string.Join(", ", known)}, found {given.Describe()}");
        }

        foreach (var item in given.Items)
        {
            if (item.Kind != JsonKind.Text || !known.Contains(item.Text))
            {
                errors.Add(item.Place, ConfigKeys.Protocols, $"expected one of {string.Join(", ", known)}, found {item.Describe()}");
            }
            else if (!chosen.Add(item.Text))
            {
                errors.Add(item.Place, ConfigKeys.Protocols, $"{item.Describe()} is listed twice");
            }
        }

        return [.. known.Where(chosen.Contains)];
    }

    private static Durability ReadDurability(LocatedValue root, ErrorList errors)
    {
        var given = root.Find(ConfigKeys.Durability);
        if (given is null)
        {
            return new ScenarioParameters().Durability;
        }

        foreach (var (word, mode) in ConfigKeys.DurabilityModes)
        {
            if (given.Kind == JsonKind.Text && given.Text == word)
            {
                return mode;
            }
        }

        var words = string.Join(", ", ConfigKeys.DurabilityModes.Select(mode => mode.Word));
        errors.Add(given.Place, ConfigKeys.Durability, $"expected one of {words}, found {given.Describe()}");
        return default;
    }

    private static long ReadRows(LocatedValue root, ErrorList errors)
    {
        var given = root.Find(ConfigKeys.Rows);
        if (given is null or { Kind: JsonKind.Text, Text: ConfigKeys.AllRows })
        {
            return 1;
        }

        if (given.Kind != JsonKind.Object)
        {
            errors.Add(given.Place, ConfigKeys.Rows, $"expected \"all\" or {{\"every\": k}}, found {given.Describe()}");
            return 1;
        }

        errors.CheckKeys(given, ConfigKeys.Rows, [ConfigKeys.Every], required: [ConfigKeys.Every]);
        return ReadWhole(given, ConfigKeys.Every, $"{ConfigKeys.Rows}.{ConfigKeys.Every}", 1, SweepConfig.MaxCount, 1, errors);
    }

    private static SpaceSpecs ReadSpecs(LocatedValue root, string folder, ErrorList errors)
    {
        var given = new Dictionary<ParameterDefinition, ParameterSpec>();
        var places = new Dictionary<ParameterDefinition, TextPlace>();
        var reader = new SpecReader(errors, folder);
        foreach (var section in ParameterSpace.All.GroupBy(definition => definition.SectionKey))
        {
            ReadSection(root, section.Key, [.. section], reader, given, places, errors);
        }

        // Where a parameter could not be read, the rules it takes part in are not judged.
        var specs = new SpaceSpecs(given);
        foreach (var breach in SpaceRules.Check(specs, unknown: places.Keys.Except(given.Keys)))
        {
            // The default of a parameter may clash with what was given for another: the place to mend is then the latter.
            var blamed = breach.Concerned.FirstOrDefault(places.ContainsKey) ?? breach.Concerned[0];
            errors.Add(places.GetValueOrDefault(blamed, root.Place), blamed.Path, breach.Message);
        }

        return specs;
    }

    private static void ReadSection(
        LocatedValue root,
        string name,
        List<ParameterDefinition> definitions,
        SpecReader reader,
        Dictionary<ParameterDefinition, ParameterSpec> given,
        Dictionary<ParameterDefinition, TextPlace> places,
        ErrorList errors)
    {
        if (root.Find(name) is not { } value)
        {
            return;
        }

        errors.CheckKeys(value, name, [.. definitions.Select(definition => definition.Key)], elsewhere: WhereItBelongs);
        foreach (var definition in definitions)
        {
            if (value.Find(definition.Key) is { } own)
            {
                places[definition] = own.Place;
                if (reader.Read(definition, own) is { } spec)
                {
                    given[definition] = spec;
                }
            }
        }
    }

    private static string? WhereItBelongs(string key)
    {
        if (ParameterSpace.Find(key) is { } definition)
        {
            return $"; it belongs under {LocatedValue.Quote(definition.SectionKey)}";
        }

        return ConfigKeys.All.Contains(key) ? "; it belongs to the top level" : null;
    }
}
