using WalSweep.Analysis.Statistics;
using Xunit;

namespace WalSweep.Tests.Statistics;

public sealed class SurvivalCurveTests
{
    /// <summary>At its points the curve is the naive count over all times; the times between two points lie in one slot, so it is nowhere farther off than the width of a slot.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(500)]
    [InlineData(20_000)]
    public void Points_are_counts_over_all_times_and_their_bands_are_those_of_shares(int count)
    {
        var random = new Random(7);
        double[] times = [.. Enumerable.Range(0, count).Select(_ => Math.Exp(6 * random.NextDouble()) * (random.NextDouble() < 0.3 ? 1e-3 : 1))];
        var curve = SurvivalCurve.Of(Histogram(times));
        Assert.Equal(count, curve.Count);
        Assert.NotEmpty(curve.Points);
        Assert.Equal(1, curve.Points[0].Share);
        foreach (var point in curve.Points)
        {
            int beyond = times.Count(time => time >= point.At);
            Assert.Equal((beyond, (double)beyond / count), (point.Beyond, point.Share));
            Assert.True(beyond >= 10);
            Assert.Equal(Proportion.Of(beyond, count), point.Band);
        }

        foreach (var (before, after) in curve.Points.Zip(curve.Points.Skip(1)))
        {
            Assert.True(before.At < after.At && before.Beyond >= after.Beyond);
            Assert.True(before.Beyond == after.Beyond || after.At <= before.At * (1 + (2 * LogHistogram.RelativeError)));
        }

        // It goes on as long as it may: one slot further, fewer than ten remain.
        double last = curve.Points[^1].At;
        double next = times.Where(time => time >= last).Min();
        Assert.True(times.Count(time => time > next * (1 + (2 * LogHistogram.RelativeError))) < 10);
    }

    [Fact]
    public void What_is_too_few_or_too_alike_has_no_points()
    {
        Assert.Empty(SurvivalCurve.Of(Histogram([])).Points);
        Assert.Empty(SurvivalCurve.Of(Histogram([5])).Points);
        Assert.Empty(SurvivalCurve.Of(Histogram(Enumerable.Range(1, 9).Select(i => (double)i))).Points);
        Assert.Empty(SurvivalCurve.Of(Histogram(Enumerable.Repeat(5.0, 1000))).Points);
    }

    [Fact]
    public void A_walk_meets_every_number_once_and_knows_the_outermost_slots()
    {
        var slots = Histogram([0, 0, 1, 1.001, 3, 1e20]).Walk().ToList();
        Assert.Equal([4L, 2, 1, 0], slots.Select(slot => slot.Beyond));
        Assert.Equal((0, LogHistogram.Lowest), (slots[0].Start, slots[0].End));
        Assert.Equal((1, 1 + (1.0 / 64)), (slots[1].Start, slots[1].End));
        Assert.Equal((LogHistogram.Highest, 1e20), (slots[^1].Start, slots[^1].End));
        Assert.Empty(new LogHistogram().Walk());
    }

    private static LogHistogram Histogram(IEnumerable<double> values)
    {
        var histogram = new LogHistogram();
        foreach (double value in values)
        {
            histogram.Add(value);
        }

        return histogram;
    }
}
