using System.Diagnostics;
using System.Text.Json;
using WalSweep.Sweep.Results;

namespace WalSweep.Sweep.Running;

/// <summary>Runs what is missing of a sweep: workers claim parts in order, simulate them and publish each for itself.</summary>
public sealed class SweepRunner
{
    private readonly SweepJob _job;
    private readonly SweepIdentity _identity;

    /// <summary>Prepares a sweep.</summary>
    /// <param name="folder">The folder, opened for the sweep.</param>
    /// <param name="options">How to run it.</param>
    public SweepRunner(SweepFolder folder, RunOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        (Folder, Options) = (folder, options);
        _identity = SweepIdentity.Of(folder.Config, options.CreateTally().Format);
        _job = new SweepJob(folder.Config, options, folder.Config.RowsEvery);
    }

    /// <summary>Where the parts go, and of what sweep they are.</summary>
    public SweepFolder Folder { get; }

    /// <summary>How it is run.</summary>
    public RunOptions Options { get; }

    /// <summary>What is there already.</summary>
    /// <exception cref="OtherSweepException">A part was made by another version of the model or of the columns.</exception>
    /// <exception cref="StorageException">The folder cannot be read.</exception>
    public FolderAudit Audit(Action<PartReceipt>? visit = null) => FolderAudit.Of(Folder.Layout, Folder.Plan, _identity, Folder.Config.Protocols.Count, visit);

    /// <summary>Runs until every part is there or it is told to stop, then writes the manifest and the record of the run.</summary>
    /// <param name="audit">What was there.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Parts in hand are dropped within milliseconds, or when a trial ends that takes longer.</param>
    /// <returns>The record of the run; whether all is done is in <see cref="RunRecord.Ended"/>.</returns>
    /// <exception cref="StorageException">Something could not be written. Finished parts are kept.</exception>
    /// <exception cref="TrialFailedException">The simulator failed. Finished parts are kept.</exception>
    public RunRecord Run(FolderAudit audit, IProgressSink progress, CancellationToken cancel)
    {
        var startedUtc = DateTime.UtcNow;
        var processorBefore = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var workers = new Workers(
            published => new PartPublisher(_job, Folder.Layout, _identity, published), audit, Options.Threads, stop);
        workers.Start();
        do
        {
            Report();
        }
        while (!workers.Wait(progress.Interval));
        Report();

        // Where the disk is full, nothing of what follows can be written either.
        workers.ThrowIfFailed();
        var published = workers.Published;
        var record = new RunRecord
        {
            StartedUtc = startedUtc,
            Ended = published.Count == audit.MissingPartCount ? RunEnding.Complete : RunEnding.Interrupted,
            Threads = workers.ThreadCount,
            Checked = Options.Check,
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
        record.Write(Folder.Layout);
        return record;

        void Report() => progress.Report(
            new RunProgress(Folder.Config.Count, audit.FinishedScenarios, workers.ScenariosDone, clock.Elapsed.TotalSeconds));
    }

    /// <summary>
    /// Writes the manifest of a folder in which nothing is missing, unless it is there: a run may have been killed between its last part
    /// and it.
    /// </summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void MendManifest(FolderAudit audit) => WriteManifest(audit.Finished);

    private void WriteManifest(IReadOnlyList<PartReceipt> receipts)
    {
        var manifest = Manifest.Of(_identity, Folder.Plan, receipts);
        AtomicFile.WriteIfOther(Folder.Layout.ManifestPath, JsonSerializer.SerializeToUtf8Bytes(manifest, ResultsJson.Default.Manifest));
    }
}
