using System.CommandLine;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Results;

namespace WalSweep.Cli;

/// <summary><c>status</c>: what of a sweep is there and what is missing. Reads only; a run may be going on.</summary>
internal sealed class StatusVerb : Verb
{
    private const int _mostRangesShown = 10;

    public override string Name => "status";

    public override string Example => "walsweep status results/quickstart";

    public override Command Build(Streams streams)
    {
        var folder = SweepArguments.Folder();
        var command = new Command(Name, "Says what of a sweep is done and what is missing. Exit code 3 if anything is.") { folder };
        command.SetAction(result => Show(new ResultsLayout(result.GetRequiredValue(folder)), streams));
        return command;
    }

    private static int Show(ResultsLayout layout, Streams streams)
    {
        var (_, config, audit) = StoredSweep.Find(layout);
        long scenarios = audit.FinishedScenarios;
        string protocols = string.Join(", ", config.Protocols);
        string size = $"{NumberText.Counted(config.Count, "scenario")} × {protocols}";
        streams.Give(FormattableString.Invariant($"sweep       {config.Name}, {size}, seed {config.Seed}"));
        string parts = $"{NumberText.Count(audit.Finished.Count)} of {NumberText.Counted(audit.Plan.PartCount, "part")}";
        streams.Give($"done        {NumberText.Counted(scenarios, "scenario")} ({ProgressText.Percent(scenarios, config.Count)}), {parts}");
        streams.Give($"rows        {NumberText.Count(audit.FinishedRows)}, {NumberText.Bytes(audit.Finished.Sum(receipt => receipt.Bytes))}");
        streams.Give($"missing     {Missing(audit)}");
        foreach (string damage in audit.Damage)
        {
            streams.Give($"damaged     {damage}");
        }

        return audit.IsComplete ? ExitCode.Done : ExitCode.Incomplete;
    }

    /// <summary>The gaps between finished parts, as ranges of scenarios.</summary>
    private static string Missing(FolderAudit audit)
    {
        var ranges = new List<(long First, long End)>();
        long next = 0;
        var finished = audit.Finished.Select(receipt => (receipt.FirstScenario, receipt.FirstScenario + receipt.Scenarios));
        foreach (var (first, end) in finished.Append((audit.Plan.Count, 0)))
        {
            if (next < first)
            {
                ranges.Add((next, first));
            }

            next = end;
        }

        var words = ranges.Take(_mostRangesShown).Select(range => FormattableString.Invariant($"{range.First}–{range.End - 1}"));
        string shown = string.Join(", ", words);
        string rest = ranges.Count > _mostRangesShown ? $" and {NumberText.Count(ranges.Count - _mostRangesShown)} more ranges" : "";
        return ranges.Count == 0 ? "nothing" : $"scenarios {shown}{rest}";
    }
}
