using System.Diagnostics;
using System.Text.Json;
using WalSweep.Sweep.Config;
using WalSweep.Sweep.Results;

namespace WalSweep.Sweep.Running;

/// <summary>Runs what is missing of a sweep: workers claim parts in order, simulate them and publish each for itself.</summary>
public sealed class SweepRunner
{
    private readonly SweepJob _job;
    private readonly ResultsLayout _layout;
    private readonly RunOptions _options;
    private readonly SweepIdentity _identity;

    /// <summary>Prepares a sweep.</summary>
    /// <param name="folder">The folder, opened for this configuration.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="options">How to run it.</param>
    public SweepRunner(SweepFolder folder, SweepConfig config, RunOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        _options = options;
        _identity = SweepIdentity.Of(config, options.CreateTally().Format);
        Plan = new PartPlan(config.Count, config.RowsEvery, options.ScenariosPerFullPart);
        _layout = folder.Layout;
        _job = new SweepJob(config, options, config.RowsEvery);
    }

    /// <summary>The parts of the sweep.</summary>
    public PartPlan Plan { get; }

    /// <summary>What is there already.</summary>
    /// <exception cref="OtherSweepException">A part was made by another version of the model or of the columns.</exception>
    /// <exception cref="StorageException">The folder cannot be read.</exception>
    public FolderAudit Audit(Action<PartReceipt>? visit = null) => FolderAudit.Of(_layout, Plan, _identity, visit);

    /// <summary>Runs until every part is there or it is told to stop, then writes the manifest and the record of the run.</summary>
    /// <param name="audit">What was there.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Parts in hand are dropped within milliseconds.</param>
    /// <returns>The record of the run; whether all is done is in <see cref="RunRecord.Ended"/>.</returns>
    /// <exception cref="StorageException">Something could not be written. Finished parts are kept.</exception>
    /// <exception cref="TrialFailedException">The simulator failed. Finished parts are kept.</exception>
    public RunRecord Run(FolderAudit audit, IProgressSink progress, CancellationToken cancel)
    {
        var startedUtc = DateTime.UtcNow;
        var processorBefore = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var workers = new Workers(published => new PartPublisher(_job, _layout, _identity, published), audit, _options.Threads, stop);
        long before = audit.FinishedScenarios;
        workers.Start();
        do
        {
            progress.Report(new RunProgress(Plan.Count, before, workers.ScenariosDone, clock.Elapsed.TotalSeconds));
        }
        while (!workers.Wait(progress.Interval));
        progress.Report(new RunProgress(Plan.Count, before, workers.ScenariosDone, clock.Elapsed.TotalSeconds));

        // Where the disk is full, nothing of what follows can be written either.
        workers.ThrowIfFailed();
        var published = workers.Published;
        var record = new RunRecord
        {
            StartedUtc = startedUtc,
            Ended = published.Count == audit.MissingPartCount ? RunRecord.Complete : RunRecord.Interrupted,
            Threads = workers.ThreadCount,
            Checked = _options.Check,
            Parts = published.Count,
            Scenarios = published.Sum(receipt => receipt.Scenarios),
            Rows = published.Sum(receipt => receipt.Rows),
            Bytes = published.Sum(receipt => receipt.Bytes),
            ElapsedS = clock.Elapsed.TotalSeconds,
            ProcessorS = (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds,
            PeakResidentBytes = HostFacts.PeakResidentBytes(),
            Host = HostFacts.Current(),
        };
        WriteManifest([.. audit.Finished, .. published]);
        record.Write(_layout);
        return record;
    }

    /// <summary>
    /// Writes the manifest of a folder in which nothing is missing, unless it is there: a run may have been killed between its last part
    /// and it.
    /// </summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void MendManifest(FolderAudit audit) => WriteManifest(audit.Finished);

    private void WriteManifest(IReadOnlyList<PartReceipt> receipts)
    {
        var manifest = Manifest.Of(_identity, Plan, receipts);
        AtomicFile.WriteIfOther(_layout.ManifestPath, JsonSerializer.SerializeToUtf8Bytes(manifest, ResultsJson.Default.Manifest));
    }
}
