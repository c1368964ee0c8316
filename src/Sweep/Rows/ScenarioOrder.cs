using System.Runtime.Intrinsics;
using WalSweep.Sweep.Parquet;

namespace WalSweep.Sweep.Rows;

/// <summary>Makes sure that rows are whole scenarios in ascending order, each with a row for every protocol in order. One thread's own.</summary>
internal sealed class ScenarioOrder
{
    private readonly IReadOnlyList<string> _protocols;
    private readonly byte[] _protocolOfRow;
    private readonly long[] _isFirstRow;
    private long _first;
    private long _last;
    private long _rows;

    public ScenarioOrder(IReadOnlyList<string> protocols)
    {
        _protocols = protocols;
        BatchRows = BatchRowsOf(protocols.Count);
        _protocolOfRow = [.. Enumerable.Range(0, BatchRows).Select(row => (byte)(row % protocols.Count))];
        _isFirstRow = [.. _protocolOfRow.Select(protocol => protocol == 0 ? -1L : 0)];
    }

    /// <summary>Rows of a batch: as many whole scenarios as fit, and if possible whole groups of packed codes, which are quicker to take apart.</summary>
    public int BatchRows { get; }

    /// <summary>The scenarios of the file.</summary>
    public ScenarioRange Range => new(_first, _last, _rows);

    /// <summary>Begins a file.</summary>
    public void Begin() => (_first, _last, _rows) = (-1, -1, 0);

    /// <summary>Makes sure that every row group holds whole scenarios.</summary>
    /// <exception cref="ParquetFormatException">One does not.</exception>
    public void CheckRowGroups(RowReader reader)
    {
        for (int group = 0; group < reader.File.RowGroups.Count; group++)
        {
            long rows = reader.File.RowGroups[group].RowCount;
            if (rows % _protocols.Count != 0)
            {
                throw new ParquetFormatException(FormattableString.Invariant(
                    $"{reader.Name}: row group {group}: expected whole scenarios, each of one row for each of {_protocols.Count} protocols, found {rows} rows"));
            }
        }
    }

    /// <summary>Checks the next batch of the file, which is of at most <see cref="BatchRows"/> rows.</summary>
    /// <exception cref="ParquetFormatException">A row is not what comes next.</exception>
    public void Check(RowCursor batch, long[] scenarios, byte[] protocols)
    {
        int count = batch.RowCount;
        if (count == 0)
        {
            return;
        }

        if (!protocols.AsSpan(0, count).SequenceEqual(_protocolOfRow.AsSpan(0, count)) || !Ascend(scenarios.AsSpan(0, count)))
        {
            throw Error(batch, scenarios, protocols);
        }

        _first = _rows == 0 ? scenarios[0] : _first;
        _last = scenarios[count - 1];
        _rows += count;
    }

    /// <summary>Whether the first row of each scenario has a greater number than the row before, and the others the same.</summary>
    private bool Ascend(ReadOnlySpan<long> scenarios)
    {
        if (scenarios[0] <= _last)
        {
            return false;
        }

        ReadOnlySpan<long> now = scenarios[1..], before = scenarios[..^1], isFirst = _isFirstRow.AsSpan(1, now.Length);
        Vector256<long> all = Vector256<long>.AllBitsSet;
        int i = 0;
        for (; i + 4 <= now.Length; i += 4)
        {
            Vector256<long> one = Vector256.Create(now[i..]), other = Vector256.Create(before[i..]);
            all &= Vector256.ConditionalSelect(Vector256.Create(isFirst[i..]), Vector256.GreaterThan(one, other), Vector256.Equals(one, other));
        }

        bool ascend = all == Vector256<long>.AllBitsSet;
        for (; i < now.Length; i++)
        {
            ascend &= isFirst[i] != 0 ? now[i] > before[i] : now[i] == before[i];
        }

        return ascend;
    }

    private ParquetFormatException Error(RowCursor batch, long[] scenarios, byte[] protocols)
    {
        long last = _last;
        for (int row = 0; ; row++)
        {
            string place = FormattableString.Invariant($"{batch.File}: row {batch.FirstRow + row}");
            if (protocols[row] != _protocolOfRow[row])
            {
                return new ParquetFormatException(
                    $"{place}: expected protocol '{_protocols[_protocolOfRow[row]]}', for a scenario has a row for each of {string.Join(", ", _protocols)} in this order, found '{_protocols[protocols[row]]}'");
            }

            bool isFirst = _isFirstRow[row] != 0;
            if (isFirst ? scenarios[row] <= last : scenarios[row] != last)
            {
                return new ParquetFormatException(FormattableString.Invariant(
                    $"{place}: expected {(isFirst ? "a scenario after" : "another row of scenario")} {last}, found scenario {scenarios[row]}"));
            }

            last = scenarios[row];
        }
    }

    private static int BatchRowsOf(int protocols)
    {
        for (int group = 64; group > 1; group >>= 1)
        {
            int unit = protocols;
            while (unit % group != 0)
            {
                unit += protocols;
            }

            if (unit <= TableCursor.BatchRows)
            {
                return TableCursor.BatchRows / unit * unit;
            }
        }

        return TableCursor.BatchRows / protocols * protocols;
    }
}
