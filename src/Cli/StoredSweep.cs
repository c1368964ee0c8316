using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary>What a results folder holds of a sweep, all of it or not, for verbs that tell of it. Looking takes no lock: of a sweep that is going on these are its finished parts.</summary>
/// <param name="Layout">Where it is.</param>
/// <param name="Config">The sweep.</param>
/// <param name="Audit">Which parts are finished.</param>
internal sealed record StoredSweep(ResultsLayout Layout, SweepConfig Config, FolderAudit Audit)
{
    /// <summary>Looks which parts are finished, and says nothing of those that are damaged.</summary>
    /// <param name="layout">Where it is.</param>
    public static StoredSweep Find(ResultsLayout layout) => Find(layout, SweepArguments.ReadLocked(layout), take: null);

    /// <summary>Looks which parts are finished, and at nothing that they counted; says which are damaged.</summary>
    /// <param name="layout">Where it is.</param>
    /// <param name="told">What is made of it, such as: the tables are.</param>
    /// <param name="streams">Takes what is damaged.</param>
    /// <param name="stop">Stops it between two parts.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static StoredSweep Look(ResultsLayout layout, string told, Streams streams, CancellationToken stop) =>
        Look(layout, SweepArguments.ReadLocked(layout), _ => { }, told, streams, stop);

    /// <summary>Looks which parts are finished, and adds up what they counted: most of the work.</summary>
    /// <returns>The sweep, and a report on its finished parts.</returns>
    /// <inheritdoc cref="Look(ResultsLayout, string, Streams, CancellationToken)"/>
    public static (StoredSweep Sweep, SweepReport Report) Count(ResultsLayout layout, string told, Streams streams, CancellationToken stop)
    {
        var config = SweepArguments.ReadLocked(layout);
        var report = new SweepReport(config, layout);
        return (Look(layout, config, report.Add, told, streams, stop), report);
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

    /// <summary>How a part is made anew whose file is damaged.</summary>
    /// <param name="removal">Which file to remove.</param>
    /// <param name="command">What to do again.</param>
    public static string MadeAnew(string removal, string command) => $"{removal} and {command} again: its part is made anew.";

    /// <summary>What can be done about a failure to read it.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="verb">The verb that failed.</param>
    public static string? WayOut(Exception failure, string verb) => failure switch
    {
        OtherSweepException => $"Its parts were made by another version of this program or for another configuration: {verb} it with that version, or run the sweep again into another folder.",
        DamagedResultsException => MadeAnew("Remove that file", "run the sweep"),
        _ => null,
    };

    private static StoredSweep Look(ResultsLayout layout, SweepConfig config, Action<PartReceipt> take, string told, Streams streams, CancellationToken stop)
    {
        var found = Find(layout, config, receipt =>
        {
            stop.ThrowIfCancellationRequested();
            take(receipt);
        });
        foreach (string damage in found.Audit.Damage)
        {
            streams.Say($"{damage}; {told} without it");
        }

        return found;
    }

    private static StoredSweep Find(ResultsLayout layout, SweepConfig config, Action<PartReceipt>? take) =>
        new(layout, config, FolderAudit.Of(layout, new PartPlan(config.Count, config.RowsEvery), SweepIdentity.Of(config, SweepTally.FormatOf(config)), config.Protocols.Count, take));
}
