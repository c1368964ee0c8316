using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>Entries of one term, as stretches that neither overlap nor touch.</summary>
internal struct Stretches
{
    /// <summary>As many as there can be nodes with one each.</summary>
    private const int _capacity = ScenarioParameters.MaxReplicas + 1;

    private Items _items;
    private int _count;

    [InlineArray(_capacity)]
    private struct Items
    {
        private Stretch _first;
    }

    /// <summary>Whether there are any entries.</summary>
    public readonly bool Any => _count > 0;

    /// <summary>Adds the entries of a stretch that are not there yet. Where there are more stretches than are kept, what lies between them counts as well.</summary>
    public void Add(Stretch added)
    {
        if (!(added.Entries > 0))
        {
            return;
        }

        var isFull = _count == _capacity;
        var kept = 0;
        for (var index = 0; index < _count; index++)
        {
            var present = _items[index];
            if (isFull || (present.LastLsn >= added.AfterLsn && added.LastLsn >= present.AfterLsn))
            {
                added = added.HullWith(present);
            }
            else
            {
                _items[kept++] = present;
            }
        }

        _items[kept] = added;
        _count = kept + 1;
    }

    /// <summary>How many entries are not after one LSN up to another.</summary>
    public readonly double EntriesOutside(double afterLsn, double lastLsn)
    {
        var entries = 0.0;
        for (var index = 0; index < _count; index++)
        {
            entries += _items[index].EntriesOutside(afterLsn, lastLsn);
        }

        return entries;
    }

    /// <summary>How many entries are beyond an LSN.</summary>
    public readonly double EntriesAfter(double lsn)
    {
        var entries = 0.0;
        for (var index = 0; index < _count; index++)
        {
            entries += Ordered.Max(0, _items[index].LastLsn - Ordered.Max(_items[index].AfterLsn, lsn));
        }

        return entries;
    }
}
