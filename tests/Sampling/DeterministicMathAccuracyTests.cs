using System.Globalization;
using System.Numerics;
using WalSweep.Sweep.Sampling;
using Xunit;
using Xunit.Abstractions;

namespace WalSweep.Tests.Sampling;

/// <summary>
/// The documented error bounds, against <see cref="HighPrecision"/>. Points are drawn with fixed seeds; WALSWEEP_LONG=1 takes 10^6 of
/// each kind instead of 4,000.
/// </summary>
public sealed class DeterministicMathAccuracyTests(ITestOutputHelper output)
{
    private static readonly int PointCount = Environment.GetEnvironmentVariable("WALSWEEP_LONG") == "1" ? 1_000_000 : 4_000;

    [Theory]
    [InlineData("all magnitudes", 0.52)]
    [InlineData("[1/2, 2)", 0.52)]
    [InlineData("near 1", 0.52)]
    [InlineData("subnormal", 0.52)]
    [InlineData("table edges", 0.52)]
    public void Log_is_within_its_error_bound(string where, double boundInUlps)
    {
        var random = new Random(20_240_601);
        Func<double> point = where switch
        {
            "all magnitudes" => () => PositiveOfAnyMagnitude(random),
            "[1/2, 2)" => () => Math.ScaleB(1.0 + random.NextDouble(), -random.Next(2)),
            "near 1" => () => 1.0 + ((random.NextDouble() - 0.5) * Math.ScaleB(1.0, -random.Next(1, 52))),
            "subnormal" => () => BitConverter.Int64BitsToDouble(random.NextInt64(1, 1L << random.Next(1, 53))),
            _ => () => TableEdge(random),
        };
        AssertErrors(where, boundInUlps, () =>
        {
            double x = point();
            return (x, x == 1.0 ? 0.0 : HighPrecision.ErrorInUlps(DeterministicMath.Log(x), HighPrecision.Log(x), 0));
        });
    }

    [Theory]
    [InlineData("near -1", 1.5)]
    [InlineData("near 0", 1.5)]
    [InlineData("uniform grid", 0.52)]
    public void Log1p_is_within_its_error_bound(string where, double boundInUlps)
    {
        var random = new Random(20_240_602);
        Func<double> point = where switch
        {
            "near -1" => () => -random.NextDouble(),
            "near 0" => () => (random.NextDouble() - 0.5) * Math.ScaleB(1.0, -random.Next(60)),
            _ => () => -CounterRandom.ToUniform((ulong)random.NextInt64(long.MinValue, long.MaxValue)),
        };
        AssertErrors(where, boundInUlps, () =>
        {
            double x = point();
            return (x, HighPrecision.ErrorInUlps(DeterministicMath.Log1p(x), LogOfOnePlus(x), 0));
        });
    }

    [Theory]
    [InlineData("unit", 1.0, 0.52)]
    [InlineData("wide", 708.0, 0.52)]
    [InlineData("tiny", 1e-9, 0.52)]
    public void Exp_is_within_its_error_bound(string where, double size, double boundInUlps)
    {
        var random = new Random(20_240_603);
        AssertErrors(where, boundInUlps, () => ExpPoint((2.0 * random.NextDouble() - 1.0) * size));
    }

    [Fact]
    public void Exp_is_within_one_ulp_where_the_result_is_subnormal_or_nearly_overflows()
    {
        var random = new Random(20_240_604);
        AssertErrors("subnormal results", 1.0, () => ExpPoint(-708.0 - (random.NextDouble() * 37.0)));
        AssertErrors("largest results", 0.52, () => ExpPoint(709.0 + (random.NextDouble() * 0.78)));
    }

    [Fact]
    public void Expm1_is_within_its_error_bound()
    {
        var random = new Random(20_240_605);
        AssertErrors("expm1", 3.0, () =>
        {
            double x = (random.NextDouble() - 0.5) * Math.ScaleB(1.0, random.Next(-60, 6));
            (BigInteger fraction, int exponent) = HighPrecision.ExpOf(HighPrecision.FromDouble(x));
            BigInteger power = exponent >= 0 ? fraction << exponent : fraction >> -exponent;
            return (x, HighPrecision.ErrorInUlps(DeterministicMath.Expm1(x), power - HighPrecision.One, 0));
        });
    }

