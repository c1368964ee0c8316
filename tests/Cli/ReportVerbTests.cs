using System.Text.Json.Nodes;
using WalSweep.Cli;
using WalSweep.Sweep.Results;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary><c>report</c>: what it writes, and what it says of folders of which it cannot write all.</summary>
public sealed class ReportVerbTests
{
    private static readonly string[] _files =
    [
        "answers.csv", "boundaries-outage-write-rate.csv", "boundary-rows-outage-write-rate.csv", "causes.csv", "costs.csv", "differences-narrow.svg", "differences.svg", "fates.csv", "index.html",
        "pair-times-narrow.svg", "pair-times.csv", "pair-times.svg", "pairs.csv",
        "recovery-ccdf.csv", "recovery-narrow.svg", "recovery.svg", "regions-narrow.svg", "regions.svg", "summary.csv", "sweep.csv",
    ];

    [Fact]
    public void ItWritesWhatTheRunWroteByteForByteWhereverTheResultsAre()
    {
        using var folder = new TemporaryFolder();
        string config = ConfigFiles.Stormy(folder, 3000);
        Assert.Equal(ExitCode.Done, Run("run", config, "--out", folder["a"], "--threads", "2").ExitCode);
        Assert.Equal(ExitCode.Done, Run("run", config, "--out", folder["b"], "--threads", "1", "--no-report").ExitCode);
        Assert.Empty(Directory.GetFiles(ReportOf(folder["b"])));
        Directory.Delete(ReportOf(folder["b"]));
        var (exitCode, output, errors) = Run("report", folder["b"]);
        Assert.Equal((ExitCode.Done, ""), (exitCode, output));
        Assert.Equal(_files.Length + 1, errors.Split('\n').Count(line => line.StartsWith("wrote ", StringComparison.Ordinal)));
        Assert.StartsWith("wrote 3 files into ", errors, StringComparison.Ordinal);
        var first = TemporaryFolder.BytesOf(ReportOf(folder["a"]));
        Assert.Equal([OwnFiles.ListName, .. _files], first.Keys);
        Assert.Equal(first, TemporaryFolder.BytesOf(ReportOf(folder["b"])));

        // Again, over what is there; what somebody else put beside it stays.
        File.WriteAllText(Path.Combine(ReportOf(folder["b"]), "mine.txt"), "mine");
        File.WriteAllText(Path.Combine(ReportOf(folder["b"]), "index.html"), "old");
        Assert.Equal(ExitCode.Done, Run("report", folder["b"]).ExitCode);
        var again = TemporaryFolder.BytesOf(ReportOf(folder["b"]));
        Assert.True(again.Remove("mine.txt"));
        Assert.Equal(first, again);
    }

