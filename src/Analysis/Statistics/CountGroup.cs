namespace WalSweep.Analysis.Statistics;

/// <summary>Counts that consist of others, and are forgotten, saved and added together. Counting itself is the business of whoever has them: it goes through no interface.</summary>
public abstract class CountGroup : ICounts
{
    /// <summary>What it consists of, in the order in which it is saved.</summary>
    protected abstract IReadOnlyList<ICounts> Parts { get; }

    /// <inheritdoc/>
    public void Clear()
    {
        foreach (var part in Parts)
        {
            part.Clear();
        }
    }

    /// <inheritdoc/>
    public void Save(CountWriter writer)
    {
        foreach (var part in Parts)
        {
            part.Save(writer);
        }
    }

    /// <summary>Everything counted, as bytes.</summary>
    public byte[] Save()
    {
        var writer = new CountWriter();
        Save(writer);
        return writer.ToArray();
    }

    /// <inheritdoc/>
    public void AddSaved(ref CountReader reader)
    {
        foreach (var part in Parts)
        {
            part.AddSaved(ref reader);
        }
    }

    /// <summary>Adds what counts of the same shape saved as bytes.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another shape.</exception>
    public void AddSaved(ReadOnlySpan<byte> saved)
    {
        var reader = new CountReader(saved);
        AddSaved(ref reader);
        reader.End();
    }

    /// <summary>Counters that are counted in place, as a part.</summary>
    protected static ICounts Counters(long[] counters) => new CounterArray(counters);

    private sealed class CounterArray(long[] counters) : ICounts
    {
        public void Clear() => Array.Clear(counters);

        public void Save(CountWriter writer) => writer.Write(counters);

        public void AddSaved(ref CountReader reader) => reader.AddTo(counters);
    }
}
