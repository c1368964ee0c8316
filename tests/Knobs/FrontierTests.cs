using WalSweep.Analysis.Knobs;
using Xunit;

namespace WalSweep.Tests.Knobs;

public sealed class FrontierTests
{
    private const int Seed = 20261127;

    [Fact]
    public void Costs_are_beaten_by_what_is_no_higher_and_somewhere_lower()
    {
        Assert.True(Frontier.Beats([1, 2], [1, 3]));
        Assert.False(Frontier.Beats([1, 2], [1, 2]));
        Assert.False(Frontier.Beats([0, 4], [1, 3]));
        Assert.False(Frontier.Beats([double.NaN], [1]));
    }

    /// <summary>By the definition: no other choice beats it. Few different costs make many of them equal.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Efficient_choices_are_those_that_none_of_all_the_others_beats(int costCount)
    {
        var random = new Random(Seed + costCount);
        for (var round = 0; round < 300; round++)
        {
            var levels = 1 + random.Next(12);
            double[][] costs = [.. Enumerable.Range(0, random.Next(40)).Select(_ => Enumerable.Range(0, costCount).Select(_ => (double)random.Next(levels)).ToArray())];
            int[] byDefinition = [.. Enumerable.Range(0, costs.Length).Where(one => !costs.Any(other => other.Zip(costs[one]).All(pair => pair.First <= pair.Second) && other.Zip(costs[one]).Any(pair => pair.First < pair.Second)))];
            var found = Frontier.Efficient(costs);
            Assert.Equal(byDefinition, found.Order());
            Assert.Equal(found.Select(choice => costs[choice][0]).Order(), found.Select(choice => costs[choice][0]));
        }
    }
}
