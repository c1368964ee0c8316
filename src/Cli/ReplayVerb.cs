using System.CommandLine;
using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Replay;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary>
/// <c>replay</c>: the trace of a scenario's trials, each followed by its row; with a folder, the row is compared with the stored one.
/// </summary>
internal sealed class ReplayVerb : Verb
{
    public override string Name => "replay";

    public override string Example => "walsweep replay results/quickstart --scenario 4711 --protocol v2";

    public override Command Build(Streams streams)
    {
        var source = SweepArguments.Required("DIR|CONFIG", "A results folder, or a sweep's configuration.", "a results folder or a sweep's configuration");
        var scenario = new Option<string>("--scenario") { Description = "Index of the scenario, from 0.", Required = true, HelpName = "N" };
        var protocol = new Option<string?>("--protocol")
        {
            Description = "The version of the protocol. [default: all of the sweep]",
            HelpName = "v",
        };
        const string Purpose = "Shows what happened in a trial, event by event, and its row. Exit code 4 if a stored row differs.";
        var command = new Command(Name, Purpose) { source, scenario, protocol };
        command.SetAction(result =>
            Replay(result.GetRequiredValue(source), result.GetRequiredValue(scenario), result.GetValue(protocol), streams));
        return command;
    }

    public override string? WayOut(Exception failure) =>
        failure is ParquetFormatException or DamagedResultsException ? "Remove that file and run the sweep again: its part is made anew." : null;

    private static int Replay(string source, string scenarioText, string? protocol, Streams streams)
    {
        var layout = Directory.Exists(source) ? new ResultsLayout(source) : null;
        var config = layout is null ? ConfigReader.Load(source) : SweepArguments.ReadLocked(layout);
        long scenario = ScenarioOf(scenarioText, config);
        var protocols = protocol is null ? config.Protocols : [VersionOf(protocol, config)];
        var replay = new ScenarioReplay(config, scenario, source);
        bool isEqual = true;
        foreach (var version in protocols)
        {
            streams.Give(string.Create(CultureInfo.InvariantCulture, $"scenario {scenario} under {version}"));
            streams.Give("");
            replay.Trace(version, streams.Output);
            var row = replay.Row(version);
            streams.Give("");
            foreach (string line in row.Lines())
            {
                streams.Give(line);
            }

            streams.Give("");
            isEqual &= layout is null || Compare(replay, version, row, layout, streams);
        }

        return isEqual ? ExitCode.Done : ExitCode.Unequal;
    }

    private static bool Compare(ScenarioReplay replay, ProtocolVersion protocol, TrialRow row, ResultsLayout layout, Streams streams)
    {
        if (replay.StoredRow(layout, protocol) is not { } stored)
        {
            streams.Give($"{layout.Root} holds no row of this trial.");
            return true;
        }

        List<string> differences = [.. row.DifferencesFrom(stored)];
        streams.Give(differences.Count == 0 ? "Equal to the stored row." : "Differs from the stored row:");
        foreach (string difference in differences)
        {
            streams.Give("  " + difference);
        }

        if (differences.Count > 0)
        {
            streams.Say($"If the stored row is wrong, remove {replay.StoredPath(layout)} and run the sweep again: its part is made anew.");
        }

        return differences.Count == 0;
    }

    private static ProtocolVersion VersionOf(string name, SweepConfig config) => config.Protocols.FirstOrDefault(version => version.Name == name)
        ?? throw new UsageException($"--protocol: expected one of {string.Join(", ", config.Protocols)}, found \"{name}\"");

    private static long ScenarioOf(string text, SweepConfig config) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long scenario) && scenario < config.Count ? scenario
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture,
            $"--scenario: expected a whole number from 0 to {config.Count - 1}, found \"{text}\""));
}
