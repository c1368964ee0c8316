using System.Runtime.ExceptionServices;

namespace WalSweep.Sweep.Running;

/// <summary>
/// The threads of a run. Each takes the next part that nobody has taken, so parts begin in order and no thread waits for another; which thread made a part
/// leaves no trace in it.
/// </summary>
internal sealed class Crew
{
    private readonly SweepJob _job;
    private readonly IReadOnlyList<Part> _parts;
    private readonly CancellationTokenSource _stop;
    private readonly PartPublisher?[] _workers;
    private readonly CountdownEvent _running;
    private readonly Lock _gate = new();
    private readonly List<PartReceipt> _published = [];
    private int _nextPart;
    private Exception? _failure;

    /// <summary>Makes a crew of at most as many threads as there are parts.</summary>
    public Crew(SweepJob job, IReadOnlyList<Part> parts, int threads, CancellationTokenSource stop)
    {
        (_job, _parts, _stop) = (job, parts, stop);
        ThreadCount = Math.Min(threads, parts.Count);
        _workers = new Worker?[ThreadCount];
        _running = new CountdownEvent(ThreadCount);
    }

    /// <summary>Threads at work.</summary>
    public int ThreadCount { get; }

    /// <summary>Scenarios simulated so far.</summary>
    public long ScenariosDone => _workers.Sum(worker => worker?.ScenariosDone ?? 0);

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

    private void Work(int index)
    {
        try
        {
            using var worker = new PartPublisher(_job);
            Volatile.Write(ref _workers[index], worker);
            int next;
            while (!_stop.IsCancellationRequested && (next = Interlocked.Increment(ref _nextPart) - 1) < _parts.Count)
            {
                if (worker.Publish(_parts[next], _stop.Token) is { } receipt)
                {
                    lock (_gate)
                    {
                        _published.Add(receipt with { Tally = [] });
                    }
                }
            }
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
