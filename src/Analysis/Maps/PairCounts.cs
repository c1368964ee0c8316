using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// Two protocols on the same scenarios: which fates they had together, who was explicit and who was safe. Whole numbers, so that sums are the same in any order; adding allocates nothing.
/// </summary>
public sealed class PairCounts
{
    private readonly long[] _fates = new long[Fates.Count * Fates.Count];
    private readonly long[] _explicit = new long[4];
    private readonly long[] _safe = new long[4];

    /// <summary>Scenarios that had one fate under the first protocol and another under the second.</summary>
    public long FatesOf(Fate first, Fate second) => _fates[((int)first * Fates.Count) + (int)second];

    /// <summary>Scenarios by whether they were explicit under the first protocol and under the second.</summary>
    public long ExplicitOf(bool first, bool second) => _explicit[IndexOf(first, second)];

    /// <summary>Scenarios by whether nothing was lost or leaked under the first protocol and under the second.</summary>
    public long SafeOf(bool first, bool second) => _safe[IndexOf(first, second)];

    /// <summary>Counts one scenario.</summary>
    public void Add(in Outcome first, Fate firstFate, in Outcome second, Fate secondFate)
    {
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
    }

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer)
    {
        writer.Write(_fates);
        writer.Write(_explicit);
        writer.Write(_safe);
    }

    /// <summary>Adds what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        reader.AddTo(_fates);
        reader.AddTo(_explicit);
        reader.AddTo(_safe);
    }

    private static bool IsSafe(in Outcome outcome) => outcome.LostEntries == 0 && outcome.LeakedEntries == 0;

    private static int IndexOf(bool first, bool second) => (first ? 2 : 0) + (second ? 1 : 0);
}
