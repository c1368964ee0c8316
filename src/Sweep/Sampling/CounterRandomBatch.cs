using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WalSweep.Sweep.Sampling;

/// <summary>Many draws of <see cref="CounterRandom"/> at once, for the same bits at a fraction of the price.</summary>
/// <remarks>
/// One block is a chain of ten dependent multiplications, so a single draw waits most of its time. Eight blocks are worked on side by side: two vectors of
/// four lanes, a 32-bit word in the low half of each. What lands in the high halves is never read. Width and operations are fixed, so the result does not
/// depend on what the processor can do.
/// </remarks>
public static class CounterRandomBatch
{
    /// <summary>Draws made at a time.</summary>
    public const int Width = 8;

    /// <summary>Draws the uniform of every purpose given.</summary>
    /// <param name="seed">As in <see cref="CounterRandom.Draw"/>.</param>
    /// <param name="scenarioIndex">As in <see cref="CounterRandom.Draw"/>.</param>
    /// <param name="purposes">The purposes, a multiple of <see cref="Width"/> of them. One may occur more than once.</param>
    /// <param name="ordinal">The ordinal of all of them.</param>
    /// <param name="uniforms">At least as long; filled with what <see cref="CounterRandom.Uniform"/> returns for each purpose.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public static void Uniforms(ulong seed, long scenarioIndex, ReadOnlySpan<uint> purposes, uint ordinal, Span<double> uniforms)
    {
        if (purposes.Length % Width != 0 || uniforms.Length < purposes.Length)
        {
            throw new ArgumentException("expected a multiple of eight purposes, and room for a uniform of each");
        }

        var ordinals = Vector256.Create((ulong)ordinal);
        for (var i = 0; i < purposes.Length; i += Width)
        {
            ref var purpose = ref Unsafe.Add(ref MemoryMarshal.GetReference(purposes), i);
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref purpose));
            Blocks(seed, (ulong)scenarioIndex, ordinals, ordinals, ref low, ref high);
            ref var uniform = ref Unsafe.Add(ref MemoryMarshal.GetReference(uniforms), i);
            ToUniforms(low).StoreUnsafe(ref uniform);
            ToUniforms(high).StoreUnsafe(ref uniform, Width / 2);
        }
    }

    /// <summary>Draws the uniform of every purpose and ordinal given; otherwise as the other overload.</summary>
    /// <param name="seed">As in <see cref="CounterRandom.Draw"/>.</param>
    /// <param name="scenarioIndex">As in <see cref="CounterRandom.Draw"/>.</param>
    /// <param name="purposes">The purposes, a multiple of <see cref="Width"/> of them.</param>
    /// <param name="ordinals">The ordinal of each.</param>
    /// <param name="uniforms">At least as long; filled with what <see cref="CounterRandom.Uniform"/> returns for each.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Uniforms(ulong seed, long scenarioIndex, ReadOnlySpan<uint> purposes, ReadOnlySpan<uint> ordinals, Span<double> uniforms)
    {
        if (purposes.Length % Width != 0 || ordinals.Length != purposes.Length || uniforms.Length < purposes.Length)
        {
            throw new ArgumentException("expected a multiple of eight purposes, as many ordinals, and room for a uniform of each");
        }

        for (var i = 0; i < purposes.Length; i += Width)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(purposes), (nuint)i));
            var (lowOrdinals, highOrdinals) = Vector256.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(ordinals), (nuint)i));
            Blocks(seed, (ulong)scenarioIndex, lowOrdinals, highOrdinals, ref low, ref high);
            ref var uniform = ref Unsafe.Add(ref MemoryMarshal.GetReference(uniforms), i);
            ToUniforms(low).StoreUnsafe(ref uniform);
            ToUniforms(high).StoreUnsafe(ref uniform, Width / 2);
        }
    }

    /// <summary>Turns purposes into the first 64 bits of their blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blocks(ulong seed, ulong scenarioIndex, Vector256<ulong> lowOrdinals, Vector256<ulong> highOrdinals, ref Vector256<ulong> low, ref Vector256<ulong> high)
    {
        var multiplier0 = Vector256.Create((ulong)CounterRandom.Multiplier0);
        var multiplier1 = Vector256.Create((ulong)CounterRandom.Multiplier1);
        var key0 = Vector256.Create((ulong)(uint)seed);
        var key1 = Vector256.Create(seed >> 32);
        Vector256<ulong> a0 = Vector256.Create((ulong)(uint)scenarioIndex), b0 = a0;
        Vector256<ulong> a1 = Vector256.Create(scenarioIndex >> 32), b1 = a1;
        Vector256<ulong> a2 = low, b2 = high;
        Vector256<ulong> a3 = lowOrdinals, b3 = highOrdinals;
        for (var round = 0; round < CounterRandom.Rounds; round++)
        {
            var (aProduct0, aProduct1) = (Multiply(a0, multiplier0), Multiply(a2, multiplier1));
            var (bProduct0, bProduct1) = (Multiply(b0, multiplier0), Multiply(b2, multiplier1));
            a0 = Vector256.ShiftRightLogical(aProduct1, 32) ^ a1 ^ key0;
            b0 = Vector256.ShiftRightLogical(bProduct1, 32) ^ b1 ^ key0;
            a1 = aProduct1;
            b1 = bProduct1;
            a2 = Vector256.ShiftRightLogical(aProduct0, 32) ^ a3 ^ key1;
            b2 = Vector256.ShiftRightLogical(bProduct0, 32) ^ b3 ^ key1;
            a3 = aProduct0;
            b3 = bProduct0;
            key0 += Vector256.Create((ulong)CounterRandom.KeyStep0);
            key1 += Vector256.Create((ulong)CounterRandom.KeyStep1);
        }

        var lowHalf = Vector256.Create((ulong)uint.MaxValue);
        low = (a0 & lowHalf) | Vector256.ShiftLeft(a1, 32);
        high = (b0 & lowHalf) | Vector256.ShiftLeft(b1, 32);
    }

    /// <summary>The products of the low halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Multiply(Vector256<ulong> a, Vector256<ulong> b)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.Multiply(a.AsUInt32(), b.AsUInt32());
        }

        var lowHalf = Vector256.Create((ulong)uint.MaxValue);
        return (a & lowHalf) * (b & lowHalf);
    }

    /// <summary>
    /// <see cref="CounterRandom.ToUniform"/> of each lane: the top 52 bits k become the fraction of 1 + k/2^52, less 1 - 2^-53. Both steps are exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToUniforms(Vector256<ulong> bits)
    {
        var fractions = Vector256.ShiftRightLogical(bits, 12) | Vector256.Create(1.0).AsUInt64();
        return fractions.AsDouble() - Vector256.Create(CounterRandom.LargestUniform);
    }
}
