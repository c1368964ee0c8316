namespace WalSweep.Tests;

/// <summary>What work allocates on its thread.</summary>
internal static class Allocations
{
    private const int _maxTimes = 8;

    /// <summary>Bytes that work takes every time it is done. It is done once before, for what is made at the first time only.</summary>
    /// <remarks>The runtime allocates too, now and then, for what it compiles on the way. What the work itself takes is there every time, so the least of some times tells, and the first that takes nothing does. What grows now and then, such as a list, or is allocated in rare cases only, is not seen.</remarks>
    internal static long EachTime(Action work) => EachTime(_ => work());

    /// <summary>The same of work that is another every time, such as on other scenarios: so it is not done once before with the same that is measured then.</summary>
    /// <param name="work">Is told how many times it was done.</param>
    internal static long EachTime(Action<int> work)
    {
        work(0);
        var least = long.MaxValue;
        for (var time = 1; time <= _maxTimes && least > 0; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work(time);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
