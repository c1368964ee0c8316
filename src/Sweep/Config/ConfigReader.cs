using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>
/// Reads a configuration: JSON with comments and trailing commas. Everything is checked once, here; what is wrong is said all at once, each with its place.
/// A lock (<see cref="ConfigLock"/>) is a configuration too.
/// </summary>
public sealed class ConfigReader
{
    internal const int LongestText = 4_000;
    private const ulong DefaultSeed = 1;
    private const int LongestName = 64;

    private readonly LocatedValue _root;
    private readonly ErrorList _errors;
    private readonly SpecReader _specs;
    private readonly Dictionary<ParameterDefinition, ParameterSpec> _given = [];
    private readonly Dictionary<ParameterDefinition, TextPlace> _places = [];

    private ConfigReader(LocatedValue root, string folder, ErrorList errors)
    {
        _root = root;
        _errors = errors;
        _specs = new SpecReader(errors, folder);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; messages name it as given here.</param>
    /// <exception cref="ConfigException">The file cannot be read, or the configuration is refused.</exception>
    public static SweepConfig Load(string path)
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

        return Parse(text, path, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads a configuration from memory.</summary>
    /// <param name="text">JSON as UTF-8.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="folder">Where the files it names are looked for.</param>
    /// <exception cref="ConfigException">The configuration is refused.</exception>
    public static SweepConfig Parse(ReadOnlySpan<byte> text, string file, string folder)
    {
        var errors = new ErrorList();
        var root = LocatedJson.Read(text, file, errors);
        errors.ThrowIfAny();
        var config = new ConfigReader(root!, folder, errors).Read();
        errors.ThrowIfAny();
        return config;
    }

    private SweepConfig Read()
    {
        _errors.CheckKeys(_root, "", ConfigKeys.All, required: [ConfigKeys.Name, ConfigKeys.Count], WhereItBelongs);
        var name = ReadName();
        var title = ReadText(ConfigKeys.Title);
        ReadText(ConfigKeys.Schema);
        return new SweepConfig
        {
            Name = name,
            Title = title.Length > 0 ? title : name,
            Note = ReadText(ConfigKeys.Note),
            Seed = (ulong)ReadWhole(_root.Find(ConfigKeys.Seed), ConfigKeys.Seed, 0, SweepConfig.MaxSeed, (long)DefaultSeed),
            Count = ReadWhole(_root.Find(ConfigKeys.Count), ConfigKeys.Count, 1, SweepConfig.MaxCount, 1),
            Protocols = ReadProtocols(),
            Durability = ReadDurability(),
            RowsEvery = ReadRows(),
            Specs = ReadSpecs(),
        };
    }

    private string ReadName()
    {
        var name = ReadText(ConfigKeys.Name);
        var isFit = name.Length is > 0 and <= LongestName && name[0] is not ('_' or '-')
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');
        if (_root.Find(ConfigKeys.Name) is { Kind: JsonKind.Text } given && !isFit)
        {
            var expected = $"1 to {LongestName} lower-case letters, digits, \"_\" or \"-\", a letter or digit first (it names a folder)";
            _errors.Add(given.Place, ConfigKeys.Name, $"expected {expected}, found {given.Describe()}");
        }

        return name;
    }

    private string ReadText(string key)
    {
        var given = _root.Find(key);
        if (given is not null && (given.Kind != JsonKind.Text || given.Text.Length > LongestText))
        {
            _errors.Add(given.Place, key, $"expected text of at most {LongestText} characters, found {given.Describe()}");
        }

        return given?.Text ?? "";
    }

    private long ReadWhole(LocatedValue? given, string path, long min, long max, long missing)
    {
        if (given is null)
        {
            return missing;
        }

        var isNumber = given.Kind == JsonKind.Text ? Units.TryParse(given.Text, UnitKind.Count, out var number) : given.TryNumber(out number);
        if (isNumber && number >= min && number <= max && number == Math.Floor(number))
        {
            return (long)number;
        }

        _errors.Add(given.Place, path, FormattableString.Invariant($"expected a whole number from {min} to {max}, found {given.Describe()}"));
        return missing;
    }

    private IReadOnlyList<ProtocolVersion> ReadProtocols()
    {
        var given = _root.Find(ConfigKeys.Protocols);
        if (given is null)
        {
            return ProtocolVersion.Generations;
        }

        var known = string.Join(", ", ProtocolVersion.All);
        var chosen = new HashSet<ProtocolVersion>();
        if (given.Kind != JsonKind.Array || given.Items.Count == 0)
        {
            _errors.Add(given.Place, ConfigKeys.Protocols, $"expected a list of at least one of {known}, found {given.Describe()}");
        }

        foreach (var item in given.Items)
        {
            if (item.Kind != JsonKind.Text || ProtocolVersion.Find(item.Text) is not { } version)
            {
                _errors.Add(item.Place, ConfigKeys.Protocols, $"expected one of {known}, found {item.Describe()}");
            }
            else if (!chosen.Add(version))
            {
                _errors.Add(item.Place, ConfigKeys.Protocols, $"{item.Describe()} is listed twice");
            }
        }

        return [.. ProtocolVersion.All.Where(chosen.Contains)];
    }

    private Durability ReadDurability()
    {
        var given = _root.Find(ConfigKeys.Durability);
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
        _errors.Add(given.Place, ConfigKeys.Durability, $"expected one of {words}, found {given.Describe()}");
        return default;
    }

    private long ReadRows()
    {
        var given = _root.Find(ConfigKeys.Rows);
        if (given is null or { Kind: JsonKind.Text, Text: ConfigKeys.AllRows })
        {
            return 1;
        }

        if (given.Kind != JsonKind.Object)
        {
            _errors.Add(given.Place, ConfigKeys.Rows, $"expected \"all\" or {{\"every\": k}}, found {given.Describe()}");
            return 1;
        }

        _errors.CheckKeys(given, ConfigKeys.Rows, [ConfigKeys.Every], required: [ConfigKeys.Every]);
        return ReadWhole(given.Find(ConfigKeys.Every), $"{ConfigKeys.Rows}.{ConfigKeys.Every}", 1, SweepConfig.MaxCount, 1);
    }

    private SpaceSpecs ReadSpecs()
    {
        foreach (var section in ParameterSpace.All.GroupBy(definition => definition.SectionKey))
        {
            ReadSection(section.Key, [.. section]);
        }

        // Where a parameter could not be read, the rules it takes part in are not judged.
        var specs = new SpaceSpecs(_given);
        foreach (var breach in SpaceRules.Check(specs, unknown: _places.Keys.Except(_given.Keys)))
        {
            // The default of a parameter may clash with what was given for another: the place to mend is then the latter.
            var blamed = breach.Concerned.FirstOrDefault(_places.ContainsKey) ?? breach.Concerned[0];
            _errors.Add(_places.GetValueOrDefault(blamed, _root.Place), blamed.Path, breach.Message);
        }

        return specs;
    }

    private void ReadSection(string name, List<ParameterDefinition> definitions)
    {
        if (_root.Find(name) is not { } value)
        {
            return;
        }

        _errors.CheckKeys(value, name, [.. definitions.Select(definition => definition.Key)], elsewhere: WhereItBelongs);
        foreach (var definition in definitions)
        {
            if (value.Find(definition.Key) is { } own)
            {
                _places[definition] = own.Place;
                if (_specs.Read(definition, own) is { } spec)
                {
                    _given[definition] = spec;
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
