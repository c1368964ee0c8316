using FsCheck;
using FsCheck.Fluent;
using WalSweep.Analysis.Statistics;
using WalSweep.Tests.Counting;
using Xunit;
using Interval = WalSweep.Analysis.Statistics.Interval;

namespace WalSweep.Tests.Statistics;

public sealed class LogHistogramTests
{
    /// <summary>Magnitudes over the whole range in which the relative error is promised, powers of two and their neighbours among them.</summary>
    private static readonly Gen<double> _values =
        from exponent in Gen.Choose(-20, 63)
        from mantissa in Gen.Elements(0.0, double.Epsilon, 0.25, 0.5, 1 - 1e-16).Or(Gen.Choose(0, 999_999).Select(part => part * 1e-6))
        select Math.Min(Math.ScaleB(1 + mantissa, exponent), Math.BitDecrement(LogHistogram.Highest));

    [Fact]
    public void Quantiles_are_within_the_stated_error_of_the_sorted_values() => Check.One(
        Seeds.Fixed,
        Prop.ForAll(
            _values.NonEmptyListOf().ToArbitrary(),
            Gen.OneOf(Gen.Constant(500), Gen.Constant(990), Gen.Choose(1, 1000)).ToArbitrary(),
            (values, perMille) =>
            {
                var histogram = new LogHistogram();
                foreach (double value in values)
                {
                    histogram.Add(value);
                }

                // The nearest rank by its definition: the first value that enough of all values do not exceed.
                double exact = values.Order().First(value => 1000L * values.Count(other => other <= value) >= (long)perMille * values.Count);
                return Math.Abs(histogram.Quantile(perMille) - exact) <= LogHistogram.RelativeError * exact;
            }));

    [Fact]
    public void The_mean_is_within_the_stated_error_and_its_interval_at_least_as_wide_as_that_of_the_values() => Check.One(
        Seeds.Fixed,
        Prop.ForAll(
            _values.ListOf().Where(values => values.Count > 1).ToArbitrary(),
            values =>
            {
                var histogram = new LogHistogram();
                foreach (double value in values)
                {
                    histogram.Add(value);
                }

                double mean = values.Average();
                double reach = 1.959963984540054 * Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
                var interval = histogram.MeanInterval();
                double rounding = 1e-9 * values.Max();
                return Math.Abs(histogram.Mean - mean) <= (LogHistogram.RelativeError * mean) + rounding
                    && interval.Low <= Math.Max(values.Min(), mean - (0.98 * reach)) + rounding && interval.High >= Math.Min(values.Max(), mean + (0.98 * reach)) - rounding;
            }));

    [Fact]
    public void Without_numbers_there_is_no_mean_and_of_one_no_interval()
    {
        var histogram = new LogHistogram();
        Assert.True(double.IsNaN(histogram.Mean));
        histogram.Add(3);
        Assert.Equal(3, histogram.Mean, 3 * LogHistogram.RelativeError);
        Assert.True(double.IsNaN(histogram.MeanInterval().Low));
        histogram.Add(0);
        histogram.Add(0);
        Assert.Equal(1, histogram.Mean, LogHistogram.RelativeError);
        Assert.InRange(histogram.MeanInterval().Low, 0, 1);
    }

    [Fact]
    public void The_error_bound_is_sharp()
    {
        var histogram = new LogHistogram();
        histogram.Add(1);
        histogram.Add(1);
        histogram.Add(2);
        Assert.Equal(1 + (1.0 / 128), histogram.Quantile(500));
    }

    [Fact]
    public void Ranks_are_exact_at_whole_shares()
    {
        var histogram = new LogHistogram();
        for (int i = 1; i <= 100; i++)
        {
            histogram.Add(1 << (i / 10));
        }

        // 99 of 100 values are below 2^10; the 99th percentile is the 99th value, the 100th only comes after.
        Assert.InRange(histogram.Quantile(990), 512, 520);
        Assert.Equal(1024, histogram.Quantile(991));
        Assert.Equal(1, histogram.Quantile(1), LogHistogram.RelativeError);
    }

    [Fact]
    public void Below_the_stated_range_the_extremes_bound_the_answer_and_beyond_it_there_is_none()
    {
        var histogram = new LogHistogram();
        histogram.Add(0);
        Assert.Equal(0, histogram.Quantile(500));
        histogram.Add(1e-7);
        Assert.InRange(histogram.Quantile(1000), 0, LogHistogram.Lowest);
        var mean = histogram.Mean;
        Assert.InRange(mean, 0, LogHistogram.Lowest);
        histogram.Add(LogHistogram.Highest);
        histogram.Add(2 * LogHistogram.Highest);

        // What lies beyond is not told apart, so it has no number; where it lies is known.
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (histogram.Quantile(750), histogram.Mean));
        Assert.InRange(histogram.Quantile(500), 0, LogHistogram.Lowest);
        Assert.Equal(new Interval(LogHistogram.Highest, 2 * LogHistogram.Highest), histogram.BoundsAtRank(3));
        Assert.Equal(new Interval(0, 2 * LogHistogram.Highest), histogram.MeanInterval());
        Assert.Equal(0, histogram.Min);
        Assert.Equal(2 * LogHistogram.Highest, histogram.Max);
    }

    [Fact]
    public void Without_values_there_is_no_quantile_and_merging_nothing_changes_nothing()
    {
        var empty = new LogHistogram();
        Assert.True(double.IsNaN(empty.Quantile(500)));
        var histogram = new LogHistogram();
        histogram.Add(3);
        histogram.Merge(empty);
        Assert.Equal((1, 3, 3), (histogram.Count, histogram.Min, histogram.Max));
        empty.Merge(histogram);
        Assert.Equal((1, 3, 3), (empty.Count, empty.Min, empty.Max));
        Assert.Equal(3, empty.Quantile(500));
    }
}
