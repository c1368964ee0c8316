using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>A quantity that is linear in time between two events: a WAL position in entries, or bytes copied.</summary>
public struct Motion
{
    /// <summary>Its value at <see cref="SinceS"/>.</summary>
    public double Value;

    /// <summary>When its rate last changed, in seconds.</summary>
    public double SinceS;

    /// <summary>Its rate since then, per second; never negative.</summary>
    public double RatePerS;

    /// <summary>A quantity that stands still.</summary>
    public static Motion Still(double value, double atS) => new() { Value = value, SinceS = atS };

    /// <summary>Its value at a time not before <see cref="SinceS"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double At(double timeS) => Value + (RatePerS * (timeS - SinceS));

    /// <summary>Goes on from its value at <paramref name="timeS"/> with another rate. Does nothing if the rate is the same, so that unrelated events leave no rounding behind.</summary>
    public void ChangeRate(double timeS, double ratePerS)
    {
        if (ratePerS != RatePerS)
        {
            Value = At(timeS);
            SinceS = timeS;
            RatePerS = ratePerS;
        }
    }

    /// <summary>When it reaches a target that is ahead of it, or +∞ if it stands still.</summary>
    public readonly double ReachesAtS(double target) => RatePerS > 0 ? SinceS + ((target - Value) / RatePerS) : double.PositiveInfinity;
}
