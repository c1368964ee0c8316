using System.Text.Json;
using System.Text.Json.Nodes;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Maps;
using WalSweep.Cli;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

public sealed class AnalyzeVerbTests
{
    [Fact]
    public void The_same_tables_come_in_every_format_and_from_the_rows()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 3000), "--out", folder["out"], "--no-report");
        var text = Run(ExitCode.Done, "analyze", folder["out"]);
        Assert.Contains("\nWhat the sweep came to under each version\n", text, StringComparison.Ordinal);
        Assert.Equal(text, Run(ExitCode.Done, "analyze", folder["out"], "--rows", "--threads", "2"));
        Assert.Contains("\n## How the versions differ, question by question\n\n| against | version | question |", Run(ExitCode.Done, "analyze", folder["out"], "--format", "md"), StringComparison.Ordinal);

        // Each table once as CSV after its name, and a line of JSON for each of its rows.
        var csv = Run(ExitCode.Done, "analyze", folder["out"], "--format", "csv").Split("\n\n").ToDictionary(table => table.Split('\n')[0][2..], table => table.TrimEnd('\n').Split('\n')[1..]);
        var json = Run(ExitCode.Done, "analyze", folder["out"], "--format", "json").TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToLookup(row => row.GetProperty("table").GetString()!);
        Assert.Equal(csv.Keys.Order(), json.Select(table => table.Key).Order());
        Assert.All(json, table => Assert.Equal(csv[table.Key].Length - 1, table.Count()));
        var summary = json["summary"].Single(row => row.GetProperty("protocol").GetString() == "v2");
        Assert.Equal(3000, summary.GetProperty("trials").GetInt64());
        Run(ExitCode.Done, "report", folder["out"]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["out"], "report", "summary.csv")).TrimEnd('\n').Split('\n'), csv["summary"]);
    }

    [Fact]
    public void Counts_that_are_not_those_of_the_rows_are_noticed()
    {
        using var folder = new TemporaryFolder();
        var config = ConfigFiles.Stormy(folder, 200);
        Run(ExitCode.Done, "run", config, "--out", folder["out"], "--no-report");
        var layout = new ResultsLayout(folder["out"]);
        var receipt = JsonNode.Parse(File.ReadAllText(layout.ReceiptPath(0)))!;
        var counts = SweepTally.CountsOf(ConfigReader.Load(config));
        counts.AddSaved(Convert.FromBase64String(receipt["tally"]!.GetValue<string>()));
        counts.TotalsOf(0).BlockedS.Add(1);
        receipt["tally"] = Convert.ToBase64String(counts.Save());
        File.WriteAllText(layout.ReceiptPath(0), receipt.ToJsonString());
        Assert.Equal(ExitCode.Done, RunAnything("analyze", folder["out"]).ExitCode);
        var (exitCode, _, errors) = RunAnything("analyze", folder["out"], "--rows");
        Assert.Equal(ExitCode.Unequal, exitCode);
        Assert.Contains("come to other counts than those that the sweep kept", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tally_that_was_changed_by_one_character_is_named_and_no_table_is_printed()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 200), "--out", folder["out"], "--no-report");
        var path = new ResultsLayout(folder["out"]).ReceiptPath(0);
        var receipt = JsonNode.Parse(File.ReadAllText(path))!;
        var tally = receipt["tally"]!.GetValue<string>();
        foreach (var at in Enumerable.Range(0, 16).Select(step => step * (tally.Length - 4) / 16))
        {
            receipt["tally"] = $"{tally[..at]}{(tally[at] == 'C' ? 'E' : 'C')}{tally[(at + 1)..]}";
            File.WriteAllText(path, receipt.ToJsonString());
            var (exitCode, output, errors) = RunAnything("analyze", folder["out"]);
            Assert.Equal((ExitCode.Unequal, ""), (exitCode, output));
            Assert.Contains(Path.GetFileName(path), errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_cells_of_a_map_come_from_the_counts_and_from_few_columns_of_the_rows()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 3000), "--out", folder["out"], "--no-report");
        foreach (var map in new MapPlan(StoredSweep.ConfigOf(new ResultsLayout(folder["out"]))).Maps)
        {
            var ofCounts = Run(ExitCode.Done, "analyze", folder["out"], "--map", map.Name, "--format", "csv");
            Assert.Equal(ofCounts, Run(ExitCode.Done, "analyze", folder["out"], "--map", map.Name, "--format", "csv", "--rows"));
            Assert.StartsWith($"# cells-{map.Name}\n", ofCounts, StringComparison.Ordinal);
        }

        var (exitCode, output, errors) = RunAnything("analyze", folder["out"], "--map", "nowhere");
        Assert.Equal((ExitCode.Usage, ""), (exitCode, output));
        Assert.Contains("--map: expected one of outage-", errors, StringComparison.Ordinal);
    }

    /// <summary>They are most of what receipts hold, and of a sweep with many parts it would take longer to add them up than to read the columns.</summary>
    [Fact]
    public void A_map_from_rows_takes_no_counts_of_the_receipts()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 200), "--out", folder["out"], "--no-report");
        string[] ofRows = ["analyze", folder["out"], "--map", "outage-write-rate", "--rows"];
        var expected = Run(ExitCode.Done, ofRows);
        var receipt = new ResultsLayout(folder["out"]).ReceiptPath(0);
        var changed = JsonNode.Parse(File.ReadAllText(receipt))!;
        changed["tally"] = "AAAA";
        File.WriteAllText(receipt, changed.ToJsonString());
        Assert.Equal(expected, Run(ExitCode.Done, ofRows));
        Run(ExitCode.Unequal, ofRows[..^1]);
    }

    [Fact]
    public void A_damaged_file_of_rows_is_named_and_no_table_is_printed()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Stormy(folder, 200), "--out", folder["out"], "--no-report");
        var path = new ResultsLayout(folder["out"]).RowsPath(0);
        var bytes = File.ReadAllBytes(path);
        bytes[40] ^= 0x40; // In the first column, the scenarios, which every scan reads.
        File.WriteAllBytes(path, bytes);
        var (exitCode, output, errors) = RunAnything("analyze", folder["out"], "--rows");
        Assert.Equal((ExitCode.Unequal, ""), (exitCode, output));
        Assert.Contains("part-00000.parquet", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_is_none_and_a_folder_that_is_none_are_refused()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, errors) = RunAnything("analyze", folder["out"], "--format", "xml");
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains("--format: expected one of text, md, csv, json, found \"xml\"", errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, RunAnything("analyze", folder["nothing"]).ExitCode);
    }

    [Fact]
    public void Of_a_sweep_that_is_not_finished_it_tells_what_is_there()
    {
        using var folder = new TemporaryFolder();
        Run(ExitCode.Done, "run", ConfigFiles.Calm(folder, 100_000), "--out", folder["out"], "--no-report");
        File.Delete(new ResultsLayout(folder["out"]).RowsPath(0));
        var (exitCode, output, errors) = RunAnything("analyze", folder["out"], "--rows");
        Assert.Equal(ExitCode.Incomplete, exitCode);
        Assert.Contains("the tables are of 34,464 of 100,000 scenarios", errors, StringComparison.Ordinal);
        Assert.Contains("34,464", output, StringComparison.Ordinal);
    }

    private static string Run(int expected, params string[] arguments)
    {
        var (exitCode, output, errors) = RunAnything(arguments);
        Assert.True(exitCode == expected, errors);
        return output;
    }

    private static (int ExitCode, string Output, string Errors) RunAnything(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var exitCode = CommandLine.Run(arguments, new Streams(output, errors, false, false, 80, true));
        return (exitCode, output.ToString(), errors.ToString());
    }
}
