using System.CommandLine;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary>
/// <c>report</c>: writes what <c>run</c> writes at its end, from what is there. It takes no lock: the report of a sweep that is going on is one of its finished parts.
/// </summary>
internal sealed class ReportVerb : Verb
{
    public override string Name => "report";

    public override string Example => "walsweep report results/quickstart";

    public override Command Build(Streams streams)
    {
        var folder = SweepArguments.Folder();
        const string Purpose = "Writes the report of a sweep: a page with its figures and tables. Exit code 3 if the sweep is not finished; the report is then of what is there.";
        var command = new Command(Name, Purpose) { folder };
        command.SetAction(result => Write(new ResultsLayout(result.GetRequiredValue(folder)), streams));
        return command;
    }

    public override string? WayOut(Exception failure) => failure switch
    {
        OtherSweepException => "Its parts were made by another version of this program or for another configuration: report it with that version, or run the sweep again into another folder.",
        DamagedResultsException => "Remove that file and run the sweep again: its part is made anew.",
        StorageException => "Nothing but the report is written; the rows are as they were. Mend this and run the same command again.",
        _ => null,
    };

    private static int Write(ResultsLayout layout, Streams streams)
    {
        var config = SweepArguments.ReadLocked(layout);
        var plan = new PartPlan(config.Count, config.RowsEvery);
        var identity = SweepIdentity.Of(config, new SweepTally(config).Format);
        var report = new SweepReport(config, layout);
        var audit = FolderAudit.Of(layout, plan, identity, config.Protocols.Count, report.Add);
        foreach (string damage in audit.Damage)
        {
            streams.Say($"{damage}; the report is without it");
        }

        foreach (string path in report.WriteFiles())
        {
            streams.Say($"wrote {path}");
        }

        if (audit.IsComplete)
        {
            return ExitCode.Done;
        }

        streams.Say($"{layout.Root} is not complete: the report is of {NumberText.Count(audit.FinishedScenarios)} of {NumberText.Counted(config.Count, "scenario")}");
        return ExitCode.Incomplete;
    }
}
