using System.CommandLine;
using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Scenarios;

namespace WalSweep.Cli;

/// <summary>What is looked at: a scenario, and the folder in which its rows are stored, if they are.</summary>
/// <param name="Source">The scenario.</param>
/// <param name="Layout">The results folder it was asked for from; null if from elsewhere.</param>
internal sealed record ReplaySubject(ReplaySource Source, ResultsLayout? Layout);

/// <summary>How one scenario is named, by every verb that looks at one: of a results folder or a configuration by its index, or a scripted one by its name or file.</summary>
internal static class ReplayArguments
{
    private const string _scenarioOption = "--scenario";

    /// <summary>Where the scenario is from.</summary>
    public static Argument<string> Source() => SweepArguments.Required(
        "DIR|CONFIG|SCRIPT",
        $"A results folder or a sweep's configuration, with {_scenarioOption}; or a scripted scenario: a name from {ScenarioFolder.Shipped}, or a file.",
        "a results folder, a sweep's configuration or a scripted scenario");

    /// <summary>Its index in a sweep.</summary>
    public static Option<string?> Scenario() => new(_scenarioOption) { Description = "Index of the scenario in its sweep, from 0. A script has none.", HelpName = "N" };

    /// <summary>Finds the scenario.</summary>
    /// <param name="word">A folder, a file, or the name of a script.</param>
    /// <param name="index">Its index, as it was typed.</param>
    /// <exception cref="UsageException">The two do not go together.</exception>
    /// <exception cref="ConfigException">What is named cannot be read.</exception>
    public static ReplaySubject Find(string word, string? index)
    {
        if (!Directory.Exists(word) && IsScript(word, index))
        {
            return index is null
                ? Scripted(word)
                : throw new UsageException($"{_scenarioOption}: {word} is a scripted scenario, which is one scenario: expected no index, found \"{index}\"");
        }

        var layout = Directory.Exists(word) ? new ResultsLayout(word) : null;
        var config = layout is null ? ConfigReader.Load(word) : StoredSweep.ConfigOf(layout);
        return new(SweepReplay.Draw(config, IndexOf(index, word, config), word), layout);
    }

    /// <summary>The version of a name.</summary>
    /// <param name="name">As it was typed.</param>
    /// <param name="subject">What is looked at.</param>
    /// <param name="argument">What help calls the word.</param>
    /// <exception cref="UsageException">The scenario cannot be run under it.</exception>
    public static ProtocolVersion VersionOf(string name, ReplaySubject subject, string argument) => subject.Source.Protocols.FirstOrDefault(version => version.Name == name)
        ?? throw new UsageException($"{argument}: expected one of {string.Join(", ", subject.Source.Protocols)}, found \"{name}\"");

    /// <summary>Whether a word that is no folder means a script: a file that looks like one, or the name of one. What cannot be read is taken for what the index says it is.</summary>
    private static bool IsScript(string word, string? index) =>
        File.Exists(word) ? ScenarioReader.IsScenario(word) : ScenarioFolder.IsShipped(word) || index is null;

    private static ReplaySubject Scripted(string word) => new(ScriptReplay.Of(ScenarioFolder.Load([word])[0]), null);

    private static long IndexOf(string? text, string word, SweepConfig config)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"expected a whole number from 0 to {config.Count - 1}");
        return text is null ? throw new UsageException($"{_scenarioOption}: {word} holds many scenarios: {expected}, found none")
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long scenario) && scenario < config.Count ? scenario
            : throw new UsageException($"{_scenarioOption}: {expected}, found \"{text}\"");
    }
}
