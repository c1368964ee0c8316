namespace WalSweep.Sweep.Rows;

/// <summary>How far a scan is.</summary>
/// <param name="Files">Files to read.</param>
/// <param name="FilesDone">Files read to their end.</param>
/// <param name="RowsDone">Rows read.</param>
/// <param name="ElapsedS">How long it has been at it, in seconds.</param>
public readonly record struct ScanProgress(int Files, int FilesDone, long RowsDone, double ElapsedS)
{
    /// <summary>What is done of the whole, 0..1.</summary>
    public double Share => (double)FilesDone / Files;
}

/// <summary>Is told how far a scan is, by the thread that started it.</summary>
public interface IScanProgressSink
{
    /// <summary>How often it wants to be told.</summary>
    TimeSpan Interval { get; }

    /// <summary>Is told.</summary>
    void Report(in ScanProgress progress);
}
