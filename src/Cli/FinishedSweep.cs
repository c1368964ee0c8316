using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary>What is finished of a sweep, for verbs that tell of it.</summary>
/// <param name="Layout">Where it is.</param>
/// <param name="Config">The sweep.</param>
/// <param name="Report">What its finished parts came to.</param>
/// <param name="Audit">Which parts are finished.</param>
internal sealed record FinishedSweep(ResultsLayout Layout, SweepConfig Config, SweepReport Report, FolderAudit Audit)
{
    private const string Written = "cells and report are";

    /// <summary>Reads it. It takes no lock: of a sweep that is going on these are its finished parts.</summary>
    /// <param name="layout">Where it is.</param>
    /// <param name="told">What is made of it, such as: the tables are.</param>
    /// <param name="streams">Takes what is damaged.</param>
    /// <param name="stop">Stops it between two parts.</param>
    /// <param name="withCounts">Whether the counts of its parts are added to the report: most of the work.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static FinishedSweep Read(ResultsLayout layout, string told, Streams streams, CancellationToken stop, bool withCounts = true)
    {
        var config = SweepArguments.ReadLocked(layout);
        var report = new SweepReport(config, layout);
        var identity = SweepIdentity.Of(config, new SweepTally(config).Format);
        var audit = FolderAudit.Of(layout, new PartPlan(config.Count, config.RowsEvery), identity, config.Protocols.Count, receipt =>
        {
            stop.ThrowIfCancellationRequested();
            if (withCounts)
            {
                report.Add(receipt);
            }
        });
        foreach (string damage in audit.Damage)
        {
            streams.Say($"{damage}; {told} without it");
        }

        return new FinishedSweep(layout, config, report, audit);
    }

    /// <summary>Writes the counts of its maps, which are data of the sweep like its rows, and, if it is wanted, the report. Who else writes them is waited for.</summary>
    /// <param name="layout">Where it is.</param>
    /// <param name="wishes">What is wanted.</param>
    /// <param name="streams">Takes what is damaged, and which files were written.</param>
    /// <param name="stop">Stops it between two files.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static FinishedSweep Write(ResultsLayout layout, ReportWishes wishes, Streams streams, CancellationToken stop)
    {
        // What is no results folder gets no lock.
        SweepArguments.ReadLocked(layout);
        using var held = ReportLock.Take(layout, () => streams.Say($"{layout.Root}: another process is writing cells and report; this one waits until that ends"), stop);
        var sweep = Read(layout, Written, streams, stop);
        var cells = sweep.Report.WriteCells(stop);
        if (cells.Count > 0)
        {
            streams.Say($"wrote {NumberText.Counted(cells.Count, "file")} into {layout.CellsFolder}");
        }

        if (wishes.Report)
        {
            var files = sweep.Report.WriteFiles(stop);
            foreach (string path in files.Paths)
            {
                streams.Say($"wrote {path}");
            }

            if (wishes.Png)
            {
                PngPictures.Write(files, streams, stop);
            }
        }

        return sweep;
    }

    /// <summary>The exit code after writing it; says so if it is not the whole sweep.</summary>
    public int EndOfWriting(Streams streams) => End(Written, streams);

    /// <summary>The exit code after telling of it; says so if it is not the whole sweep.</summary>
    public int End(string told, Streams streams)
    {
        if (Audit.IsComplete)
        {
            return ExitCode.Done;
        }

        streams.Say($"{Layout.Root} is not complete: {told} of {NumberText.Count(Audit.FinishedScenarios)} of {NumberText.Counted(Config.Count, "scenario")}");
        return ExitCode.Incomplete;
    }

    /// <summary>What can be done about a failure to read it.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="verb">The verb that failed.</param>
    public static string? WayOut(Exception failure, string verb) => failure switch
    {
        OtherSweepException => $"Its parts were made by another version of this program or for another configuration: {verb} it with that version, or run the sweep again into another folder.",
        DamagedResultsException => "Remove that file and run the sweep again: its part is made anew.",
        _ => null,
    };
}

/// <summary>What is wanted beside the counts of maps.</summary>
/// <param name="Report">The report.</param>
/// <param name="Png">Its figures as PNG too.</param>
internal readonly record struct ReportWishes(bool Report, bool Png);
