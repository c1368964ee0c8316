using WalSweep.Sweep.Config;

namespace WalSweep.Sweep.Scenarios;

/// <summary>Finds and reads the scenarios that somebody asks for.</summary>
public static class ScenarioFolder
{
    /// <summary>Where named scenarios are, from the folder of the repository.</summary>
    public const string Shipped = "configs/scenarios";

    private const string _schemaEnding = ".schema" + ScenarioReader.Ending;

    /// <summary>Reads scenarios; everything that is wrong with any of them is said at once.</summary>
    /// <param name="asked">Names of shipped scenarios, files, and folders, which stand for all files in them; if there are none, all that are shipped.</param>
    /// <exception cref="ConfigException">One cannot be found, cannot be read, or is refused; or two have the same name.</exception>
    public static IReadOnlyList<NamedScenario> Load(IReadOnlyList<string> asked) => Load(asked, Shipped);

    /// <summary>Whether a word is the name of a shipped scenario, and not a path.</summary>
    public static bool IsShipped(string word) => FieldRules.IsName(word) && !Path.Exists(word) && File.Exists(ShippedPath(Shipped, word));

    /// <summary>For tests, which run in another folder: with the folder of the shipped scenarios.</summary>
    internal static IReadOnlyList<NamedScenario> Load(IReadOnlyList<string> asked, string shippedFolder)
    {
        var errors = new List<ConfigError>();
        var scenarios = new Dictionary<string, NamedScenario>();
        foreach (var path in (asked.Count == 0 ? [shippedFolder] : asked).SelectMany(word => Find(word, shippedFolder, errors)))
        {
            try
            {
                var scenario = ScenarioReader.Load(path);
                if (!scenarios.TryAdd(scenario.Name, scenario))
                {
                    errors.Add(new(new(path), "", $"a scenario named {scenario.Name} has been asked for already: {scenarios[scenario.Name].File}"));
                }
            }
            catch (ConfigException refusal)
            {
                errors.AddRange(refusal.Errors);
            }
        }

        return errors.Count == 0 ? [.. scenarios.Values] : throw new ConfigException(errors);
    }

    private static List<string> Find(string word, string shippedFolder, List<ConfigError> errors)
    {
        if (Directory.Exists(word) || word == shippedFolder)
        {
            List<string> files;
            try
            {
                files = FilesOf(word);
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                errors.Add(new(new(word), "", $"cannot be read: {refusal.Message}"));
                return [];
            }

            if (files.Count == 0)
            {
                errors.Add(new(new(word), "", $"holds no scenario (NAME{ScenarioReader.Ending}); the shipped ones are found from the folder of the repository"));
            }

            return files;
        }

        if (File.Exists(word) || !FieldRules.IsName(word))
        {
            return [word];
        }

        var shipped = ShippedPath(shippedFolder, word);
        if (File.Exists(shipped))
        {
            return [shipped];
        }

        var names = FilesOf(shippedFolder).Select(path => Path.GetFileNameWithoutExtension(path)).ToList();
        errors.Add(new(new(word), "", $"is neither a file nor a scenario of {shippedFolder}{NearestKey.Hint(word, names)}"));
        return [];
    }

    private static string ShippedPath(string shippedFolder, string name) => $"{shippedFolder}/{name}{ScenarioReader.Ending}";

    private static List<string> FilesOf(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var names = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))
            .Where(name => name.EndsWith(ScenarioReader.Ending, StringComparison.Ordinal) && !name.EndsWith(_schemaEnding, StringComparison.Ordinal));
        return [.. names.Order(StringComparer.Ordinal).Select(name => $"{folder.TrimEnd('/')}/{name}")];
    }
}
