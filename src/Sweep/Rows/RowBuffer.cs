using WalSweep.Engine;
using WalSweep.Sweep.Parquet;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Rows;

/// <summary>
/// The rows of one row group, to be filled scenario by scenario: <see cref="Begin"/>, then <see cref="Add"/> for each protocol in order. One thread's own; filling
/// it allocates nothing.
/// </summary>
public sealed class RowBuffer
{
    private readonly bool _poison;
    private readonly int _protocolCount;
    private readonly ColumnBuffer[] _varied;
    private readonly long[] _scenario, _staleAddressRetries, _backlogEntries, _lostEntries, _leakedEntries;
    private readonly int[] _outages, _primaryLosses, _catchups, _rebuilds, _aborts, _reconnects, _promotions, _events;
    private readonly double[] _outageS, _outageTotalS, _recoveryS, _holdS, _worstRecoveryS, _bestRecoveryS;
    private readonly double[] _catchupS, _rebuildS, _blockedS, _unavailableS, _exposedS, _walPeakBytes, _walPinnedByteS, _transferredBytes;
    private readonly byte[] _protocol, _ended, _path, _reason, _explicit, _needlessRebuild, _committedSafe, _lineageClean;
    private readonly byte[] _restarted, _addressChanged, _correlated, _burst, _spike, _controlOutage, _primaryLost, _primaryIsolated, _payloadLost, _baseNewer;
    private readonly ulong[] _hasBacklog;
    private int _rowCount;
    private int _nextProtocol;

    /// <summary>Makes the buffers.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="scenarioCapacity">Most scenarios it can hold.</param>
    /// <param name="poison">Whether clearing it fills it with values that no row has, so that a stale read shows; for tests.</param>
    public RowBuffer(RowSchema schema, int scenarioCapacity, bool poison = false)
    {
        (Schema, ScenarioCapacity, _poison, _protocolCount) = (schema, scenarioCapacity, poison, schema.Protocols.Count);
        _nextProtocol = _protocolCount;
        Buffer = new RowGroupBuffer(schema.Table, checked(scenarioCapacity * _protocolCount));
        ColumnBuffer Of(RowColumn column) => Buffer.Columns[schema.IndexOf(column)];

        _varied = [.. Buffer.Columns.Skip(2).Take(schema.Varied.Count)];
        _scenario = Of(RowColumns.Scenario).Int64s;
        _staleAddressRetries = Of(RowColumns.StaleAddressRetries).Int64s;
        (_backlogEntries, _hasBacklog) = (Of(RowColumns.BacklogEntries).Int64s, Of(RowColumns.BacklogEntries).Validity);
        _lostEntries = Of(RowColumns.LostEntries).Int64s;
        _leakedEntries = Of(RowColumns.LeakedEntries).Int64s;
        _outages = Of(RowColumns.Outages).Int32s;
        _primaryLosses = Of(RowColumns.PrimaryLosses).Int32s;
        _catchups = Of(RowColumns.Catchups).Int32s;
        _rebuilds = Of(RowColumns.Rebuilds).Int32s;
        _aborts = Of(RowColumns.Aborts).Int32s;
        _reconnects = Of(RowColumns.Reconnects).Int32s;
        _promotions = Of(RowColumns.Promotions).Int32s;
        _events = Of(RowColumns.Events).Int32s;
        _outageS = Of(RowColumns.FirstOutageS).Doubles;
        _outageTotalS = Of(RowColumns.OutageTotalS).Doubles;
        _recoveryS = Of(RowColumns.RecoveryS).Doubles;
        _holdS = Of(RowColumns.HoldS).Doubles;
        _worstRecoveryS = Of(RowColumns.WorstRecoveryS).Doubles;
        _bestRecoveryS = Of(RowColumns.BestRecoveryS).Doubles;
        _catchupS = Of(RowColumns.CatchupTimeS).Doubles;
        _rebuildS = Of(RowColumns.RebuildTimeS).Doubles;
        _blockedS = Of(RowColumns.BlockedS).Doubles;
        _unavailableS = Of(RowColumns.UnavailableS).Doubles;
        _exposedS = Of(RowColumns.ExposedS).Doubles;
        _walPeakBytes = Of(RowColumns.WalPeakBytes).Doubles;
        _walPinnedByteS = Of(RowColumns.WalPinnedByteS).Doubles;
        _transferredBytes = Of(RowColumns.TransferredBytes).Doubles;
        _protocol = Of(schema.Protocol).Bytes;
        _ended = Of(RowColumns.Ended).Bytes;
        _path = Of(RowColumns.Path).Bytes;
        _reason = Of(RowColumns.Reason).Bytes;
        _explicit = Of(RowColumns.Explicit).Bytes;
        _needlessRebuild = Of(RowColumns.NeedlessRebuild).Bytes;
        _committedSafe = Of(RowColumns.CommittedSafe).Bytes;
        _lineageClean = Of(RowColumns.LineageClean).Bytes;
        _restarted = Of(RowColumns.Restarted).Bytes;
        _addressChanged = Of(RowColumns.AddressChanged).Bytes;
        _correlated = Of(RowColumns.Correlated).Bytes;
        _burst = Of(RowColumns.Burst).Bytes;
        _spike = Of(RowColumns.Spike).Bytes;
        _controlOutage = Of(RowColumns.ControlOutage).Bytes;
        _primaryLost = Of(RowColumns.PrimaryLost).Bytes;
        _primaryIsolated = Of(RowColumns.PrimaryIsolated).Bytes;
        _payloadLost = Of(RowColumns.PayloadLost).Bytes;
        _baseNewer = Of(RowColumns.BaseNewer).Bytes;
        Clear();
    }

