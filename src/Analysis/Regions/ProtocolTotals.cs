using WalSweep.Analysis.Statistics;
using WalSweep.Engine;

namespace WalSweep.Analysis.Regions;

/// <summary>What the trials of one protocol came to, over the whole sweep. What was saved adds up exactly, in any order; counting a trial allocates nothing.</summary>
public sealed class ProtocolTotals
{
    private const double MiB = 1 << 20;

    private static readonly int _causeCount = Enum.GetValues<Cause>().Length;
    private static readonly int _modeCount = Enum.GetValues<Durability>().Length;

    private readonly long[] _fates = new long[Fates.Count];
    private readonly long[] _causes = new long[2 * _causeCount];
    private readonly long[] _safety = new long[3 * _modeCount];

    /// <summary>Trials counted.</summary>
    public long TrialCount { get; private set; }

    /// <summary>Trials that were explicit.</summary>
    public long ExplicitCount { get; private set; }

    /// <summary>Trials whose first recovery rebuilt although a catch-up was possible and faster.</summary>
    public long NeedlessRebuildCount { get; private set; }

    /// <summary>Trials in which a catch-up or a rebuild was given up other than by a fault.</summary>
    public long AbortedCount { get; private set; }

    /// <summary>Entries lost that had been acknowledged.</summary>
    public long LostEntries { get; private set; }

    /// <summary>Entries that a later term had excluded and that came into the lineage.</summary>
    public long LeakedEntries { get; private set; }

    /// <summary>Trials that lost entries that had been acknowledged.</summary>
    public long LossCount => Enumerable.Range(0, _modeCount).Sum(mode => LossCountOf((Durability)mode));

    /// <summary>Trials in which entries that a later term had excluded came into the lineage.</summary>
    public long LeakCount => Enumerable.Range(0, _modeCount).Sum(mode => LeakCountOf((Durability)mode));

    /// <summary>Times of first recoveries, in seconds, of trials that have one.</summary>
    public LogHistogram RecoveryS { get; } = new();

    /// <summary>The same without the time spent in PromotionHold.</summary>
    public LogHistogram RecoveryWithoutHoldS { get; } = new();

    /// <summary>What first recoveries took beyond the best possible, in seconds, of trials that have both.</summary>
    public LogHistogram RegretS { get; } = new();

    /// <summary>For how long writes were refused, in seconds.</summary>
    public LogHistogram BlockedS { get; } = new();

    /// <summary>For how long something acknowledged had fewer durable copies than promised, in seconds.</summary>
    public LogHistogram ExposedS { get; } = new();

    /// <summary>WAL pinned for recovering replicas, in MiB·s.</summary>
    public LogHistogram PinnedMiBS { get; } = new();

    /// <summary>Bytes moved by catch-ups and rebuilds, in MiB.</summary>
    public LogHistogram TransferredMiB { get; } = new();

    /// <summary>Trials of one fate.</summary>
    public long CountOf(Fate fate) => _fates[(int)fate];

    /// <summary>Trials whose first recovery was decided by a cause, of those that were explicit or of those that were not.</summary>
    public long CountOf(Cause cause, bool isExplicit) => _causes[(2 * (int)cause) + (isExplicit ? 1 : 0)];

    /// <summary>Trials under one durability mode.</summary>
    public long CountOf(Durability mode) => _safety[3 * (int)mode];

    /// <summary>Of those the ones that lost entries.</summary>
    public long LossCountOf(Durability mode) => _safety[(3 * (int)mode) + 1];

    /// <summary>Of those the ones in which entries leaked.</summary>
    public long LeakCountOf(Durability mode) => _safety[(3 * (int)mode) + 2];

    /// <summary>Counts one trial.</summary>
    /// <param name="fate">Its fate.</param>
    /// <param name="mode">Who had to hold a write.</param>
    /// <param name="outcome">What came of it.</param>
    public void Add(Fate fate, Durability mode, in Outcome outcome)
    {
        TrialCount++;
        _fates[(int)fate]++;
        ExplicitCount += outcome.Explicit ? 1 : 0;
        NeedlessRebuildCount += outcome.NeedlessRebuild ? 1 : 0;
        AbortedCount += outcome.Aborts > 0 ? 1 : 0;
        _causes[(2 * (int)outcome.Reason) + (outcome.Explicit ? 1 : 0)]++;
        var safety = _safety.AsSpan(3 * (int)mode, 3);
        safety[0]++;
        safety[1] += outcome.LostEntries > 0 ? 1 : 0;
        safety[2] += outcome.LeakedEntries > 0 ? 1 : 0;
        LostEntries += (long)outcome.LostEntries;
        LeakedEntries += (long)outcome.LeakedEntries;
        AddTimes(in outcome);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        (TrialCount, ExplicitCount, NeedlessRebuildCount, AbortedCount, LostEntries, LeakedEntries) = (0, 0, 0, 0, 0, 0);
        Array.Clear(_fates);
        Array.Clear(_causes);
        Array.Clear(_safety);
        foreach (var histogram in Histograms)
        {
            histogram.Clear();
        }
    }

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer)
    {
        writer.Write([TrialCount, ExplicitCount, NeedlessRebuildCount, AbortedCount, LostEntries, LeakedEntries]);
        writer.Write(_fates);
        writer.Write(_causes);
        writer.Write(_safety);
        foreach (var histogram in Histograms)
        {
            histogram.Save(writer);
        }
    }

    /// <summary>Adds what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        TrialCount += reader.Read();
        ExplicitCount += reader.Read();
        NeedlessRebuildCount += reader.Read();
        AbortedCount += reader.Read();
        LostEntries += reader.Read();
        LeakedEntries += reader.Read();
        reader.AddTo(_fates);
        reader.AddTo(_causes);
        reader.AddTo(_safety);
        foreach (var histogram in Histograms)
        {
            histogram.AddSaved(ref reader);
        }
    }

    private LogHistogram[] Histograms => [RecoveryS, RecoveryWithoutHoldS, RegretS, BlockedS, ExposedS, PinnedMiBS, TransferredMiB];

    private void AddTimes(in Outcome outcome)
    {
        if (!double.IsNaN(outcome.RecoveryS))
        {
            RecoveryS.Add(outcome.RecoveryS);
            RecoveryWithoutHoldS.Add(Math.Max(0, outcome.RecoveryS - outcome.HoldS));
            if (!double.IsNaN(outcome.BestRecoveryS))
            {
                // They may be the same event, calculated in two ways.
                RegretS.Add(Math.Max(0, outcome.RecoveryS - outcome.BestRecoveryS));
            }
        }

        BlockedS.Add(outcome.BlockedS);
        ExposedS.Add(outcome.ExposedS);
        PinnedMiBS.Add(outcome.WalPinnedByteS / MiB);
        TransferredMiB.Add(outcome.TransferredBytes / MiB);
    }
}
