using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace WalSweep.Sweep.Parquet;

/// <summary>
/// CRC-32 with the polynomial 0x04C11DB7, reflected, as in GZIP and in Parquet's page headers. Where the processor multiplies without carries, 64 bytes at a
/// time are folded to 16 that have the same remainder (Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", 2009).
/// </summary>
public static class Crc32
{
    private const uint _polynomial = 0xEDB88320;

    // Eight tables for eight bytes at a time: table k holds the remainder of a byte followed by k zero bytes.
    private static readonly uint[] _tables = MakeTables();

    /// <summary>The checksum of the bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => Continue(0, bytes);

    /// <summary>The checksum of some bytes, of which the first have this checksum (0 for none) and the others follow here.</summary>
    public static uint Continue(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint state = ~checksum;
        if (Pclmulqdq.IsSupported && bytes.Length >= 128)
        {
            int folded = bytes.Length & ~63;
            state = Fold(state, bytes[..folded]);
            bytes = bytes[folded..];
        }

        return ~Update(state, bytes);
    }

    /// <summary>The checksum by table alone: the definition that the faster ways must agree with.</summary>
    internal static uint ComputeByTable(ReadOnlySpan<byte> bytes) => ~UpdateByTable(uint.MaxValue, bytes);

    private static uint Update(uint state, ReadOnlySpan<byte> bytes)
    {
        if (!ArmCrc32.Arm64.IsSupported)
        {
            return UpdateByTable(state, bytes);
        }

        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            state = ArmCrc32.Arm64.ComputeCrc32(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte b in bytes)
        {
            state = ArmCrc32.ComputeCrc32(state, b);
        }

        return state;
    }

    private static uint UpdateByTable(uint state, ReadOnlySpan<byte> bytes)
    {
        uint[] t = _tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            ulong x = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ state;
            state = t[(7 * 256) + (int)(x & 0xFF)] ^ t[(6 * 256) + (int)(x >> 8 & 0xFF)] ^ t[(5 * 256) + (int)(x >> 16 & 0xFF)]
                ^ t[(4 * 256) + (int)(x >> 24 & 0xFF)] ^ t[(3 * 256) + (int)(x >> 32 & 0xFF)] ^ t[(2 * 256) + (int)(x >> 40 & 0xFF)]
                ^ t[256 + (int)(x >> 48 & 0xFF)] ^ t[(int)(x >> 56)];
        }

        foreach (byte b in bytes)
        {
            state = t[(byte)(state ^ b)] ^ state >> 8;
        }

        return state;
    }

    /// <summary>Takes a multiple of 64 bytes, at least 128, into the state.</summary>
    private static uint Fold(uint state, ReadOnlySpan<byte> bytes)
    {
        // x^(512+32), x^(512-32) and x^(128+32), x^(128-32) modulo the polynomial, reflected and shifted as the reflected product needs.
        Vector128<ulong> by512 = Vector128.Create(0x154442bd4UL, 0x1c6e41596UL);
        Vector128<ulong> by128 = Vector128.Create(0x1751997d0UL, 0x0ccaa009eUL);
        ref byte at = ref MemoryMarshal.GetReference(bytes);
        Vector128<ulong> a = Load(ref at, 0) ^ Vector128.CreateScalar((ulong)state);
        Vector128<ulong> b = Load(ref at, 16), c = Load(ref at, 32), d = Load(ref at, 48);
        for (nuint i = 64; i < (nuint)bytes.Length; i += 64)
        {
            a = Step(a, by512) ^ Load(ref at, i);
            b = Step(b, by512) ^ Load(ref at, i + 16);
            c = Step(c, by512) ^ Load(ref at, i + 32);
            d = Step(d, by512) ^ Load(ref at, i + 48);
        }

        a = Step(a, by128) ^ b;
        a = Step(a, by128) ^ c;
        a = Step(a, by128) ^ d;
        ReadOnlySpan<Vector128<ulong>> rest = new(in a);
        return UpdateByTable(0, MemoryMarshal.AsBytes(rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ref byte start, nuint offset) => Vector128.LoadUnsafe(ref start, offset).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Step(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    private static uint[] MakeTables()
    {
        uint[] tables = new uint[8 * 256];
        for (int i = 0; i < 256; i++)
        {
            uint remainder = (uint)i;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = remainder >> 1 ^ ((remainder & 1) != 0 ? _polynomial : 0);
            }

            tables[i] = remainder;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            tables[i] = tables[(byte)tables[i - 256]] ^ tables[i - 256] >> 8;
        }

        return tables;
    }
}
