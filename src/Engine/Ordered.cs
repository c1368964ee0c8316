using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>
/// The smaller and the larger of two numbers neither of which is NaN. <see cref="Math.Min(double, double)"/> must also order NaN and the zeros, which costs the simulator a fifth of its speed
/// where the CPU has no instruction for that; docs/decisions.md has the measurement.
/// </summary>
internal static class Ordered
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(double a, double b) => a < b ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(double a, double b) => a > b ? a : b;
}
