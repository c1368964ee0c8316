using System.Numerics;
using MathNet.Numerics.Distributions;
using WalSweep.Sweep.Sampling;
using Xunit;

namespace WalSweep.Tests.Sampling;

public sealed class CounterRandomTests
{
    private const ulong Seed = 0x5EED_0000_0001;

    /// <summary>Each statistical test rejects a perfect generator with this probability; seeds are fixed, so a pass stays a pass.</summary>
    private const double ErrorRate = 1e-4;

    // The vectors published with the Random123 library (kat_vectors, philox4x32 10).
    [Theory]
    [InlineData(0x0000000000000000UL, 0x0000000000000000L, 0x00000000U, 0x00000000U, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [InlineData(0xffffffffffffffffUL, -1L, 0xffffffffU, 0xffffffffU, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [InlineData(
        0x299f31d0a4093822UL, unchecked((long)0x85a308d3243f6a88UL), 0x13198a2eU, 0x03707344U, 0x94fdccebd16cfe09UL, 0x24126ea15001e420UL)]
    public void Known_answers(ulong seed, long scenario, uint purpose, uint ordinal, ulong expectedA, ulong expectedB)
    {
        CounterRandom.Draw(seed, scenario, purpose, ordinal, out ulong a, out ulong b);
        Assert.Equal((expectedA, expectedB), (a, b));
    }

    [Fact]
    public void Agrees_with_a_naive_implementation()
    {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++)
        {
            ulong seed = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            long scenario = random.NextInt64(long.MinValue, long.MaxValue);
            uint purpose = (uint)random.NextInt64(1L << 32);
            uint ordinal = (uint)random.NextInt64(1L << 32);
            CounterRandom.Draw(seed, scenario, purpose, ordinal, out ulong a, out ulong b);
            Assert.Equal(NaivePhilox(seed, scenario, purpose, ordinal), ((BigInteger)b << 64) | a);
        }
    }

    [Fact]
    public void Uniforms_are_the_odd_multiples_of_two_to_the_minus_53()
    {
        Assert.Equal(Math.ScaleB(1.0, -53), CounterRandom.ToUniform(0));
        Assert.Equal(CounterRandom.SmallestUniform, CounterRandom.ToUniform(0xFFF));
        Assert.Equal(3 * CounterRandom.SmallestUniform, CounterRandom.ToUniform(0x1000));
        Assert.Equal(Math.BitDecrement(1.0), CounterRandom.ToUniform(ulong.MaxValue));
        Assert.Equal(CounterRandom.LargestUniform, CounterRandom.ToUniform(ulong.MaxValue));
        Assert.Equal(0.5 + CounterRandom.SmallestUniform, CounterRandom.ToUniform(1UL << 63));
    }

    [Fact]
    public void A_uniform_is_made_of_the_first_half_of_a_block()
    {
        CounterRandom.Draw(Seed, -7, 3, 9, out ulong a, out _);
        Assert.Equal(CounterRandom.ToUniform(a), CounterRandom.Uniform(Seed, -7, 3, 9));
    }

    [Fact]
    public void Uniforms_fill_a_thousand_bins_evenly()
    {
        const int bins = 1_000;
        var counts = new int[bins];
        for (int i = 0; i < 500_000; i++)
        {
            CounterRandom.Draw(Seed, i, 0, 0, out ulong a, out ulong b);
            counts[(int)(CounterRandom.ToUniform(a) * bins)]++;
            counts[(int)(CounterRandom.ToUniform(b) * bins)]++;
        }

        AssertEven(counts, "uniforms");
    }

    [Theory]
    [InlineData("halves of a block")]
    [InlineData("next scenario")]
    [InlineData("next purpose")]
    [InlineData("next ordinal")]
    [InlineData("next seed")]
    public void Neighbouring_draws_are_independent(string neighbour)
    {
        const int side = 32;
        var counts = new int[side * side];
        for (int i = 0; i < 500_000; i++)
        {
            CounterRandom.Draw(Seed, i * 2L, 4, 6, out ulong a, out ulong b);
            double first = CounterRandom.ToUniform(a);
            double other = neighbour switch
            {
                "next scenario" => CounterRandom.Uniform(Seed, (i * 2L) + 1, 4, 6),
                "next purpose" => CounterRandom.Uniform(Seed, i * 2L, 5, 6),
                "next ordinal" => CounterRandom.Uniform(Seed, i * 2L, 4, 7),
                "next seed" => CounterRandom.Uniform(Seed + 1, i * 2L, 4, 6),
                _ => CounterRandom.ToUniform(b),
            };
            counts[((int)(first * side) * side) + (int)(other * side)]++;
        }

        AssertEven(counts, neighbour);
    }

    [Fact]
    public void Every_input_bit_flips_every_output_bit_half_the_time()
    {
        // 192 input bits times 128 output bits, each a fair coin thrown 1,000 times: the largest |z| of 24,576 stays below 5.7 but
        // with probability 3e-4 (a normal's two tails beyond 5.7 hold 1.2e-8).
        const int throws = 1_000;
        // The scenarios lie far apart: among 0 to 999 a flipped bit would lead from one to another and count the pair twice.
        var random = new Random(2);
        var flips = new int[128];
        for (int inputBit = 0; inputBit < 192; inputBit++)
        {
            Array.Clear(flips);
            for (int i = 0; i < throws; i++)
            {
                long origin = random.NextInt64(long.MinValue, long.MaxValue);
                CounterRandom.Draw(Seed, origin, 1, 2, out ulong a, out ulong b);
                ulong seed = inputBit < 64 ? Seed ^ (1UL << inputBit) : Seed;
                long scenario = inputBit is >= 64 and < 128 ? origin ^ (1L << (inputBit - 64)) : origin;
                uint purpose = inputBit is >= 128 and < 160 ? 1 ^ (1U << (inputBit - 128)) : 1;
                uint ordinal = inputBit >= 160 ? 2 ^ (1U << (inputBit - 160)) : 2;
                CounterRandom.Draw(seed, scenario, purpose, ordinal, out ulong c, out ulong d);
                for (int bit = 0; bit < 64; bit++)
                {
                    flips[bit] += (int)(((a ^ c) >> bit) & 1);
                    flips[bit + 64] += (int)(((b ^ d) >> bit) & 1);
                }
            }

            for (int bit = 0; bit < flips.Length; bit++)
            {
                double z = (flips[bit] - (throws / 2.0)) / Math.Sqrt(throws / 4.0);
                Assert.True(Math.Abs(z) < 5.7, FormattableString.Invariant($"input bit {inputBit}, output bit {bit}: z = {z}"));
            }
        }
    }

    private static void AssertEven(int[] counts, string what)
    {
        double expected = counts.Sum() / (double)counts.Length;
        double statistic = counts.Sum(n => (n - expected) * (n - expected) / expected);
        double below = ChiSquared.CDF(counts.Length - 1, statistic);
        Assert.True(
            below is > ErrorRate / 2 and < 1 - (ErrorRate / 2),
            FormattableString.Invariant($"{what}, seed {Seed}: chi-square {statistic} on {counts.Length - 1} degrees, P(less) = {below}"));
    }

    /// <summary>The paper's description word for word: a list of words, unbounded integers, reduced modulo 2^32 where it says so.</summary>
    private static BigInteger NaivePhilox(ulong seed, long scenario, uint purpose, uint ordinal)
    {
        BigInteger modulus = BigInteger.One << 32;
        BigInteger[] key = [seed % modulus, seed / modulus];
        BigInteger[] x = [(ulong)scenario % modulus, (ulong)scenario / modulus, purpose, ordinal];
        for (int round = 0; round < 10; round++)
        {
            BigInteger k0 = (key[0] + (round * (BigInteger)0x9E3779B9)) % modulus;
            BigInteger k1 = (key[1] + (round * (BigInteger)0xBB67AE85)) % modulus;
            BigInteger left = x[0] * 0xD2511F53;
            BigInteger right = x[2] * 0xCD9E8D57;
            x = [(right / modulus) ^ x[1] ^ k0, right % modulus, (left / modulus) ^ x[3] ^ k1, left % modulus];
        }

        return x[0] + (modulus * (x[1] + (modulus * (x[2] + (modulus * x[3])))));
    }
}
