using WalSweep.Analysis.Regions;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;

namespace WalSweep.Analysis.Maps;

/// <summary>What a cell of a map holds beside the fates and the recovery times.</summary>
public enum CellSum
{
    /// <summary>Trials whose first recovery rebuilt although a catch-up was possible and faster.</summary>
    NeedlessRebuilds,

    /// <summary>Trials in which a catch-up or a rebuild was given up other than by a fault.</summary>
    Aborted,
}

/// <summary>
/// The cells of one map: per protocol, fates, recovery times and costs; per pair of protocols, which fates the same scenario had under both. Whole numbers all, so that sums are the same in any order; adding
/// allocates nothing.
/// </summary>
public sealed class MapCounts
{
    /// <summary>What pinned WAL is counted in, to the nearest: 64 KiB for a second. Kept in two parts, so that the sum of 10^11 trials is exact as long as none pins more than 10^20 byte·s, a terabyte for three years.</summary>
    public const double PinnedUnitByteS = 65536;

    private const int PinnedLowBits = 24;
    private const int PinnedHigh = 2;
    private const int PinnedLow = 3;
    private const int SumCount = 4;
    private const int FatePairs = Regions.Fates.Count * Regions.Fates.Count;

    private readonly IReadOnlyList<ProtocolPair> _pairs;
    private readonly int _protocolCount;
    private readonly long[] _sums;
    private readonly long[] _fatePairs;
    private readonly int[] _cellOf;

    /// <summary>Empty cells.</summary>
    /// <param name="map">What the axes measure.</param>
    /// <param name="protocolCount">Protocols of the sweep.</param>
    /// <param name="pairs">Which of them are compared.</param>
    public MapCounts(SweepMap map, int protocolCount, IReadOnlyList<ProtocolPair> pairs)
    {
        (Map, _protocolCount, _pairs) = (map, protocolCount, pairs);
        Fates = new RegionCounts(map.X.Axis, map.Y.Axis, protocolCount);
        RecoveryS = new CellTimes(protocolCount * map.CellCount);
        _sums = new long[protocolCount * map.CellCount * SumCount];
        _fatePairs = new long[pairs.Count * map.CellCount * FatePairs];
        _cellOf = new int[protocolCount];
    }

    /// <summary>What the axes measure.</summary>
    public SweepMap Map { get; }

    /// <summary>Fates by protocol and cell.</summary>
    public RegionCounts Fates { get; }

    /// <summary>Times of first recoveries by <see cref="CellIndex"/>.</summary>
    public CellTimes RecoveryS { get; }

    /// <summary>A protocol's cell as a number.</summary>
    public int CellIndex(int protocolIndex, int xIndex, int yIndex) => (((protocolIndex * Map.Y.Axis.CellCount) + yIndex) * Map.X.Axis.CellCount) + xIndex;

    /// <summary>One of a cell's sums.</summary>
    public long SumAt(CellSum sum, int protocolIndex, int xIndex, int yIndex) => _sums[(CellIndex(protocolIndex, xIndex, yIndex) * SumCount) + (int)sum];

    /// <summary>WAL pinned for recovering replicas beyond what is always kept, over all trials of a cell, in byte·s.</summary>
    public double PinnedByteSAt(int protocolIndex, int xIndex, int yIndex)
    {
        var sums = _sums.AsSpan(CellIndex(protocolIndex, xIndex, yIndex) * SumCount, SumCount);
        return ((((double)sums[PinnedHigh]) * (1 << PinnedLowBits)) + sums[PinnedLow]) * PinnedUnitByteS;
    }

    /// <summary>Scenarios of a cell that had one fate under the first protocol of a pair and another under its second. Where an axis measures trials, the cell is that of the second.</summary>
    public long PairAt(int pairIndex, int xIndex, int yIndex, Fate first, Fate second) =>
        _fatePairs[(CellIndex(pairIndex, xIndex, yIndex) * FatePairs) + ((int)first * Regions.Fates.Count) + (int)second];

    /// <summary>Counts one scenario.</summary>
    /// <param name="varied">The values of the parameters that vary.</param>
    /// <param name="firstOutageS">The first outage.</param>
    /// <param name="outcomes">What came of it, protocol by protocol.</param>
    /// <param name="fates">Their fates.</param>
    public void Add(ReadOnlySpan<double> varied, double firstOutageS, ReadOnlySpan<Outcome> outcomes, ReadOnlySpan<Fate> fates)
    {
        var isOfTrial = Map.X.IsOfTrial || Map.Y.IsOfTrial;
        int xIndex = -1, yIndex = -1;
        for (var protocolIndex = 0; protocolIndex < _protocolCount; protocolIndex++)
        {
            ref readonly var outcome = ref outcomes[protocolIndex];
            if (isOfTrial || protocolIndex == 0)
            {
                xIndex = Map.X.Axis.CellOf(Map.X.Of(varied, firstOutageS, in outcome));
                yIndex = Map.Y.Axis.CellOf(Map.Y.Of(varied, firstOutageS, in outcome));
            }

            Fates.AddAt(protocolIndex, xIndex, yIndex, fates[protocolIndex]);
            _cellOf[protocolIndex] = (xIndex | yIndex) < 0 ? -1 : CellIndex(0, xIndex, yIndex);
            if (_cellOf[protocolIndex] >= 0)
            {
                AddCosts((protocolIndex * Map.CellCount) + _cellOf[protocolIndex], in outcome);
            }
        }

        for (var pair = 0; pair < _pairs.Count; pair++)
        {
            var (first, second) = (_pairs[pair].First, _pairs[pair].Second);
            if (_cellOf[second] >= 0)
            {
                _fatePairs[(((pair * Map.CellCount) + _cellOf[second]) * FatePairs) + ((int)fates[first] * Regions.Fates.Count) + (int)fates[second]]++;
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Fates.Clear();
        RecoveryS.Clear();
        Array.Clear(_sums);
        Array.Clear(_fatePairs);
    }

    /// <summary>Writes everything down, to be added to the same map elsewhere.</summary>
    public void Save(CountWriter writer)
    {
        Fates.Save(writer);
        RecoveryS.Save(writer);
        writer.Write(_sums);
        writer.Write(_fatePairs);
    }

    /// <summary>Adds what was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void AddSaved(ref CountReader reader)
    {
        Fates.AddSaved(ref reader);
        RecoveryS.AddSaved(ref reader);
        reader.AddTo(_sums);
        reader.AddTo(_fatePairs);
    }

    private void AddCosts(int cell, in Outcome outcome)
    {
        if (!double.IsNaN(outcome.RecoveryS))
        {
            RecoveryS.Add(cell, outcome.RecoveryS);
        }

        var sums = _sums.AsSpan(cell * SumCount, SumCount);
        sums[(int)CellSum.NeedlessRebuilds] += outcome.NeedlessRebuild ? 1 : 0;
        sums[(int)CellSum.Aborted] += outcome.Aborts > 0 ? 1 : 0;
        var pinned = (long)Math.Round(outcome.WalPinnedByteS / PinnedUnitByteS);
        sums[PinnedHigh] += pinned >> PinnedLowBits;
        sums[PinnedLow] += pinned & ((1 << PinnedLowBits) - 1);
    }
}
