using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Maps;

/// <summary>
/// The cells of one map: per protocol, fates, recovery times and costs; per pair of protocols, which fates the same scenario had under both. Whole numbers all, so that sums are the same in any order; adding
/// allocates nothing.
/// </summary>
public sealed class MapCounts : CountGroup
{
    private const int _fatePairCount = Fates.Count * Fates.Count;

    private readonly IReadOnlyList<ProtocolPair> _pairs;
    private readonly CountTable _fatePairs;

    /// <summary>Empty cells.</summary>
    /// <param name="map">What the axes measure.</param>
    /// <param name="protocolCount">Protocols of the sweep.</param>
    /// <param name="pairs">Which of them are compared.</param>
    public MapCounts(SweepMap map, int protocolCount, IReadOnlyList<ProtocolPair> pairs)
    {
        (Map, _pairs) = (map, pairs);
        Kinds = new CellKinds(map.X.Axis, map.Y.Axis, protocolCount);
        RecoveryS = new CellTimes(protocolCount * Cells.PerProtocol);
        RecoveredS = new CellTimes(map.IsOfKnobs ? protocolCount * Cells.PerProtocol : 0);
        Pinned = new CellPinned(protocolCount * Cells.PerProtocol, hasSquares: map.IsOfKnobs);
        _fatePairs = new CountTable(pairs.Count * Cells.PerProtocol * _fatePairCount);
    }

    /// <summary>What the axes measure.</summary>
    public SweepMap Map { get; }

    /// <summary>Fates, needless rebuilds and what was given up, by protocol and cell.</summary>
    public CellKinds Kinds { get; }

    /// <summary>Times of first recoveries by the numbers of <see cref="Cells"/>.</summary>
    public CellTimes RecoveryS { get; }

    /// <summary>The same of trials that ended recovered, on maps of V2's knobs; of no cells on others.</summary>
    public CellTimes RecoveredS { get; }

    /// <summary>WAL pinned for recovering replicas beyond what is always kept, likewise; with squares, and so intervals of means, on maps of V2's knobs.</summary>
    public CellPinned Pinned { get; }

    /// <summary>How cells are numbered.</summary>
    public CellNumbers Cells => Kinds.Cells;

    /// <inheritdoc/>
    protected override IReadOnlyList<ICounts> Parts => [Kinds, RecoveryS, RecoveredS, Pinned, _fatePairs];

    /// <summary>Scenarios of a cell that had one fate under the first protocol of a pair and another under its second. Where an axis measures trials, the cell is that of the second.</summary>
    public long PairAt(int pairIndex, int xIndex, int yIndex, Fate first, Fate second) =>
        _fatePairs[(Cells.Of(pairIndex, xIndex, yIndex) * _fatePairCount) + ((int)first * Fates.Count) + (int)second];

    /// <summary>Counts trials.</summary>
    /// <param name="batch">The trials.</param>
    /// <param name="found">What was found of them for all maps.</param>
    public void Add(TrialBatch batch, BatchPlaces found)
    {
        var cells = AddFates(batch, found);
        Pinned.Add(cells, found.PinnedUnits);
        if (Map.IsOfKnobs)
        {
            RecoveredS.Add(cells, found.RecoveredSlots);
        }

        AddPairs(batch, cells);
    }

    /// <summary>Counts fates and recovery times of trials, and nothing else.</summary>
    /// <param name="batch">The trials; of their columns only the kinds and what the axes and <paramref name="found"/> take are looked at.</param>
    /// <param name="found">What was found of them.</param>
    /// <returns>The cells, good until the next call.</returns>
    public ReadOnlySpan<int> AddFates(TrialBatch batch, BatchPlaces found)
    {
        var cells = found.CellsOf(Map, Cells);
        Kinds.Add(cells, batch.Kinds);
        RecoveryS.Add(cells, found.RecoverySlots);
        return cells;
    }

    private void AddPairs(TrialBatch batch, ReadOnlySpan<int> cells)
    {
        ReadOnlySpan<byte> kinds = batch.Kinds;
        for (var pair = 0; pair < _pairs.Count; pair++)
        {
            var (first, second) = (_pairs[pair].First, _pairs[pair].Second);
            var toPair = Cells.FromProtocolToPair(second, pair);
            var counts = _fatePairs.ForAdding(batch.ScenarioCount);
            for (var row = 0; row < cells.Length; row += batch.ProtocolCount)
            {
                var fates = ((kinds[row + first] & TrialKind.FateMask) * Fates.Count) + (kinds[row + second] & TrialKind.FateMask);
                counts[((cells[row + second] + toPair) * _fatePairCount) + fates]++;
            }
        }
    }
}
