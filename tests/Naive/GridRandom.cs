namespace WalSweep.Tests.Naive;

/// <summary>A small seeded generator (SplitMix64, Steele, Lea and Flood 2014); its only merit is that a seed names a scenario for ever.</summary>
internal sealed class GridRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number in [0, count).</summary>
    public int Below(int count)
    {
        _state += 0x9E3779B97F4A7C15;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (int)((z >> 32) * (ulong)count >> 32);
    }

    /// <summary>A whole number in [least, most].</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Percent(int chance) => Below(100) < chance;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
