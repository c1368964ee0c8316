using WalSweep.Cli;
using WalSweep.Engine;
using WalSweep.Sweep.Running;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>What is typed and what is said to it, in this process.</summary>
public sealed class CommandLineTests
{
    private static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        int exitCode = CommandLine.Run(arguments, new Streams(output, errors, false, false, 80, true));
        return (exitCode, output.ToString(), errors.ToString());
    }

    [Theory]
    [InlineData("run", "walsweep run configs/quickstart.json", "--threads <n>")]
    [InlineData("plan", "walsweep plan configs/overnight.json", "--out <DIR>")]
    [InlineData("status", "walsweep status results/quickstart", "<DIR>")]
    [InlineData("report", "walsweep report results/quickstart", "Exit code 3 if the sweep is not finished")]
    [InlineData("replay", "walsweep replay results/quickstart --scenario 4711", "--scenario <N>")]
    [InlineData("replay", "walsweep replay results/quickstart --scenario 4711", "--json")]
    [InlineData("diff", "walsweep diff results/quickstart --scenario 4711 v1_5 v2", "<VERSION>")]
    [InlineData("compare", "walsweep compare brief_disconnect flapping --out results/compare", "<SCENARIO>")]
    public void EveryVerbHasHelpWithAnExample(string verb, string example, string detail)
    {
        var (exitCode, output, errors) = Run(verb, "--help");
        Assert.Equal((ExitCode.Done, ""), (exitCode, errors));
        Assert.Contains(example, output, StringComparison.Ordinal);
        Assert.Contains(detail, output, StringComparison.Ordinal);
        Assert.Contains(example, Run("--help").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'rum'", "rum")]
    [InlineData("Required command was not provided")]
    [InlineData("Required argument 'CONFIG' missing", "run")]
    [InlineData("'--thread'", "run", "c.json", "--thread", "2")]
    [InlineData("--threads: expected a whole number from 1 to 1024, found \"0\"", "run", "c.json", "--threads", "0")]
    [InlineData("--threads: expected a whole number from 1 to 1024, found \"1e2\"", "run", "c.json", "--threads", "1e2")]
    [InlineData("c.json: cannot be read", "replay", "c.json")]
    [InlineData("brief_disconect: is neither a file nor a scenario of configs/scenarios", "replay", "brief_disconect")]
    [InlineData("'--jsn'", "replay", "c.json", "--jsn")]
    [InlineData("none.json: cannot be read", "run", "none.json")]
    [InlineData("none.json: cannot be read", "plan", "none.json")]
    [InlineData("none.json: cannot be read", "replay", "none.json", "--scenario", "0")]
    [InlineData("none is not a results folder", "status", "none")]
    [InlineData("none is not a results folder", "report", "none")]
    [InlineData("DIR: expected a results folder, found \"\"", "report", "")]
    [InlineData("CONFIG: expected a sweep's configuration, found \"\"", "run", "")]
    [InlineData("CONFIG: expected a sweep's configuration, found \"\"", "plan", "")]
    [InlineData("--out: expected a folder for the results, found \"\"", "run", "c.json", "--out", "")]
    [InlineData("--threads: expected a whole number from 1 to 1024, found \"\"", "run", "c.json", "--threads", "")]
    [InlineData("DIR: expected a results folder, found \"\"", "status", "")]
    [InlineData("DIR|CONFIG|SCRIPT: expected a results folder, a sweep's configuration or a scripted scenario, found \"\"", "replay", "", "--scenario", "0")]
    [InlineData("unrecognized option \"--bogus\"", "run", "--bogus")]
    [InlineData("unrecognized option \"--bogus\"", "compare", "flapping", "--bogus")]
    [InlineData("SCENARIO: expected the name of a scenario, a file or a folder, found \"\"", "compare", "")]
    [InlineData("--out: expected a folder for the results, found \"\"", "compare", "flapping", "--out", "")]
    [InlineData("unrecognized option \"--thread\"", "run", "--thread", "2", "c.json")]
    [InlineData("Required argument 'VERSION' missing", "diff", "flapping", "v2")]
    [InlineData("VERSION: expected a version of the protocol, found \"\"", "diff", "flapping", "v2", "")]
    [InlineData("'@words'", "@words")]
    [InlineData("Required command was not provided", "[suggest]", "ru")]
    [InlineData(".: cannot be read: is a directory", "run", ".")]
    public void WhatCannotBeDoneIsSaid(string expected, params string[] arguments)
    {
        var (exitCode, output, errors) = Run(arguments);
        Assert.Equal((ExitCode.Usage, ""), (exitCode, output));
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryErrorOfAConfigurationIsSaidWithItsPlace()
    {
        using var folder = new TemporaryFolder();
        string path = ConfigFiles.Write(folder, "{\n  \"name\": \"x\",\n  \"count\": 0,\n  \"colour\": 1\n}");
        var (exitCode, output, errors) = Run("run", path, "--out", folder["out"]);
        Assert.Equal((ExitCode.Usage, ""), (exitCode, output));
        Assert.Contains($"{path}:3:", errors, StringComparison.Ordinal);
        Assert.Contains($"{path}:4:", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void ARunEndsWithItsTableAndItsFigure()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 3000);
        var first = Run("run", config, "--out", folder["out"], "--threads", "2");
        Assert.Equal(ExitCode.Done, first.ExitCode);
        Assert.Matches(@"^ +V1 +V1\.5 +V2\nscenarios +3,000 +3,000 +3,000\n", first.Output);
        Assert.Contains("3,000 scenarios, 9,000 rows", first.Errors, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder["out"], "report", "regions.svg")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(folder["out"], "runs")));

        var before = TemporaryFolder.StampsOf(folder["out"]);
        var second = Run("run", config, "--out", folder["out"], "--threads", "1");
        Assert.Equal((ExitCode.Done, first.Output), (second.ExitCode, second.Output));
        Assert.Contains("is complete", second.Errors, StringComparison.Ordinal);
        Assert.Equal(before, TemporaryFolder.StampsOf(folder["out"]));

        var status = Run("status", folder["out"]);
        Assert.Equal(ExitCode.Done, status.ExitCode);
        Assert.Contains("done        3,000 scenarios (100.0 %), 1 of 1 part", status.Output, StringComparison.Ordinal);
        Assert.Contains("missing     nothing", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void StatusNamesWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Calm(folder, 200_000);
        Assert.Equal(ExitCode.Done, Run("run", config, "--out", folder["out"], "--no-report").ExitCode);
        File.Delete(Path.Combine(folder["out"], "rows", "shard=00000", "part-00001.parquet"));
        var (exitCode, output, _) = Run("status", folder["out"]);
        Assert.Equal(ExitCode.Incomplete, exitCode);
        Assert.Contains("done        134,464 scenarios (67.2 %), 3 of 4 parts", output, StringComparison.Ordinal);
        Assert.Contains("missing     scenarios 65536–131071\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherSweepIsRefusedWithItsOwnExitCode()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"], "--no-report").ExitCode);
        var (exitCode, _, errors) = Run("run", ConfigFiles.Calm(folder, 100), "--out", folder["out"]);
        Assert.Equal(ExitCode.OtherSweep, exitCode);
        Assert.Contains("Choose another folder with --out", errors, StringComparison.Ordinal);
        Assert.Contains("protocols was v1, v1_5, v2 and is now v2", errors, StringComparison.Ordinal);
        Assert.Contains("weather.outages was 1 and is now 0", errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.OtherSweep, Run("run", ConfigFiles.Stormy(folder, 99), "--out", folder["out"]).ExitCode);
    }

    [Fact]
    public void APlanCountsOnNoMoreThreadsThanTheRunWillUse()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 1_000_000, "{\"every\": 100}");
        var (exitCode, output, _) = Run("plan", config, "--out", folder["out"], "--threads", "2");
        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("rows        30,000 in 1 part\n", output, StringComparison.Ordinal);
        Assert.Contains(" on 1 thread, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheDiskCannotHoldIsNotBegun()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 900_000_000_000);
        var plan = Run("plan", config, "--out", folder["out"], "--threads", "1");
        Assert.Equal(ExitCode.Done, plan.ExitCode);
        Assert.Contains("rows        2,700,000,000,000", plan.Output, StringComparison.Ordinal);
        Assert.Contains("The disk cannot hold it", plan.Output, StringComparison.Ordinal);
        var run = Run("run", config, "--out", folder["out"]);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("iB free\nChoose another disk with --out", run.Errors, StringComparison.Ordinal);
        Assert.Matches("take about [0-9.]+ TiB, but", run.Errors);
        Assert.False(Path.Exists(folder["out"]));

        Directory.CreateDirectory(folder["out"]);
        Assert.Equal(ExitCode.Usage, Run("run", config, "--out", folder["out"]).ExitCode);
        Assert.True(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void NothingFromAFileReachesTheTerminalAsAnOrder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["log.csv"], "\u001b[2Jlength\nx\n");
        string config = ConfigFiles.Write(folder, """
            {"name": "x", "count": 1, "weather": {"outage": {"empirical": {"file": "log.csv", "column": "\u001b[2Jlength", "unit": "s"}}}}
            """);
        string errors = Run("run", config).Errors;
        Assert.Equal($"{folder["log.csv"]}:2: \\u001b[2Jlength: expected a number that is not negative, found \"x\"\n", errors);
        Assert.StartsWith("no\\u0007\\u009b31m\\u202e.json: cannot be read: ", Run("run", "no\a\u009b31m\u202e.json").Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain, 3\u00a0s × ü 😀", "plain, 3 s × ü 😀")]
    [InlineData("two\r\nlines\n", "two\nlines\n")]
    [InlineData("\t\r\u001b\u007f\u0085\u009b", "\\u0009\\u000d\\u001b\\u007f\\u0085\\u009b")]
    [InlineData("\u200e\u202e\u2066\u2028\ufeff", "\\u200e\\u202e\\u2066\\u2028\\ufeff")]
    public void TextIsMadePlain(string text, string expected) => Assert.Equal(expected, TerminalText.Plain(text));

    [Fact]
    public void HalfACharacterIsEscaped() => Assert.Equal("half \\ud800 of", TerminalText.Plain("half \ud800 of"));

    [Fact]
    public void MessagesThatCannotBeWrittenStopNothing()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var full = new FullWriter();
        var streams = new Streams(output, full, false, false, 80, true);
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"]], streams));
        Assert.Contains("scenarios", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, CommandLine.Run(["rum"], streams));
    }

    [Fact]
    public void OutputThatCannotBeWrittenIsSaidInOneLine()
    {
        using var folder = new TemporaryFolder();
        using var errors = new StringWriter { NewLine = "\n" };
        using var full = new FullWriter();
        using var output = new OutputWriter(full);
        var streams = new Streams(output, errors, false, false, 80, true);
        Assert.Equal(ExitCode.Usage, CommandLine.Run(["run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"]], streams));
        Assert.EndsWith("\nstandard output cannot be written: No space left on device\n", errors.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["out"], "report", "regions.svg")));
        Assert.Equal(ExitCode.Done, Run("status", folder["out"]).ExitCode);
        Assert.Equal(ExitCode.Usage, CommandLine.Run(["--help"], streams));
    }

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(string? value) => Write(' ');

        public override void WriteLine(string? value) => Write(' ');
    }

    [Fact]
    public void AReplayShowsTheTraceAndTheStoredRow()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 700, "{\"every\": 7}");
        Assert.Equal(ExitCode.Done, Run("run", config, "--out", folder["out"], "--no-report").ExitCode);

        var stored = Run("replay", folder["out"], "--scenario", "77");
        Assert.Equal((ExitCode.Done, ""), (stored.ExitCode, stored.Errors));
        Assert.Equal(3, stored.Output.Split("Equal to the stored row.").Length - 1);
        Assert.Matches(@"scenario +77\nprotocol +v1_5\n", stored.Output);
        Assert.Contains("link_down 1", stored.Output, StringComparison.Ordinal);

        var one = Run("replay", folder["out"], "--scenario", "78", "--protocol", "v2");
        Assert.Equal(ExitCode.Done, one.ExitCode);
        Assert.StartsWith("scenario 78 under v2\n", one.Output, StringComparison.Ordinal);
        Assert.Contains("holds no row of this trial", one.Output, StringComparison.Ordinal);
        Assert.Equal(one.Output[..one.Output.IndexOf(folder["out"], StringComparison.Ordinal)],
            Run("replay", config, "--scenario", "78", "--protocol", "v2").Output);
    }

    [Fact]
    public void AReplayThatDiffersFromTheStoredRowNamesTheColumns()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 100);
        Assert.Equal(ExitCode.Done, Run("run", config, "--out", folder["out"], "--no-report").ExitCode);
        string locked = Path.Combine(folder["out"], "config.lock.json");
        File.WriteAllText(locked, File.ReadAllText(locked).Replace("\"seed\": 1,", "\"seed\": 2,", StringComparison.Ordinal));
        var (exitCode, output, errors) = Run("replay", folder["out"], "--scenario", "5", "--protocol", "v1");
        Assert.StartsWith("If the stored row is wrong, remove ", errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unequal, exitCode);
        Assert.Matches(@"Differs from the stored row:\n  write_rate_per_s: stored [0-9.]+, replayed [0-9.]+\n", output);

        string rows = Path.Combine(folder["out"], "rows", "shard=00000", "part-00000.parquet");
        File.WriteAllBytes(rows, File.ReadAllBytes(rows)[..^8]);
        var damaged = Run("replay", folder["out"], "--scenario", "5");
        Assert.Equal(ExitCode.Unequal, damaged.ExitCode);
        Assert.Contains("Remove that file and run the sweep again: its part is made anew.", damaged.Errors, StringComparison.Ordinal);
        File.WriteAllBytes(rows, []);
        Assert.Equal(ExitCode.Unequal, Run("replay", folder["out"], "--scenario", "5").ExitCode);
    }

    [Theory]
    [InlineData("--scenario: expected a whole number from 0 to 99, found \"100\"", "100", "v1")]
    [InlineData("--scenario: expected a whole number from 0 to 99, found \"-1\"", "-1", "v1")]
    [InlineData("--protocol: expected one of v1, v1_5, v2, found \"v3\"", "5", "v3")]
    public void AReplayOfWhatIsNotInTheSweepIsRefused(string expected, string scenario, string protocol)
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, errors) = Run("replay", ConfigFiles.Stormy(folder, 100), "--scenario", scenario, "--protocol", protocol);
        Assert.Equal((ExitCode.Usage, expected), (exitCode, errors.TrimEnd()));
    }

    [Fact]
    public void RowsThatCannotBeReadNeedNoOtherRun()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"], "--no-report").ExitCode);
        string rows = Path.Combine(folder["out"], "rows", "shard=00000", "part-00000.parquet");
        using var held = new FileStream(rows, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var (exitCode, _, errors) = Run("replay", folder["out"], "--scenario", "5", "--protocol", "v2");
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith($"{rows}: ", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void ATrialThatFailedIsNamedWithTheCommandThatShowsIt()
    {
        using var errors = new StringWriter { NewLine = "\n" };
        var failure = new TrialFailedException("my results/x", 7, 4711, "v1_5", new ModelViolationException("time went back"));
        Assert.Equal(ExitCode.Internal, CommandLine.Explain(failure, new RunVerb(), errors));
        Assert.Equal(
            "the simulator failed on scenario 4711 under v1_5 (seed 7): time went back\n"
            + "To see it again: walsweep replay \"my results/x\" --scenario 4711 --protocol v1_5\n",
            errors.ToString());
    }

    [Fact]
    public void WhatNobodyExpectedIsAnInternalError()
    {
        using var errors = new StringWriter();
        Assert.Equal(ExitCode.Internal, CommandLine.Explain(new InvalidDataException("odd"), new RunVerb(), errors));
        Assert.StartsWith("internal error: System.IO.InvalidDataException: odd", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedTallyIsNamedWithTheWayOut()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 100);
        var first = Run("run", config, "--out", folder["out"]);
        string receipt = Path.Combine(folder["out"], "receipts", "shard=00000", "part-00000.json");
        File.WriteAllText(receipt,
            System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(receipt), "\"tally\": \"[^\"]*\"", "\"tally\": \"AAEB\""));
        var (exitCode, _, errors) = Run("run", config, "--out", folder["out"]);
        Assert.Equal(ExitCode.Unequal, exitCode);
        Assert.Contains($"{receipt}: the saved counts are damaged\nRemove that file and run the same command again", errors,
            StringComparison.Ordinal);
        File.Delete(receipt);
        Assert.Equal(first.Output, Run("run", config, "--out", folder["out"]).Output);
    }
}
