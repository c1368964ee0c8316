using WalSweep.Sweep.Rows;

namespace WalSweep.Tests.Rows;

/// <summary>Keeps every row it takes, as numbers, by scenario and protocol; where it is made for no column, none.</summary>
internal sealed class RowCollector(int columns) : IRowSink
{
    /// <summary>The row of (scenario, protocol): the values of the columns after the first, which is the scenario.</summary>
    public Dictionary<(long Scenario, int Protocol), double[]> Rows { get; } = [];

    /// <summary>Batches taken.</summary>
    public int Batches { get; private set; }

    public Action<RowCursor> BeforeBatch { get; init; } = _ => { };

    public void Take(RowCursor batch)
    {
        BeforeBatch(batch);
        Batches++;
        for (int row = 0; columns > 0 && row < batch.RowCount; row++)
        {
            int at = row;
            Rows.Add((batch[0].Int64s[row], row % 3), [.. Enumerable.Range(1, columns - 1).Select(column => batch.Number(column, at))]);
        }
    }

    /// <summary>What several took together; throws where two took the same row.</summary>
    public static Dictionary<(long Scenario, int Protocol), double[]> Union(IEnumerable<RowCollector> sinks)
    {
        var all = new Dictionary<(long Scenario, int Protocol), double[]>();
        foreach (var ((scenario, protocol), values) in sinks.SelectMany(sink => sink.Rows))
        {
            all.Add((scenario, protocol), values);
        }

        return all;
    }
}

/// <summary>Makes one number of all it takes.</summary>
internal sealed class RowDigest(int columns) : IRowSink
{
    private HashCode _hash;

    public long Rows { get; private set; }

    public int Value => _hash.ToHashCode();

    public void Take(RowCursor batch)
    {
        Rows += batch.RowCount;
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                _hash.Add(batch.Number(column, row));
            }
        }
    }
}

/// <summary>Notes what this thread had allocated when it was given the first batch and the last.</summary>
internal sealed class AllocationWatch : IRowSink
{
    public long First { get; private set; } = -1;

    public long Last { get; private set; }

    public int Batches { get; private set; }

    public void Take(RowCursor batch)
    {
        Batches++;
        Last = GC.GetAllocatedBytesForCurrentThread();
        First = First < 0 ? Last : First;
    }
}
