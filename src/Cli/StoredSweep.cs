using WalSweep.Analysis.Counting;
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
    /// <summary>The configuration of a results folder.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static SweepConfig ConfigOf(ResultsLayout layout) => SweepFolder.ReadLocked(layout)
        ?? throw new UsageException($"{layout.Root} is not a results folder: it holds no {Path.GetFileName(layout.ConfigLockPath)}");

    /// <summary>Looks which parts are finished, and says nothing of those that are damaged.</summary>
    /// <param name="layout">Where it is.</param>
    public static StoredSweep Find(ResultsLayout layout) => Find(layout, ConfigOf(layout), take: null);

    /// <summary>Looks which parts are finished, and at nothing that they counted; says which are damaged.</summary>
    /// <param name="layout">Where it is.</param>
    /// <param name="product">What is made of it.</param>
    /// <param name="streams">Takes what is damaged.</param>
    /// <param name="stop">Stops it between two parts.</param>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static StoredSweep Look(ResultsLayout layout, Product product, Streams streams, CancellationToken stop) =>
        Look(layout, ConfigOf(layout), _ => { }, product, streams, stop);

    /// <summary>Looks which parts are finished, and adds up what they counted: most of the work.</summary>
    /// <returns>The sweep, and what its finished parts counted.</returns>
    /// <inheritdoc cref="Look(ResultsLayout, Product, Streams, CancellationToken)"/>
    public static (StoredSweep Sweep, ReceiptCounts Counted) Count(ResultsLayout layout, Product product, Streams streams, CancellationToken stop)
    {
        var config = ConfigOf(layout);
        var counted = new ReceiptCounts(config, layout);
        return (Look(layout, config, counted.Add, product, streams, stop), counted);
    }

    /// <summary>The exit code after telling of it; says so if it is not the whole sweep.</summary>
    public int End(Product product, Streams streams)
    {
        if (Audit.IsComplete)
        {
            return ExitCode.Done;
        }

        streams.Say($"{Layout.Root} is not complete: {product.Are($"of {NumberText.Count(Audit.FinishedScenarios)} of {NumberText.Counted(Config.Count, "scenario")}")}");
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

    private static StoredSweep Look(ResultsLayout layout, SweepConfig config, Action<PartReceipt> take, Product product, Streams streams, CancellationToken stop)
    {
        var found = Find(layout, config, receipt =>
        {
            stop.ThrowIfCancellationRequested();
            take(receipt);
        });
        foreach (string damage in found.Audit.Damage)
        {
            streams.Say($"{damage}; {product.Are("without it")}");
        }

        return found;
    }

    private static StoredSweep Find(ResultsLayout layout, SweepConfig config, Action<PartReceipt>? take) =>
        new(layout, config, FolderAudit.Of(layout, new PartPlan(config.Count, config.RowsEvery), SweepIdentity.Of(config, SweepTally.FormatOf(config)), config.Protocols.Count, take));
}

/// <summary>What a verb makes of a stored sweep.</summary>
/// <param name="Noun">What it is called in a sentence.</param>
/// <param name="IsPlural">Whether that is said of several things.</param>
internal sealed record Product(string Noun, bool IsPlural)
{
    public static readonly Product Tables = new("the tables", IsPlural: true);

    public static readonly Product Figure = new("the figure", IsPlural: false);

    public static readonly Product Files = new("cells and report", IsPlural: true);

    /// <summary>Says something of it: the tables are without it.</summary>
    public string Are(string predicate) => $"{Noun} {(IsPlural ? "are" : "is")} {predicate}";
}
