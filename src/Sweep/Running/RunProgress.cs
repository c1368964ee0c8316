namespace WalSweep.Sweep.Running;

/// <summary>How far a sweep is.</summary>
/// <param name="Count">Scenarios of the sweep.</param>
/// <param name="DoneBefore">Scenarios of parts that were finished before this run.</param>
/// <param name="DoneNow">Scenarios simulated by this run, those of parts in hand included.</param>
/// <param name="ElapsedS">How long this run has been at it, in seconds.</param>
public readonly record struct RunProgress(long Count, long DoneBefore, long DoneNow, double ElapsedS)
{
    /// <summary>Scenarios done by this and earlier runs.</summary>
    public long Done => DoneBefore + DoneNow;

    /// <summary>What is done of the whole, 0..1.</summary>
    public double Share => (double)Done / Count;

    /// <summary>Scenarios a second of this run; 0 at its beginning.</summary>
    public double ScenariosPerS => ElapsedS > 0 ? DoneNow / ElapsedS : 0;

    /// <summary>The time that the rest will take at this rate, in seconds; infinite while there is no rate.</summary>
    public double RemainingS => Done >= Count ? 0 : (Count - Done) / ScenariosPerS;
}

/// <summary>Is told how far a sweep is, by the thread that started it.</summary>
public interface IProgressSink
{
    /// <summary>How often it wants to be told.</summary>
    TimeSpan Interval { get; }

    /// <summary>Is told.</summary>
    void Report(in RunProgress progress);
}
