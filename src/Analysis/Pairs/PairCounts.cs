using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Pairs;

/// <summary>
/// Two protocols on the same scenarios: which fates they had together, who was explicit and who was safe, and by how much times differed. Whole numbers, so that sums are the same in any order; adding allocates nothing.
/// </summary>
public sealed class PairCounts : CountGroup
{
    private readonly long[] _kinds = new long[TrialKind.Count * TrialKind.Count];
    private readonly long[] _recovered = new long[4];
    private readonly long[] _regretted = new long[4];
    private readonly PairedDifferences _recoveryS = new();
    private readonly PairedDifferences _recoveryWithoutHoldS = new();
    private readonly PairedDifferences _regretS = new();
    private readonly PairedDifferences _blockedS = new();
    private readonly PairedDifferences _exposedS = new();

    /// <inheritdoc/>
    protected override IReadOnlyList<ICounts> Parts => [Counters(_kinds), Counters(_recovered), Counters(_regretted), .. PairedTimes.All.Select(DifferencesOf)];

    /// <summary>Scenarios that had one fate under the first protocol and another under the second.</summary>
    public long FatesOf(Fate first, Fate second) => CountOf((one, other) => TrialKind.FateOf(one) == first && TrialKind.FateOf(other) == second);

    /// <summary>Scenarios by whether they were explicit under the first protocol and under the second.</summary>
    public long ExplicitOf(bool first, bool second) => CountOf((one, other) => (one & TrialKind.Explicit) != 0 == first && (other & TrialKind.Explicit) != 0 == second);

    /// <summary>Scenarios by whether nothing was lost or leaked under the first protocol and under the second.</summary>
    public long SafeOf(bool first, bool second) => CountOf((one, other) => (one & TrialKind.Unsafe) == 0 == first && (other & TrialKind.Unsafe) == 0 == second);

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

    /// <summary>Counts scenarios.</summary>
    /// <param name="batch">Trials of all protocols.</param>
    /// <param name="pair">Which of them to compare.</param>
    public void Add(TrialBatch batch, ProtocolPair pair)
    {
        for (var row = 0; row < batch.TrialCount; row += batch.ProtocolCount)
        {
            var (first, second) = (row + pair.First, row + pair.Second);
            _kinds[(batch.Kinds[first] * TrialKind.Count) + batch.Kinds[second]]++;
            _blockedS.Add(batch.BlockedS[second], batch.BlockedS[first]);
            _exposedS.Add(batch.ExposedS[second], batch.ExposedS[first]);
            AddRecoveries(batch, first, second);
        }
    }

    private void AddRecoveries(TrialBatch batch, int first, int second)
    {
        var (firstS, secondS) = (batch.RecoveryS[first], batch.RecoveryS[second]);
        var (firstRegretS, secondRegretS) = (batch.RegretS(first), batch.RegretS(second));
        var (firstRecovers, secondRecovers) = (!double.IsNaN(firstS), !double.IsNaN(secondS));
        var (firstHasBest, secondHasBest) = (!double.IsNaN(firstRegretS), !double.IsNaN(secondRegretS));
        _recovered[IndexOf(firstRecovers, secondRecovers)]++;
        _regretted[IndexOf(firstHasBest, secondHasBest)]++;
        if (firstRecovers && secondRecovers)
        {
            _recoveryS.Add(secondS, firstS);
            _recoveryWithoutHoldS.Add(batch.RecoveryWithoutHoldS(second), batch.RecoveryWithoutHoldS(first));
            if (firstHasBest && secondHasBest)
            {
                _regretS.Add(secondRegretS, firstRegretS);
            }
        }
    }

    private long CountOf(Func<int, int, bool> isCounted)
    {
        long count = 0;
        for (var index = 0; index < _kinds.Length; index++)
        {
            count += isCounted(index / TrialKind.Count, index % TrialKind.Count) ? _kinds[index] : 0;
        }

        return count;
    }

    private static int IndexOf(bool first, bool second) => (first ? 2 : 0) + (second ? 1 : 0);
}