    /// <summary>The columns.</summary>
    public RowSchema Schema { get; }

    /// <summary>Most scenarios it can hold.</summary>
    public int ScenarioCapacity { get; }

    /// <summary>Scenarios it holds, the one being added included.</summary>
    public int ScenarioCount { get; private set; }

    /// <summary>Whether no other scenario can begin.</summary>
    public bool IsFull => ScenarioCount == ScenarioCapacity;

    /// <summary>The rows, to be written: <see cref="ITableWriter.WriteRowGroup"/>.</summary>
    /// <exception cref="InvalidOperationException">Rows of the last scenario are missing.</exception>
    public RowGroupBuffer Rows
    {
        get
        {
            if (_nextProtocol != _protocolCount)
            {
                throw new InvalidOperationException($"the last scenario has {_nextProtocol} rows instead of {_protocolCount}");
            }

            Buffer.RowCount = _rowCount;
            return Buffer;
        }
    }

    private RowGroupBuffer Buffer { get; }

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        (ScenarioCount, _rowCount, _nextProtocol) = (0, 0, _protocolCount);
        if (_poison)
        {
            Buffer.Poison();
        }
    }

    /// <summary>Begins a scenario.</summary>
    /// <param name="scenario">Its number.</param>
    /// <param name="varied">The values of the varied parameters in the schema's order; whole where they are declared so.</param>
    /// <param name="weather">What its weather was.</param>
    /// <exception cref="InvalidOperationException">It is full, or rows of the scenario before are missing.</exception>
    /// <exception cref="ArgumentException">There are not as many values as columns for them, or one should be whole and is not.</exception>
    public void Begin(long scenario, ReadOnlySpan<double> varied, in WeatherSummary weather)
    {
        if (_nextProtocol != _protocolCount || IsFull)
        {
            throw new InvalidOperationException(IsFull ? "the buffer is full" : $"the last scenario has {_nextProtocol} rows instead of {_protocolCount}");
        }

        if (varied.Length != _varied.Length)
        {
            throw new ArgumentException($"expected {_varied.Length} values of varied parameters, found {varied.Length}");
        }

        int index = ScenarioCount;
        for (int i = 0; i < varied.Length; i++)
        {
            PutVaried(_varied[i], index, varied[i]);
        }

        (ScenarioCount, _nextProtocol) = (index + 1, 0);
        _scenario[index] = scenario;
        _outages[index] = weather.Outages;
        _outageS[index] = weather.FirstOutageS;
        _outageTotalS[index] = weather.OutageTotalS;
        _restarted[index] = weather.Restarted ? (byte)1 : (byte)0;
        _addressChanged[index] = weather.AddressChanged ? (byte)1 : (byte)0;
        _correlated[index] = weather.Correlated ? (byte)1 : (byte)0;
        _burst[index] = weather.Burst ? (byte)1 : (byte)0;
        _spike[index] = weather.Spike ? (byte)1 : (byte)0;
        _controlOutage[index] = weather.ControlOutage ? (byte)1 : (byte)0;
        _primaryLost[index] = weather.PrimaryLosses > 0 ? (byte)1 : (byte)0;
        _primaryLosses[index] = weather.PrimaryLosses;
        _primaryIsolated[index] = weather.PrimaryIsolated ? (byte)1 : (byte)0;
        _payloadLost[index] = weather.PayloadLost ? (byte)1 : (byte)0;
        _baseNewer[index] = weather.BaseNewer ? (byte)1 : (byte)0;
    }

    /// <summary>Adds the row of the scenario's next protocol.</summary>
    /// <param name="protocolIndex">The protocol's index in the schema: 0 first, then 1, and so on.</param>
    /// <param name="outcome">What the trial came to.</param>
    /// <exception cref="InvalidOperationException">It is another protocol's turn, or no scenario was begun.</exception>
    /// <exception cref="ArgumentException">A number of entries lost or leaked is not whole.</exception>
    public void Add(int protocolIndex, in Outcome outcome)
    {
        if (protocolIndex != _nextProtocol || protocolIndex >= _protocolCount)
        {
            throw new InvalidOperationException($"it is the turn of protocol {_nextProtocol} of {_protocolCount}, not of {protocolIndex}");
        }

        _nextProtocol = protocolIndex + 1;
        int row = _rowCount++;
        _protocol[row] = (byte)protocolIndex;
        _ended[row] = (byte)outcome.Ended;
        _path[row] = (byte)outcome.Path;
        _reason[row] = (byte)outcome.Reason;
        _explicit[row] = outcome.Explicit ? (byte)1 : (byte)0;
        _needlessRebuild[row] = outcome.NeedlessRebuild ? (byte)1 : (byte)0;
        _committedSafe[row] = outcome.LostEntries == 0 ? (byte)1 : (byte)0;
        _lineageClean[row] = outcome.LeakedEntries == 0 ? (byte)1 : (byte)0;
        _lostEntries[row] = Whole(outcome.LostEntries, RowColumns.LostEntries);
        _leakedEntries[row] = Whole(outcome.LeakedEntries, RowColumns.LeakedEntries);

        // A conversion of NaN gives 0, which the missing bit makes a NULL.
        double backlog = outcome.BacklogEntries;
        ulong bit = 1UL << (row & 63);
        ref ulong word = ref _hasBacklog[row >> 6];
        word = double.IsNaN(backlog) ? word & ~bit : word | bit;
        _backlogEntries[row] = (long)backlog;

        _recoveryS[row] = outcome.RecoveryS;
        _holdS[row] = outcome.HoldS;
        _worstRecoveryS[row] = outcome.WorstRecoveryS;
        _bestRecoveryS[row] = outcome.BestRecoveryS;
        _catchups[row] = outcome.Catchups;
        _rebuilds[row] = outcome.Rebuilds;
        _aborts[row] = outcome.Aborts;
        _reconnects[row] = outcome.Reconnects;
        _promotions[row] = outcome.Promotions;
        _events[row] = outcome.Events;
        _staleAddressRetries[row] = (long)outcome.StaleAddressRetries;
        _catchupS[row] = outcome.CatchupTimeS;
        _rebuildS[row] = outcome.RebuildTimeS;
        _blockedS[row] = outcome.BlockedS;
        _unavailableS[row] = outcome.UnavailableS;
        _exposedS[row] = outcome.ExposedS;
        _walPeakBytes[row] = outcome.WalPeakBytes;
        _walPinnedByteS[row] = outcome.WalPinnedByteS;
        _transferredBytes[row] = outcome.TransferredBytes;
    }

    private static void PutVaried(ColumnBuffer column, int index, double value)
    {
        switch (column.Column.Type)
        {
            case ColumnType.Double:
                column.Doubles[index] = value;
                break;
            case ColumnType.Enumeration:
                column.Bytes[index] = (byte)value;
                break;
            default:
                long whole = (long)value;
                column.Int64s[index] = whole == value ? whole : throw NotWhole(column.Column.Name, value);
                break;
        }
    }

    private static long Whole(double value, RowColumn column)
    {
        long whole = (long)value;
        return whole == value ? whole : throw NotWhole(column.Name, value);
    }

    private static ArgumentException NotWhole(string name, double value) => new($"'{name}' is declared whole, but is {value:R}");
}
