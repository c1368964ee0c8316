namespace WalSweep.Benchmarks.Probe;

/// <summary>
/// Something to be measured, pass by pass. Every pass does the same work, and disturbances only add to it, so of each stretch of scenarios
/// the fastest pass counts, and the stretches are added up.
/// </summary>
/// <param name="name">What the report calls it.</param>
/// <param name="unit">What is done once for each scenario.</param>
/// <param name="countsEvents">Whether what is returned is a number of simulated events.</param>
/// <param name="runStretch">Does it for the stretch that begins at a scenario.</param>
internal sealed class Stage(string name, string unit, bool countsEvents, Func<int, long> runStretch)
{
    private readonly double[] _fastestNs = [.. Enumerable.Repeat(double.PositiveInfinity, EnginePasses.Scenarios / EnginePasses.StretchLength)];
    private long _allocatedBytes;
    private long _events;

    /// <summary>A pass that does not count.</summary>
    public void WarmUp()
    {
        for (var first = 0; first < EnginePasses.Scenarios; first += EnginePasses.StretchLength)
        {
            runStretch(first);
        }
    }

    /// <summary>A pass that counts.</summary>
    public void Measure()
    {
        _events = 0;
        for (var stretch = 0; stretch < _fastestNs.Length; stretch++)
        {
            // Processor time, not the clock: what other programs get of the machine is not ours.
            var before = Environment.CpuUsage.TotalTime;
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            _events += runStretch(stretch * EnginePasses.StretchLength);
            _allocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            _fastestNs[stretch] = Math.Min(_fastestNs[stretch], (Environment.CpuUsage.TotalTime - before).TotalNanoseconds);
        }
    }

    /// <summary>What all passes that count came to.</summary>
    public Reading ToReading() => new(
        name,
        unit,
        _fastestNs.Sum() / EnginePasses.Scenarios,
        countsEvents ? _events / (double)EnginePasses.Scenarios : null,
        _allocatedBytes);
}
