using System.Text.Json;

namespace WalSweep.Sweep.Running;

/// <summary>
/// Simulates parts, one after another, and publishes each: first the rows under a temporary name, then the receipt, then the rows get their name. So whoever
/// finds rows under their name finds a receipt for them, and nothing of a part that was not finished is ever taken for it. One thread's own.
/// </summary>
internal sealed class PartPublisher(SweepJob job, ResultsLayout layout, SweepIdentity identity) : IDisposable
{
    private readonly HashingStream _hashing = new();
    private readonly PartSimulator _simulator = new(job);

    /// <inheritdoc cref="PartSimulator.ScenariosDone"/>
    public long ScenariosDone => _simulator.ScenariosDone;

    /// <summary>Makes a part.</summary>
    /// <returns>Its receipt; null if it was dropped because of a request to stop.</returns>
    /// <exception cref="StorageException">Something could not be written; the part does not count as finished.</exception>
    /// <exception cref="TrialFailedException">The simulator failed.</exception>
    public PartReceipt? Publish(Part part, CancellationToken cancel)
    {
        string path = layout.RowsPath(part.Index);
        using var file = AtomicFile.Create(path);
        _hashing.Begin(job.Options.Interpose?.Invoke(file.Content) ?? file.Content);
        PartContent content;
        try
        {
            if (!_simulator.TryWrite(part, _hashing, cancel, out content))
            {
                return null;
            }
        }
        catch (IOException failure)
        {
            throw new StorageException(path, failure);
        }

        var receipt = new PartReceipt
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
        file.Flush();
        AtomicFile.Write(layout.ReceiptPath(part.Index), JsonSerializer.SerializeToUtf8Bytes(receipt, ResultsJson.Default.PartReceipt));
        file.Publish();
        return receipt;
    }

    public void Dispose() => _hashing.Dispose();
}
