using System.Runtime.CompilerServices;

namespace WalSweep.Engine;

/// <summary>
/// The recent course of the head, as the motions it went through. Shipping is a matter of milliseconds, so only the last few are ever asked for; the oldest one kept
/// is taken to have lasted for ever before, which is the steady state a trial starts from.
/// </summary>
public struct HeadHistory
{
    private const int _capacity = 64;

    private Motions _motions;
    private int _count;

    [InlineArray(_capacity)]
    private struct Motions
    {
        private Motion _first;
    }

    /// <summary>Starts with a head that has always moved at the given rate and is at 0 at time 0.</summary>
    public void Begin(double ratePerS)
    {
        _motions[0] = new Motion { RatePerS = ratePerS };
        _count = 1;
    }

    /// <summary>Starts with a head that stands at a value and has always stood there.</summary>
    public void BeginStill(double value, double atS)
    {
        _motions[0] = Motion.Still(value, atS);
        _count = 1;
    }

    /// <summary>The head goes on from a given value at another rate.</summary>
    public void Add(double timeS, double value, double ratePerS)
    {
        _motions[_count & (_capacity - 1)] = new Motion { Value = value, SinceS = timeS, RatePerS = ratePerS };
        _count++;
    }

    /// <summary>The position of the head at a time up to now.</summary>
    /// <exception cref="ModelViolationException">The time is further back than what is kept.</exception>
    public readonly double At(double timeS) => MotionAt(timeS).At(timeS);

    /// <summary>The first time at or after <paramref name="fromS"/> and up to now at which the head moves, or +∞.</summary>
    public readonly double FirstMovingAtOrAfterS(double fromS)
    {
        for (var number = NumberAt(fromS); number < _count; number++)
        {
            ref readonly var motion = ref _motions[number & (_capacity - 1)];
            if (motion.RatePerS > 0)
            {
                return number == 0 ? fromS : Ordered.Max(fromS, motion.SinceS);
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>The motion at a time, and when the next one began (+∞ for the current one).</summary>
    internal readonly Motion MotionAt(double timeS, out double untilS)
    {
        var number = NumberAt(timeS);
        untilS = number + 1 < _count ? _motions[(number + 1) & (_capacity - 1)].SinceS : double.PositiveInfinity;
        return _motions[number & (_capacity - 1)];
    }

    private readonly Motion MotionAt(double timeS) => _motions[NumberAt(timeS) & (_capacity - 1)];

    private readonly int NumberAt(double timeS)
    {
        var oldest = Math.Max(0, _count - _capacity);
        var number = _count - 1;
        while (number > oldest && _motions[number & (_capacity - 1)].SinceS > timeS)
        {
            number--;
        }

        if (number == oldest && oldest > 0 && _motions[number & (_capacity - 1)].SinceS > timeS)
        {
            throw new ModelViolationException("the head changed its rate more often within one round trip than the history keeps");
        }

        return number;
    }
}
