using WalSweep.Analysis.Maps;
using WalSweep.Analysis.Statistics;
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
    public void What_lies_beyond_either_end_is_counted_and_said_to_lie_there()
    {
        var times = new CellTimes(1);
        times.Add(0, 0);
        times.Add(0, CellTimes.LowestS / 2);
        times.Add(0, CellTimes.HighestS * 3);
        Assert.Equal((3, 0.0, double.PositiveInfinity), (times.CountIn(0), times.Quantile(0, 500), times.Quantile(0, 1000)));
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
