using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Scenarios;

/// <summary>
/// Reads a scenario file: JSON with comments and trailing commas, checked as strictly as a configuration and by the same rules. What is wrong is said all at
/// once, each with its place.
/// </summary>
public sealed class ScenarioReader
{
    /// <summary>How the names of scenario files end.</summary>
    public const string Ending = ".json";

    internal const int MostNoteLines = 100;

    private static readonly ParameterDefinition[] _parameters =
        [.. ParameterSpace.All.Where(definition => definition.Section == ParameterSection.Parameters), ScriptParameters.ControlPhase];

    private readonly LocatedValue _root;
    private readonly ErrorList _errors;
    private readonly string _file;
    private readonly SectionReader _sections;
    private readonly SpecReader _specs;
    private double _controlPhaseS;

    private ScenarioReader(LocatedValue root, string file, ErrorList errors)
    {
        (_root, _file, _errors) = (root, file, errors);
        _sections = new SectionReader(root, errors);
        _specs = new SpecReader(errors, folder: "");
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; messages name it as given here.</param>
    /// <exception cref="ConfigException">The file cannot be read, or the scenario is refused.</exception>
    public static NamedScenario Load(string path) => Parse(BoundedFile.ReadConfig(path), path);

    /// <summary>Whether a file is meant as a scripted scenario and not as a sweep's configuration, whatever else is wrong with it.</summary>
    /// <exception cref="ConfigException">The file cannot be read.</exception>
    public static bool IsScenario(string path)
    {
        var root = LocatedJson.Read(BoundedFile.ReadConfig(path), path, new ErrorList());
        return root is { Kind: JsonKind.Object } && root.Find(ConfigKeys.Count) is null && (root.Find(ScenarioKeys.Timeline) ?? root.Find(ScenarioKeys.Expect)) is not null;
    }

    /// <summary>Reads a scenario from memory.</summary>
    /// <param name="text">JSON as UTF-8.</param>
    /// <param name="file">What messages call it; it also gives the name.</param>
    /// <exception cref="ConfigException">The scenario is refused.</exception>
    public static NamedScenario Parse(ReadOnlySpan<byte> text, string file)
    {
        var errors = new ErrorList();
        var root = LocatedJson.Read(text, file, errors);
        errors.ThrowIfAny();
        var scenario = new ScenarioReader(root!, file, errors).Read();
        errors.ThrowIfAny();
        return scenario!;
    }

    private NamedScenario? Read()
    {
        _errors.CheckKeys(_root, "", ScenarioKeys.All, ScenarioKeys.Required, WhereItBelongs);
        _errors.ReadText(_root, ConfigKeys.Schema);
        var name = ReadName();
        var title = _errors.ReadText(_root, ConfigKeys.Title);
        var note = ReadNote();
        var durability = _errors.ReadDurability(_root.Find(ConfigKeys.Durability));
        var specs = ReadParameters();
        var reader = new TimelineReader(_errors);
        var timeline = reader.Read(_root.Find(ScenarioKeys.Initial), _root.Find(ScenarioKeys.Timeline));
        var expectations = _root.Find(ScenarioKeys.Expect) is { } expected ? new ExpectationReader(_errors).Read(expected) : [];
        if (!_errors.IsEmpty)
        {
            return null;
        }

        var parameters = ScriptParameters.Resolve(specs, durability, _controlPhaseS, timeline);
        reader.CheckCourse(in parameters, _root.Place);
        CheckHorizon(in parameters, timeline);
        return new NamedScenario
        {
            Name = name,
            File = _file,
            Title = title,
            Note = note,
            Parameters = parameters,
            Timeline = timeline,
            Expectations = expectations,
        };
    }

    private string ReadName()
    {
        var name = Path.GetFileName(_file);
        name = name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : name;
        if (!FieldRules.IsName(name))
        {
            _errors.Add(new(_file), "", $"expected a file named {FieldRules.NameRule}, and \"{Ending}\" (it names the scenario), found {LocatedValue.Quote(name)}");
        }

        return name;
    }

    private string ReadNote()
    {
        if (_root.Find(ConfigKeys.Note) is not { Kind: JsonKind.Array } lines)
        {
            return _errors.ReadText(_root, ConfigKeys.Note);
        }

        if (lines.Items.Count > MostNoteLines)
        {
            _errors.Add(lines.Place, ConfigKeys.Note, $"expected a list of at most {MostNoteLines} lines, found {lines.Describe()}");
        }

        string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{ConfigKeys.Note}[{index}]");
        return string.Join('\n', lines.Items.Take(MostNoteLines).Select((line, index) => _errors.ReadText(line, PathOf(index), FieldRules.LongestText)));
    }

    private SpaceSpecs ReadParameters()
    {
        _sections.Read(ConfigKeys.Parameters, _parameters, ReadConstant, WhereItBelongs);

        // The faults of a scenario are its timeline; nothing else befalls it.
        _sections.Set(WeatherParameters.Outages, 0);
        _sections.Set(WeatherParameters.OutageStart, 0);
        return _sections.Finish();
    }

    private ParameterSpec? ReadConstant(ParameterDefinition definition, LocatedValue value)
    {
        if (value.Kind is JsonKind.Object or JsonKind.Array)
        {
            _errors.Add(value.Place, definition.Path, $"expected a constant, for a scenario file draws nothing: {Units.Describe(definition.Unit)}, found {value.Describe()}");
            return null;
        }

        if (definition != ScriptParameters.ControlPhase)
        {
            return _specs.Read(definition, value);
        }

        var phaseS = SpecDomain.Of(definition).Read(value, definition.Path, _errors);
        if (phaseS > definition.Max)
        {
            var range = $"{Units.Format(definition.Min, definition.Unit)} and {Units.Format(definition.Max, definition.Unit)}";
            _errors.Add(value.Place, definition.Path, $"must lie between {range}, found {Units.Format(phaseS.Value, definition.Unit)}");
        }

        _controlPhaseS = phaseS ?? 0;
        return phaseS is null ? null : new ConstantSpec(phaseS.Value);
    }

    private void CheckHorizon(in ScenarioParameters parameters, IReadOnlyList<Fault> timeline)
    {
        if (timeline.Count > 0 && timeline[^1].TimeS >= parameters.HorizonS)
        {
            var (last, horizon) = (Units.Format(timeline[^1].TimeS, UnitKind.Duration), Units.Format(parameters.HorizonS, UnitKind.Duration));
            _errors.Add(
                _sections.PlaceOf(RecoveryParameters.Horizon), RecoveryParameters.Horizon.Path, $"horizon must lie beyond the last fault, which comes at {last}, found {horizon}");
        }
    }

    private static string? WhereItBelongs(string key)
    {
        if (_parameters.Any(definition => definition.Key == key))
        {
            return $"; it belongs under {LocatedValue.Quote(ConfigKeys.Parameters)}";
        }

        if (key == ConfigKeys.Weather || ParameterSpace.Find(key) is not null)
        {
            return $"; a scenario file has a {ScenarioKeys.Timeline} in place of weather";
        }

        return ScenarioKeys.All.Contains(key) ? "; it belongs to the top level" : null;
    }
}
