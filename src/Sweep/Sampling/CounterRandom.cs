using System.Runtime.CompilerServices;

namespace WalSweep.Sweep.Sampling;

/// <summary>
/// Random bits as a pure function of (seed, scenario index, purpose, ordinal): Philox4x32-10.
/// </summary>
/// <remarks>
/// <para>
/// There is no state, so a draw does not depend on which thread makes it, in what order, or whether any other draw is made. A new
/// purpose moves no existing number, and any scenario can be redrawn from its index alone.
/// </para>
/// <para>
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The key is the
/// seed (low word first); the counter is (scenario low, scenario high, purpose, ordinal). One call yields one block of 128 bits.
/// Blocks of distinct counters under one seed are distinct, because the cipher permutes the counters.
/// </para>
/// <para>
/// A purpose is a number that stands for one cause of chance (an outage's length, a phase, ...) and never changes its meaning once
/// results exist; the list of purposes belongs to the parameter space. The ordinal counts the draws within one purpose.
/// </para>
/// </remarks>
public static class CounterRandom
{
    /// <summary>The smallest value <see cref="ToUniform"/> returns, 2^-53.</summary>
    public const double SmallestUniform = 1.0 / (1L << 53);

    /// <summary>The largest value <see cref="ToUniform"/> returns, 1 - 2^-53: the largest double below one.</summary>
    public const double LargestUniform = 1.0 - SmallestUniform;

    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint KeyStep0 = 0x9E3779B9; // The golden ratio's fraction.
    internal const uint KeyStep1 = 0xBB67AE85; // The fraction of the square root of three.
    internal const int Rounds = 10;

    /// <summary>Draws one block of 128 bits.</summary>
    /// <param name="seed">Names the sweep's whole stream.</param>
    /// <param name="scenarioIndex">The scenario; every 64-bit value is a different one.</param>
    /// <param name="purpose">What the draw is for.</param>
    /// <param name="ordinal">Which draw of that purpose, from 0.</param>
    /// <param name="a">The block's first 64 bits: output words 0 (low) and 1 (high).</param>
    /// <param name="b">The block's last 64 bits: output words 2 (low) and 3 (high).</param>
    /// <remarks>Cost: twenty 32-bit multiplications; allocates nothing.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Draw(ulong seed, long scenarioIndex, uint purpose, uint ordinal, out ulong a, out ulong b)
    {
        uint key0 = (uint)seed;
        uint key1 = (uint)(seed >> 32);
        uint word0 = (uint)scenarioIndex;
        uint word1 = (uint)((ulong)scenarioIndex >> 32);
        uint word2 = purpose;
        uint word3 = ordinal;

        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * word0;
            ulong product1 = (ulong)Multiplier1 * word2;
            word0 = (uint)(product1 >> 32) ^ word1 ^ key0;
            word1 = (uint)product1;
            word2 = (uint)(product0 >> 32) ^ word3 ^ key1;
            word3 = (uint)product0;
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        a = word0 | ((ulong)word1 << 32);
        b = word2 | ((ulong)word3 << 32);
    }

    /// <summary>Draws one uniform in the open interval (0, 1): <see cref="ToUniform"/> of the block's first 64 bits.</summary>
    /// <param name="seed">As in <see cref="Draw"/>.</param>
    /// <param name="scenarioIndex">As in <see cref="Draw"/>.</param>
    /// <param name="purpose">As in <see cref="Draw"/>.</param>
    /// <param name="ordinal">As in <see cref="Draw"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Uniform(ulong seed, long scenarioIndex, uint purpose, uint ordinal)
    {
        Draw(seed, scenarioIndex, purpose, ordinal, out ulong a, out _);
        return ToUniform(a);
    }

    /// <summary>Maps 64 random bits to (k + 1/2) / 2^52, where k is their top 52 bits.</summary>
    /// <param name="bits">Uniform random bits; the low 12 are not used.</param>
    /// <returns>
    /// One of 2^52 equally likely, equally spaced doubles from 2^-53 to 1 - 2^-53. Each is exact, neither 0 nor 1 occurs, and 1 - u is
    /// exact and on the same grid: a quantile function may use either tail without losing a bit.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToUniform(ulong bits) =>
        // (2k + 1) / 2^53. The cast through long is one instruction; from ulong it takes several.
        (double)(long)((bits >> 11) | 1) * SmallestUniform;
}
