using System.CommandLine;
using WalSweep.Analysis.Counting;
using WalSweep.Analysis.Text;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;
using WalSweep.Sweep.Running;

namespace WalSweep.Cli;

/// <summary><c>plan</c>: what a sweep is going to take, without running it.</summary>
internal sealed class PlanVerb : Verb
{
    /// <summary>Once to get warm, and once more.</summary>
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(1);

    public override string Name => "plan";

    public override string Example => "walsweep plan configs/overnight.json --threads 2";

    public override Command Build(Streams streams)
    {
        var config = SweepArguments.Config();
        var folder = SweepArguments.Out();
        var threads = SweepArguments.Threads();
        string purpose = FormattableString.Invariant($"Says what a sweep takes: rows, bytes against the free disk, rate and time, for which it runs {2 * _measured.TotalSeconds} seconds.");
        var command = new Command(Name, purpose) { config, folder, threads };
        command.SetAction(result => Plan(
            result.GetRequiredValue(config), result.GetValue(folder), SweepArguments.OrAllProcessors(result.GetValue(threads)), streams));
        return command;
    }

    private static int Plan(string path, string? given, int threads, Streams streams)
    {
        var config = ConfigReader.Load(path);
        string root = RunVerb.FolderFor(config, given);
        var options = new RunOptions { Origin = path, Threads = threads, CreateTally = () => new SweepTally(config) };
        var audit = FolderAudit.OfNothing(new PartPlan(config.Count, config.RowsEvery));
        var estimate = SweepEstimate.OfSizeAndRate(config, audit, options, _measured);
        long free = SweepEstimate.FreeBytes(root);
        streams.Give($"scenarios   {NumberText.Count(estimate.Scenarios)} × {string.Join(", ", config.Protocols)}");
        streams.Give($"rows        {NumberText.Count(estimate.Rows)} in {NumberText.Counted(estimate.Parts, "part")}");
        var (needed, there) = estimate.Bytes > free ? SweepEstimate.InWords(estimate.Bytes, free) : (NumberText.Bytes(estimate.Bytes), NumberText.Bytes(free));
        streams.Give($"bytes       about {needed} of {there} free on the disk of {root}");
        streams.Give($"rate        {NumberText.Rate(estimate.ScenariosPerS)} scenarios on {NumberText.Counted(estimate.Threads, "thread")}, the disk apart");
        streams.Give($"time        about {NumberText.DurationInTwoUnits(estimate.ElapsedS)}");
        if (estimate.Bytes > free)
        {
            streams.Give("The disk cannot hold it; run would refuse to start.");
        }

        return ExitCode.Done;
    }
}
