using System.CommandLine;
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
        var png = SweepArguments.Png();
        const string Purpose = "Writes the report of a sweep, a page with its figures and tables, and the counts of its maps (cells/*.parquet). Exit code 3 if the sweep is not finished; both are then of what is there.";
        var command = new Command(Name, Purpose) { folder, png };
        command.SetAction(result => Write(new ResultsLayout(result.GetRequiredValue(folder)), result.GetValue(png), streams));
        return command;
    }

    public override string? WayOut(Exception failure) => failure is StorageException
        ? "Nothing but cells and report is written; the rows are as they were. Mend this and run the same command again."
        : FinishedSweep.WayOut(failure, Name);

    private static int Write(ResultsLayout layout, bool wantsPng, Streams streams)
    {
        const string Told = "cells and report are";
        var sweep = FinishedSweep.Read(layout, Told, streams);
        FinishedSweep.WriteCells(sweep.Report, layout, streams);
        FinishedSweep.TellOf(sweep.Report.WriteFiles(), wantsPng, streams);
        return sweep.End(Told, streams);
    }
}
