using System.CommandLine;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;

namespace WalSweep.Cli;

/// <summary><c>run</c>: the whole job. Sweeps what is missing, then reports.</summary>
internal sealed class RunVerb : Verb
{
    public override string Name => "run";

    public override string Example => "walsweep run configs/quickstart.json --out results/first --threads 2";

    /// <summary>What was there when the disk failed is kept, and the same command goes on.</summary>
    public override int StorageFailureCode => ExitCode.Incomplete;

    public override Command Build(Streams streams)
    {
        var config = SweepArguments.Config();
        var folder = SweepArguments.Out();
        var threads = SweepArguments.Threads();
        var noReport = new Option<bool>("--no-report") { Description = "Leave out the table and the report; rows and cells are written all the same." };
        var check = new Option<bool>("--check") { Description = "Check the simulator's own rules after every event: slower, same rows." };
        var png = SweepArguments.Png();
        const string Purpose = "Sweeps a configuration, then reports. Run again it resumes; with a larger count it extends.";
        var command = new Command(Name, Purpose) { config, folder, threads, noReport, png, check };
        command.Validators.Add(result =>
        {
            if (result.GetValue(noReport) && result.GetValue(png))
            {
                result.AddError("--png: without a report there are no figures; leave out --no-report or --png");
            }
        });
        command.SetAction(result => Run(
            ConfigReader.Load(result.GetRequiredValue(config)),
            result.GetValue(folder),
            new Wishes(SweepArguments.OrAllProcessors(result.GetValue(threads)), result.GetValue(check), new ReportWishes(!result.GetValue(noReport), result.GetValue(png))),
            streams));
        return command;
    }

    public override string? WayOut(Exception failure) => failure switch
    {
        StorageException => "What was finished is kept. Mend this and run the same command again to go on.",
        OperationCanceledException => "What was finished is kept; run the same command again to go on.",
        DamagedResultsException => StoredSweep.MadeAnew("Remove that file", "run the same command"),
        ResultsFolderException { Problem: FolderProblem.OtherSweep } =>
            "Choose another folder with --out, or remove this one if its rows are no longer wanted.",
        ResultsFolderException { Problem: FolderProblem.InUse } => "Wait until that ends, or choose another folder with --out.",
        ResultsFolderException { Problem: FolderProblem.NoRoom } =>
            "Choose another disk with --out, a smaller count, or \"rows\": {\"every\": k}.",
        ResultsFolderException { Problem: FolderProblem.Unusable or FolderProblem.NotEmpty } => "Choose another folder with --out.",
        _ => null,
    };

    /// <summary>The folder for the results of a sweep.</summary>
    internal static string FolderFor(SweepConfig config, string? given) => given ?? Path.Combine("results", config.Name);

    private static int Run(SweepConfig config, string? given, Wishes wishes, Streams streams)
    {
        using var interruption = new Interruption();
        using var folder = SweepFolder.Open(FolderFor(config, given), config);
        try
        {
            return Run(folder, wishes, streams, interruption.Token);
        }
        catch (ResultsFolderException refusal) when (refusal.Problem == FolderProblem.NoRoom)
        {
            folder.RemoveIfNew();
            throw;
        }
    }

    private static int Run(SweepFolder folder, Wishes wishes, Streams streams, CancellationToken stop)
    {
        var config = folder.Config;
        string root = folder.Layout.Root;
        var options = new RunOptions { Origin = root, Threads = wishes.Threads, Check = wishes.Check, CreateTally = () => new SweepTally(config) };
        var runner = new SweepRunner(folder, options);
        var audit = runner.Audit();
        foreach (string damage in audit.Damage)
        {
            streams.Say($"{damage}; it is made anew");
        }

        if (audit.IsComplete)
        {
            runner.MendManifest(audit);
            streams.Say($"{root} is complete: {NumberText.Counted(config.Count, "scenario")}");
        }
        else
        {
            Sweep(runner, audit, streams, stop);
        }

        // The files first: they are there then whatever becomes of the table on its way.
        var written = WrittenReport.Write(folder.Layout, wishes.Files, streams, stop);
        if (wishes.Files.Report)
        {
            SummaryTable.Write(written.Report.Totals(), streams);
        }

        return written.End(streams);
    }

    /// <exception cref="OperationCanceledException">It was told to stop before all was done.</exception>
    private static void Sweep(SweepRunner runner, FolderAudit audit, Streams streams, CancellationToken stop)
    {
        var config = runner.Folder.Config;
        string root = runner.Folder.Layout.Root;
        SweepEstimate.OfSize(config, audit, runner.Options).RequireRoom(root);
        long done = audit.FinishedScenarios;
        string resumed = done > 0 ? $", {NumberText.Count(done)} of them there already" : "";
        streams.Say($"{NumberText.Counted(config.Count, "scenario")} × {string.Join(", ", config.Protocols)} into {root}{resumed}");
        var errors = streams.ErrorsAreTerminal ? streams.Errors : streams.Messages;
        var record = ProgressDisplay.Show(errors, streams.ErrorsAreTerminal, progress => runner.Run(audit, progress, stop));
        streams.Say(
            $"{NumberText.Counted(record.Scenarios, "scenario")}, {NumberText.Counted(record.Rows, "row")}, {NumberText.Bytes(record.Bytes)}"
            + $" in {NumberText.Duration(record.ElapsedS)} on {NumberText.Counted(record.Threads, "thread")}:"
            + $" {NumberText.Rate(record.ScenariosPerS)} scenarios, {NumberText.Rate(record.RowsPerS)} rows");
        if (record.Ended == RunEnding.Interrupted)
        {
            throw new OperationCanceledException(stop);
        }
    }

    /// <summary>What the command line asks for beside the sweep.</summary>
    /// <param name="Threads">Worker threads.</param>
    /// <param name="Check">The simulator's own rules checked after every event.</param>
    /// <param name="Files">The report, with which the table comes.</param>
    private readonly record struct Wishes(int Threads, bool Check, ReportWishes Files);
}
