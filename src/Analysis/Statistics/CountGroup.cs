using System.Buffers.Binary;
using WalSweep.Sweep.Parquet;

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

    /// <summary>Everything counted, as bytes: at their end the CRC-32 of those before it, for most other counts can be had by changing a byte, and nothing else in them would tell.</summary>
    public byte[] Save()
    {
        var writer = new CountWriter();
        Save(writer);
        writer.WriteChecksum();
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

    /// <summary>Adds what counts of the same shape saved as bytes; nothing of it where its checksum is not its own.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another shape.</exception>
    public void AddSaved(ReadOnlySpan<byte> saved)
    {
        if (saved.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(saved[^sizeof(uint)..]) != Crc32.Compute(saved[..^sizeof(uint)]))
        {
            throw new InvalidDataException("the saved counts are damaged");
        }

        var reader = new CountReader(saved[..^sizeof(uint)]);
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
