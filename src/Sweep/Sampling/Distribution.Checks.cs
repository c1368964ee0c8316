namespace WalSweep.Sweep.Sampling;

// What the factories refuse, each in a sentence that can stand behind a place in a file.
public sealed partial class Distribution
{
    private const double _largestWhole = 1L << 53;

    private static void RequireFiniteBounds(double min, double max)
    {
        RequireFinite(min, "the lower bound");
        RequireFinite(max, "the upper bound");
        RequireOrder(min, max);
    }

    private static void RequireTruncation(double min, double max)
    {
        if (!(min >= 0.0 && double.IsFinite(min)))
        {
            throw Refused($"the lower bound must be finite and not negative, but {new DrawnNumber(min)} is given");
        }

        RequireOrder(min, max);
    }

    private static void RequireOrder(double min, double max)
    {
        if (!(min < max))
        {
            throw Refused($"the lower bound {new DrawnNumber(min)} must be below the upper bound {new DrawnNumber(max)}");
        }
    }

    private static void RequireWhole(double value, string what)
    {
        if (!(Math.Floor(value) == value && Math.Abs(value) <= _largestWhole))
        {
            throw Refused($"{what} must be a whole number of at most 2^53 in size, but {new DrawnNumber(value)} is given");
        }
    }

    private static void RequirePositive(double value, string what)
    {
        if (!(value > 0.0 && double.IsFinite(value)))
        {
            throw Refused($"{what} must be finite and above 0, but {new DrawnNumber(value)} is given");
        }
    }

    /// <summary>Of a number that has no unit, whatever is drawn.</summary>
    private static void RequirePositiveRatio(double value, string what)
    {
        if (!(value > 0.0 && double.IsFinite(value)))
        {
            throw Refused($"{what} must be finite and above 0, but {value} is given");
        }
    }

    private static void RequireFinite(double value, string what)
    {
        if (!double.IsFinite(value))
        {
            throw Refused($"{what} must be finite, but {value} is given");
        }
    }

    private static DistributionException Refused(FormattableString sentence) => new(sentence);
}
