using WalSweep.Analysis.Reports;
using WalSweep.Cli;
using WalSweep.Sweep.Results;
using WalSweep.Tests.Running;
using Xunit;

namespace WalSweep.Tests.Cli;

/// <summary>Several that write cells and report of one folder, and one that is told to stop.</summary>
public sealed class ReportsAtOnceTests : IDisposable
{
    private const string Waits = "another process is writing cells and report; this one waits until that ends";

    private readonly TemporaryFolder _folder = new();

    private ResultsLayout Layout => new(_folder["out"]);

    public void Dispose() => _folder.Dispose();

    [PosixFact]
    public void All_end_well_and_the_files_are_those_of_one()
    {
        string config = ConfigFiles.Stormy(_folder, 3000);
        Assert.Equal(ExitCode.Done, Walsweep.Run("run", config, "--out", _folder["out"]).ExitCode);
        var expected = TemporaryFolder.BytesOf(_folder["out"]);
        for (int round = 0; round < 2; round++)
        {
            foreach (string path in Directory.EnumerateFiles(Layout.ReportFolder).Concat(Directory.EnumerateFiles(Layout.CellsFolder)))
            {
                File.WriteAllText(path, Path.GetFileName(path) == OwnFiles.ListName ? "" : "old");
            }

            Walsweep[] writers = [Walsweep.Start("report", _folder["out"]), Walsweep.Start("report", _folder["out"]), Walsweep.Start("run", config, "--out", _folder["out"])];
            foreach (var writer in writers)
            {
                Assert.True(writer.WaitForExit() == ExitCode.Done, writer.Errors);
                writer.Dispose();
            }

            Assert.Equal(expected, TemporaryFolder.BytesOf(_folder["out"]));
        }
    }

    [PosixFact]
    public void Who_comes_second_waits_and_leaves_the_first_ones_files_alone()
    {
        string config = ConfigFiles.Stormy(_folder, 100);
        Assert.Equal(ExitCode.Done, Walsweep.Run("run", config, "--out", _folder["out"], "--no-report").ExitCode);
        string unfinished = Path.Combine(Layout.ReportFolder, ".index.html.tmp");
        foreach (string[] call in (string[][])[["report", _folder["out"]], ["run", config, "--out", _folder["out"]]])
        {
            Walsweep second;
            using (Hold())
            {
                File.WriteAllText(unfinished, "");
                second = Walsweep.Start(call);
                WaitUntilItWaits(second);
                Thread.Sleep(100);
                Assert.False(second.HasExited, second.Errors);
                Assert.DoesNotContain("wrote", second.Errors, StringComparison.Ordinal);
                Assert.True(File.Exists(unfinished));
            }

            Assert.True(second.WaitForExit() == ExitCode.Done, second.Errors);
            Assert.False(File.Exists(unfinished));
            Assert.Single(second.Errors.Split('\n'), line => line.Contains(Waits, StringComparison.Ordinal));
            second.Dispose();
        }
    }

    [SignalTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void A_signal_stops_it_and_tells_how_to_go_on(string signal)
    {
        Assert.Equal(ExitCode.Done, Walsweep.Run("run", ConfigFiles.Stormy(_folder, 100), "--out", _folder["out"], "--no-report").ExitCode);
        using var held = Hold();
        using var report = Walsweep.Start("report", _folder["out"]);
        WaitUntilItWaits(report);
        report.Signal(signal);
        Assert.Equal(ExitCode.Interrupted, report.WaitForExit());
        Assert.EndsWith("Interrupted.\nEach file of the report is as it was or as it will be; run the same command again to go on.\n", report.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Told_to_stop_it_writes_no_further_file_and_the_next_one_goes_on()
    {
        using var streams = new StringWriter();
        Assert.Equal(ExitCode.Done, CommandLine.Run(["run", ConfigFiles.Stormy(_folder, 100), "--out", _folder["out"], "--no-report"], new Streams(streams, streams, false, false, 80, true)));
        using var stop = new CancellationTokenSource();
        var (sweep, counted) = StoredSweep.Count(Layout, Product.Files, new Streams(streams, streams, false, false, 80, true), stop.Token);
        var page = new SweepReport(sweep.Config, counted.Scenarios, counted.Counts).Page();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => ReportFiles.Write(Layout.ReportFolder, page, stop.Token));
        Assert.Equal([OwnFiles.ListName], TemporaryFolder.BytesOf(Layout.ReportFolder).Keys);
        var files = ReportFiles.Write(Layout.ReportFolder, page);
        Assert.All(files.Paths, path => Assert.True(File.Exists(path)));
        Assert.Throws<OperationCanceledException>(() => StoredSweep.Count(Layout, Product.Files, new Streams(streams, streams, false, false, 80, true), stop.Token));
    }

    [Fact]
    public void Verbs_that_are_interrupted_say_that_they_can_be_begun_again()
    {
        foreach (var (verb, words) in (ReadOnlySpan<(Verb, string)>)[(new RunVerb(), "What was finished is kept; run"), (new ReportVerb(), "run"), (new AnalyzeVerb(), "Nothing was printed; run")])
        {
            using var errors = new StringWriter { NewLine = "\n" };
            Assert.Equal(ExitCode.Interrupted, CommandLine.Explain(new OperationCanceledException(), verb, errors));
            Assert.StartsWith("Interrupted.\n", errors.ToString(), StringComparison.Ordinal);
            Assert.Contains($"{words} the same command again", errors.ToString(), StringComparison.Ordinal);
        }
    }

    private ReportLock Hold() => ReportLock.Take(Layout, () => throw new InvalidOperationException("nobody else should have it"), CancellationToken.None);

    private static void WaitUntilItWaits(Walsweep report)
    {
        while (!report.Errors.Contains(Waits, StringComparison.Ordinal))
        {
            Assert.False(report.HasExited, report.Errors);
            Thread.Sleep(10);
        }
    }
}
