using WalSweep.Cli;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Results;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>When <c>run</c> and <c>report</c> write cells/*.parquet, and what they say where they cannot.</summary>
public sealed class CellsOfVerbsTests
{
    /// <summary>Less than the largest of the files has.</summary>
    private const int LimitKiB = 16;

    private static readonly string[] _files = ["outage-write-rate-pairs.parquet", "outage-write-rate-recovery.parquet", "outage-write-rate.parquet"];

    [Fact]
    public void A_run_writes_them_with_and_without_a_report_and_report_writes_the_same()
    {
        using var folder = new TemporaryFolder();
        var config = ConfigFiles.Stormy(folder, 3000);
        Assert.Contains($"wrote 3 files into {CellsOf(folder["a"])}\n", Run(ExitCode.Done, "run", config, "--out", folder["a"], "--threads", "1"), StringComparison.Ordinal);
        Run(ExitCode.Done, "run", config, "--out", folder["b"], "--threads", "3", "--no-report");
        Assert.False(Path.Exists(Path.Combine(folder["b"], "report", "index.html")));
        var first = TemporaryFolder.BytesOf(CellsOf(folder["a"]));
        Assert.Equal([OwnFiles.ListName, .. _files], first.Keys);
        Assert.Equal(first, TemporaryFolder.BytesOf(CellsOf(folder["b"])));

        // As before there were any; then over what is there, some of it damaged, beside what somebody else put there.
        Directory.Delete(CellsOf(folder["b"]), recursive: true);
        Run(ExitCode.Done, "report", folder["b"]);
        Assert.Equal(first, TemporaryFolder.BytesOf(CellsOf(folder["b"])));
        File.WriteAllText(Path.Combine(CellsOf(folder["b"]), _files[0]), "old");
        File.WriteAllText(Path.Combine(CellsOf(folder["b"]), "mine.txt"), "mine");
        Assert.Contains("is complete: 3,000 scenarios\n", Run(ExitCode.Done, "run", config, "--out", folder["b"], "--no-report"), StringComparison.Ordinal);
        var again = TemporaryFolder.BytesOf(CellsOf(folder["b"]));
        Assert.True(again.Remove("mine.txt"));
        Assert.Equal(first, again);

        // Nobody takes them for rows.
        Run(ExitCode.Done, "status", folder["b"]);
        Run(ExitCode.Done, "analyze", folder["b"], "--rows");
    }

    [Fact]
    public void Of_a_sweep_that_is_not_finished_they_are_of_what_is_there_and_say_so()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 70_000), "--out", folder["out"], "--no-report");
        Assert.Equal(("70000", "70000", "true"), SaidBy(folder["out"]));
        File.Delete(new ResultsLayout(folder["out"]).RowsPath(0));
        Assert.EndsWith($"{folder["out"]} is not complete: cells and report are of 4,464 of 70,000 scenarios\n", Run(ExitCode.Incomplete, "report", folder["out"]), StringComparison.Ordinal);
        Assert.Equal(("4464", "70000", "false"), SaidBy(folder["out"]));
    }

    [Theory]
    [InlineData("cells", ExitCode.Usage, ExitCode.Usage)]
    [InlineData("cells/outage-write-rate.parquet", ExitCode.Incomplete, ExitCode.Usage)]
    public void What_stands_in_their_way_is_named(string inTheWay, int ofRun, int ofReport)
    {
        using var folder = new TemporaryFolder();
        var config = ConfigFiles.Stormy(folder, 100);
        Run(ExitCode.Done, "run", config, "--out", folder["out"]);
        var path = Path.Combine(folder["out"], inTheWay);
        if (inTheWay == "cells")
        {
            Directory.Delete(path, recursive: true);
            File.WriteAllText(path, "");
        }
        else
        {
            File.Delete(path);
            Directory.CreateDirectory(path);
        }

        var page = Path.Combine(folder["out"], "report", "index.html");
        File.Delete(page);
        Assert.Contains(path, Run(ofRun, "run", config, "--out", folder["out"]), StringComparison.Ordinal);
        Assert.Contains(path, Run(ofReport, "report", folder["out"]), StringComparison.Ordinal);
        Assert.False(File.Exists(page));
    }

    /// <summary>A limit on the size of files makes the system refuse a write, as a full disk does, and needs no privilege.</summary>
    [PosixFact]
    public void A_write_that_fails_is_named_and_leaves_what_was_there()
    {
        using var folder = new TemporaryFolder();
        var config = ConfigFiles.Stormy(folder, 3000);
        Run(ExitCode.Done, "run", config, "--out", folder["out"]);
        var (rows, cells) = (TemporaryFolder.StampsOf(folder["out"]), TemporaryFolder.BytesOf(CellsOf(folder["out"])));
        var recovery = Path.Combine(CellsOf(folder["out"]), _files[1]);
        Assert.True(cells[_files[1]].Length > LimitKiB << 10);
        File.WriteAllText(recovery, "old");
        foreach (var (call, exitCode) in (ReadOnlySpan<(string[], int)>)[(["report", folder["out"]], ExitCode.Usage), (["run", config, "--out", folder["out"], "--no-report"], ExitCode.Incomplete)])
        {
            using var verb = Walsweep.StartIn($"export DOTNET_EnableWriteXorExecute=0; ulimit -f {LimitKiB}", call);
            Assert.Equal(exitCode, verb.WaitForExit());
            Assert.Contains($"{_files[1]}: ", verb.Errors, StringComparison.Ordinal);
            Assert.Contains("Mend this and run the same command again", verb.Errors, StringComparison.Ordinal);
            Assert.Equal("old", File.ReadAllText(recovery));
            Assert.Equal([OwnFiles.ListName, .. _files], TemporaryFolder.BytesOf(CellsOf(folder["out"])).Keys);
        }

        Run(ExitCode.Done, "run", config, "--out", folder["out"]);
        Assert.Equal(rows, TemporaryFolder.StampsOf(folder["out"]));
        Assert.Equal(cells, TemporaryFolder.BytesOf(CellsOf(folder["out"])));
    }

    [Fact]
    public void They_are_a_part_of_the_results_that_no_picture_takes_the_place_of()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"], "--no-report");
        var errors = Run(ExitCode.Usage, "replay", folder["out"], "--scenario", "0", "--protocol", "v2", "--svg", Path.Combine(CellsOf(folder["out"]), "a.svg"));
        Assert.Contains("found a part of the results in", errors, StringComparison.Ordinal);
    }

    private static (string? Scenarios, string? Count, string? Complete) SaidBy(string root)
    {
        using var reader = TableReader.Open(Path.Combine(CellsOf(root), _files[1]));
        return (reader.File["walsweep.scenarios"], reader.File["walsweep.count"], reader.File["walsweep.complete"]);
    }

    private static string CellsOf(string root) => new ResultsLayout(root).CellsFolder;

    /// <summary>Runs a verb and gives what it says beside its results.</summary>
    private static string Run(int expected, params string[] arguments)
    {
        using var errors = new StringWriter { NewLine = "\n" };
        var exitCode = CommandLine.Run(arguments, new Streams(TextWriter.Null, errors, false, false, 80, true));
        Assert.True(exitCode == expected, $"{exitCode}: {errors}");
        return errors.ToString();
    }
}
