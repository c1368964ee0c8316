using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WalSweep.Benchmarks.Regression;

/// <summary>
/// Processor time of child processes. The framework tells that of a process that has ended on Windows only; elsewhere the system adds it up
/// for the parent.
/// </summary>
internal static partial class ChildTimes
{
    /// <summary>The same number on Linux and macOS.</summary>
    private const int _allChildren = -1;

    /// <summary>Processor time of all children that have ended so far; zero on Windows.</summary>
    public static TimeSpan Total()
    {
        if (OperatingSystem.IsWindows() || GetResourceUsage(_allChildren, out var usage) != 0)
        {
            return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds(usage.UserS + usage.SystemS) + TimeSpan.FromMicroseconds((long)usage.UserUs + usage.SystemUs);
    }

    /// <summary>Processor time of a child that has ended.</summary>
    /// <param name="process">The child; no other may have run in the meantime.</param>
    /// <param name="before"><see cref="Total"/> before it was started.</param>
    public static TimeSpan Of(Process process, TimeSpan before) =>
        OperatingSystem.IsWindows() ? process.TotalProcessorTime : Total() - before;

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, out ResourceUsage usage);

    /// <summary>The start of the structure as both systems lay it out; the rest, up to its 144 bytes, is not looked at.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct ResourceUsage
    {
        [FieldOffset(0)]
        public long UserS;

        [FieldOffset(8)]
        public int UserUs;

        [FieldOffset(16)]
        public long SystemS;

        [FieldOffset(24)]
        public int SystemUs;
    }
}
