using System.Numerics;

namespace WalSweep.Tests.Sampling;

/// <summary>
/// A slow second implementation of exp and ln in 256-bit fixed point, by other methods than the library's: exp by halving the
/// argument and squaring the result, ln by Halley's iteration on that exp.
/// </summary>
internal static class HighPrecision
{
    public const int FractionBits = 256;

    public static readonly BigInteger One = BigInteger.One << FractionBits;

    // Digits from the literature, not from a series: OEIS A002162.
    private static readonly BigInteger Ln2 =
        (BigInteger.Parse(
            "69314718055994530941723212145817656807550013436025525412068000949339362196969471560586",
            System.Globalization.CultureInfo.InvariantCulture) << FractionBits) / BigInteger.Pow(10, 86);

    /// <summary>ln x in fixed point, for positive x.</summary>
    public static BigInteger Log(double x)
    {
        (BigInteger mantissa, int exponent) = Normalise(x);
        BigInteger guess = FromDouble(Math.Log((double)(mantissa >> (FractionBits - 60)) / (1L << 60)));
        for (int i = 0; i < 2; i++)
        {
            (BigInteger power, int shift) = ExpOf(guess);
            power <<= shift;
            guess += 2 * Divide(mantissa - power, mantissa + power);
        }

        return guess + (exponent * Ln2);
    }

    /// <summary>e^x as fraction · 2^exponent, with the fraction in [1, 2) in fixed point.</summary>
    public static (BigInteger Fraction, int Exponent) ExpOf(BigInteger x)
    {
        BigInteger n = Floor(Divide(x, Ln2));
        const int halvings = 16;
        BigInteger reduced = (x - (n * Ln2)) >> halvings;
        BigInteger term = One;
        BigInteger sum = One;
        for (int i = 1; !term.IsZero; i++)
        {
            term = Multiply(term, reduced) / i;
            sum += term;
        }

        for (int i = 0; i < halvings; i++)
        {
            sum = Multiply(sum, sum);
        }

        return (sum, (int)n);
    }

    /// <summary>How far a double is from a true value, in units of the last place that a double of that value has.</summary>
    public static double ErrorInUlps(double actual, BigInteger trueFraction, int trueExponent)
    {
        int topBit = (int)BigInteger.Abs(trueFraction).GetBitLength() - 1;
        int ulpExponent = Math.Max(topBit - FractionBits + trueExponent, -1022) - 52;
        (BigInteger mantissa, int exponent) = ExactParts(actual);

        // Everything as multiples of 2^-FractionBits of the unit in the last place.
        BigInteger actualInUlps = Shift(mantissa, exponent - ulpExponent + FractionBits);
        BigInteger trueInUlps = Shift(trueFraction, trueExponent - ulpExponent);
        return (double)((actualInUlps - trueInUlps) >> (FractionBits - 40)) / (1L << 40);
    }

    public static BigInteger FromDouble(double x)
    {
        (BigInteger mantissa, int exponent) = ExactParts(x);
        return Shift(mantissa, exponent + FractionBits);
    }

    public static BigInteger Multiply(BigInteger x, BigInteger y) => (x * y) >> FractionBits;

    private static BigInteger Divide(BigInteger x, BigInteger y) => (x << FractionBits) / y;

    private static BigInteger Floor(BigInteger x) => x >> FractionBits;

    private static BigInteger Shift(BigInteger x, int bits) => bits >= 0 ? x << bits : x >> -bits;

    private static (BigInteger Fraction, int Exponent) Normalise(double x)
    {
        (BigInteger mantissa, int exponent) = ExactParts(x);
        int top = (int)mantissa.GetBitLength() - 1;
        return (mantissa << (FractionBits - top), exponent + top);
    }

    /// <summary>x = mantissa · 2^exponent, from the bits.</summary>
    private static (BigInteger Mantissa, int Exponent) ExactParts(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int biased = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & ((1L << 52) - 1);
        BigInteger mantissa = biased == 0 ? fraction : fraction | (1L << 52);
        return (bits < 0 ? -mantissa : mantissa, Math.Max(biased, 1) - 1075);
    }
}
