namespace WalSweep.Tests.Naive;

/// <summary>The scenario has a moment that falls between two grid points, or a number that is not a short dyadic one.</summary>
internal sealed class OffGridException(string reason) : Exception(reason);

/// <summary>The time grid: tick i is the time i·dt, dt = 2^-k. Every conversion that would have to round throws <see cref="OffGridException"/>.</summary>
internal sealed class Grid(double dtS)
{
    /// <summary>A tick that never comes; far enough from the top that sums of two stay ordered.</summary>
    public const long Never = long.MaxValue / 4;

    private const double _finest = 1.0 / (1 << 24);

    public double DtS { get; } = dtS;

    /// <summary>The quotient, if it is a double.</summary>
    public static double Divide(double dividend, double divisor, string what)
    {
        var quotient = dividend / divisor;
        if (double.IsFinite(quotient) && Math.FusedMultiplyAdd(quotient, divisor, -dividend) != 0)
        {
            throw new OffGridException($"{what} is not dyadic");
        }

        return quotient;
    }

    /// <summary>A time in ticks; an infinite one never comes.</summary>
    public long Ticks(double seconds, string what)
    {
        if (double.IsPositiveInfinity(seconds))
        {
            return Never;
        }

        var ticks = seconds / DtS;
        if (ticks != Math.Floor(ticks) || Math.Abs(ticks) > 1e9)
        {
            throw new OffGridException($"{what} is not on the grid");
        }

        return (long)ticks;
    }

    /// <summary>A rate per second as an amount per tick.</summary>
    public double PerTick(double ratePerS, string what)
    {
        var amount = ratePerS * DtS;
        if (amount / _finest != Math.Floor(amount / _finest) || Math.Abs(amount) > 1e12)
        {
            throw new OffGridException($"{what} does not move by a short dyadic amount per tick");
        }

        return amount;
    }

    /// <summary>A tick as a time in seconds, exactly.</summary>
    public double Seconds(long ticks) => ticks * DtS;
}
