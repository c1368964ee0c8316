using WalSweep.Sweep.Sampling;
using Xunit;

namespace WalSweep.Tests.Sampling;

public class LogUniformBatchTests
{
    [Fact]
    public void A_batch_holds_the_very_samples_that_are_made_one_by_one()
    {
        const int seed = 2_211;
        var random = new Random(seed);
        for (var trial = 0; trial < 5_000; trial++)
        {
            var distributions = new Distribution[1 + (trial % 9)];
            for (var i = 0; i < distributions.Length; i++)
            {
                distributions[i] = Any(random);
            }

            var batch = new LogUniformBatch(distributions);
            var draws = new double[batch.Length + 1];
            for (var i = 0; i < draws.Length; i++)
            {
                // The ends now and then, where bounds are stepped over, and what stands in memory by chance.
                draws[i] = i >= distributions.Length ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
                    : random.Next(4) switch
                    {
                        0 => CounterRandom.SmallestUniform,
                        1 => CounterRandom.LargestUniform,
                        _ => CounterRandom.ToUniform((ulong)random.NextInt64(long.MinValue, long.MaxValue)),
                    };
            }

            var uniforms = draws.ToArray();
            batch.Sample(draws);
            for (var i = 0; i < distributions.Length; i++)
            {
                var expected = distributions[i].Sample(uniforms[i]);
                Assert.True(expected == draws[i], $"trial {trial}, lane {i}, u {uniforms[i]:R}: {draws[i]:R} for {expected:R} (seed {seed})");
            }

            Assert.Equal(BitConverter.DoubleToInt64Bits(uniforms[^1]), BitConverter.DoubleToInt64Bits(draws[^1]));
        }
    }

    [Fact]
    public void Other_kinds_and_the_widest_ranges_are_left_to_themselves()
    {
        Assert.True(LogUniformBatch.Takes(Distribution.LogUniform(1e-150, 1e150)));
        Assert.False(LogUniformBatch.Takes(Distribution.LogUniform(1e-154, 1.7e154)));
        Assert.False(LogUniformBatch.Takes(Distribution.Uniform(1, 2)));
        Assert.False(LogUniformBatch.Takes(Distribution.LogNormal(1, 2)));
    }

    [Fact]
    public void None_at_all_is_a_batch_too() => Assert.Equal(0, new LogUniformBatch([]).Length);

    private static Distribution Any(Random random)
    {
        if (random.Next(3) == 0)
        {
            var least = (double)random.Next(1, 1000);
            return Distribution.LogUniform(least, least + random.Next(1, 1 << 20)).ToWhole();
        }

        var min = Math.Pow(10, (random.NextDouble() * 40) - 20);
        return Distribution.LogUniform(min, min * (1 + Math.Pow(10, (random.NextDouble() * 60) - 12)));
    }
}
