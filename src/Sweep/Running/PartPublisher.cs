using System.Text.Json;
using WalSweep.Sweep.Results;

namespace WalSweep.Sweep.Running;

/// <summary>
/// Simulates parts, one after another, and publishes each: first the rows under a temporary name, then the receipt, then the rows get their
/// name. So whoever finds rows under their name finds a receipt for them, and nothing of a part that was not finished is ever taken for it.
/// The disk is waited for beside the simulation of the next part. One thread's own.
/// </summary>
/// <param name="job">What all workers share.</param>
/// <param name="layout">Where the files go.</param>
/// <param name="identity">What the rows depend on.</param>
/// <param name="published">Told of each published part, by another thread.</param>
internal sealed class PartPublisher(SweepJob job, ResultsLayout layout, SweepIdentity identity, Action<PartReceipt> published) : IDisposable
{
    private readonly HashingStream _hashing = new();
    private readonly PartSimulator _simulator = new(job);
    private Task _publishing = Task.CompletedTask;

    /// <inheritdoc cref="PartSimulator.ScenariosDone"/>
    public long ScenariosDone => _simulator.ScenariosDone;

    /// <summary>Makes a part, or drops it at a request to stop. On return it is simulated, but perhaps not yet on the disk.</summary>
    /// <exception cref="StorageException">This part or the one before could not be written; it does not count as finished.</exception>
    /// <exception cref="TrialFailedException">The simulator failed.</exception>
    public void Make(Part part, CancellationToken cancel)
    {
        AtomicFile? file = AtomicFile.Create(layout.RowsPath(part.Index));
        try
        {
            if (Simulate(part, file, cancel) is { } receipt)
            {
                Finish();
                AtomicFile simulated = file;
                file = null;
                _publishing = Task.Run(() => Publish(simulated, receipt), CancellationToken.None);
            }
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Waits until every part made is published.</summary>
    /// <exception cref="StorageException">The last one could not be.</exception>
    public void Finish() => _publishing.GetAwaiter().GetResult();

    /// <summary>
    /// Waits like <see cref="Finish"/>, but throws nothing: whoever disposes of it early has a failure to report already.
    /// </summary>
    public void Dispose()
    {
        Task.WaitAny(_publishing);
        _hashing.Dispose();
    }

    private PartReceipt? Simulate(Part part, AtomicFile file, CancellationToken cancel)
    {
        _hashing.Begin(job.Options.Interpose?.Invoke(file.Content) ?? file.Content);
        try
        {
            return !_simulator.TryWrite(part, _hashing, cancel, out var content) ? null : new PartReceipt
            {
                Part = part.Index,
                FirstScenario = part.FirstScenario,
                Scenarios = part.ScenarioCount,
                Rows = content.Rows,
                Bytes = content.Bytes,
                Sha256 = _hashing.End(),
                Sweep = identity,
                Tally = content.Tally,
            };
        }
        catch (IOException failure)
        {
            throw new StorageException(layout.RowsPath(part.Index), failure);
        }
    }

    private void Publish(AtomicFile file, PartReceipt receipt)
    {
        using (file)
        {
            file.Flush();
            AtomicFile.Write(layout.ReceiptPath(receipt.Part),
                JsonSerializer.SerializeToUtf8Bytes(receipt, ResultsJson.Default.PartReceipt));
            file.Publish();
        }

        published(receipt with { Tally = [] });
    }
}
