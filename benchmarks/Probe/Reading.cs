namespace WalSweep.Benchmarks.Probe;

/// <summary>What one process measured of one thing.</summary>
/// <param name="Name">What was measured: draw, a protocol, the whole sweep, its rows counted anew, or its report.</param>
/// <param name="Unit">What <paramref name="CpuNs"/> is spent on: a scenario, a trial, a row.</param>
/// <param name="CpuNs">Processor time of one unit, in nanoseconds.</param>
/// <param name="Events">Events of a unit on average, or null where nothing is simulated or events are not counted.</param>
/// <param name="AllocatedBytes">Bytes that all measured units together allocated, or null where that is not measured.</param>
internal sealed record Reading(string Name, string Unit, double CpuNs, double? Events, long? AllocatedBytes);
