using System.Globalization;
using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Reports;
using WalSweep.Analysis.Statistics;
using WalSweep.Analysis.Text;
using Xunit;

namespace WalSweep.Tests.Maps;

public sealed class CellTimesTests
{
    private const int Seed = 20261130;

    [Fact]
    public void Quantiles_are_those_of_the_sorted_times_within_the_stated_error()
    {
        var random = new Random(Seed);
        var times = new CellTimes(3);
        double[] all = [.. Enumerable.Range(0, 5_000).Select(_ => Math.Exp(Math.Log(CellTimes.LowestS) + (random.NextDouble() * Math.Log(CellTimes.HighestS / CellTimes.LowestS))))];
        foreach (var timeS in all)
        {
            times.Add(1, timeS);
        }

        Array.Sort(all);
        Assert.Equal((0, 5_000, 0), (times.CountIn(0), times.CountIn(1), times.CountIn(2)));
        foreach (var perMille in (int[])[1, 10, 250, 500, 750, 990, 1000])
        {
            var exact = all[((all.Length * perMille) + 999) / 1000 - 1];
            Assert.InRange(times.Quantile(1, perMille) / exact, 1 - CellTimes.RelativeError, 1 + CellTimes.RelativeError);
        }

        Assert.True(double.IsNaN(times.Quantile(0, 500)));
    }

    [Fact]
    public void The_interval_of_a_quantile_holds_the_order_statistics_that_it_is_made_of()
    {
        var random = new Random(Seed);
        foreach (var count in (int[])[5, 6, 40, 1_000])
        {
            var times = new CellTimes(3);
            double[] all = [.. Enumerable.Range(0, count).Select(_ => 0.01 * Math.Exp(10 * random.NextDouble()))];
            foreach (var (index, timeS) in all.Index())
            {
                times.Add(2 * (index % 2), timeS);
            }

            Array.Sort(all);
            var ranks = QuantileRanks.Of(count, 500);
            var interval = times.QuantileInterval([0, 2], 500);
            Assert.Equal((count < 6, count < 6), (double.IsNaN(interval.Low), double.IsNaN(interval.High)));
            if (count >= 6)
            {
                // A slot is a quarter of a doubling: at most a quarter of its lower end wide.
                var (low, high) = (all[ranks.Low - 1], all[ranks.High - 1]);
                Assert.True(interval.Low <= low && low < interval.Low * 1.25 && high < interval.High && interval.High <= high * 1.25, $"{count}: {interval} for {low} and {high}");
            }
        }
    }

    [Fact]
    public void What_lies_beyond_either_end_is_counted_and_said_to_lie_there()
    {
        var times = new CellTimes(1);
        times.Add(0, 0);
        times.Add(0, CellTimes.LowestS / 2);
        times.Add(0, CellTimes.HighestS * 3);
        Assert.Equal((3, 0.0, double.PositiveInfinity), (times.CountIn(0), times.Quantile(0, 500), times.Quantile(0, 1000)));
        for (var i = 0; i < 20; i++)
        {
            times.Add(0, i % 2 == 0 ? 0 : CellTimes.HighestS * 2);
        }

        Assert.Equal(new Interval(0, double.PositiveInfinity), times.QuantileInterval([0], 500));
    }

    /// <summary>Against sorting, with what never ended as infinite.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(1000)]
    public void What_never_ended_is_longer_than_any_time(int never)
    {
        var random = new Random(Seed);
        var times = new CellTimes(2);
        List<double> all = [.. Enumerable.Range(0, 50).Select(_ => Math.Exp(6 * random.NextDouble()))];
        all.ForEach(timeS => times.Add(1, timeS));
        all.AddRange(Enumerable.Repeat(double.PositiveInfinity, never));
        all.Sort();
        var (median, interval, ranks) = (all[(all.Count - 1) / 2], times.QuantileInterval([0, 1], 500, never), QuantileRanks.Of(all.Count, 500));
        double[] found = [times.Quantile([0, 1], 500, never), interval.Low, interval.High], expected = [median, all[(int)ranks.Low - 1], all[(int)ranks.High - 1]];
        Assert.All(found.Zip(expected), two => Assert.True(two.First == two.Second || (two.First <= two.Second * 1.25 && two.First >= two.Second / 1.25), $"{two}"));
        Assert.Equal(never > 50, double.IsInfinity(found[0]));
        Assert.True(double.IsInfinity(times.Quantile([0], 500, 1)));
        Assert.True(double.IsNaN(times.Quantile([0], 500)));
    }

    /// <summary>A rebuild of 20 TiB at 10 MiB/s takes 24 days.</summary>
    [Theory]
    [InlineData(0, "less than 7.81\u00a0ms")]
    [InlineData(2097152, "24.3\u00a0d")]
    [InlineData(double.PositiveInfinity, "more than 6214\u00a0d")]
    [InlineData(double.NaN, "–")]
    public void Times_of_days_have_a_number_and_what_lies_beyond_either_end_has_words(double timeS, string expected)
    {
        Assert.Equal(expected, CellTimeText.Of(timeS));
        Assert.Equal(expected, TableCells.CellTime(timeS).Text);
        Assert.Equal(double.IsNaN(timeS) ? "" : double.IsInfinity(timeS) ? "inf" : timeS.ToString("R", CultureInfo.InvariantCulture), TableCells.CellTime(timeS).Value);
        if (timeS is > 0 and < CellTimes.HighestS)
        {
            var times = new CellTimes(1);
            times.Add(0, timeS);
            Assert.Equal(timeS, times.Quantile(0, 500), timeS * CellTimes.RelativeError);
        }
    }

    [Fact]
    public void Counts_saved_and_added_go_on_being_added_to()
    {
        var times = new CellTimes(2);
        times.Add(0, 1);
        var sum = new CellTimes(2);
        sum.Add(0, 1);
        for (var twice = 0; twice < 2; twice++)
        {
            var writer = new CountWriter();
            times.Save(writer);
            var reader = new CountReader(writer.ToArray());
            sum.AddSaved(ref reader);
            reader.End();
        }

        sum.Add(1, 8);
        Assert.Equal((3, 1), (sum.CountIn(0), sum.CountIn(1)));
        Assert.InRange(sum.Quantile(1, 500), 8, 8 * (1 + CellTimes.RelativeError));
        sum.Clear();
        Assert.Equal(0, sum.CountIn(0));
    }
}
