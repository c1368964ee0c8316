using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Pairs;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Trials;
using WalSweep.Engine;

namespace WalSweep.Analysis.Counting;

/// <summary>
/// Takes the scenarios of a sweep and keeps what tables, maps and comparisons need. What several saved, added in any order, gives the same as one that saw every scenario. Taking them allocates nothing.
/// </summary>
public sealed class SweepAccumulator : CountGroup
{
    private readonly ProtocolTotals[] _totals;
    private readonly PairCounts[] _pairs;
    private readonly MapCounts[] _maps;
    private readonly BatchPlaces _found;

    /// <summary>An empty accumulator.</summary>
    /// <param name="maps">What to draw maps over.</param>
    /// <param name="protocolCount">Protocols in the sweep, 1…<see cref="CellKinds.MaxProtocolCount"/>.</param>
    /// <param name="pairs">Which of them to compare.</param>
    public SweepAccumulator(IReadOnlyList<SweepMap> maps, int protocolCount, IReadOnlyList<ProtocolPair> pairs)
    {
        Pairs = pairs;
        _totals = [.. Enumerable.Range(0, protocolCount).Select(_ => new ProtocolTotals())];
        _pairs = [.. pairs.Select(_ => new PairCounts())];
        _maps = [.. maps.Select(map => new MapCounts(map, protocolCount, pairs))];
        _found = new BatchPlaces(maps, protocolCount);
    }

    /// <summary>The maps, as asked for.</summary>
    public IReadOnlyList<MapCounts> Maps => _maps;

    /// <summary>The pairs, as asked for.</summary>
    public IReadOnlyList<ProtocolPair> Pairs { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<ICounts> Parts => [.. _totals, .. _pairs, .. _maps];

    /// <summary>What the trials of a protocol came to.</summary>
    public ProtocolTotals TotalsOf(int protocolIndex) => _totals[protocolIndex];

    /// <summary>What a pair came to.</summary>
    public PairCounts CountsOf(int pairIndex) => _pairs[pairIndex];

    /// <summary>Takes some scenarios.</summary>
    /// <param name="batch">Their trials.</param>
    public void Add(TrialBatch batch)
    {
        for (var protocolIndex = 0; protocolIndex < _totals.Length; protocolIndex++)
        {
            _totals[protocolIndex].Add(batch, protocolIndex);
        }

        for (var pair = 0; pair < _pairs.Length; pair++)
        {
            _pairs[pair].Add(batch, Pairs[pair]);
        }

        _found.Find(batch);
        foreach (var map in _maps)
        {
            map.Add(batch, _found);
        }
    }

    /// <summary>Whether another has counted the same, to the last count.</summary>
    public bool HasCountsOf(SweepAccumulator other) => Save().AsSpan().SequenceEqual(other.Save());

    /// <summary>The summary of everything seen so far.</summary>
    /// <param name="protocols">The protocols, in the order of their indexes.</param>
    /// <param name="hasFailover">Whether primaries can be lost in the sweep.</param>
    /// <exception cref="ArgumentException">There are more or fewer than were counted.</exception>
    public SweepSummary Summarize(IReadOnlyList<ProtocolVersion> protocols, bool hasFailover)
    {
        if (protocols.Count != _totals.Length)
        {
            throw new ArgumentException($"Expected {_totals.Length} protocols, found {protocols.Count}.", nameof(protocols));
        }

        return new SweepSummary([.. _totals.Select((totals, index) => ProtocolSummary.Of(protocols[index], totals))], hasFailover);
    }
}
