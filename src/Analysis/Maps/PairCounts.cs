using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// Two protocols on the same scenarios: which fates they had together, who was explicit and who was safe, and by how much times differed. Whole numbers, so that sums are the same in any order; adding allocates nothing.
/// </summary>
public sealed class PairCounts
{
    private readonly long[] _fates = new long[Fates.Count * Fates.Count];
    private readonly long[] _explicit = new long[4];
    private readonly long[] _safe = new long[4];
    private readonly long[] _recovered = new long[4];
    private readonly long[] _regretted = new long[4];
    private readonly PairedDifferences _recoveryS = new();
    private readonly PairedDifferences _recoveryWithoutHoldS = new();
    private readonly PairedDifferences _regretS = new();
    private readonly PairedDifferences _blockedS = new();
    private readonly PairedDifferences _exposedS = new();

    /// <summary>Scenarios that had one fate under the first protocol and another under the second.</summary>
    public long FatesOf(Fate first, Fate second) => _fates[((int)first * Fates.Count) + (int)second];

    /// <summary>Scenarios by whether they were explicit under the first protocol and under the second.</summary>
    public long ExplicitOf(bool first, bool second) => _explicit[IndexOf(first, second)];

    /// <summary>Scenarios by whether nothing was lost or leaked under the first protocol and under the second.</summary>
    public long SafeOf(bool first, bool second) => _safe[IndexOf(first, second)];

    /// <summary>By how much a time under the second protocol exceeds that under the first, over the scenarios that have it under both.</summary>
    public PairedDifferences DifferencesOf(PairedTime time) => time switch
    {
        PairedTime.Recovery => _recoveryS,
        PairedTime.RecoveryWithoutHold => _recoveryWithoutHoldS,
        PairedTime.Regret => _regretS,
        PairedTime.Blocked => _blockedS,
        _ => _exposedS,
    };

    /// <summary>Scenarios by whether they have a time under the first protocol and under the second: one that never recovers has none, and is in no difference.</summary>
    public long HavingOf(PairedTime time, bool first, bool second) => time switch
    {
        PairedTime.Recovery or PairedTime.RecoveryWithoutHold => _recovered[IndexOf(first, second)],
        PairedTime.Regret => _regretted[IndexOf(first, second)],
        _ => first && second ? DifferencesOf(time).Count : 0,
    };

    /// <summary>Counts one scenario.</summary>
    public void Add(in Outcome first, Fate firstFate, in Outcome second, Fate secondFate)
    {
        AddTimes(in first, in second);
        _fates[((int)firstFate * Fates.Count) + (int)secondFate]++;
        _explicit[IndexOf(first.Explicit, second.Explicit)]++;
        _safe[IndexOf(IsSafe(in first), IsSafe(in second))]++;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_fates);
        Array.Clear(_explicit);
        Array.Clear(_safe);
        Array.Clear(_recovered);
        Array.Clear(_regretted);
        foreach (var time in PairedTimes.All)
        {
            DifferencesOf(time).Clear();
        }
    }

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer)
    {
        writer.Write(_fates);
        writer.Write(_explicit);
        writer.Write(_safe);
        writer.Write(_recovered);
        writer.Write(_regretted);
        foreach (var time in PairedTimes.All)
        {
            DifferencesOf(time).Save(writer);
        }
    }

    /// <summary>Adds what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        reader.AddTo(_fates);
        reader.AddTo(_explicit);
        reader.AddTo(_safe);
        reader.AddTo(_recovered);
        reader.AddTo(_regretted);
        foreach (var time in PairedTimes.All)
        {
            DifferencesOf(time).AddSaved(ref reader);
        }
    }

    private void AddTimes(in Outcome first, in Outcome second)
    {
        _blockedS.Add(second.BlockedS, first.BlockedS);
        _exposedS.Add(second.ExposedS, first.ExposedS);
        var (firstRecovers, secondRecovers) = (!double.IsNaN(first.RecoveryS), !double.IsNaN(second.RecoveryS));
        var (firstHasBest, secondHasBest) = (firstRecovers && !double.IsNaN(first.BestRecoveryS), secondRecovers && !double.IsNaN(second.BestRecoveryS));
        _recovered[IndexOf(firstRecovers, secondRecovers)]++;
        _regretted[IndexOf(firstHasBest, secondHasBest)]++;
        if (firstRecovers && secondRecovers)
        {
            _recoveryS.Add(second.RecoveryS, first.RecoveryS);
            _recoveryWithoutHoldS.Add(second.RecoveryS - second.HoldS, first.RecoveryS - first.HoldS);
            if (firstHasBest && secondHasBest)
            {
                // As in the totals: they may be the same event, calculated in two ways.
                _regretS.Add(Math.Max(0, second.RecoveryS - second.BestRecoveryS), Math.Max(0, first.RecoveryS - first.BestRecoveryS));
            }
        }
    }

    private static bool IsSafe(in Outcome outcome) => outcome.LostEntries == 0 && outcome.LeakedEntries == 0;

    private static int IndexOf(bool first, bool second) => (first ? 2 : 0) + (second ? 1 : 0);
}
