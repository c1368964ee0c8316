using System.Text.Json;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Sweep.Running;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Running;
using WalSweep.Tests.Scenarios;
using WalSweep.Tests.Space;
using Xunit;

namespace WalSweep.Tests.Replay;

/// <summary>The verb <c>replay</c>: what is typed and what is said to it.</summary>
public sealed class ReplayVerbTests
{
    private const string OneTrial = """
        {"name": "one", "count": 3, "protocols": ["v2"], "weather": {"outage": "3s", "burst_probability": 0}}
        """;

    [Fact]
    public void A_script_is_traced_with_its_decisions_and_its_row()
    {
        var (exitCode, output, errors) = Replays.Run("replay", Golden.PathOf(Scripts.PathOf("brief_disconnect")), "--protocol", "v2");
        Assert.Equal((ExitCode.Done, ""), (exitCode, errors));
        Golden.Check("tests/Replay/golden/brief_disconnect-v2.txt", output);
        Assert.StartsWith("scenario brief_disconnect under v2: The link to a replica is down for 2 s\n", output, StringComparison.Ordinal);
        Assert.Contains("1: recoverability decides recoverable, seeing gap_entries 2503, history_kept true,", output, StringComparison.Ordinal);
        Assert.Matches(@"recovery_s +2\.1258 s\n", output);
        Assert.DoesNotContain("write_rate_per_s", output, StringComparison.Ordinal);
        Assert.DoesNotContain("stored row", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_is_shown_under_the_versions_it_is_compared_under()
    {
        var (exitCode, output, _) = Replays.Run("replay", Golden.PathOf(Scripts.PathOf("jitter_only")));
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Equal(["v1", "v1_5", "v2"], output.Split('\n').Where(line => line.StartsWith("scenario jitter_only under ", StringComparison.Ordinal)).Select(line => line.Split(' ')[3].TrimEnd(':')));
    }

    [Fact]
    public void Words_that_do_not_go_together_are_refused()
    {
        using var folder = new TemporaryFolder();
        string script = Golden.PathOf(Scripts.PathOf("flapping"));
        string config = ConfigFiles.Stormy(folder, 100);
        Assert.Equal($"--scenario: {script} is a scripted scenario, which is one scenario: expected no index, found \"3\"\n", Refused("replay", script, "--scenario", "3"));
        Assert.Equal($"--scenario: {config} holds many scenarios: expected a whole number from 0 to 99, found none\n", Refused("replay", config));
        Assert.Equal($"--protocol: expected one of {string.Join(", ", ProtocolVersion.All)}, found \"v3\"\n", Refused("replay", script, "--protocol", "v3"));
        Assert.Equal($"{folder.Path} is not a results folder: it holds no config.lock.json\n", Refused("replay", folder.Path));
        File.WriteAllText(folder["broken.json"], "{\"timeline\": [], \"titel\": \"x\"}");
        Assert.Contains($"{folder["broken.json"]}:1:18: unknown key \"titel\"; did you mean \"title\"?", Refused("replay", folder["broken.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_drawn_of_one_version()
    {
        using var folder = new TemporaryFolder();
        string script = Golden.PathOf(Scripts.PathOf("brief_disconnect"));
        var (exitCode, output, errors) = Replays.Run("replay", script, "--protocol", "v2", "--svg", folder["a.svg"]);
        Assert.Equal((ExitCode.Done, $"wrote {folder["a.svg"]}\n"), (exitCode, errors));
        Assert.Equal(Replays.Run("replay", script, "--protocol", "v2").Output, output);
        Assert.Equal(Golden.Read("docs/gallery/timeline-brief_disconnect-v2.svg"), File.ReadAllText(folder["a.svg"]));

        Assert.Equal("--svg: draws one version: expected --protocol with one of v1, v1_5, v2, found none\n", Refused("replay", script, "--svg", folder["b.svg"]));
        Assert.Equal("--svg: expected a file for the picture, found \"\"\n", Refused("replay", script, "--protocol", "v2", "--svg", ""));
        Assert.Equal($"--svg: expected a file for the picture, found the folder {folder.Path}\n", Refused("replay", script, "--protocol", "v2", "--svg", folder.Path));
        Assert.False(File.Exists(folder["b.svg"]));
        Assert.Equal(ExitCode.Usage, Replays.Run("replay", script, "--protocol", "v2", "--svg", folder["none/c.svg"]).ExitCode);

        // Where a sweep has one version, that is the one.
        string config = ConfigFiles.Write(folder, OneTrial);
        Assert.Equal(ExitCode.Done, Replays.Run("replay", config, "--scenario", "0", "--json", "--svg", folder["d.svg"]).ExitCode);
        Assert.StartsWith("<svg", File.ReadAllText(folder["d.svg"]), StringComparison.Ordinal);
    }

    /// <summary>The stored row is sound but for the last bit of one value.</summary>
    [Fact]
    public void A_row_that_was_tampered_with_gives_exit_code_4()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Write(folder, OneTrial);
        Assert.Equal(ExitCode.Done, Replays.Run("run", config, "--out", folder["out"], "--no-report").ExitCode);
        Assert.Contains("\nEqual to the stored row.\n", Replays.Run("replay", folder["out"], "--scenario", "1").Output, StringComparison.Ordinal);

        var (honest, tampered) = Tamper(config, new ResultsLayout(folder["out"]).RowsPath(0));
        string difference = FormattableString.Invariant($"recovery_s: stored {tampered:R}, replayed {honest:R}");
        var text = Replays.Run("replay", folder["out"], "--scenario", "1");
        Assert.Equal(ExitCode.Unequal, text.ExitCode);
        Assert.EndsWith($"\nDiffers from the stored row:\n  {difference}\n", text.Output, StringComparison.Ordinal);
        Assert.StartsWith("If the stored row is wrong, remove ", text.Errors, StringComparison.Ordinal);

        var json = Replays.Run("replay", folder["out"], "--scenario", "1", "--json");
        Assert.Equal(ExitCode.Unequal, json.ExitCode);
        using var last = JsonDocument.Parse(json.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(("comparison", "different"), (last.RootElement.GetProperty("line").GetString(), last.RootElement.GetProperty("stored").GetString()));
        var column = last.RootElement.GetProperty("differences").EnumerateArray().Single();
        Assert.Equal(("recovery_s", tampered, honest), (column.GetProperty("column").GetString(), column.GetProperty("stored").GetDouble(), column.GetProperty("replayed").GetDouble()));
        Assert.Equal(ExitCode.Done, Replays.Run("replay", folder["out"], "--scenario", "0").ExitCode);
    }

    /// <summary>Writes the part anew with one bit of one value of scenario 1 changed; gives both values.</summary>
    private static (double Honest, double Tampered) Tamper(string configPath, string rowsPath)
    {
        var config = ConfigReader.Load(configPath);
        var job = new SweepJob(config, new RunOptions { Origin = configPath, Threads = 1 }, config.RowsEvery);
        var rows = new RowBuffer(job.Schema, scenarioCapacity: 3);
        var scene = new Scene(config);
        var honest = double.NaN;
        for (int scenario = 0; scenario < 3; scenario++)
        {
            scene.Draw(scenario);
            var parameters = scene.Parameters;
            var outcome = Simulation.Run(ProtocolVersion.V2, new Scenario(in parameters, scene.Timeline));
            if (scenario == 1)
            {
                honest = outcome.RecoveryS;
                outcome.RecoveryS = Math.BitIncrement(honest);
            }

            rows.Begin(scenario, scene.Varied, scene.Weather);
            rows.Add(0, outcome);
        }

        using var file = new MemoryStream();
        var writer = ITableWriter.For(job.Schema.Table);
        writer.Begin(file, job.Metadata);
        writer.WriteRowGroup(rows.Rows);
        writer.End();
        File.WriteAllBytes(rowsPath, file.ToArray());
        Assert.False(double.IsNaN(honest));
        return (honest, Math.BitIncrement(honest));
    }

    private static string Refused(params string[] arguments)
    {
        var (exitCode, output, errors) = Replays.Run(arguments);
        Assert.Equal((ExitCode.Usage, ""), (exitCode, output));
        return errors;
    }
}
