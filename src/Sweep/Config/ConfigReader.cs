using WalSweep.Engine;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>
/// Reads a configuration: JSON with comments and trailing commas. Everything is checked once, here; what is wrong is said all at once, each with its place.
/// A lock (<see cref="ConfigLock"/>) is a configuration too.
/// </summary>
public sealed class ConfigReader
{
    private const ulong _defaultSeed = 1;

    private readonly LocatedValue _root;
    private readonly ErrorList _errors;
    private readonly SpecReader _specs;

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
        var text = BoundedFile.ReadConfig(path);
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
        var title = _errors.ReadText(_root, ConfigKeys.Title);
        _errors.ReadText(_root, ConfigKeys.Schema);
        return new SweepConfig
        {
            Name = name,
            Title = title.Length > 0 ? title : name,
            Note = _errors.ReadText(_root, ConfigKeys.Note),
            Seed = (ulong)_errors.ReadWhole(_root.Find(ConfigKeys.Seed), ConfigKeys.Seed, 0, SweepConfig.MaxSeed, (long)_defaultSeed),
            Count = _errors.ReadWhole(_root.Find(ConfigKeys.Count), ConfigKeys.Count, 1, SweepConfig.MaxCount, 1),
            Protocols = ReadProtocols(),
            Durability = new DurabilityReader(_errors, _specs).Read(_root.Find(ConfigKeys.Durability)),
            RowsEvery = ReadRows(),
            Specs = ReadSpecs(),
        };
    }

    private string ReadName()
    {
        var name = _errors.ReadText(_root, ConfigKeys.Name);
        if (_root.Find(ConfigKeys.Name) is { Kind: JsonKind.Text } given && !FieldRules.IsName(name))
        {
            _errors.Add(given.Place, ConfigKeys.Name, $"expected {FieldRules.NameRule} (it names a folder), found {given.Describe()}");
        }

        return name;
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
        return _errors.ReadWhole(given.Find(ConfigKeys.Every), $"{ConfigKeys.Rows}.{ConfigKeys.Every}", 1, SweepConfig.MaxCount, 1);
    }

    private SpaceSpecs ReadSpecs()
    {
        var reader = new SectionReader(_root, _errors);
        foreach (var section in ParameterSpace.All.GroupBy(definition => definition.SectionKey))
        {
            reader.Read(section.Key, [.. section], _specs.Read, WhereItBelongs);
        }

        return reader.Finish();
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
