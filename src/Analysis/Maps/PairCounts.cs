using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Statistics;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// Two protocols on the same scenarios: which fates they had together, who was explicit and who was safe. Whole numbers, so that sums are the same in any order; adding allocates nothing.
/// </summary>
public sealed class PairCounts
{
    private readonly long[] _kinds = new long[TrialKind.Count * TrialKind.Count];

    /// <summary>Scenarios that had one fate under the first protocol and another under the second.</summary>
    public long FatesOf(Fate first, Fate second) => CountOf((one, other) => TrialKind.FateOf(one) == first && TrialKind.FateOf(other) == second);

    /// <summary>Scenarios by whether they were explicit under the first protocol and under the second.</summary>
    public long ExplicitOf(bool first, bool second) => CountOf((one, other) => (one & TrialKind.Explicit) != 0 == first && (other & TrialKind.Explicit) != 0 == second);

    /// <summary>Scenarios by whether nothing was lost or leaked under the first protocol and under the second.</summary>
    public long SafeOf(bool first, bool second) => CountOf((one, other) => (one & TrialKind.Unsafe) == 0 == first && (other & TrialKind.Unsafe) == 0 == second);

    /// <summary>Counts scenarios.</summary>
    /// <param name="batch">Trials of all protocols.</param>
    /// <param name="pair">Which of them to compare.</param>
    public void Add(TrialBatch batch, ProtocolPair pair)
    {
        for (var row = 0; row < batch.TrialCount; row += batch.ProtocolCount)
        {
            _kinds[(batch.Kinds[row + pair.First] * TrialKind.Count) + batch.Kinds[row + pair.Second]]++;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_kinds);

    /// <summary>Writes everything down, to be added elsewhere.</summary>
    public void Save(CountWriter writer) => writer.Write(_kinds);

    /// <summary>Adds what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader) => reader.AddTo(_kinds);

    private long CountOf(Func<int, int, bool> isCounted)
    {
        long count = 0;
        for (var index = 0; index < _kinds.Length; index++)
        {
            count += isCounted(index / TrialKind.Count, index % TrialKind.Count) ? _kinds[index] : 0;
        }

        return count;
    }
}
