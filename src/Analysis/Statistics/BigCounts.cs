namespace WalSweep.Analysis.Statistics;

/// <summary>Numbers beyond 63 bits among saved counts, each as three counts, the lowest first.</summary>
internal static class BigCounts
{
    /// <summary>Appends a number.</summary>
    internal static void Write(CountWriter writer, UInt128 number)
    {
        writer.Write((long)(number & long.MaxValue));
        writer.Write((long)((number >> 63) & long.MaxValue));
        writer.Write((long)(number >> 126));
    }

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal static UInt128 Read(ref CountReader reader)
    {
        var (low, middle, high) = ((UInt128)reader.Read(), (UInt128)reader.Read(), reader.Read());
        return high <= 3 ? low | (middle << 63) | ((UInt128)high << 126) : throw new InvalidDataException("a saved number is damaged");
    }
}
