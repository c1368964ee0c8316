using System.Text.RegularExpressions;
using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Scenarios;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Scenarios;

/// <summary>The verb: what is typed and what is said to it.</summary>
public sealed class CompareTests
{
    private static readonly string _shipped = Golden.PathOf(Scripts.Folder);

    [Fact]
    public void The_tables_are_the_committed_ones()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, errors) = Run("compare", _shipped, "--out", folder["out"]);
        Assert.Equal(ExitCode.Done, exitCode);
        Golden.Check("tests/Scenarios/golden/compare.txt", output);
        Golden.Check("docs/gallery/compare.md", File.ReadAllText(folder["out/compare.md"]));
        Assert.Equal([$"wrote {folder["out/compare.md"]}", $"wrote {folder["out/compare.csv"]}"], errors.TrimEnd().Split('\n'));

        string[] lines = File.ReadAllLines(folder["out/compare.csv"]);
        Assert.Equal("scenario,protocol,column,unit,value,expected,holds", lines[0]);
        Assert.Contains("brief_disconnect,v2,path,,catchup,catchup,true", lines);
        Assert.Contains("brief_disconnect,v1,events,,7,7,true", lines);
        Assert.Contains("endless_chase,v1,recovery_s,s,NULL,NULL,true", lines);
        Assert.All(lines, line => Assert.Equal(7, line.Split(',').Length));
    }

    [Fact]
    public void An_expectation_that_fails_is_named_and_gives_exit_code_4()
    {
        using var folder = new TemporaryFolder();
        string path = folder["brief_disconnect.json"];
        string shipped = Golden.Read(Scripts.PathOf("brief_disconnect"));
        int lastPath = shipped.LastIndexOf("\"path\": \"catchup\"", StringComparison.Ordinal);
        File.WriteAllText(path, shipped[..lastPath] + "\"path\": \"rebuild\"" + shipped[(lastPath + "\"path\": \"catchup\"".Length)..]);

        var (exitCode, output, errors) = Run("compare", path, "--out", folder["out"]);
        Assert.Equal(ExitCode.Unequal, exitCode);
        Assert.Contains("✗ brief_disconnect under v2: path: expected rebuild, found catchup\n", output, StringComparison.Ordinal);
        Assert.Matches(@"  path +rebuild ✓ +catchup ✓ +catchup ✗\n", output);
        Assert.Matches(@"1 scenario, 3 trials: \d+ of \d+ expectations hold, 1 failed\.", output);
        Assert.Equal(2, errors.TrimEnd().Split('\n').Length);
        Assert.Contains("**Failed**\n\n- brief_disconnect under v2: path: expected rebuild, found catchup\n", File.ReadAllText(folder["out/compare.md"]), StringComparison.Ordinal);
        Assert.Contains("brief_disconnect,v2,path,,catchup,rebuild,false\n", File.ReadAllText(folder["out/compare.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_nothing_is_expected_of_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["calm.json"], Scripts.With("", expect: "{\"v1\": {\"ended\": \"completed\"}}"));
        var (exitCode, output, _) = Run("compare", folder["calm.json"]);
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("nothing expected of v1_5, v2: any column\n", output, StringComparison.Ordinal);
        Assert.Contains("nothing expected of v1: backlog_entries, committed_safe, lost_entries,", output, StringComparison.Ordinal);
        Assert.Contains("1 scenario, 3 trials: 1 of 1 expectation holds, 0 failed.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"v2\": {}}")]
    public void A_file_that_expects_nothing_passes_and_says_so(string expect)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["calm.json"], Scripts.With("", expect: expect));
        var (exitCode, output, _) = Run("compare", folder["calm.json"], "--out", folder["out"]);
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("\nnothing expected of v1, v1_5, v2: any column\n", output, StringComparison.Ordinal);
        Assert.EndsWith("1 scenario, 3 trials: 0 of 0 expectations hold, 0 failed.\n", output, StringComparison.Ordinal);
        Assert.Contains("Nothing is expected of\n\n- v1, v1_5, v2: any column\n", File.ReadAllText(folder["out/compare.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_versions_asked_for_are_run_and_those_left_out_are_named()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, _) = Run(
            "compare", Golden.PathOf(Scripts.PathOf("brief_disconnect")), "--protocols", "v2_no_promotion_hold,v2", "--out", folder["out"]);
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Matches(@"\n +V2 +V2 no hold\n", output);
        Assert.Matches(@"  hold_s +1 ✓ +0\n", output);
        Assert.Contains("nothing expected of v2_no_promotion_hold: any column\n", output, StringComparison.Ordinal);
        const string NotRun = "ot run, so what is expected of it is not looked at: v1, v1_5\n";
        Assert.Contains("n" + NotRun, output, StringComparison.Ordinal);
        Assert.Contains("N" + NotRun, File.ReadAllText(folder["out/compare.md"]), StringComparison.Ordinal);
        Assert.Contains("| | V2 | V2 no hold |\n", File.ReadAllText(folder["out/compare.md"]), StringComparison.Ordinal);
        string[] protocols = [.. File.ReadAllLines(folder["out/compare.csv"]).Skip(1).Select(line => line.Split(',')[1]).Distinct()];
        Assert.Equal(["v2", "v2_no_promotion_hold"], protocols);
    }

    [Fact]
    public void A_version_that_something_is_expected_of_is_run_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["calm.json"], Scripts.With("", expect: "{\"v2_no_lineage_promotion\": {\"ended\": \"failed\"}}"));
        var (exitCode, output, _) = Run("compare", folder["calm.json"]);
        Assert.Equal(ExitCode.Unequal, exitCode);
        Assert.Matches(@"\n +V1 +V1\.5 +V2 +V2 no lineage\n", output);
        Assert.Contains("✗ calm under v2_no_lineage_promotion: ended: expected failed, found completed\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3")]
    [InlineData("")]
    [InlineData("v2,")]
    [InlineData("V2")]
    public void A_version_that_is_none_is_refused(string given)
    {
        var (exitCode, output, errors) = Run("compare", Golden.PathOf(Scripts.PathOf("brief_disconnect")), "--protocols", given);
        Assert.Equal((ExitCode.Usage, ""), (exitCode, output));
        string known = string.Join(", ", ProtocolVersion.All);
        Assert.Contains($"--protocols: expected one of {known}, found \"{given.Replace("v2,", "", StringComparison.Ordinal)}\"", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_all_files_are_said_at_once_and_nothing_runs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.json"], "{}");
        File.WriteAllText(folder["b.json"], Scripts.With("\"parameters\": {\"latency\": 1}"));
        var (exitCode, output, errors) = Run("compare", folder["a.json"], folder["b.json"], "brief_disconect", "--out", folder["out"]);
        Assert.Equal((ExitCode.Usage, ""), (exitCode, output));
        Assert.Contains($"{folder["a.json"]}:1:1: the key \"title\" is missing\n", errors, StringComparison.Ordinal);
        Assert.Contains($"{folder["b.json"]}:1:", errors, StringComparison.Ordinal);
        Assert.Contains("brief_disconect: is neither a file nor a scenario of configs/scenarios", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_terminal_gets_the_same_words()
    {
        string[] asked = ["compare", Golden.PathOf(Scripts.PathOf("flapping"))];
        string[] plain = Lines(Run(asked).Output);
        string[] ruled = Lines(Run(asked, isTerminal: true).Output);
        Assert.All(plain.Where(line => line.Length > 0), line => Assert.Contains(line, ruled));
    }

    [Fact]
    public void A_title_cannot_act_on_terminal_or_page()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.json"], "{\"title\": \"a\\u001b[31m|<b>\", \"timeline\": [], \"expect\": {}}");
        var (_, output, _) = Run("compare", folder["x.json"], "--out", folder["out"]);
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("\\[31m\\|\\<b\\>", File.ReadAllText(folder["out/compare.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var (exitCode, _, errors) = Run("compare", Golden.PathOf(Scripts.PathOf("flapping")), "--out", folder["file"]);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith($"{folder["file"]}: ", errors, StringComparison.Ordinal);
    }

    /// <summary>The command that is named works: it shows the events up to the failure; here, where nothing fails, all of them.</summary>
    [Fact]
    public void A_failure_of_the_simulator_is_an_internal_error_with_the_command_that_replays_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder["calm.json"];
        File.WriteAllText(path, Scripts.With(""));
        var failure = new ScenarioFailedException(ScenarioReader.Load(path), ProtocolVersion.Find("v2_no_promotion_hold")!, new ModelViolationException("time went back"));
        Assert.Equal((ExitCode.Internal, $"the simulator failed on scenario calm under v2_no_promotion_hold: time went back\nTo see it again: walsweep replay {path} --protocol v2_no_promotion_hold\n"), Explain(failure));
        var (exitCode, output, _) = Run("replay", path, "--protocol", "v2_no_promotion_hold");
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.StartsWith("scenario calm under v2_no_promotion_hold: t\n", output, StringComparison.Ordinal);

        var elsewhere = new ScenarioFailedException(Scripts.Parse(Scripts.With(""), "my files/calm.json"), ProtocolVersion.V1, new ModelViolationException("time went back"));
        Assert.EndsWith("walsweep replay \"my files/calm.json\" --protocol v1\n", Explain(elsewhere).Errors, StringComparison.Ordinal);
    }

    /// <summary>What the simulator comes to may break no rule of its own and still be no row: a count that is none.</summary>
    [Fact]
    public void An_outcome_that_is_no_row_names_scenario_and_version()
    {
        var scenario = Scripts.Parse(Scripts.With(""), "calm.json");
        var failure = Assert.Throws<ScenarioFailedException>(() => ScenarioComparison.RowsOf(
            scenario, ProtocolVersion.Generations, (_, version) => new Outcome { LeakedEntries = version == ProtocolVersion.V15 ? double.PositiveInfinity : 0 }));
        Assert.Equal((ExitCode.Internal, "the simulator failed on scenario calm under v1_5: 'leaked_entries' is declared whole, but is Infinity\nTo see it again: walsweep replay calm.json --protocol v1_5\n"), Explain(failure));
    }

    private static (int ExitCode, string Errors) Explain(Exception failure)
    {
        using var errors = new StringWriter { NewLine = "\n" };
        return (CommandLine.Explain(failure, new CompareVerb(), errors), errors.ToString());
    }

    private static (int ExitCode, string Output, string Errors) Run(params string[] arguments) => Run(arguments, isTerminal: false);

    private static (int ExitCode, string Output, string Errors) Run(string[] arguments, bool isTerminal)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        int exitCode = CommandLine.Run(arguments, new Streams(output, errors, isTerminal, false, 120, NoColour: false));
        return (exitCode, output.ToString(), errors.ToString());
    }

    private static string[] Lines(string text) =>
        [.. Regex.Replace(text, @"\x1b\[[0-9;]*m", "").Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
}
