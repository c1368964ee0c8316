using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;

namespace WalSweep.Analysis.Counting;

/// <summary>What the trials of one protocol came to, over the whole sweep. What was saved adds up exactly, in any order; counting a trial allocates nothing.</summary>
public sealed class ProtocolTotals : CountGroup
{
    /// <summary>What bytes are counted in.</summary>
    internal const double MiB = 1 << 20;

    private static readonly int _causeCount = Enum.GetValues<Cause>().Length;
    private static readonly int _modeCount = Enum.GetValues<Durability>().Length;

    /// <summary>Those lost, then those leaked.</summary>
    private readonly long[] _entries = new long[2];
    private readonly long[] _kinds = new long[TrialKind.Count];
    private readonly long[] _causes = new long[2 * _causeCount];
    private readonly long[] _safety = new long[3 * _modeCount];

    // One batch's worth each, to be counted next.
    private readonly double[] _withoutHoldS = new double[TrialBatch.Capacity];
    private readonly double[] _regretS = new double[TrialBatch.Capacity];
    private readonly double[] _pinnedMiBS = new double[TrialBatch.Capacity];
    private readonly double[] _transferredMiB = new double[TrialBatch.Capacity];

    /// <summary>Trials counted.</summary>
    public long TrialCount => CountOfKinds(0);

    /// <summary>Trials that were explicit.</summary>
    public long ExplicitCount => CountOfKinds(TrialKind.Explicit);

    /// <summary>Trials whose first recovery rebuilt although a catch-up was possible and faster.</summary>
    public long NeedlessRebuildCount => CountOfKinds(TrialKind.NeedlessRebuild);

    /// <summary>Entries lost that had been acknowledged.</summary>
    public long LostEntries => _entries[0];

    /// <summary>Entries that a later term had excluded and that came into the lineage.</summary>
    public long LeakedEntries => _entries[1];

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

    /// <inheritdoc/>
    protected override IReadOnlyList<ICounts> Parts =>
        [Counters(_entries), Counters(_kinds), Counters(_causes), Counters(_safety), RecoveryS, RecoveryWithoutHoldS, RegretS, BlockedS, ExposedS, PinnedMiBS, TransferredMiB];

    /// <summary>Trials of one fate.</summary>
    public long CountOf(Fate fate) => _kinds.Where((_, kind) => TrialKind.FateOf(kind) == fate).Sum();

    /// <summary>Trials whose first recovery was decided by a cause, of those that were explicit or of those that were not.</summary>
    public long CountOf(Cause cause, bool isExplicit) => _causes[(2 * (int)cause) + (isExplicit ? 1 : 0)];

    /// <summary>Trials under one durability mode.</summary>
    public long CountOf(Durability mode) => _safety[3 * (int)mode];

    /// <summary>Of those the ones that lost entries.</summary>
    public long LossCountOf(Durability mode) => _safety[(3 * (int)mode) + 1];

    /// <summary>Of those the ones in which entries leaked.</summary>
    public long LeakCountOf(Durability mode) => _safety[(3 * (int)mode) + 2];

    /// <summary>Counts the trials of one protocol.</summary>
    /// <param name="batch">Trials of all protocols.</param>
    /// <param name="protocolIndex">Whose trials to count.</param>
    public void Add(TrialBatch batch, int protocolIndex)
    {
        for (int row = protocolIndex, scenario = 0; row < batch.TrialCount; row += batch.ProtocolCount, scenario++)
        {
            var kind = batch.Kinds[row];
            _kinds[kind]++;
            _causes[(2 * batch.Causes[row]) + ((kind & TrialKind.Explicit) != 0 ? 1 : 0)]++;
            _safety[3 * (int)batch.Modes[scenario]]++;
            if ((kind & TrialKind.Unsafe) != 0)
            {
                AddUnsafe(batch.LostEntries[row], batch.LeakedEntries[row], batch.Modes[scenario]);
            }
        }

        AddTimes(batch, protocolIndex);
    }

    private void AddUnsafe(double lostEntries, double leakedEntries, Durability mode)
    {
        var safety = _safety.AsSpan(3 * (int)mode, 3);
        safety[1] += lostEntries > 0 ? 1 : 0;
        safety[2] += leakedEntries > 0 ? 1 : 0;
        _entries[0] += (long)lostEntries;
        _entries[1] += (long)leakedEntries;
    }

    private void AddTimes(TrialBatch batch, int protocolIndex)
    {
        var count = 0;
        for (var row = protocolIndex; row < batch.TrialCount; row += batch.ProtocolCount, count++)
        {
            _withoutHoldS[count] = batch.RecoveryWithoutHoldS(row);
            _regretS[count] = batch.RegretS(row);
            _pinnedMiBS[count] = batch.PinnedByteS[row] / MiB;
            _transferredMiB[count] = batch.TransferredBytes[row] / MiB;
        }

        RecoveryWithoutHoldS.AddEvery(1, _withoutHoldS.AsSpan(0, count));
        RegretS.AddEvery(1, _regretS.AsSpan(0, count));
        PinnedMiBS.AddEvery(1, _pinnedMiBS.AsSpan(0, count));
        TransferredMiB.AddEvery(1, _transferredMiB.AsSpan(0, count));
        var start = Math.Min(protocolIndex, batch.TrialCount);
        RecoveryS.AddEvery(batch.ProtocolCount, batch.RecoveryS.AsSpan(start, batch.TrialCount - start));
        BlockedS.AddEvery(batch.ProtocolCount, batch.BlockedS.AsSpan(start, batch.TrialCount - start));
        ExposedS.AddEvery(batch.ProtocolCount, batch.ExposedS.AsSpan(start, batch.TrialCount - start));
    }

    private long CountOfKinds(int bits) => _kinds.Where((_, kind) => (kind & bits) == bits).Sum();
}
