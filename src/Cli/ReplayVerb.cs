using System.CommandLine;
using System.Globalization;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Running;

namespace WalSweep.Cli;

/// <summary><c>replay</c>: the trace of one scenario's trials, each followed by its row; with a folder, the row is compared with the stored one.</summary>
internal sealed class ReplayVerb : Verb
{
    public override string Name => "replay";

    public override string Example => "walsweep replay results/quickstart --scenario 4711 --protocol v2";

    public override Command Build(Streams streams)
    {
        var source = new Argument<string>("DIR|CONFIG") { Description = "A results folder, or a sweep's configuration." };
        var scenario = new Option<string>("--scenario") { Description = "Index of the scenario, from 0.", Required = true, HelpName = "N" };
        var protocol = new Option<string?>("--protocol") { Description = "The version of the protocol. [default: all of the sweep]", HelpName = "v" };
        var command = new Command(Name, "Shows what happened in a trial, event by event. Exit code 4 if a stored row says otherwise.") { source, scenario, protocol };
        command.SetAction(result => Replay(result.GetRequiredValue(source), result.GetRequiredValue(scenario), result.GetValue(protocol), streams));
        return command;
    }

    private static int Replay(string source, string scenarioText, string? protocol, Streams streams)
    {
        var layout = Directory.Exists(source) ? new ResultsLayout(source) : null;
        var config = layout is null ? ConfigReader.Load(source)
            : SweepFolder.ReadLocked(layout) ?? throw new UsageException($"{source} is not a results folder: it holds no {Path.GetFileName(layout.ConfigLockPath)}");
        long scenario = ScenarioOf(scenarioText, config);
        IReadOnlyList<string> protocols = protocol is null ? config.Protocols : config.Protocols.Contains(protocol) ? [protocol]
            : throw new UsageException($"--protocol: expected one of {string.Join(", ", config.Protocols)}, found \"{protocol}\"");
        return ExitCode.Done;
    }

    private static long ScenarioOf(string text, SweepConfig config) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long scenario) && scenario < config.Count ? scenario
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--scenario: expected a whole number from 0 to {config.Count - 1}, found \"{text}\""));
}
