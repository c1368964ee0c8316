using System.Runtime.ExceptionServices;

namespace WalSweep.Sweep.Rows;

/// <summary>The threads of a scan. Each takes the next file that nobody has taken and reads it to its end.</summary>
internal sealed class ScanWorkers : IDisposable
{
    private readonly RowScan _scan;
    private readonly RowColumn[] _columns;
    private readonly IRowSink[] _sinks;
    private readonly CancellationToken _cancel;
    private readonly ScanFile[] _readers;
    private readonly ScenarioRange[] _ranges;
    private readonly CountdownEvent _running;
    private readonly Lock _gate = new();
    private int _nextFile;
    private int _failedFile = int.MaxValue;
    private Exception? _failure;

    public ScanWorkers(RowScan scan, RowColumn[] columns, IRowSink[] sinks, CancellationToken cancel)
    {
        (_scan, _columns, _sinks, _cancel) = (scan, columns, sinks, cancel);
        _readers = [.. sinks.Select(_ => new ScanFile(scan, columns))];
        _ranges = new ScenarioRange[scan.Files.Count];
        _running = new CountdownEvent(sinks.Length);
    }

    public void Start()
    {
        for (int i = 0; i < _sinks.Length; i++)
        {
            int index = i;
            new Thread(() => Work(index)) { Name = $"reader {index + 1}", IsBackground = true }.Start();
        }
    }

    /// <summary>Waits for the threads and throws what is wrong with the first file with which something is.</summary>
    public void Finish()
    {
        _running.Wait(CancellationToken.None);
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        _cancel.ThrowIfCancellationRequested();
        ScenarioRange.CheckDisjoint(_ranges, _scan.Files);
    }

    /// <summary>Ends the threads, if they have not ended yet.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _failedFile, -1);
        _running.Wait(CancellationToken.None);
        _running.Dispose();
    }

    /// <summary>Files are begun in order, so when one fails those before it have been begun: they are read on, for one of them may fail as well.</summary>
    private bool IsWanted(int file) => !_cancel.IsCancellationRequested && file < Volatile.Read(ref _failedFile);

    private void Work(int index)
    {
        int file = -1;
        try
        {
            while (IsWanted(file = Interlocked.Increment(ref _nextFile) - 1) && file < _scan.Files.Count)
            {
                int claimed = file;
                _ranges[file] = _readers[index].Read(file, _sinks[index], () => IsWanted(claimed));
            }
        }
#pragma warning disable CA1031 // Nothing is hidden: whatever ends a thread ends the scan, which throws it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                if (file < _failedFile)
                {
                    _failure = failure;
                    Volatile.Write(ref _failedFile, file);
                }
            }
        }
        finally
        {
            _running.Signal();
        }
    }
}