    [Theory]
    [InlineData("Weibull's range", 0.54)]
    [InlineData("all magnitudes", 0.54)]
    [InlineData("base near 1", 0.54)]
    [InlineData("subnormal base", 0.54)]
    [InlineData("subnormal results", 1.0)]
    public void Pow_is_within_its_error_bound(string where, double boundInUlps)
    {
        var random = new Random(20_240_606);
        Func<double> normalResult = () => 1_416.0 * (random.NextDouble() - 0.5);
        Func<(double X, double LogOfPower)> point = where switch
        {
            "Weibull's range" => () => (-Math.Log(random.NextDouble()), double.NaN),
            "base near 1" => () => (1.0 + ((random.NextDouble() - 0.5) * Math.ScaleB(1.0, -random.Next(1, 45))), normalResult()),
            "subnormal base" => () => (BitConverter.Int64BitsToDouble(random.NextInt64(1, 1L << 52)), normalResult()),
            "subnormal results" => () => (PositiveOfAnyMagnitude(random), -708.0 - (random.NextDouble() * 37.0)),
            _ => () => (PositiveOfAnyMagnitude(random), normalResult()),
        };
        AssertErrors(where, boundInUlps, () =>
        {
            (double x, double logOfPower) = point();
            double y = double.IsNaN(logOfPower) ? 0.1 + (random.NextDouble() * 5.0) : logOfPower / Math.Log(x);
            BigInteger product = HighPrecision.Multiply(HighPrecision.FromDouble(y), HighPrecision.Log(x));
            (BigInteger fraction, int exponent) = HighPrecision.ExpOf(product);
            return (x, x == 1.0 ? 0.0 : HighPrecision.ErrorInUlps(DeterministicMath.Pow(x, y), fraction, exponent));
        });
    }

    [Fact]
    public void The_reference_knows_constants_from_the_literature()
    {
        // ln 10 and e to 50 decimals: OEIS A002392 and A001113.
        BigInteger scale = BigInteger.Pow(10, 50);
        BigInteger ln10 = (HighPrecision.Log(10.0) * scale) >> HighPrecision.FractionBits;
        (BigInteger fraction, int exponent) = HighPrecision.ExpOf(HighPrecision.One);
        BigInteger e = ((fraction << exponent) * scale) >> HighPrecision.FractionBits;
        Assert.Equal("230258509299404568401799145468436420760110148862877", ln10.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("271828182845904523536028747135266249775724709369995", e.ToString(CultureInfo.InvariantCulture));
    }

    private static (double X, double Error) ExpPoint(double x)
    {
        (BigInteger fraction, int exponent) = HighPrecision.ExpOf(HighPrecision.FromDouble(x));
        return (x, HighPrecision.ErrorInUlps(DeterministicMath.Exp(x), fraction, exponent));
    }

    private static BigInteger LogOfOnePlus(double x)
    {
        // ln((1 + x) as two doubles) = ln w + ln(1 + rest/w), the second by four terms: |rest/w| ≤ 2^-53.
        double w = 1.0 + x;
        double rest = x - (w - 1.0);
        BigInteger t = (HighPrecision.FromDouble(rest) << HighPrecision.FractionBits) / HighPrecision.FromDouble(w);
        BigInteger sum = BigInteger.Zero;
        BigInteger power = t;
        for (int n = 1; n <= 4; n++)
        {
            sum += (n % 2 == 1 ? power : -power) / n;
            power = HighPrecision.Multiply(power, t);
        }

        return HighPrecision.Log(w) + sum;
    }

    private static double PositiveOfAnyMagnitude(Random random) =>
        BitConverter.Int64BitsToDouble(random.NextInt64(1L << 52, 0x7FFL << 52));

    /// <summary>A few units in the last place around the points where Log changes its table entry.</summary>
    private static double TableEdge(Random random)
    {
        double edge = 1.0 + (((2 * random.Next(128)) + 1) / 256.0);
        long bits = BitConverter.DoubleToInt64Bits(edge) + random.Next(-3, 4);
        return Math.ScaleB(BitConverter.Int64BitsToDouble(bits), random.Next(-1, 1));
    }

    private void AssertErrors(string where, double boundInUlps, Func<(double X, double Error)> measure)
    {
        double worst = 0.0;
        double worstX = 0.0;
        for (int i = 0; i < PointCount; i++)
        {
            (double x, double error) = measure();
            if (!(Math.Abs(error) <= worst))
            {
                (worst, worstX) = (Math.Abs(error), x);
            }
        }

        output.WriteLine(FormattableString.Invariant($"{where}: largest error {worst:F4} ulp at {worstX:R} among {PointCount} points"));
        Assert.True(worst <= boundInUlps, FormattableString.Invariant($"{where}: {worst} ulp at {worstX:R}"));
    }
}
