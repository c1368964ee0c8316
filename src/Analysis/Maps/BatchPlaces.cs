using WalSweep.Analysis.Trials;

namespace WalSweep.Analysis.Maps;

/// <summary>What all maps need to know of a batch of trials, found once for all of them: where each trial lies on each axis, the slots of its recovery time, the units of WAL it pinned.</summary>
public sealed class BatchPlaces
{
    private readonly MapQuantity[] _quantities;
    private readonly int[][] _places;
    private readonly double[] _values;
    private readonly byte[] _slots;
    private readonly byte[] _recoveredSlots;
    private readonly long[] _pinned;
    private readonly int[] _cells;
    private TrialBatch _batch;

    /// <summary>Room for what is found of batches.</summary>
    /// <param name="maps">The maps.</param>
    /// <param name="protocolCount">Protocols of the sweep.</param>
    public BatchPlaces(IEnumerable<SweepMap> maps, int protocolCount)
    {
        var rows = TrialBatch.Capacity * protocolCount;
        _batch = new TrialBatch(protocolCount, 0);
        _quantities = [.. maps.SelectMany(map => new[] { map.X, map.Y }).Distinct()];
        _places = [.. _quantities.Select(_ => new int[rows])];
        (_values, _slots, _pinned, _cells) = (new double[rows], new byte[rows], new long[rows], new int[rows]);
        _recoveredSlots = new byte[maps.Any(map => map.IsOfKnobs) ? rows : 0];
    }

    /// <summary>The slots of the recovery times.</summary>
    public ReadOnlySpan<byte> RecoverySlots => _slots.AsSpan(0, _batch.TrialCount);

    /// <summary>The same, of trials that ended without recovery <see cref="CellTimes.NoTimeSlot"/>; empty if no map is of knobs.</summary>
    public ReadOnlySpan<byte> RecoveredSlots => _recoveredSlots.AsSpan(0, Math.Min(_recoveredSlots.Length, _batch.TrialCount));

    /// <summary>The units of WAL pinned.</summary>
    public ReadOnlySpan<long> PinnedUnits => _pinned.AsSpan(0, _batch.TrialCount);

    /// <summary>Looks at another batch.</summary>
    public void Find(TrialBatch batch)
    {
        _batch = batch;
        CellTimes.FindSlots(batch.RecoveryS.AsSpan(0, batch.TrialCount), _slots);
        CellPinned.FindUnits(batch.PinnedByteS.AsSpan(0, batch.TrialCount), _pinned);
        ReadOnlySpan<byte> kinds = batch.Kinds;
        for (var trial = 0; trial < RecoveredSlots.Length; trial++)
        {
            _recoveredSlots[trial] = TrialKind.FateOf(kinds[trial]) == Fate.NotRecovered ? (byte)CellTimes.NoTimeSlot : _slots[trial];
        }

        for (var index = 0; index < _quantities.Length; index++)
        {
            var quantity = _quantities[index];
            var values = _values.AsSpan(0, quantity.IsOfTrial ? batch.TrialCount : batch.ScenarioCount);
            quantity.Of(batch, values);
            quantity.Axis.FindCells(values, _places[index]);
        }
    }

    /// <summary>The number of the cell of each trial on a map; good until the next call.</summary>
    /// <param name="map">One of the maps.</param>
    /// <param name="numbers">How its cells are numbered.</param>
    public ReadOnlySpan<int> CellsOf(SweepMap map, CellNumbers numbers)
    {
        ReadOnlySpan<int> x = _places[Array.IndexOf(_quantities, map.X)], y = _places[Array.IndexOf(_quantities, map.Y)];
        var trial = 0;
        for (var scenario = 0; scenario < _batch.ScenarioCount; scenario++)
        {
            for (var protocol = 0; protocol < _batch.ProtocolCount; protocol++, trial++)
            {
                _cells[trial] = numbers.Of(protocol, x[map.X.IsOfTrial ? trial : scenario], y[map.Y.IsOfTrial ? trial : scenario]);
            }
        }

        return _cells.AsSpan(0, trial);
    }
}
