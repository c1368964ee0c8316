namespace WalSweep.Analysis.Statistics;

/// <summary>
/// Many counters. What is being added stands in 32 bits, for the processor's caches hold that many counters and not twice as many; what was added elsewhere, and what would not fit, stands in 64. Adding allocates
/// nothing as long as it fits, and sums are the same in any order.
/// </summary>
/// <param name="length">How many counters.</param>
public sealed class CountTable(int length) : ICounts
{
    private readonly int[] _beingAdded = new int[length];
    private long[] _added = [];
    private int _room = int.MaxValue;

    /// <summary>How often a counter was counted.</summary>
    public long this[int index] => _beingAdded[index] + (_added.Length == 0 ? 0 : _added[index]);

    /// <summary>The counters, for at most so many to be counted up by 1 before this is called again.</summary>
    public Span<int> ForAdding(int most)
    {
        if (most > _room)
        {
            Widen();
        }

        _room -= most;
        return _beingAdded;
    }

    /// <inheritdoc/>
    public void Clear()
    {
        Array.Clear(_beingAdded);
        (_added, _room) = ([], int.MaxValue);
    }

    /// <inheritdoc/>
    public void Save(CountWriter writer)
    {
        if (_added.Length > 0)
        {
            Widen();
            writer.Write(_added);
        }
        else
        {
            writer.Write(_beingAdded);
        }
    }

    /// <inheritdoc/>
    public void AddSaved(ref CountReader reader)
    {
        Widen();
        reader.AddTo(_added);
    }

    /// <summary>Moves what was being added to where there is room for more.</summary>
    private void Widen()
    {
        _added = _added.Length == 0 ? new long[_beingAdded.Length] : _added;
        for (var at = 0; at < _beingAdded.Length && _room < int.MaxValue; at++)
        {
            _added[at] += _beingAdded[at];
            _beingAdded[at] = 0;
        }

        _room = int.MaxValue;
    }
}
