using System.Runtime.InteropServices;
using WalSweep.Sweep.Sampling;
using Xunit;

namespace WalSweep.Tests.Sampling;

public class CounterRandomBatchTests
{
    [Fact]
    public void A_batch_holds_the_very_draws_that_are_made_one_by_one()
    {
        const int seed = 1_912;
        var random = new Random(seed);
        for (var trial = 0; trial < 20_000; trial++)
        {
            // Words of all ones and all zeros now and then: carries and sign bits live there.
            var streamSeed = trial % 7 == 0 ? ulong.MaxValue : (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            var scenario = trial % 5 == 0 ? -1 : trial % 5 == 1 ? trial : random.NextInt64(long.MinValue, long.MaxValue);
            var ordinal = trial % 3 == 0 ? uint.MaxValue : (uint)random.Next(100);
            var purposes = new uint[CounterRandomBatch.Width * (1 + (trial % 3))];
            for (var i = 0; i < purposes.Length; i++)
            {
                purposes[i] = trial % 2 == 0 ? (uint)random.NextInt64(1L << 32) : (uint)i;
            }

            var uniforms = new double[purposes.Length + 1];
            uniforms[^1] = -1;
            CounterRandomBatch.Uniforms(streamSeed, scenario, purposes, ordinal, uniforms);
            for (var i = 0; i < purposes.Length; i++)
            {
                var expected = CounterRandom.Uniform(streamSeed, scenario, purposes[i], ordinal);
                Assert.True(expected == uniforms[i], $"trial {trial}, purpose {purposes[i]}: {uniforms[i]:R} for {expected:R} (seed {seed})");
            }

            var ordinals = new uint[purposes.Length];
            random.NextBytes(MemoryMarshal.AsBytes(ordinals.AsSpan()));
            CounterRandomBatch.Uniforms(streamSeed, scenario, purposes, ordinals, uniforms);
            for (var i = 0; i < purposes.Length; i++)
            {
                var expected = CounterRandom.Uniform(streamSeed, scenario, purposes[i], ordinals[i]);
                Assert.True(expected == uniforms[i], $"trial {trial}, purpose {purposes[i]}, ordinal {ordinals[i]}: {uniforms[i]:R} for {expected:R} (seed {seed})");
            }

            Assert.Equal(-1, uniforms[^1]);
        }
    }

    [Theory]
    [InlineData(7, 8)]
    [InlineData(8, 7)]
    public void Lengths_that_do_not_fit_are_refused(int purposes, int uniforms) =>
        Assert.Throws<ArgumentException>(() => CounterRandomBatch.Uniforms(1, 2, new uint[purposes], 0, new double[uniforms]));

    [Theory]
    [InlineData(7, 7, 8)]
    [InlineData(8, 7, 8)]
    [InlineData(8, 9, 8)]
    [InlineData(8, 8, 7)]
    public void Lengths_of_purposes_and_ordinals_that_do_not_fit_are_refused(int purposes, int ordinals, int uniforms) =>
        Assert.Throws<ArgumentException>(() => CounterRandomBatch.Uniforms(1, 2, new uint[purposes], new uint[ordinals], new double[uniforms]));
}
