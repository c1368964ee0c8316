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
    /// <summary>Reads it. It takes no lock: of a sweep that is going on these are its finished parts.</summary>
    /// <param name="layout">Where it is.</param>
    /// <param name="told">What is made of it, such as: the tables are.</param>
    /// <param name="streams">Takes what is damaged.</param>
    public static FinishedSweep Read(ResultsLayout layout, string told, Streams streams)
    {
        var config = SweepArguments.ReadLocked(layout);
        var report = new SweepReport(config, layout);
        var identity = SweepIdentity.Of(config, new SweepTally(config).Format);
        var audit = FolderAudit.Of(layout, new PartPlan(config.Count, config.RowsEvery), identity, config.Protocols.Count, report.Add);
        foreach (string damage in audit.Damage)
        {
            streams.Say($"{damage}; {told} without it");
        }

        return new FinishedSweep(layout, config, report, audit);
    }

    /// <summary>Writes the counts of the maps and says so; there is nothing to say of a sweep without maps.</summary>
    /// <param name="report">What the sweep came to.</param>
    /// <param name="layout">Where it is.</param>
    /// <param name="streams">Takes what is said.</param>
    public static void WriteCells(SweepReport report, ResultsLayout layout, Streams streams)
    {
        var paths = report.WriteCells();
        if (paths.Count > 0)
        {
            streams.Say($"wrote {NumberText.Counted(paths.Count, "file")} into {layout.CellsFolder}");
        }
    }

    /// <summary>Says which files of a report were written, and adds pictures if they are wanted.</summary>
    /// <param name="files">The files.</param>
    /// <param name="wantsPng">Whether the figures are wanted as PNG too.</param>
    /// <param name="streams">Takes what is said.</param>
    public static void TellOf(ReportFiles files, bool wantsPng, Streams streams)
    {
        foreach (string path in files.Paths)
        {
            streams.Say($"wrote {path}");
        }

        if (wantsPng)
        {
            PngPictures.Write(files.Pictures, streams);
        }
    }

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
