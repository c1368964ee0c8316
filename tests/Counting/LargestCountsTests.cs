using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;
using WalSweep.Engine;
using WalSweep.Sweep.Space;
using Xunit;

namespace WalSweep.Tests.Counting;

/// <summary>Whatever a configuration may say, what its trials come to lies within the ranges that are counted: otherwise means and quantiles would have no number.</summary>
public sealed class LargestCountsTests
{
    private const double MiB = 1 << 20;

    /// <summary>Longer than any trial: the last fault of the longest weather, which comes at the latest when everything that is drawn is as long as it may be, one after the other, and the longest horizon after it.</summary>
    private static double LongestS => RecoveryParameters.Horizon.Max + WeatherParameters.OutageStart.Max
        + (WeatherParameters.MaxOutages * (WeatherParameters.Outage.Max + WeatherParameters.OutageGap.Max))
        + (ScenarioParameters.MaxReplicas * WeatherParameters.CorrelatedDelay.Max)
        + WeatherParameters.PrimaryLossDelay.Max + (WeatherParameters.MaxPrimaryLosses * (WeatherParameters.PrimaryLoss.Max + WeatherParameters.PrimaryLossGap.Max))
        + WeatherParameters.BurstDelay.Max + WeatherParameters.BurstDuration.Max;

    [Fact]
    public void The_longest_trial_is_within_the_range_of_times() => Assert.InRange(LongestS, 0, CellTimes.HighestS);

    [Fact]
    public void What_the_longest_trial_pins_and_moves_is_within_the_range_of_numbers()
    {
        Assert.InRange(LongestS, 0, LogHistogram.Highest);

        // The WAL never holds more than its capacity.
        Assert.InRange(VolumeParameters.WalCapacityBytes.Max / MiB * LongestS, 0, LogHistogram.Highest);
        var movedPerS = (ScenarioParameters.MaxReplicas * VolumeParameters.CatchupRate.Max * VolumeParameters.EntryBytes.Max) + RecoveryParameters.RebuildRate.Max;
        Assert.InRange(movedPerS / MiB * LongestS, 0, LogHistogram.Highest);
    }
}
