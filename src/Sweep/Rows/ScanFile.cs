namespace WalSweep.Sweep.Rows;

/// <summary>Reads one file of a scan after another, in the same memory. One thread's own.</summary>
internal sealed class ScanFile
{
    private readonly RowScan _scan;
    private readonly RowColumn[] _columns;
    private readonly ScenarioOrder _order;
    private readonly int _scenarioIndex;
    private readonly int _protocolIndex;
    private RowCursor? _cursor;

    /// <param name="scan">The scan.</param>
    /// <param name="asked">The columns its sinks want; the scenario and the protocol come after them where they are not among them.</param>
    public ScanFile(RowScan scan, RowColumn[] asked)
    {
        _scan = scan;
        _columns = [.. asked, .. new[] { RowColumns.Scenario, scan.Schema.Protocol }.Where(column => asked.All(one => one.Name != column.Name))];
        _order = new ScenarioOrder(scan.Schema.Protocols);
        _scenarioIndex = Array.FindIndex(_columns, column => column.Name == RowColumns.Scenario.Name);
        _protocolIndex = Array.FindIndex(_columns, column => column.Name == scan.Schema.Protocol.Name);
    }

    /// <summary>Gives the rows of a file to a sink.</summary>
    /// <param name="file">The file, by its place in the list.</param>
    /// <param name="sink">What takes them.</param>
    /// <param name="isWanted">Asked before each batch; no ends it.</param>
    /// <returns>The file's scenarios; none if it was ended.</returns>
    public ScenarioRange Read(int file, IRowSink sink, Func<bool> isWanted)
    {
        using RowReader reader = _scan.OpenFile(file);
        SameSweep.Check(_scan, reader);
        _order.CheckRowGroups(reader);
        if (_cursor is null)
        {
            _cursor = reader.Read(_columns, _order.BatchRows);
        }
        else
        {
            reader.Continue(_cursor);
        }

        _order.Begin();
        while (isWanted())
        {
            if (!_cursor.MoveNext())
            {
                return _order.Range;
            }

            _order.Check(_cursor, _cursor[_scenarioIndex].Int64s, _cursor[_protocolIndex].Bytes);
            sink.Take(_cursor);
        }

        return default;
    }
}
