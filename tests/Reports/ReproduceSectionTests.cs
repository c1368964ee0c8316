using System.Text;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Pages;
using WalSweep.Analysis.Reports;
using WalSweep.Cli;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Rows;
using WalSweep.Tests.Cli;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Reports;

/// <summary>What the page says of having it again can be typed, and gives what it says.</summary>
public sealed class ReproduceSectionTests
{
    [Fact]
    public void The_command_of_each_figure_gives_its_file()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 2000), "--out", folder["out"]);
        var section = SectionOf(folder["out"]);
        var commands = section.Commands.Select(command => command.Line).Where(line => line.Contains("--figure", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, commands.Length);
        foreach (var line in commands)
        {
            Assert.StartsWith("walsweep report results/stormy --figure ", line, StringComparison.Ordinal);
            string[] words = [.. line.Split(' ').Skip(1).Select(word => word == "results/stormy" ? folder["out"] : word)];
            Assert.Equal(">", words[^2]);
            AssertGives(folder["out"], words[^1], words[..^2]);
        }

        AssertGives(folder["out"], "regions-narrow.svg", "report", folder["out"], "--figure", "regions-narrow");

        // It gives and writes nothing.
        Directory.Delete(Path.Combine(folder["out"], "report"), recursive: true);
        Directory.Delete(Path.Combine(folder["out"], "cells"), recursive: true);
        Run(ExitCode.Done, "report", folder["out"], "--figure", "regions");
        Assert.False(Directory.Exists(Path.Combine(folder["out"], "report")) || Directory.Exists(Path.Combine(folder["out"], "cells")));
    }

    [Fact]
    public void Every_command_can_be_typed()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 50), "--out", folder["out"], "--no-report");
        using var silence = new StringWriter();
        foreach (var command in SectionOf(folder["out"]).Commands)
        {
            string[] words = [.. command.Line.Split(' ').Skip(1).TakeWhile(word => word != ">")];
            Assert.Empty(CommandLine.Build(new Streams(silence, silence, false, false, 80, true)).Parse(words).Errors);
        }
    }

    [Fact]
    public void A_figure_that_is_none_is_told_from_those_there_are()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 500), "--out", folder["out"], "--no-report");
        var (output, errors) = Run(ExitCode.Usage, "report", folder["out"], "--figure", "region");
        Assert.Equal("", output);
        Assert.Contains("--figure: expected one of regions, regions-narrow, ", errors, StringComparison.Ordinal);
        Assert.Contains(", found \"region\"", errors, StringComparison.Ordinal);
        Assert.Contains("not with --figure", Run(ExitCode.Usage, "report", folder["out"], "--figure", "regions", "--png").Errors, StringComparison.Ordinal);
        Run(ExitCode.Done, "run", ConfigFiles.Calm(folder, 50), "--out", folder["calm"], "--no-report");
        Assert.Contains("has no figures", Run(ExitCode.Usage, "report", folder["calm"], "--figure", "regions").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_sweep_that_is_not_finished_the_figure_is_of_what_is_there()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 66_000), "--out", folder["out"], "--no-report");
        File.Delete(new ResultsLayout(folder["out"]).RowsPath(0));
        var (output, errors) = Run(ExitCode.Incomplete, "report", folder["out"], "--figure", "regions");
        Assert.Contains("464 of 66,000 scenarios", output, StringComparison.Ordinal);
        Assert.EndsWith("the figure is of 464 of 66,000 scenarios\n", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_the_rows_depend_on_and_which_program_wrote_the_page()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 50), "--out", folder["out"]);
        var config = ConfigReader.Load(new ResultsLayout(folder["out"]).ConfigLockPath);
        string[] lines = File.ReadAllLines(Path.Combine(folder["out"], "report", "sweep.csv"));
        Assert.Contains($"config_sha256,{ConfigLock.Digest(config)}", lines);
        Assert.Contains($"seed,{config.Seed}", lines);
        Assert.Contains($"schema_version,{RowColumns.SchemaVersion}", lines);
        Assert.Contains($"program_version,{HostFacts.ProgramVersion}", lines);
        Assert.Matches(@"^\d+\.\d+\.\d+(\+[0-9a-f]{40})?$", HostFacts.ProgramVersion);
    }

    private static ReportSection SectionOf(string root)
    {
        var config = ConfigReader.Load(new ResultsLayout(root).ConfigLockPath);
        var counted = new ReceiptCounts(config, new ResultsLayout(root));
        FolderAudit.Of(new ResultsLayout(root), new PartPlan(config.Count, config.RowsEvery), SweepIdentity.Of(config, SweepTally.FormatOf(config)), config.Protocols.Count, counted.Add);
        return new SweepReport(config, counted.Scenarios, counted.Counts).Page().Sections[^1];
    }

    private static void AssertGives(string root, string file, params string[] arguments) =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(root, "report", file)), Encoding.UTF8.GetBytes(Run(ExitCode.Done, arguments).Output));

    private static (string Output, string Errors) Run(int expected, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var exitCode = CommandLine.Run(arguments, new Streams(output, errors, false, false, 80, true));
        Assert.True(exitCode == expected, $"{exitCode}: {errors}");
        return (output.ToString(), errors.ToString());
    }
}
