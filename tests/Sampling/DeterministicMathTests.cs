using WalSweep.Sweep.Sampling;
using Xunit;

namespace WalSweep.Tests.Sampling;

/// <summary>Special values as documented; the accuracy and the exact bits have their own tests.</summary>
public sealed class DeterministicMathTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.0, -Infinity)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(-Infinity, double.NaN)]
    [InlineData(Infinity, Infinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.MaxValue, 709.782712893384)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    public void Log_of_special_values(double x, double expected) => Assert.Equal(expected, DeterministicMath.Log(x));

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1e-300, 1e-300)]
    [InlineData(-1e-17, -1e-17)]
    [InlineData(-1.0, -Infinity)]
    [InlineData(-1.5, double.NaN)]
    [InlineData(Infinity, Infinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log1p_of_special_values(double x, double expected) => Assert.Equal(expected, DeterministicMath.Log1p(x));

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1e-300, 1.0)]
    [InlineData(-Infinity, 0.0)]
    [InlineData(-746.0, 0.0)]
    [InlineData(-745.14, 0.0)]
    [InlineData(-745.13, double.Epsilon)]
    [InlineData(709.782712893384, 1.7976931348622732e308)]
    [InlineData(709.79, Infinity)]
    [InlineData(1e308, Infinity)]
    [InlineData(Infinity, Infinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp_of_special_values(double x, double expected) => Assert.Equal(expected, DeterministicMath.Exp(x));

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1e-300, 1e-300)]
    [InlineData(-Infinity, -1.0)]
    [InlineData(-800.0, -1.0)]
    [InlineData(Infinity, Infinity)]
    [InlineData(800.0, Infinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Expm1_of_special_values(double x, double expected) => Assert.Equal(expected, DeterministicMath.Expm1(x));

    [Theory]
    [InlineData(3.0, 0.0, 1.0)]
    [InlineData(0.0, 0.0, 1.0)]
    [InlineData(Infinity, 0.0, 1.0)]
    [InlineData(1.0, 123.0, 1.0)]
    [InlineData(1.0, Infinity, 1.0)]
    [InlineData(1.0, -Infinity, 1.0)]
    [InlineData(0.0, 0.5, 0.0)]
    [InlineData(0.0, -0.5, Infinity)]
    [InlineData(Infinity, 0.5, Infinity)]
    [InlineData(Infinity, -0.5, 0.0)]
    [InlineData(2.0, Infinity, Infinity)]
    [InlineData(2.0, -Infinity, 0.0)]
    [InlineData(0.5, Infinity, 0.0)]
    [InlineData(0.5, -Infinity, Infinity)]
    [InlineData(double.Epsilon, -Infinity, Infinity)]
    [InlineData(1e-310, -1.0, Infinity)]
    [InlineData(1.0000000000000002, 1e300, Infinity)]
    [InlineData(1.0000000000000002, 1e-300, 1.0)]
    [InlineData(2.0, 1e-320, 1.0)]
    [InlineData(-2.0, 2.0, double.NaN)]
    [InlineData(double.NaN, 0.0, double.NaN)]
    [InlineData(2.0, double.NaN, double.NaN)]
    [InlineData(1.0, double.NaN, double.NaN)]
    [InlineData(0.0, double.NaN, double.NaN)]
    public void Pow_of_special_values(double x, double y, double expected) => Assert.Equal(expected, DeterministicMath.Pow(x, y));

    [Fact]
    public void Negative_zero_counts_as_zero()
    {
        Assert.Equal(-Infinity, DeterministicMath.Log(-0.0));
        Assert.Equal(1.0, DeterministicMath.Exp(-0.0));
        Assert.Equal(0.0, DeterministicMath.Pow(-0.0, 0.5));
        Assert.Equal(Infinity, DeterministicMath.Pow(-0.0, -1.0));
    }

    [Fact]
    public void Powers_of_two_are_exact()
    {
        for (int exponent = -1074; exponent <= 1023; exponent++)
        {
            Assert.Equal(Math.ScaleB(1.0, exponent), DeterministicMath.Pow(2.0, exponent));
        }
    }

    [Fact]
    public void Exact_integer_powers_are_exact()
    {
        for (long x = 2; x <= 100; x++)
        {
            long power = 1;
            for (int n = 0; power < 1L << 46; n++, power *= x)
            {
                Assert.Equal(power, DeterministicMath.Pow(x, n));
            }
        }
    }
}
