namespace WalSweep.Tests;

/// <summary>What work allocates on its thread.</summary>
internal static class Allocations
{
    private const int MaxTimes = 8;

    /// <summary>Bytes that work takes every time it is done. It is done once before, for what is made at the first time only.</summary>
    /// <remarks>The runtime allocates too, now and then, for what it compiles on the way. What the work itself takes is there every time, so the least of some times tells, and the first that takes nothing does.</remarks>
    internal static long EachTime(Action work)
    {
        work();
        var least = long.MaxValue;
        for (var time = 0; time < MaxTimes && least > 0; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
