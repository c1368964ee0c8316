using WalSweep.Sweep.Sampling;
using Xunit;

namespace WalSweep.Tests.Sampling;

/// <summary>
/// Reference values computed with 60 digits (mpmath's erfc and a root search on it), for the double nearest to each argument.
/// </summary>
public sealed class StandardNormalTests
{
    public static readonly TheoryData<double, double> Quantiles = new()
    {
        { 5e-324, -38.467405617144346251 },
        { 1e-310, -37.663060331949523732 },
        { 2.2250738585072014e-308, -37.519379347144499821 },
        { 1e-300, -37.047096299361199237 },
        { 1e-200, -30.205594179579643063 },
        { 1e-100, -21.273453560965324294 },
        { 1e-50, -14.933337534788488981 },
        { 1e-30, -11.46402468844361572 },
        { 1e-20, -9.2623400897984075796 },
        { 1e-11, -6.7060231554951362961 },
        { 1.3887943864964021e-11, -6.6579046435011035837 }, // e^-25, where the shoulder meets the far tail
        { 1e-8, -5.6120012441747887279 },
        { 1e-6, -4.7534243088228989573 },
        { 1e-4, -3.7190164854556805523 },
        { 0.001, -3.0902323061678135354 },
        { 0.01, -2.3263478740408410931 },
        { 0.05, -1.644853626951472688 },
        { 0.0749999, -1.4395321773759005864 }, // and where the centre meets the shoulder
        { 0.075, -1.4395314709384559349 },
        { 0.0750001, -1.4395307645017296865 },
        { 0.1, -1.2815515655446004353 },
        { 0.2, -0.84162123357291416552 },
        { 0.3, -0.52440051270804081597 },
        { 0.4, -0.25334710313579974132 },
        { 0.49, -0.025068908258711058033 },
        { 0.499999, -2.5066282745665593779e-6 },
        { 0.50000001, 2.5066282872262044377e-8 },
        { 0.7, 0.52440051270804065631 },
        { 0.9, 1.2815515655446005935 },
        { 0.925, 1.4395314709384562291 },
        { 0.9251, 1.4402382675279638594 },
        { 0.99, 2.3263478740408407676 },
        { 0.999999, 4.7534243088170877657 },
        { 0.99999999999999, 7.6507309051556429563 },
        { 0.9999999999999999, 8.2095361516013868556 },
    };

    public static readonly TheoryData<double, double> Probabilities = new()
    {
        { -37, 5.7255712225245768227e-300 },
        { -30, 4.9067139271481870595e-198 },
        { -20, 2.7536241186062336951e-89 },
        { -10, 7.619853024160526066e-24 },
        { -8, 6.2209605742717841235e-16 },
        { -5, 2.8665157187919391167e-7 },
        { -3, 0.0013498980316300945267 },
        { -2, 0.0227501319481792072 },
        { -1.5, 0.066807201268858066004 },
        { -1.0001, 0.15863105806885876032 },
        { -1, 0.15865525393145705141 },
        { -0.9999, 0.15867945221376258366 },
        { -0.5, 0.30853753872598689636 },
        { -1e-5, 0.49999601057719605216 },
        { 0, 0.5 },
        { 0.3, 0.61791142218895263307 },
        { 0.9, 0.81593987465324051735 },
        { 1, 0.84134474606854294859 },
        { 1.1, 0.86433393905361734418 },
        { 2, 0.9772498680518207928 },
        { 3, 0.99865010196836990547 },
        { 5, 0.99999971334842812081 },
        { 8, 0.9999999999999993779 },
    };

    [Theory]
    [MemberData(nameof(Quantiles))]
    public void Quantile_agrees_with_reference_values(double p, double expected) =>
        Near(expected, StandardNormal.Quantile(p), 1e-15);

    [Theory]
    [MemberData(nameof(Probabilities))]
    public void Cdf_agrees_with_reference_values(double z, double expected) => Near(expected, StandardNormal.Cdf(z), 1e-15);

    [Fact]
    public void Cdf_keeps_what_subnormal_doubles_can_hold() =>
        Assert.InRange(StandardNormal.Cdf(-38.0) / 2.8854283600687843084e-316, 1 - 1e-7, 1 + 1e-7);

    [Fact]
    public void Quantile_inverts_the_distribution_function()
    {
        for (double z = -37.0; z <= 0.0; z += 0.01)
        {
            // A relative error e of Φ moves the quantile by e Φ/φ, which is less than e/|z|.
            double back = StandardNormal.Quantile(StandardNormal.Cdf(z));
            Assert.True(Math.Abs(back - z) <= 1e-15 * (1.0 + Math.Abs(z)), FormattableString.Invariant($"{z} came back as {back}"));
        }
    }

    [Fact]
    public void Quantile_is_odd_about_one_half_on_the_grid_of_uniforms()
    {
        for (int i = 0; i < 10_000; i++)
        {
            double u = CounterRandom.Uniform(3, i, 0, 0);
            Assert.Equal(-StandardNormal.Quantile(u), StandardNormal.Quantile(1.0 - u));
        }
    }

    [Theory]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(1.0, double.PositiveInfinity)]
    [InlineData(0.5, 0.0)]
    [InlineData(-1e-300, double.NaN)]
    [InlineData(1.0000000000000002, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Quantile_of_special_values(double p, double expected) => Assert.Equal(expected, StandardNormal.Quantile(p));

    [Theory]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(-50.0, 0.0)]
    [InlineData(50.0, 1.0)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Cdf_of_special_values(double z, double expected) => Assert.Equal(expected, StandardNormal.Cdf(z));

    private static void Near(double expected, double actual, double tolerance) => Assert.True(
        Math.Abs(actual - expected) <= tolerance * Math.Abs(expected),
        FormattableString.Invariant($"{actual:R} instead of {expected:R}: off by {Math.Abs((actual / expected) - 1)}"));
}
