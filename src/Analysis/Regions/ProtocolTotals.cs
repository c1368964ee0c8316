using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Regions;

/// <summary>What the trials of one protocol came to, over the whole sweep. What was saved adds up exactly, in any order; counting a trial allocates nothing.</summary>
public sealed class ProtocolTotals
{
    private readonly long[] _fates = new long[Fates.Count];

    /// <summary>Trials counted.</summary>
    public long TrialCount { get; private set; }

    /// <summary>Trials that were explicit.</summary>
    public long ExplicitCount { get; private set; }

    /// <summary>Trials whose first recovery rebuilt although a catch-up was possible and faster.</summary>
    public long NeedlessRebuildCount { get; private set; }

    /// <summary>Trials that lost entries that had been acknowledged.</summary>
    public long LossCount { get; private set; }

    /// <summary>Entries they lost.</summary>
    public long LostEntries { get; private set; }

    /// <summary>Trials in which entries that a later term had excluded came into the lineage.</summary>
    public long LeakCount { get; private set; }

    /// <summary>Entries that did.</summary>
    public long LeakedEntries { get; private set; }

    /// <summary>Times of first recoveries, in seconds, of trials that have one.</summary>
    public LogHistogram RecoveryS { get; } = new();

    /// <summary>Trials of one fate.</summary>
    public long CountOf(Fate fate) => _fates[(int)fate];

    /// <summary>Counts one trial.</summary>
    /// <param name="fate">Its fate.</param>
    /// <param name="isExplicit">Whether it was explicit.</param>
    /// <param name="needlessRebuild">Whether it rebuilt needlessly.</param>
    /// <param name="recoveryS">Its first recovery in seconds, at least 0, or NaN.</param>
    public void Add(Fate fate, bool isExplicit, bool needlessRebuild, double recoveryS)
    {
        TrialCount++;
        _fates[(int)fate]++;
        ExplicitCount += isExplicit ? 1 : 0;
        NeedlessRebuildCount += needlessRebuild ? 1 : 0;
        if (!double.IsNaN(recoveryS))
        {
            RecoveryS.Add(recoveryS);
        }
    }

    /// <summary>Counts what one trial lost and leaked.</summary>
    /// <param name="lostEntries">Acknowledged entries lost, at least 0.</param>
    /// <param name="leakedEntries">Excluded entries in the lineage, at least 0.</param>
    public void AddSafety(long lostEntries, long leakedEntries)
    {
        LossCount += lostEntries > 0 ? 1 : 0;
        LostEntries += lostEntries;
        LeakCount += leakedEntries > 0 ? 1 : 0;
        LeakedEntries += leakedEntries;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        (TrialCount, ExplicitCount, NeedlessRebuildCount) = (0, 0, 0);
        (LossCount, LostEntries, LeakCount, LeakedEntries) = (0, 0, 0, 0);
        Array.Clear(_fates);
        RecoveryS.Clear();
    }

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer)
    {
        writer.Write([TrialCount, ExplicitCount, NeedlessRebuildCount, LossCount, LostEntries, LeakCount, LeakedEntries]);
        writer.Write(_fates);
        RecoveryS.Save(writer);
    }

    /// <summary>Adds what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        TrialCount += reader.Read();
        ExplicitCount += reader.Read();
        NeedlessRebuildCount += reader.Read();
        LossCount += reader.Read();
        LostEntries += reader.Read();
        LeakCount += reader.Read();
        LeakedEntries += reader.Read();
        reader.AddTo(_fates);
        RecoveryS.AddSaved(ref reader);
    }
}
