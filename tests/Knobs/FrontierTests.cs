using WalSweep.Analysis.Knobs;
using WalSweep.Analysis.Statistics;
using Xunit;

namespace WalSweep.Tests.Knobs;

public sealed class FrontierTests
{
    private const int Seed = 20261127;

    [Fact]
    public void Costs_that_are_known_exactly_are_beaten_by_what_is_no_higher_and_somewhere_lower()
    {
        Assert.True(Frontier.Beats(Exactly(1, 2), Exactly(1, 3)));
        Assert.False(Frontier.Beats(Exactly(1, 2), Exactly(1, 2)));
        Assert.False(Frontier.Beats(Exactly(0, 4), Exactly(1, 3)));
        Assert.False(Frontier.Beats(Exactly(double.NaN), Exactly(1)));
        Assert.True(Frontier.Beats(Exactly(1, double.PositiveInfinity), Exactly(2, double.PositiveInfinity)));
    }

    [Fact]
    public void To_beat_clearly_takes_intervals_that_do_not_touch()
    {
        Interval low = new(1, 2), middle = new(2, 3), high = new(4, 5), never = new(double.PositiveInfinity, double.PositiveInfinity);
        Assert.True(Frontier.Beats([low, middle], [high, low]));
        Assert.False(Frontier.Beats([low], [middle]));
        Assert.False(Frontier.Beats([low, high], [high, low]));
        Assert.False(Frontier.Beats([never], [never]));
        Assert.True(Frontier.Beats([high], [never]));
        Assert.False(Frontier.Beats([new Interval(4, double.PositiveInfinity)], [never]));

        // An end that does not exist bounds nothing; the other still does.
        Assert.False(Frontier.Beats([low], [new Interval(double.NaN, 9)]));
        Assert.True(Frontier.Beats([new Interval(double.NaN, 2)], [high]));
    }

    /// <summary>Each is clearly lower than the next in one cost, and like it in the others.</summary>
    [Fact]
    public void Of_three_choices_that_beat_each_other_in_turn_none_is_efficient()
    {
        Interval low = new(0, 1), wide = new(0, 9), high = new(8, 9);
        Interval[][] costs = [[low, wide, high], [high, low, wide], [wide, high, low]];
        Assert.True(Frontier.Beats(costs[0], costs[1]) && Frontier.Beats(costs[1], costs[2]) && Frontier.Beats(costs[2], costs[0]));
        Assert.Empty(Frontier.Efficient(costs));
    }

    /// <summary>By the definition, in plain loops. Few different ends make many of them touch.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Efficient_choices_are_those_that_none_of_all_the_others_beats(int costCount)
    {
        var random = new Random(Seed + (10 * costCount));
        for (var round = 0; round < 300; round++)
        {
            var levels = 2 + random.Next(12);
            Interval Any() => random.Next(levels) is var from && random.Next(12) > 0 ? new Interval(from, from + random.Next(3)) : new Interval(double.PositiveInfinity, double.PositiveInfinity);
            Interval[][] costs = [.. Enumerable.Range(0, random.Next(40)).Select(_ => Enumerable.Range(0, costCount).Select(_ => Any()).ToArray())];
            var byDefinition = new List<int>();
            for (var one = 0; one < costs.Length; one++)
            {
                var isBeaten = false;
                for (var other = 0; other < costs.Length; other++)
                {
                    var (lower, higher) = (0, 0);
                    for (var cost = 0; cost < costCount; cost++)
                    {
                        lower += costs[other][cost].High < costs[one][cost].Low ? 1 : 0;
                        higher += costs[other][cost].Low > costs[one][cost].High ? 1 : 0;
                    }

                    isBeaten |= lower > 0 && higher == 0;
                }

                if (!isBeaten)
                {
                    byDefinition.Add(one);
                }
            }

            Assert.Equal(byDefinition, Frontier.Efficient(costs));
        }
    }

    /// <summary>By the definition, of plain numbers: no other choice is no higher in anything and lower in something. Few different costs make many of them equal.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Of_costs_that_are_known_exactly_those_are_efficient_that_are_so_in_the_usual_sense(int costCount)
    {
        var random = new Random(Seed + costCount);
        for (var round = 0; round < 300; round++)
        {
            var levels = 1 + random.Next(12);
            double[][] costs = [.. Enumerable.Range(0, random.Next(40)).Select(_ => Enumerable.Range(0, costCount).Select(_ => (double)random.Next(levels)).ToArray())];
            int[] byDefinition = [.. Enumerable.Range(0, costs.Length).Where(one => !costs.Any(other => other.Zip(costs[one]).All(pair => pair.First <= pair.Second) && other.Zip(costs[one]).Any(pair => pair.First < pair.Second)))];
            Assert.Equal(byDefinition, Frontier.Efficient([.. costs.Select(Exactly)]));
        }
    }

    private static Interval[] Exactly(params double[] costs) => [.. costs.Select(Interval.At)];
}