    [Fact]
    public void TheDocumentedTreeHasWhatARunLeavesBehind()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 3000), "--out", folder["out"]).ExitCode);
        string tree = Golden.Read("docs/results-folder.md");
        string[] there = [.. Directory.EnumerateFileSystemEntries(folder["out"]), .. Directory.EnumerateFiles(folder["out"], OwnFiles.ListName, SearchOption.AllDirectories)];
        Assert.Equal(2, there.Count(path => Path.GetFileName(path) == OwnFiles.ListName));
        Assert.All(there, path => Assert.Contains($"\n    results/NAME/{Path.GetRelativePath(folder["out"], path)}{(Directory.Exists(path) ? "/" : "")}", tree, StringComparison.Ordinal));
    }

    [Fact]
    public void AHalfFinishedSweepIsReportedAsFarAsItIsAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Calm(folder, 200_000), "--out", folder["out"], "--no-report").ExitCode);
        File.Delete(RowsOf(folder["out"], 1));
        var (exitCode, _, errors) = Run("report", folder["out"]);
        Assert.Equal(ExitCode.Incomplete, exitCode);
        Assert.EndsWith($"{folder["out"]} is not complete: cells and report are of 134,464 of 200,000 scenarios\n", errors, StringComparison.Ordinal);
        string page = PageOf(folder["out"]);
        Assert.Contains("This sweep is not finished: 134,464 of 200,000 scenarios are there", page, StringComparison.Ordinal);
        Assert.Contains("Of 134,464 scenarios, V2 decides explicitly", page, StringComparison.Ordinal);

        // With one version there is nothing to switch; calm weather has no map, and says what would have.
        Assert.DoesNotContain("name=\"version\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.Contains("walsweep run configs/quickstart.json", page, StringComparison.Ordinal);
        Assert.Contains("no recovery whose time could be taken", page, StringComparison.Ordinal);
    }

    [Fact]
    public void OfASweepThatHasOnlyBeenBegunThePageSaysNoMore()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"], "--no-report").ExitCode);
        File.Delete(RowsOf(folder["out"], 0));
        var (exitCode, _, errors) = Run("report", folder["out"]);
        Assert.Equal(ExitCode.Incomplete, exitCode);
        Assert.Contains("cells and report are of 0 of 100 scenarios", errors, StringComparison.Ordinal);
        Assert.Contains("there is nothing to tell", PageOf(folder["out"]), StringComparison.Ordinal);
        Assert.Equal([OwnFiles.ListName, "index.html", "sweep.csv"], TemporaryFolder.BytesOf(ReportOf(folder["out"])).Keys);
    }

    [Fact]
    public void WhatAFullerReportLeftGoesAndWhatSomebodyElsePutThereStays()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"]).ExitCode);
        Assert.True(File.Exists(Path.Combine(ReportOf(folder["out"]), "regions.svg")));
        File.WriteAllText(Path.Combine(ReportOf(folder["out"]), "regions-retention.svg"), "mine");
        File.WriteAllText(Path.Combine(ReportOf(folder["out"]), "regions.png"), "mine");
        File.Delete(RowsOf(folder["out"], 0));
        Assert.Equal(ExitCode.Incomplete, Run("report", folder["out"]).ExitCode);
        Assert.Equal([OwnFiles.ListName, "index.html", "regions-retention.svg", "regions.png", "sweep.csv"], TemporaryFolder.BytesOf(ReportOf(folder["out"])).Keys);
    }

    /// <summary>Where results are kept on a disk of their own, a folder is often a link.</summary>
    [PosixFact]
    public void FoldersThatAreLinksAreFollowed()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"]).ExitCode);
        foreach (string name in (string[])["report", "cells"])
        {
            var expected = TemporaryFolder.BytesOf(Path.Combine(folder["out"], name));
            Directory.Delete(Path.Combine(folder["out"], name), recursive: true);
            Directory.CreateDirectory(folder[name]);
            Directory.CreateSymbolicLink(Path.Combine(folder["out"], name), folder[name]);
            Assert.Equal(ExitCode.Done, Run("report", folder["out"]).ExitCode);
            Assert.Equal(folder[name], new DirectoryInfo(Path.Combine(folder["out"], name)).LinkTarget);
            Assert.Equal(expected, TemporaryFolder.BytesOf(folder[name]));
        }
    }

    [Fact]
    public void OneScenarioIsASweep()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 1), "--out", folder["out"]).ExitCode);
        Assert.Contains("Of 1 scenario, V2 decides explicitly", PageOf(folder["out"]), StringComparison.Ordinal);
    }

    [Fact]
    public void APartWhoseReceiptIsDamagedIsLeftOutAndNamed()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Calm(folder, 100_000), "--out", folder["out"], "--no-report").ExitCode);
        File.WriteAllText(ReceiptOf(folder["out"], 0), "{");
        var (exitCode, _, errors) = Run("report", folder["out"]);
        Assert.Equal(ExitCode.Incomplete, exitCode);
        Assert.Contains($"{ReceiptOf(folder["out"], 0)}: expected the receipt of part-00000.parquet, found something else; cells and report are without it", errors, StringComparison.Ordinal);
        Assert.Contains("34,464 of 100,000 scenarios are there", PageOf(folder["out"]), StringComparison.Ordinal);
    }

    [Fact]
    public void CountsThatAreDamagedAreNoBasisForAReport()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"], "--no-report").ExitCode);
        ChangeReceipt(folder["out"], receipt => receipt["tally"] = "AAAA");
        var (exitCode, _, errors) = Run("report", folder["out"]);
        Assert.Equal(ExitCode.Unequal, exitCode);
        Assert.StartsWith(ReceiptOf(folder["out"], 0), errors, StringComparison.Ordinal);
        Assert.Contains("Remove that file and run the sweep again", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(ReportOf(folder["out"])));
    }

    [Fact]
    public void PartsOfAnotherSweepAreRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"], "--no-report").ExitCode);
        ChangeReceipt(folder["out"], receipt => receipt["sweep"]!["model_version"] = 1);
        var (exitCode, _, errors) = Run("report", folder["out"]);
        Assert.Equal(ExitCode.OtherSweep, exitCode);
        Assert.Contains("model version was 1", errors, StringComparison.Ordinal);
        Assert.Contains("report it with that version", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("report/index.html")]
    [InlineData(".report.lock")]
    public void WhatStandsInItsWayIsNamed(string inTheWay)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, Run("run", ConfigFiles.Stormy(folder, 100), "--out", folder["out"], "--no-report").ExitCode);
        string path = Path.Combine(folder["out"], inTheWay);
        if (inTheWay == "report")
        {
            Directory.Delete(path);
            File.WriteAllText(path, "");
        }
        else
        {
            File.Delete(path);
            Directory.CreateDirectory(path);
        }

        var (exitCode, _, errors) = Run("report", folder["out"]);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains(path, errors, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        int exitCode = CommandLine.Run(arguments, new Streams(output, errors, false, false, 80, true));
        return (exitCode, output.ToString(), errors.ToString());
    }

    private static string ReportOf(string root) => Path.Combine(root, "report");

    private static string PageOf(string root) => File.ReadAllText(Path.Combine(ReportOf(root), "index.html"));

    private static string RowsOf(string root, int part) => Path.Combine(root, "rows", "shard=00000", $"part-{part:D5}.parquet");

    private static string ReceiptOf(string root, int part) => Path.Combine(root, "receipts", "shard=00000", $"part-{part:D5}.json");

    private static void ChangeReceipt(string root, Action<JsonNode> change)
    {
        string path = ReceiptOf(root, 0);
        JsonNode receipt = JsonNode.Parse(File.ReadAllText(path))!;
        change(receipt);
        File.WriteAllText(path, receipt.ToJsonString());
    }
}
