using System.Numerics;

namespace WalSweep.Sweep.Sampling;

/// <summary>
/// The tables by which <see cref="DeterministicMath"/> shrinks its arguments, worked out once at start in 160-bit fixed point.
/// </summary>
/// <remarks>
/// Integer arithmetic has no rounding mode and no fused operations, so the tables are the same on every machine. Working them out
/// takes about a millisecond and spares the source a thousand digits nobody can check by eye.
/// </remarks>
internal static class ReductionTables
{
    /// <summary>Log and Exp both cut their reduced range into this many steps.</summary>
    public const int Steps = 128;

    /// <summary>
    /// High parts are multiples of 2^-42: times any binary exponent (11 bits), or any count of Exp's steps (18 bits times a value
    /// below 2^-7), they are still exact doubles, and so are their sums.
    /// </summary>
    private const int _highBits = 42;

    private const int _fractionBits = 160;

    private static readonly BigInteger _one = BigInteger.One << _fractionBits;

    /// <summary>ln 2.</summary>
    private static readonly BigInteger _ln2 = LogOfRatio(2, 1);

    /// <summary>ln 2, high part.</summary>
    public static readonly double Ln2High = High(_ln2);

    /// <summary>ln 2, what the high part leaves.</summary>
    public static readonly double Ln2Low = Low(_ln2);

    /// <summary>ln 2 / 128, high part.</summary>
    public static readonly double Ln2StepHigh = High(_ln2 / Steps);

    /// <summary>ln 2 / 128, what the high part leaves.</summary>
    public static readonly double Ln2StepLow = Low(_ln2 / Steps);

    /// <summary>Entry i serves mantissas within 1/256 of 1 + i/128.</summary>
    public static readonly LogEntry[] Log = BuildLog();

    /// <summary>Entry j is 2^(j/128).</summary>
    public static readonly ExpEntry[] Exp = BuildExp();

    /// <summary>A reciprocal of eight fractional bits, and minus its logarithm in two parts.</summary>
    public readonly record struct LogEntry(double Reciprocal, double High, double Low);

    /// <summary>The bits of the double nearest to a power, and the relative remainder: power = double · (1 + remainder).</summary>
    public readonly record struct ExpEntry(long ValueBits, double Remainder);

    private static LogEntry[] BuildLog()
    {
        var entries = new LogEntry[Steps];
        for (int i = 0; i < Steps; i++)
        {
            int c = Steps + i; // The node is c / 128; the nearest multiple of 1/256 to its reciprocal is a / 256.
            int a = ((2 * 256 * Steps) + c) / (2 * c);
            BigInteger logarithm = LogOfRatio(256, a);
            entries[i] = new LogEntry(a / 256.0, High(logarithm), Low(logarithm));
        }

        return entries;
    }

    private static ExpEntry[] BuildExp()
    {
        var entries = new ExpEntry[Steps];
        for (int j = 0; j < Steps; j++)
        {
            BigInteger power = ExpOf(_ln2 * j / Steps);
            double nearest = ToDouble(power);
            BigInteger rest = power - FromDouble(nearest);
            entries[j] = new ExpEntry(BitConverter.DoubleToInt64Bits(nearest), ToDouble((rest << _fractionBits) / power));
        }

        return entries;
    }

    /// <summary>ln(p/q) = 2 artanh((p - q)/(p + q)), by the series of artanh, for 1 ≤ p/q ≤ 2.</summary>
    private static BigInteger LogOfRatio(int p, int q)
    {
        BigInteger z = (_one * (p - q)) / (p + q);
        BigInteger zSquared = (z * z) >> _fractionBits;
        BigInteger sum = BigInteger.Zero;
        int n = 1;
        for (BigInteger power = z; !power.IsZero; power = (power * zSquared) >> _fractionBits, n += 2)
        {
            sum += power / n;
        }

        return 2 * sum;
    }

    /// <summary>exp(x) by its Taylor series, for 0 ≤ x ≤ 1.</summary>
    private static BigInteger ExpOf(BigInteger x)
    {
        BigInteger sum = BigInteger.Zero;
        int n = 0;
        for (BigInteger term = _one; !term.IsZero; n++, term = ((term * x) >> _fractionBits) / n)
        {
            sum += term;
        }

        return sum;
    }

    private static double High(BigInteger value) => (double)(long)(value >> (_fractionBits - _highBits)) / (1L << _highBits);

    private static double Low(BigInteger value) => ToDouble(value - FromDouble(High(value)));

    private static BigInteger FromDouble(double value) => new BigInteger(value * (1L << 60)) << (_fractionBits - 60);

    /// <summary>The nearest double (ties away from zero), by integer arithmetic: the cast of BigInteger truncates.</summary>
    private static double ToDouble(BigInteger value)
    {
        BigInteger magnitude = BigInteger.Abs(value);
        int excess = Math.Max(0, (int)magnitude.GetBitLength() - 53);
        BigInteger mantissa = excess == 0 ? magnitude : ((magnitude >> (excess - 1)) + 1) >> 1;
        return Math.ScaleB(value.Sign * (double)(long)mantissa, excess - _fractionBits);
    }
}
