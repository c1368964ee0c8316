using System.Runtime.ExceptionServices;
using WalSweep.Sweep.Results;

namespace WalSweep.Sweep.Running;

/// <summary>
/// The threads of a run. Each takes the next part that nobody has taken, so parts begin in order and no thread waits for another; which
/// thread made a part leaves no trace in it.
/// </summary>
internal sealed class Workers : IDisposable
{
    private readonly Func<Action<PartReceipt>, PartPublisher> _createPublisher;
    private readonly IEnumerator<Part> _missing;
    private readonly CancellationTokenSource _stop;
    private readonly PartPublisher?[] _publishers;
    private readonly CountdownEvent _running;
    private readonly Lock _gate = new();
    private readonly List<PartReceipt> _published = [];
    private Exception? _failure;

    /// <summary>Makes at most as many threads as there are parts.</summary>
    public Workers(Func<Action<PartReceipt>, PartPublisher> createPublisher, FolderAudit audit, int threads, CancellationTokenSource stop)
    {
        (_createPublisher, _stop) = (createPublisher, stop);
        _missing = audit.Missing.GetEnumerator();
        ThreadCount = Math.Min(threads, audit.MissingPartCount);
        _publishers = new PartPublisher?[ThreadCount];
        _running = new CountdownEvent(ThreadCount);
    }

    /// <summary>Threads at work.</summary>
    public int ThreadCount { get; }

    /// <summary>Scenarios simulated so far.</summary>
    public long ScenariosDone => _publishers.Sum(publisher => publisher?.ScenariosDone ?? 0);

    /// <summary>Receipts of the parts published so far, without their tallies.</summary>
    public IReadOnlyList<PartReceipt> Published
    {
        get
        {
            lock (_gate)
            {
                return [.. _published];
            }
        }
    }

    public void Start()
    {
        for (int i = 0; i < ThreadCount; i++)
        {
            int index = i;
            new Thread(() => Work(index)) { Name = $"worker {index + 1}", IsBackground = true }.Start();
        }
    }

    /// <summary>Throws what ended the first thread to fail, if one did; the others were stopped for it.</summary>
    public void ThrowIfFailed()
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                ExceptionDispatchInfo.Throw(_failure);
            }
        }
    }

    /// <summary>Waits; true if all threads have ended.</summary>
    public bool Wait(TimeSpan time) => _running.Wait(time);

    /// <summary>To be called after all threads have ended.</summary>
    public void Dispose()
    {
        _running.Dispose();
        _missing.Dispose();
    }

    private void Add(PartReceipt receipt)
    {
        lock (_gate)
        {
            _published.Add(receipt);
        }
    }

    private Part? Claim()
    {
        lock (_gate)
        {
            return _missing.MoveNext() ? _missing.Current : null;
        }
    }

    private void Work(int index)
    {
        try
        {
            using var publisher = _createPublisher(Add);
            Volatile.Write(ref _publishers[index], publisher);
            while (!_stop.IsCancellationRequested && Claim() is { } part)
            {
                publisher.Make(part, _stop.Token);
            }

            publisher.Finish();
        }
#pragma warning disable CA1031 // Nothing is hidden: whatever ends a thread ends the run, which throws it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _failure ??= failure;
            }

            _stop.Cancel();
        }
        finally
        {
            _running.Signal();
        }
    }
}
