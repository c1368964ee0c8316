using WalSweep.Analysis.Timeline;
using Xunit;

namespace WalSweep.Tests.Timeline;

public sealed class TimeScaleTests
{
    private const double _lengthPx = 700;

    [Fact]
    public void An_ordinary_trial_has_an_ordinary_axis()
    {
        var scale = new TimeScale([0, 1, 1.5, 3, 3.5, 3.5025, 4.0031, 4.1033, 4.1233, 4.1258, 5.1258, 5.1258], _lengthPx);
        Assert.Empty(scale.Broken);
        Assert.Equal(_lengthPx / 5.1258, scale.PxPerS, 1e-9);
        Assert.Equal(350, scale.PxOf(5.1258 / 2), 1e-9);
        Assert.Equal(["0 s", "1 s", "2 s", "3 s", "4 s", "5 s"], scale.Ticks(11).Select(tick => tick.Label.Replace('\u00a0', ' ')));
    }

    /// <summary>Two seconds of outage, hours in which nothing happens, and an end: the seconds keep most of the axis.</summary>
    [Fact]
    public void Hours_in_which_nothing_happens_are_shortened()
    {
        var scale = new TimeScale([0, 1, 1.5, 3, 3.5, 3.6, 28_800], _lengthPx);
        var broken = Assert.Single(scale.Broken);
        Assert.Equal((3.6, 28_800), (broken.FromS, broken.ToS));
        Assert.Equal(0.7 * _lengthPx / 3.6, scale.PxPerS, 1e-9);
        Assert.Equal(_lengthPx, scale.PxOf(28_800), 1e-9);
        Assert.DoesNotContain(scale.Ticks(11), tick => tick.AtPx > broken.FromPx + 1e-6);
    }

    [Fact]
    public void Several_long_stretches_are_shortened_alike_and_leave_room()
    {
        double[] times = [0, .. Enumerable.Range(0, 12).SelectMany(hour => (double[])[3600.0 * (hour + 1), (3600.0 * (hour + 1)) + 1, (3600.0 * (hour + 1)) + 2])];
        var scale = new TimeScale(times, _lengthPx);
        Assert.Equal(12, scale.Broken.Count());
        double width = scale.Broken.First().ToPx - scale.Broken.First().FromPx;
        Assert.All(scale.Broken, stretch => Assert.Equal(width, stretch.ToPx - stretch.FromPx, 1e-9));
        Assert.Equal(0.45 * _lengthPx, 12 * width, 1e-9);
        var ticks = scale.Ticks(11).Where(tick => tick.Label.Length > 0).ToList();
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.True(pair.Second.AtPx - pair.First.AtPx > 20));
    }

    [Fact]
    public void Time_always_runs_to_the_right()
    {
        var random = new Random(20261126);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] times = [0, .. Enumerable.Range(0, random.Next(30)).Select(_ => Math.Pow(10, (random.NextDouble() * 9) - 4)).Order()];
            var scale = new TimeScale(times, _lengthPx);
            double[] places = [.. times.Select(scale.PxOf)];
            Assert.Equal(places.Order(), places);
            Assert.True(places[0] == 0 && (times.Length == 1 || Math.Abs(places[^1] - _lengthPx) < 1e-6), $"seed 20261126, trial {trial}");
            Assert.True(scale.Broken.Sum(stretch => stretch.ToPx - stretch.FromPx) <= (0.45 * _lengthPx) + 1e-6);
        }
    }

    [Fact]
    public void A_trial_without_length_is_a_second_long() => Assert.Equal(1, new TimeScale([0, 0], _lengthPx).EndS);
}
